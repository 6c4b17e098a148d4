"""Institutions: a table with indexes as in JOSS, from all the ways to write one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from pipeline.load.papers.draft import Draft, entries, fold_keys, plain_words
from pipeline.load.papers.names import SUPERSCRIPTS

TABLES = ("affiliations", "institutes", "institutions", "address", "addresses", "institute", "affiliation")
_INDEX = ("index", "id", "code", "ref", "number", "key", "label")
# From the smallest unit to the country, as an address is read.
_NAME = ("name", "institution", "organization", "organisation", "affiliation", "address", "text", "institute")
_BEFORE = ("group", "division", "department", "dept")
_AFTER = ("city", "region", "state", "country")
# A superscript index before a name, in one of the forms that it has after an author.
_MARKUP = re.compile(
    r"\s*(?:\\?\^?\{?(\d+|[a-z])\}?\\?\^|\$\s*\^\{?(\d+|[a-z])\}?\s*\$|\\textsuperscript\{(\d+|[a-z])\}"
    r"|<sup>(\d+|[a-z])</sup>|([⁰¹²³⁴⁵⁶⁷⁸⁹]+))\s*"
)
_APART = re.compile(r"\s*[,;&]\s*|\s+and\s+|\s+")


@dataclass(slots=True)
class Table:
    """Institutions by index, in the order in which they were named; whether an author names any."""

    names: dict[str, str] = field(default_factory=dict)
    rors: dict[str, str] = field(default_factory=dict)
    is_asked: bool = False
    _indexes: dict[str, str] = field(default_factory=dict)
    _next: int = 1

    def enter(self, index: str, name: str) -> None:
        """Enter an institution; the first that has an index keeps it."""
        if self.names.setdefault(index, name) == name:
            self._indexes.setdefault(name, index)

    def index_of(self, name: str) -> str:
        """Return the index of an institution; enter it if it is new."""
        if name not in self._indexes:
            while str(self._next) in self.names:
                self._next += 1
            self.enter(str(self._next), name)
        return self._indexes[name]

    def records(self) -> list[dict[str, str]]:
        """Return the table in the form of Dossier's front matter."""
        return [
            {"index": index, "name": name, **({"ror": self.rors[index]} if index in self.rors else {})}
            for index, name in self.names.items()
        ]


def table(draft: Draft) -> Table:
    """Take the tables of institutions out of a front matter."""
    result = Table()
    for key in TABLES:
        value = draft.take(key)
        if isinstance(value, dict) and not set(fold_keys(value)) & {*_NAME, *_BEFORE}:
            value = [{index: item} for index, item in value.items()]
        for number, each in enumerate(entries(value), 1):
            _enter(result, each, number)
    return result


def _enter(result: Table, value: Any, number: int) -> None:
    """Enter one institution: text, a group of keys, or `ucl: University College London`."""
    if isinstance(value, str):
        mark = _MARKUP.match(value)
        name = _clean(value[mark.end() :] if mark else value)
        if name:
            index = next(filter(None, mark.groups())) if mark else str(number)
            result.enter(index.translate(SUPERSCRIPTS), name)
        return
    if not isinstance(value, dict):
        return
    keys = fold_keys(value)
    index = next((plain_words(keys[key]) for key in _INDEX if plain_words(keys.get(key))), "")
    name = compose(value)
    if not name and len(value) == 1 and not index:
        index, inner = next(iter(value.items()))
        name = compose(inner) if isinstance(inner, dict) else _clean(plain_words(inner))
    if name:
        index = index or str(number)
        result.enter(index, name)
        if ror := plain_words(keys.get("ror")):
            result.rors.setdefault(index, ror)


def compose(value: dict[str, Any]) -> str:
    """Return an institution with its unit before it and its place after it, unless it contains them."""
    keys = fold_keys(value)
    whole = ""
    for key in (*_BEFORE, *_NAME[:1], *_NAME[1:], *_AFTER):
        for part in (_clean(plain_words(each)) for each in entries(keys.get(key))):
            if part and not re.search(rf"(?<!\w){re.escape(part)}(?!\w)", whole, re.IGNORECASE):
                whole = f"{whole}, {part}" if whole else part
    return whole


def _clean(text: str) -> str:
    return " ".join(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text.replace("**", "")).split()).strip(" ,;")


def indexes(value: Any, institutions: Table) -> tuple[list[str], list[str]]:
    """Return the indexes of an author's institutions, new ones entered, and the undefined indexes."""
    result: list[str] = []
    missing_indexes: list[str] = []
    for each in entries(value):
        institutions.is_asked = True
        if isinstance(each, dict):
            keys = fold_keys(each)
            index = next(
                (plain_words(keys[k]) for k in ("ref", "index", "id") if plain_words(keys.get(k))), ""
            )
            name = compose(each)
            if name:
                own = plain_words(keys.get("id"))
                if own and own not in institutions.names:
                    institutions.enter(own, name)
                result.append(own or institutions.index_of(name))
            elif index in institutions.names:
                result.append(index)
            else:
                missing_indexes += [index] if index else []
            continue
        text = plain_words(each)
        parts = [part for part in _APART.split(text) if part]
        if text in institutions.names:
            result.append(text)
        elif parts and all(part in institutions.names or part.isdecimal() for part in parts):
            result += [part for part in parts if part in institutions.names]
            missing_indexes += [part for part in parts if part not in institutions.names]
        elif text:
            result.append(institutions.index_of(_clean(text)))
    return list(dict.fromkeys(result)), missing_indexes
