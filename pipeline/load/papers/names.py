"""Names of people as written in front matter: `A and B`, `Bee, Ann`, parts in keys, marks after a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.load.papers.draft import entries, fold_keys, plain_words

# A longer text is no name, and is not searched for marks.
LONGEST = 500
_BLANKS = re.compile(r"\s+")
_AND = re.compile(r"\s*;\s*|\s*\n\s*|\s*,?\s+(?:and|und|et|y|&|\\and)\s+(?=\S)")
_COMMA = re.compile(r"\s*,\s*")
_PARTICLES = frozenset({
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "ten", "ter",
    "af", "al", "bin", "ibn", "zu", "y", "e",
})  # fmt: skip
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv", "phd", "md", "msc", "esq"])
_NOTE = re.compile(
    r"\^\[([^\]]*)\]|\\(?:thanks|footnote)\{([^{}]*)\}|<sup>\s*\[?([^<\d][^<]{3,}?)\]?\s*</sup>"
)
_MARKS = re.compile(
    r"\[\^[^\]]*\]|\^([^^\s\[][^^]*)\^|\$\s*\^\{?([^}$]*)\}?\s*\$|\\textsuperscript\{([^{}]*)\}"
    r"|<sup>(.*?)</sup>|\\inst\{([^{}]*)\}|([⁰¹²³⁴⁵⁶⁷⁸⁹˒,]*[⁰¹²³⁴⁵⁶⁷⁸⁹])"
)
_MAIL = re.compile(r"[<(]\s*(?:mailto:)?([^\s<>()@]+@[^\s<>()@]+)\s*[>)]")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹˒", "0123456789,")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_GIVEN_NAME_KEYS = (
    "given-names",
    "given-name",
    "given",
    "firstname",
    "first-name",
    "first",
    "forename",
    "forenames",
)
_FAMILY = ("surname", "family-names", "family-name", "family", "lastname", "last-name", "last")
_PARTICLE = ("non-dropping-particle", "dropping-particle", "particle")
# Keys that show that a mapping describes a person and is not `Ann Bee: {...}`.
NAME_KEYS = frozenset({"name", "literal", "fullname", "full-name", "author", *_GIVEN_NAME_KEYS, *_FAMILY})


@dataclass(frozen=True, slots=True)
class Person:
    """A name with the parts after it: marks of institutions, a note, an address."""

    name: str
    marks: str = ""
    note: str = ""
    email: str = ""


def split(text: str) -> list[str]:
    """Return the names in a text: separated by `;`, lines, `and`, or commas if each part is a name."""
    text = _BLANKS.sub(lambda match: "\n" if "\n" in match.group() else " ", text.strip())
    parts = [part for part in _AND.split(text) if part and part.strip(" ,")]
    if len(parts) > 1 and ";" not in text and "\n" not in text and not all(map(_is_list, parts)):
        return [text]
    names: list[str] = []
    for part in parts:
        items = [each for each in _COMMA.split(part.strip(" ,")) if each]
        # Before a comma, `van der Berg` is a family name.
        is_reversed = items[0].split()[0] in _PARTICLES if items else False
        several = len(items) > 1 and all(is_person(each) and " " in each for each in items)
        several = several and not (is_reversed and len(items) == 2)
        names += items if several else [part.strip(" ,")]
    return names


def _is_list(text: str) -> bool:
    """Return whether a text may be names separated by commas, or one reversed name such as `Bee, Ann`."""
    parts = [part for part in _COMMA.split(text.strip(" ,")) if part]
    is_reversed = len(parts) == 2 and all(is_person(part, words=1) for part in parts)
    return is_reversed or all(is_person(part) and " " in part for part in parts)


def is_person(text: str, words: int = 0) -> bool:
    """Return whether a text looks like a person's name: few words, each capitalized or a particle."""
    if len(text) > LONGEST:
        return False
    bare = _MARKS.sub("", _NOTE.sub("", _MAIL.sub("", text)))
    parts = bare.replace("*", "").split()
    if not parts or len(parts) > 6 or len(parts) < words or parts[0] == "The":
        return False
    return all(
        part[0].isupper() or part.lower().strip(".'’") in _PARTICLES or not part[0].isascii()
        for part in parts
    )


def person(text: str) -> Person:
    """Return the person that a text names: the name, and separately the marks, notes and e-mail after it."""
    if len(text) > LONGEST:
        return Person(plain_words(text))
    notes = [" ".join(filter(None, match.groups())) for match in _NOTE.finditer(text)]
    rest = _NOTE.sub(" ", text)
    mail = _MAIL.search(rest)
    rest = _MAIL.sub(" ", rest)
    marks = [next((group for group in match.groups() if group), "") for match in _MARKS.finditer(rest)]
    rest = _MARKS.sub(" ", rest)
    numbers = ",".join(filter(None, (mark.translate(SUPERSCRIPTS).strip(" ,*†‡") for mark in marks)))
    name = _reorder(
        plain_words(_ESCAPE.sub(r"\1", rest.replace("**", "").replace("\\ ", " "))).strip(" ,*†‡")
    )
    return Person(name, numbers, "; ".join(notes).strip(), mail.group(1) if mail else "")


def _reorder(name: str) -> str:
    """Return `Bee, Ann` as `Ann Bee`; a suffix and the name of a body stay after their comma."""
    family, comma, given_name = name.partition(", ")
    plain = given_name.lower().strip(". ") in _SUFFIXES or "," in given_name
    if not comma or plain or not is_person(family) or not is_person(given_name):
        return name
    return f"{given_name} {family}" if len(family.split()) <= 3 and len(given_name.split()) <= 3 else name


def compose(value: Mapping[str, Any]) -> str:
    """Return the whole name from the keys of a person; empty if they have none."""
    keys = fold_keys(value)
    whole = keys.get(
        "name", keys.get("literal", keys.get("fullname", keys.get("full-name", keys.get("author"))))
    )
    if isinstance(whole, dict):
        return compose(whole)
    if whole is not None and plain_words(whole):
        return plain_words(whole)
    first = next((_join(keys[key]) for key in _GIVEN_NAME_KEYS if keys.get(key)), "")
    last = next((_join(keys[key]) for key in _FAMILY if keys.get(key)), "")
    particles = " ".join(_join(keys[key]) for key in _PARTICLE if keys.get(key))
    suffix = _join(keys.get("suffix"))
    name = " ".join(part for part in (first, particles, last) if part)
    return f"{name}, {suffix}" if suffix and name else name


def _join(value: Any) -> str:
    return " ".join(plain_words(part) for part in entries(value) if plain_words(part))
