"""Authors: strings, lists and mappings, converted to `name`, `affiliation`, `orcid`, `email`, `note`."""

from __future__ import annotations

import re
from typing import Any

from pipeline.load.papers import institutions
from pipeline.load.papers.draft import Draft, entries, fold_keys, is_true, plain_words, quote
from pipeline.load.papers.names import NAME_KEYS, Person, compose, person, split

_AFFILIATIONS = (
    "affiliation", "affiliations", "institute", "institutes", "institution", "institutions", "organization",
    "organisation", "inst",
)  # fmt: skip
_EMAILS = ("email", "e-mail", "mail", "emails", "contact")
_CORRESPONDENCE_KEYS = (
    "corresponding",
    "correspondence",
    "corresponding-author",
    "correspondent",
    "contact-author",
)
_EQUAL = ("equal-contrib", "equal-contributor", "equal-contribution", "co-first", "cofirst")
_NOTES = ("note", "notes", "footnote", "footnotes", "thanks")
_OTHERS = frozenset({*_AFFILIATIONS, *_EMAILS, *_CORRESPONDENCE_KEYS, *_NOTES, "orcid", "github", "url"})
_ORCID = re.compile(r"(?:https?://)?(?:www\.)?(?:orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])/?")


def adapt(draft: Draft) -> None:
    """Convert authors and their institutions to Dossier's form."""
    value = draft.value.get("authors")
    table = institutions.table(draft)
    if value is None:
        if table.names:
            draft.value["affiliations"] = table.records()
        return
    result: list[dict[str, Any]] = []
    for number, entry in enumerate(_author_entries(value)):
        path = ("authors", number) if isinstance(value, list) else ("authors",)
        author = _author(entry, table, draft, path)
        if author is not None:
            result.append(author)
    _assign_institutions(draft, result, table)
    draft.value["authors"] = result
    draft.value["affiliations"] = table.records()
    _assign_correspondence(draft, result)


def _assign_institutions(draft: Draft, authors: list[dict[str, Any]], table: institutions.Table) -> None:
    """Assign institutions to authors if none names one: all to one author, one to all, or one to each."""
    names = list(table.names)
    if not names or not authors or table.is_asked:
        return
    if len(authors) == 1:
        authors[0]["affiliation"] = ", ".join(names)
    elif len(names) in (1, len(authors)):
        for author, name in zip(authors, names * len(authors) if len(names) == 1 else names, strict=True):
            author["affiliation"] = name
    else:
        message = f"nothing says which of {len(names)} institutions each of {len(authors)} authors belongs to"
        draft.warn("author-invalid", message, ("authors",), "give each author an `affiliation`")


def _author_entries(value: Any) -> list[Any]:
    """Return the authors one by one; one text may name several."""
    if isinstance(value, dict) and not set(fold_keys(value)) & NAME_KEYS:
        return [{name: keys} for name, keys in value.items()]
    return [
        name
        for each in entries(value)
        for name in (split(each) if isinstance(each, str) and not isinstance(value, list) else [each])
    ]


def _author(
    value: Any, table: institutions.Table, draft: Draft, path: tuple[str | int, ...]
) -> dict[str, Any] | None:
    """Return an author in Dossier's form; return None, and report a diagnostic, if there is no name."""
    if isinstance(value, str):
        return _record(person(value), {}, table, draft, path)
    if isinstance(value, dict):
        keys = fold_keys(value)
        name = compose(value)
        if not name and len(value) == 1 and not set(keys) & (NAME_KEYS | _OTHERS):
            name, inner = next(iter(value.items()))
            keys = fold_keys(inner) if isinstance(inner, dict) else {"affiliation": inner}
        if name:
            attributes = keys.get("attributes")
            more = fold_keys(attributes) if isinstance(attributes, dict) else {}
            return _record(person(name), more | keys, table, draft, path)
    hint = "give each author a `name`"
    draft.warn("author-invalid", "an author without a name is left out", path, hint)
    return None


def _record(
    person: Person, keys: dict[str, Any], table: institutions.Table, draft: Draft, path: tuple[str | int, ...]
) -> dict[str, Any] | None:
    if not person.name:
        draft.warn(
            "author-invalid", "an author without a name is left out", path, "give each author a `name`"
        )
        return None
    result: dict[str, Any] = {"name": person.name}
    own = [each for key in _AFFILIATIONS for each in entries(keys.get(key))]
    marks = [person.marks] if person.marks and (table.names or not person.marks[:1].isdigit()) else []
    marks = [mark for mark in marks if any(part in table.names for part in re.split(r"[,\s]+", mark))]
    own_indexes, missing_indexes = institutions.indexes([*own, *marks], table)
    if own_indexes:
        result["affiliation"] = ", ".join(own_indexes)
    for index in missing_indexes:
        message = f"{quote(person.name)} has the affiliation {quote(index)}, which is not listed"
        draft.warn("author-invalid", message, path, "add the institution, or correct the index")
    email = next(
        (text for key in _EMAILS for text in map(_address, entries(keys.get(key))) if text), person.email
    )
    flag = next((keys[key] for key in _CORRESPONDENCE_KEYS if keys.get(key) is not None), None)
    if isinstance(flag, dict) or (isinstance(flag, str) and "@" in flag):
        email = email or _address(flag)
        result["corresponding"] = "true"
    elif is_true(flag):
        result["corresponding"] = "true"
    if email:
        result["email"] = email
    if any(is_true(keys.get(key)) for key in _EQUAL):
        result["equal-contrib"] = "true"
    if orcid := plain_words(keys.get("orcid")):
        _set_orcid(result, orcid, draft, path)
    notes = [plain_words(each) for key in _NOTES for each in entries(keys.get(key))]
    if note := "; ".join(filter(None, (*notes, person.note))):
        result["note"] = note
    return result


def _address(value: Any) -> str:
    """Return an e-mail address from a text, with or without marks around it, or from a mapping."""
    if isinstance(value, dict):
        keys = fold_keys(value)
        return next((_address(keys[key]) for key in ("address", "email", "name") if keys.get(key)), "")
    return plain_words(value).strip("<> ").removeprefix("mailto:").strip("<> ")


def _set_orcid(result: dict[str, Any], text: str, draft: Draft, path: tuple[str | int, ...]) -> None:
    match = _ORCID.fullmatch(text)
    if match:
        result["orcid"] = "-".join(match.groups()).upper()
        return
    hint = "an ORCID iD has 16 digits, as in 0000-0002-1825-0097"
    draft.warn("author-invalid", f"{quote(text)} is not an ORCID iD, and is left out", (*path, "orcid"), hint)


def _assign_correspondence(draft: Draft, authors: list[dict[str, Any]]) -> None:
    """Assign the address or name for correspondence in the front matter to the author it belongs to."""
    for key in ("corresponding", "corresponding-author", "correspondence", "contact"):
        for value in entries(draft.take(key)):
            name = compose(value) if isinstance(value, dict) else ""
            text = _address(value) or name
            match = [each for each in authors if {text, name} & {each["name"], each.get("email")}]
            recipients = match or (authors if len(authors) == 1 else [])
            for each in recipients:
                each["corresponding"] = "true"
                if "@" in text:
                    each.setdefault("email", text)
