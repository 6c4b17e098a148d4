"""Where sentences end: by a mark, the words before and after it, and the abbreviations of the language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline import languages

# The placeholder of a formula or a picture in a text: a sentence may begin with one.
OBJECT = "\ufffc"
_INITIAL = re.compile(r"(?:^|[\s(\"“«.-])[^\W\d_]$")
_ACRONYM = re.compile(r"(?:^|[\s(\"“«-])(?:[A-Z]\.)+[A-Z]$")
_MARKER = re.compile(r"^\s*(?:\d{1,3}|[ivxlc]+|[a-z])$")
# Within brackets of no more characters than this no sentence ends that began before them.
ASIDE = 200
# How many characters of a text are read after a mark, and before it except for brackets.
NEAR = 240
_ORDINAL = re.compile(r"\d{1,2}")


@dataclass(frozen=True, slots=True)
class _Rules:
    never: frozenset[str]
    before_numbers: frozenset[str]
    seldom: frozenset[str]
    starters: frozenset[str]
    ordinals: bool


@cache
def _rules(lang: str) -> _Rules:
    data = languages.part(lang, "sentences")
    return _Rules(
        frozenset(data["never"]),
        frozenset(data["numbered"]),
        frozenset(data["seldom"]),
        frozenset(data.get("starters", ())),
        data.get("ordinals", False),
    )


def ends(before: str, mark: str, rest: str, lang: str) -> bool:
    """Return whether a sentence ends with a mark, by the words before and after it.

    `before` needs only the text since the last end, and `rest` only the next `NEAR` characters.
    """
    rules = _rules(lang)
    first = rest.lstrip("\"'“‘«([\u00a0\u202f ")[:1]
    if not first or first.islower():
        return False
    if not mark.startswith("."):
        return first.isupper() or first.isdigit() or first == OBJECT or not mark.endswith(("…", "..."))
    if _is_open(before) and ")" in rest[:ASIDE]:
        return False
    near = before[-NEAR:]
    word = re.split(r"[\s(\"“«\u00a0'’]", near)[-1].lower()
    if word in rules.before_numbers and first.isdigit():
        return False
    if word in rules.never or _MARKER.match(before):
        return False
    next_word = re.match(r"[\"'“‘«(\[]*([^\W_]+)", rest)
    is_ordinal = rules.ordinals and _ORDINAL.fullmatch(word) is not None
    if _ACRONYM.search(near) or word in rules.seldom or is_ordinal:
        return next_word is not None and next_word.group(1) in rules.starters
    return not _INITIAL.search(near)


def _is_open(before: str) -> bool:
    """Return whether a bracket is open, other than one at the beginning of the sentence."""
    inner = before.lstrip().removeprefix("(")
    return inner.count("(") > inner.count(")")
