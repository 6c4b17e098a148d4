"""Doubles: a word that stands twice in a row by a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.discourse.passages import Passage
from pipeline.model.source import SourceText

_DOUBLE = re.compile(r"(?<![\w'’.-])(?P<word>[^\W\d_]+)[ ]+(?P=word)(?![\w'’-]|\.\w)", re.IGNORECASE)
_RUN = re.compile(r"(?:\b(\w+)(?:[ ]+\1){2,})", re.IGNORECASE)
_NEXT = re.compile(r"[^\w]*(?P<next>\w+)")
_LAST = re.compile(r"(?P<last>[\w'’]+)[^\w]*$")
_SHORTEST_NOUN = 3
_NEAR = 60
# What may stand between two words in the source: spaces, a line end, marks of emphasis and of quotations.
_BETWEEN = re.compile(r"[\s*_>]*")


def find(passage: Passage, source: SourceText, data: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """Yield the bounds of words that stand twice in a passage, with the words of a language."""
    grammar = frozenset(data.get("function-words", ()))
    doubles = frozenset(data.get("doubles", ()))
    if not grammar:
        return
    for match in _DOUBLE.finditer(passage.text):
        first, second = match.group()[: len(match["word"])], match.group()[-len(match["word"]) :]
        word = first.lower()
        is_clause = word in data.get("verbs", ()) and _has_clause(passage.text, match.start(), data)
        if word in doubles or is_clause or not _is_together(passage, match, source):
            continue
        if word not in grammar and not _is_noun(passage, match, first, second, source):
            continue
        if word in grammar and (second[0].isupper() and len(second) > 1):
            continue  # a name begins with it, or a heading repeats it
        if not _is_particle(passage.text, match, word, data):
            yield match.span()


def _is_together(passage: Passage, match: re.Match[str], source: SourceText) -> bool:
    """Return whether nothing that a reader sees stands between the two words in the source."""
    end = match.start() + len(match["word"])
    last, next_offset = passage.offsets[end - 1], passage.offsets[match.end() - len(match["word"])]
    if last is None or next_offset is None:
        return False
    return _BETWEEN.fullmatch(source.text, last + 1, next_offset) is not None


def _has_clause(text: str, at: int, data: Mapping[str, Any]) -> bool:
    """Return whether a clause that ends with a verb may be before it: `what it was was a barn`."""
    words = re.findall(r"[^\W\d_]+", text[max(0, at - _NEAR) : at].lower())
    return not frozenset(data.get("clauses", ())).isdisjoint(words)


def _is_noun(passage: Passage, match: re.Match[str], first: str, second: str, source: SourceText) -> bool:
    """Return whether the words are one in lowercase, not emphasized or quoted as a term may be."""
    if not (first.islower() and second.islower() and len(first) >= _SHORTEST_NOUN):
        return False
    if any(start <= match.start() and match.end() <= end for start, end in passage.quotes):
        return False
    if _RUN.match(passage.text, match.start()) or passage.text.endswith(f" {first} ", 0, match.start()):
        return False  # a word three times is meant
    at = passage.offsets[match.start()] or 0
    return source.text[at - 1 : at] not in ("*", "_", "`")


def _is_particle(text: str, match: re.Match[str], word: str, data: Mapping[str, Any]) -> bool:
    """Return whether the first word ends a verb, and the second begins what follows: `moved in in 1911`."""
    before = _LAST.search(text, max(0, match.start() - _NEAR), match.start())
    last = before["last"].lower() if before else ""
    if last in data.get("objects", ()) and word in data.get("infinitives", ()):
        return True
    if word not in data.get("particles", ()):
        return False
    after = _NEXT.match(text, match.end())
    next_word = after["next"] if after else ""
    ends = tuple(data.get("verb-ends", ()))
    if next_word in data.get("phrases-behind", ()) or last in data.get("particle-verbs", ()):
        return True
    return bool(ends) and last.endswith(ends) and (next_word.isdigit() or next_word[:1].isupper())
