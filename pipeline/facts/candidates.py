"""Candidates for bindings: unbound numbers, dates and office-holders of the prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.discourse.factual import factual
from pipeline.discourse.readings import AmountReading, DateReading, Token
from pipeline.discourse.sentences import Sentence
from pipeline.facts.holders import Holder, holders
from pipeline.facts.markup import ForbiddenSpans
from pipeline.facts.measure_words import Measure, StatedAmount
from pipeline.facts.measures import amounts
from pipeline.facts.persons import Names
from pipeline.facts.words import clause

# A number in words up to this is how prose counts: `the three groups`.
MAX_WORD_NUMBER = 20
KINDS = ("prose", "list", "cell", "caption", "note", "key-point", "standfirst")


@dataclass(frozen=True, slots=True)
class SentenceContent:
    """A sentence with all its numbers, dates and names, bound or not."""

    sentence: Sentence = field(repr=False)
    tokens: tuple[Token, ...]
    dates: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token or a name that could be bound: its place in the source and its sentence."""

    content: SentenceContent = field(repr=False)
    index: int
    start: int
    end: int
    at: int
    to: int
    what: DateReading | Measure | Holder
    kind: str

    @property
    def text(self) -> str:
        """The words that would be bound."""
        return self.content.sentence.text[self.start : self.end]

    def near(self, lang: str) -> str:
        """Return the words of its clause."""
        first, last = clause(self.content.sentence.text, self.start, self.end, lang)
        return self.content.sentence.text[first:last]


def is_small(token: Token) -> bool:
    """Return whether a number is a small one written as a word."""
    value = token.reading.number.value if isinstance(token.reading, AmountReading) else None
    return value is not None and _is_word(token.text) and value <= MAX_WORD_NUMBER


def _is_word(text: str) -> bool:
    return not any(character.isdigit() for character in text)


def _is_bare(sentence: Sentence, amount: StatedAmount) -> bool:
    """Return whether a number in a table cell has no unit of its own."""
    return sentence.kind == "cell" and amount.kind == "count" and not amount.measure.unit


def candidates(
    sentences: Sequence[Sentence], source: str, forbidden: ForbiddenSpans, lang: str
) -> Iterator[Candidate]:
    """Yield the candidates of an article in reading order."""
    names = Names.of((sentence.text for sentence in sentences), lang)
    for index, sentence in enumerate(sentences):
        if sentence.kind not in KINDS:
            continue
        tokens = factual(sentence, lang)
        content = SentenceContent(
            sentence, tokens, tuple((t.start, t.end) for t in tokens if t.kind == "date")
        )
        heading = sentence.section[-1] if sentence.section else ""
        stated_amounts = amounts(sentence.text, tokens, lang)
        parts: list[tuple[int, int, DateReading | Measure | Holder, str]] = [
            (token.start, token.end, token.reading, token.kind)
            for token in tokens
            if isinstance(token.reading, DateReading)
        ]
        parts += [
            (each.start, each.end, each.measure, each.kind)
            for each in stated_amounts
            if not (each.measure.high <= MAX_WORD_NUMBER and _is_word(sentence.text[each.start : each.end]))
            and not _is_bare(sentence, each)
        ]
        for holder in holders(sentence.text, lang, heading):
            if (person := names.holder(holder, sentence.text)) is not None:
                parts.append((person.start, person.end, person, "office"))
        for start, end, what, kind in sorted(parts, key=lambda part: part[:2]):
            where = span(sentence, start, end, source)
            if where is None or sentence.find_binding(start, end) or forbidden.holds(*where):
                continue
            yield Candidate(content, index, start, end, *where, what, kind)


def span(sentence: Sentence, start: int, end: int, source: str) -> tuple[int, int] | None:
    """Return the span of a part of a sentence in the source, or None if the source has other text there."""
    positions = [(i, at) for i, at in enumerate(sentence.offsets[start:end], start) if at is not None]
    if not positions:
        return None
    (first, at), (last, to) = positions[0], positions[-1]
    # Signs have no offset of their own: `57 %`.
    head = _with_any_spaces(sentence.text[start:first])
    behind = re.compile(_with_any_spaces(sentence.text[last + 1 : end])).match(source, to + 1)
    before = re.search(f"{head}$", source[max(0, at - 20) : at])
    if behind is None or before is None:
        return None
    at, to = at - len(before.group()), behind.end()
    while at > 0 and source[at - 1] == "\\":
        at -= 1
    plain = " ".join(source[at:to].replace("\\", "").split())
    return (at, to) if at < to and plain == " ".join(sentence.text[start:end].split()) else None


def _with_any_spaces(text: str) -> str:
    """Return a pattern for a text in which any spaces match."""
    return r"\s+".join(re.escape(part) for part in re.split(r"\s+", text))
