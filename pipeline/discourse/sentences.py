"""Sentences: where one ends by the language's abbreviations, and what of its passage belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from pipeline.discourse.passages import OBJECT, Binding, Citation, Kind, Passage, passages
from pipeline.model import nodes as n
from pipeline.wording.terms import language_data

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)")
_INITIAL = re.compile(r"(?:^|[\s(\"“«.-])[^\W\d_]$")
_ACRONYM = re.compile(r"(?:^|[\s(\"“«-])(?:[A-Z]\.)+[A-Z]$")
_MARKER = re.compile(r"^\s*(?:\d{1,3}|[ivxlc]+|[a-z])$")


# Within brackets of no more characters than this no sentence ends that began before them.
ASIDE = 200


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is read, with the place of each character in the source, or None where it has none.

    `section` are the headings it stands under, `paragraph` counts passages. Positions of bindings, citations
    and quotations are in `text`.
    """

    text: str
    offsets: tuple[int | None, ...] = field(repr=False)
    section: tuple[str, ...]
    paragraph: int
    kind: Kind
    bindings: tuple[Binding, ...]
    citations: tuple[Citation, ...]
    quotes: tuple[tuple[int, int], ...]

    def at(self, start: int = 0, end: int | None = None) -> int | None:
        """Return where in the source the first placed character of a part stands."""
        return next((offset for offset in self.offsets[start:end] if offset is not None), None)

    def quoted(self, start: int, end: int) -> bool:
        """Tell whether a part stands in quotation marks."""
        return any(first <= start and end <= last for first, last in self.quotes)

    def bound(self, start: int, end: int) -> Binding | None:
        """Return the binding that a part stands in, wholly or partly."""
        return next((b for b in self.bindings if b.start < end and start < b.end), None)


@dataclass(frozen=True, slots=True)
class _Rules:
    never: frozenset[str]
    numbered: frozenset[str]
    seldom: frozenset[str]
    starters: frozenset[str]


@cache
def _rules(lang: str) -> _Rules:
    data = language_data(lang).get("sentences", {})
    return _Rules(
        frozenset(data.get("never", ())),
        frozenset(data.get("numbered", ())),
        frozenset(data.get("seldom", ())),
        frozenset(data.get("starters", ())),
    )


def sentences(blocks: n.Blocks, lang: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text in reading order."""
    return tuple(sentence for passage in passages(blocks, lang) for sentence in _of(passage, lang))


def _of(passage: Passage, lang: str) -> Iterator[Sentence]:
    whole = passage.kind == "heading"
    spans = [(0, len(passage.text))] if whole else list(spans_of(passage.text, lang))
    for number, (start, end) in enumerate(spans or [(0, 0)]):
        # What stands behind a full stop, a citation or an empty binding, belongs to what is before it.
        following = spans[number + 1][0] if number + 1 < len(spans) else len(passage.text) + 1
        yield Sentence(
            passage.text[start:end],
            passage.offsets[start:end],
            passage.section,
            passage.paragraph,
            passage.kind,
            tuple(
                Binding(b.fact, b.show, max(b.start, start) - start, min(b.end, end) - start)
                for b in passage.bindings
                if (b.start < end and start < b.end) or (b.start == b.end and start <= b.start < following)
            ),
            tuple(
                Citation(c.key, c.locator, min(c.position, end) - start)
                for c in passage.citations
                if start < c.position <= following or (number == 0 and c.position <= start)
            ),
            tuple(
                (max(a, start) - start, min(b, end) - start)
                for a, b in passage.quotes
                if a < end and start < b
            ),
        )


def spans_of(text: str, lang: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a paragraph begin and end."""
    rules = _rules(lang)
    start = len(text) - len(text.lstrip())
    for match in _END.finditer(text):
        rest = text[match.end() :].lstrip()
        if not rest or match.start() < start:
            continue
        if _ends(text[start : match.start()], match.group(), rest, rules):
            yield start, match.end()
            start = len(text) - len(rest)
    end = len(text.rstrip())
    if start < end:
        yield start, end


def _ends(before: str, mark: str, rest: str, rules: _Rules) -> bool:
    """Tell whether a sentence ends with a mark, by the words before and behind it."""
    first = rest.lstrip("\"'“‘«([\u00a0\u202f ")[:1]
    if not first or first.islower():
        return False
    if not mark.startswith("."):
        return first.isupper() or first.isdigit() or first == OBJECT or not mark.endswith(("…", "..."))
    if _is_open(before) and ")" in rest[:ASIDE]:
        return False
    word = re.split(r"[\s(\"“«\u00a0'’]", before)[-1]
    if word.lower() in rules.numbered and first.isdigit():
        return False
    if word.lower() in rules.never or _MARKER.match(before):
        return False
    following = re.match(r"[\"'“‘«(\[]*([^\W_]+)", rest)
    if _ACRONYM.search(before) or word.lower() in rules.seldom:
        return following is not None and following.group(1) in rules.starters
    return not _INITIAL.search(before)


def _is_open(before: str) -> bool:
    """Tell whether a bracket is open that a sentence does not begin with."""
    inner = before.lstrip().removeprefix("(")
    return inner.count("(") > inner.count(")")
