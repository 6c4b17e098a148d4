"""The amounts of a sentence as arithmetic needs them: outside quotations, each with its number and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.discourse.factual import factual
from pipeline.discourse.readings import AmountReading, DateReading, Token, rules_of
from pipeline.discourse.sentences import Sentence
from pipeline.wording.number_reading import Number
from pipeline.wording.rounding import Span, span


@dataclass(frozen=True, slots=True)
class Mention:
    """An amount that a sentence states."""

    token: Token
    number: Number
    unit: str

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.token.start

    @property
    def end(self) -> int:
        """Where it ends, without the noun that it counts."""
        return self.token.end

    @property
    def kind(self) -> str:
        """What it is: money, percent or count."""
        return self.token.kind

    @property
    def span(self) -> Span:
        """The values that it may stand for."""
        return span(self.number)

    def is_like(self, other: Mention) -> bool:
        """Return whether two amounts can be added or compared, as far as their signs tell."""
        return self.kind == other.kind and self.number.currency == other.number.currency


def mentions(sentence: Sentence, lang: str) -> tuple[Mention, ...]:
    """Return the amounts of a sentence in order, without those in quotations."""
    plural = rules_of(lang).plural
    return tuple(
        Mention(token, token.reading.number, _noun(token.reading.unit, plural))
        for token in factual(sentence, lang)
        if isinstance(token.reading, AmountReading) and not sentence.is_quoted(token.start, token.end)
    )


def _noun(unit: str, plural: re.Pattern[str]) -> str:
    """Return what a number counts if it is a noun in the plural: `abstained` in `4 abstained` is none."""
    return unit if unit and plural.match(unit.split()[-1]) else ""


def dates(sentence: Sentence, lang: str) -> tuple[Token, ...]:
    """Return the dates of a sentence in order."""
    return tuple(token for token in factual(sentence, lang) if isinstance(token.reading, DateReading))
