"""The words of a sentence that say what a number or a date is of: its clause, a label, an id."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline import languages
from pipeline.discourse.passages import OBJECT

LONGEST = 90
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def _data(lang: str) -> Mapping[str, Any]:
    return languages.part(lang, "proposals")


def word(lang: str, name: str) -> str:
    """Return an entry of the language's words for proposals."""
    return str(_data(lang)[name])


def clause(text: str, start: int, end: int, lang: str) -> tuple[int, int]:
    """Return where the clause that holds a part of a sentence begins and ends."""
    left, right = own_clause(text, start, end, lang)
    if len(content(text[left:start] + " " + text[end:right], lang)) < 2:
        return 0, len(text)
    return left, right


def own_clause(text: str, start: int, end: int, lang: str) -> tuple[int, int]:
    """Return where the clause that holds a part of a sentence begins and ends, however short it is."""
    left, right = 0, len(text)
    brackets = [match.span() for match in re.finditer(r"\([^()]*\)", text)]
    for first, last in brackets:
        if first < start and end < last:
            left, right = first + 1, last - 1
    for match in re.finditer(_data(lang)["clause"], text):
        if any(first < match.start() < last and not first < start < last for first, last in brackets):
            continue
        if left < match.end() <= start:
            left = match.end()
        elif end <= match.start() < right:
            right = match.start()
            break
    return left, right


def label(text: str, start: int, end: int, dates: Sequence[tuple[int, int]], lang: str) -> str:
    """Return what a clause says, without its dates, short enough for a ledger."""
    data = _data(lang)
    left, right = clause(text, start, end, lang)
    said = text[left:right]
    for first, last in sorted(dates, reverse=True):
        if left <= first and last <= right:
            before = re.sub(
                rf"(?:(?<!\w){data['before-date']}\s+)+$", "", said[: first - left], flags=re.IGNORECASE
            )
            said = f"{before.rstrip()} {said[last - left :].lstrip()}"
    said = " ".join(said.replace(OBJECT, " ").split())
    said = re.sub(r"\s+([,.;:])", r"\1", said)
    for _ in range(3):
        said = re.sub(rf"^{data['opening']}", "", said.strip(" ,.;:-–—\"'"), flags=re.IGNORECASE)
    return _short(said.strip(" ,.;:-–—\"'()"))


def _short(text: str) -> str:
    if len(text) > LONGEST:
        cut = text[:LONGEST]
        comma = cut.rfind(", ")
        text = cut[:comma] if comma > LONGEST // 2 else cut.rsplit(" ", 1)[0]
    text = text.strip(" ,.;:-–—\"'()")
    return text[:1].upper() + text[1:]


def what(text: str, end: int, lang: str) -> str:
    """Return what an amount is of, from the words behind it: `economic grant aid`; else empty."""
    data = _data(lang)
    match = re.match(rf"[ \u00a0]+(?:{data['of']}[ \u00a0]+)?((?:[\w'’.-]+[ \u00a0]?){{1,6}})", text[end:])
    if match is None:
        return ""
    words: list[str] = []
    for each in match.group(1).split():
        bare = each if re.fullmatch(r"(?:[^\W\d_]\.)+", each) else each.strip(".,;:")
        if re.fullmatch(data["end"], bare, re.IGNORECASE):
            break
        if any(c.isdigit() for c in bare):
            return ""
        words.append(bare)
        if bare != each:
            break
    return " ".join(words) if content(" ".join(words), lang) else ""


def behind(text: str, end: int, lang: str) -> str:
    """Return what follows an amount in its clause, up to eight words; empty where that says nothing."""
    data = _data(lang)
    _, right = own_clause(text, end - 1, end, lang)
    said = re.sub(rf"^[ \u00a0]*(?:{data['of']}[ \u00a0]+)?", "", text[end:right]).replace(OBJECT, " ")
    said = re.split(r"[,;:]\s", said)[0]
    kept = said.split()[:8]
    if kept and re.fullmatch(data["end"], kept[0]):
        return ""
    while kept and (re.fullmatch(data["end"], kept[-1]) or not content(kept[-1], lang)):
        kept.pop()
    return _short(" ".join(kept)) if content(" ".join(kept), lang) else ""


def content(text: str, lang: str) -> list[str]:
    """Return the words of a text that say something, in small letters."""
    stop = frozenset(_data(lang)["stop"])
    return [
        found.lower()
        for found in _WORD.findall(re.sub(r"[’']s\b", "", text))
        if len(found) > 2 and found.lower() not in stop
    ]


def likeness(one: str, other: str, lang: str) -> int:
    """Return how many words that say something two texts share, by their beginnings."""
    stems = {each[:6] for each in content(one, lang)}
    return len(stems & {each[:6] for each in content(other, lang)})
