"""Slides that an author writes, against the section that they sum up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from pipeline.checks.check import Finding, check
from pipeline.checks.survey import Survey
from pipeline.discourse.factual import factual
from pipeline.discourse.readings import AmountReading, DateReading, Token
from pipeline.discourse.sentences import Sentence, sentences
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.consequence import Consequence
from pipeline.model.dates import When
from pipeline.model.facts import Fact, Quantity, when_of
from pipeline.model.slide_boxes import SLIDE, is_box


@check(Consequence.JUDGEMENT, "numbers")
def slide_differs(survey: Survey) -> Iterator[Finding]:
    """A number or a date of a slide is not in the section that the slide sums up.

    Why: the section was changed and the slide was not, or the slide says what the article does not prove.
    A number agrees with one that it rounds, a year with any day in it. What is bound to a fact or in words
    (`seven`) is not looked at, nor is a section without a number.

    Bad:
        The purchase cost $7.2 million.

        ::: {.slide message="The price was low."}
        - $7.5 million in gold
        :::

    Good:
        The purchase cost $7.2 million.

        ::: {.slide message="The price was low."}
        - $7.2 million in gold
        :::
    """
    lang = survey.manuscript.front.lang
    ledger_facts = survey.manuscript.ledger.facts
    for section in _sections(survey.manuscript.blocks):
        boxes = [node for node in walk.walk(section) if is_box(node, SLIDE)]
        if not boxes:
            continue
        prose = walk.map_tree(section, block=_without_slides)
        tokens = [token for each in sentences(prose, lang) for token in factual(each, lang)]
        if not tokens:
            continue
        for sentence, token in _statements(boxes, lang):
            if not any(_agree(token, each) for each in tokens) and not _in_ledger(token, ledger_facts):
                place = survey.place_in(sentence, token.start, token.end)
                hint = "mend the one that is wrong, or bind it: `[…]{fact=id}`"
                yield Finding(f"the section does not state {token.text!r}", place, hint)


def _sections(blocks: n.Blocks) -> Iterator[n.Blocks]:
    """Yield the sections of the highest level, with what stands before the first."""
    level = min((block.level for block in blocks if isinstance(block, n.Header)), default=0)
    section: list[n.Block] = []
    for block in blocks:
        if isinstance(block, n.Header) and block.level == level:
            yield tuple(section)
            section = []
        section.append(block)
    yield tuple(section)


def _without_slides(block: n.Block) -> n.Blocks:
    return () if is_box(block, SLIDE) else (block,)


def _statements(boxes: Iterable[n.Div], lang: str) -> Iterator[tuple[Sentence, Token]]:
    """Yield the numbers and dates on slides that are in digits and bound to no fact."""
    for box in boxes:
        for sentence in sentences(box.blocks, lang):
            for token in factual(sentence, lang):
                is_bound = sentence.find_binding(token.start, token.end) is not None
                if not is_bound and any(each.isdigit() for each in token.text):
                    yield sentence, token


def _agree(token: Token, other: Token) -> bool:
    """Return whether a number or date says the same as another, or rounds it."""
    match token.reading, other.reading:
        case DateReading(when=when), DateReading(when=other_when):
            if when is None or other_when is None:
                return True
            return _overlap(when, other_when)
        case AmountReading(number=number), AmountReading(number=other_number):
            if (number.currency, number.percent) != (other_number.currency, other_number.percent):
                return False
            step = max(number.quantum, other_number.quantum, *_rounding(number.value, about=number.about))
            return abs(number.value - other_number.value) <= step / 2
        case _:
            return False


def _overlap(when: When, other: When) -> bool:
    """Return whether two times have a day in common."""
    return when.first <= (other.last or date.max) and other.first <= (when.last or date.max)


def _is_within(when: When, other: When) -> bool:
    """Return whether a time is within another: a fact of a year proves no day in it."""
    return other.first <= when.first and (when.last or date.max) <= (other.last or date.max)


def _rounding(value: Decimal, *, about: bool) -> tuple[Decimal, ...]:
    """Return the unit that an approximate number is rounded to: that of its last digit which is no zero."""
    if not about or not value:
        return ()
    return (Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)),)


def _in_ledger(token: Token, facts: Iterable[Fact]) -> bool:
    """Return whether a fact has the value, as those that a figure of the section draws."""
    match token.reading:
        case DateReading(when=when):
            times = filter(None, map(when_of, facts))
            return when is None or any(_is_within(each, when) for each in times)
        case AmountReading(number=number):
            quantities = (fact.value for fact in facts if isinstance(fact.value, Quantity))
            ends = (end for each in quantities for end in (each.amount, each.min, each.max))
            return any(end is not None and abs(end - number.value) <= number.quantum / 2 for end in ends)
