"""Arithmetic: parts add up to their total; numbers are not rounded further than their words allow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.checks.check import Finding, check
from pipeline.checks.survey import Survey
from pipeline.discourse.factual import factual
from pipeline.discourse.language import pattern
from pipeline.discourse.readings import AmountReading, Token
from pipeline.discourse.sentences import Sentence
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.consequence import Consequence
from pipeline.model.facts import Amount
from pipeline.wording import nearby, number_reading
from pipeline.wording.reading import disagreement

# How far a number may differ from the ledger, as a share: with no word for it, and with `about`.
PLAIN, ROUNDING = Decimal("0.02"), Decimal("0.05")


@check(Consequence.JUDGEMENT, "numbers", "discourse")
def sum_mismatch(survey: Survey) -> Iterator[Finding]:
    """Parts do not add up to the total that is stated with them, in a sentence or in a table.

    Why: either a part is wrong, or one is missing. What rounding can explain is left alone.

    Bad:
        They gave $40 million and $30 million, in total $80 million.

    Good:
        They gave $40 million and $30 million, in total $70 million.
    """
    lang = survey.manuscript.front.lang
    for sentence in survey.sentences:
        if sentence.kind in ("heading", "cell"):
            continue
        whole_and_parts = _parts(sentence, lang)
        if whole_and_parts is not None:
            whole, parts = whole_and_parts
            yield from _compare(survey, sentence, whole, parts)
    for node in survey.nodes:
        if isinstance(node, n.Table):
            yield from _table(survey, node, lang)


def _parts(sentence: Sentence, lang: str) -> tuple[Token, list[Token]] | None:
    """Return the total of a sentence and its parts: numbers of one kind, one of them called a total."""
    amounts = [t for t in factual(sentence, lang) if isinstance(t.reading, AmountReading)]
    total = re.compile(rf"(?<!\w){pattern(lang, 'values', 'total').pattern}", re.IGNORECASE)
    if total.search(sentence.text) is None:
        return None
    for token in amounts:
        before = re.split(r"[;:]", nearby.before(sentence.text, token.start))[-1]
        after = sentence.text[token.end : token.end + 30]
        head = re.search(rf"{total.pattern}[^,;\d]{{0,12}}$", before, re.IGNORECASE)
        tail = re.match(
            rf"(?:\s[^\W\d]+){{0,2}}\s{total.pattern}(?!\w)(?!\W*(?:US|[A-Z]{{1,3}})?[$€£¥\d])", after
        )
        if head is None and tail is None:
            continue
        same = [t for t in amounts if t is not token and t.kind == token.kind and _alike(t, token)]
        if len(same) > 1:
            return token, same
    return None


def _alike(one: Token, other: Token) -> bool:
    a, b = one.reading, other.reading
    assert isinstance(a, AmountReading)
    assert isinstance(b, AmountReading)
    return a.number.currency == b.number.currency and (not a.unit or not b.unit or a.unit == b.unit)


def _compare(survey: Survey, sentence: Sentence, whole: Token, parts: Sequence[Token]) -> Iterator[Finding]:
    numbers = [t.reading.number for t in (whole, *parts) if isinstance(t.reading, AmountReading)]
    if any(number.about or number.limit for number in numbers):
        return
    total, *rest = numbers
    slack = sum((number.quantum / 2 for number in numbers if number.has_scale or number.percent), Decimal(0))
    value = sum((number.value for number in rest), Decimal(0))
    if abs(value - total.value) > slack:
        yield Finding(
            f"the parts add up to {_plain(value)}, not to {whole.text!r}",
            survey.place_in(sentence, whole.start, whole.end),
            "correct a part or the total, or name the part that is missing",
        )


def _plain(number: Decimal) -> str:
    return f"{number.normalize():,f}"


def _table(survey: Survey, table: n.Table, lang: str) -> Iterator[Finding]:
    """Compare the last row of a table, if it is one of totals, with the columns above it."""
    rows = [row for body in table.bodies for row in body.rows] + list(table.foot.rows)
    texts = [[walk.text_of(cell.blocks) for cell in row.cells] for row in rows]
    if len(rows) < 3 or not texts[-1] or not pattern(lang, "values", "total-row").search(texts[-1][0]):
        return
    for column in range(1, len(texts[-1])):
        numbers = [_number(row[column], lang) if column < len(row) else None for row in texts]
        if any(number is None for number in numbers):
            continue
        numbers_here = [number for number in numbers if number is not None]
        *parts, total = numbers_here
        slack = sum(
            (number.quantum / 2 for number in numbers_here if number.has_scale or number.quantum < 1),
            Decimal(0),
        )
        value = sum((number.value for number in parts), Decimal(0))
        if abs(value - total.value) > slack:
            cell = rows[-1].cells[column]
            at = next((node.at for node in walk.walk(cell.blocks) if node.at is not None), table.at)
            yield Finding(
                f"the column adds up to {_plain(value)}, not to {texts[-1][column]!r}",
                survey.place(at, texts[-1][column]),
                "correct a row or the total",
            )


def _number(text: str, lang: str) -> number_reading.Number | None:
    """Return the number in a cell that contains exactly one; None for any other cell."""
    numbers_found = list(number_reading.numbers(text, lang))
    return numbers_found[0] if len(numbers_found) == 1 else None


@check(Consequence.ADVICE, "numbers", "discourse")
def precision_lost(survey: Survey) -> Iterator[Finding]:
    """A bound number is rounded further than its words say, or told as exact where its source is not.

    Why: *$1.2 billion* for 1,180,000,000 is read as that sum to within a per cent or two; *nearly* means a
    little less, and what the source calls *about* must not become certain on the way.

    Bad:
        It covered [600,000 square miles]{fact=area}.          # the ledger: approximate

    Good:
        It covered [nearly 600,000 square miles]{fact=area}.
    """
    lang = survey.manuscript.front.lang
    for sentence in survey.sentences:
        for token in factual(sentence, lang):
            binding = sentence.find_binding(token.start, token.end)
            fact = survey.facts.get(binding.fact) if binding is not None and binding.show is None else None
            if not isinstance(fact, Amount) or not isinstance(token.reading, AmountReading):
                continue
            assert binding is not None
            if token.end > binding.end:
                continue  # continues after the binding, as `[6.6]{fact=h} × 10^-34^`
            words = sentence.text[binding.start : binding.end]
            if fact.value.amount is None or sentence.kind == "cell" or disagreement(words, fact, None, lang):
                continue  # of another number `fact-mismatch` speaks
            why = _rounding(sentence.text, token, token.reading.number, fact, lang)
            if why:
                yield Finding(
                    f"{token.text!r}: {why}",
                    survey.place_in(sentence, token.start, token.end),
                    "give the number more exactly, or say `about`",
                )


def _rounding(text: str, token: Token, number: number_reading.Number, fact: Amount, lang: str) -> str:
    """Return why a number is more precise than the ledger, or ""."""
    amount = fact.value.amount
    assert amount is not None
    before = nearby.before(text, token.start)
    off = abs(number.value - amount)
    is_approximate = number.about or bool(number.limit)
    if pattern(lang, "values", "exactly").search(before) and off:
        return f"the ledger has {_plain(amount)}, which is not exactly that"
    if pattern(lang, "values", "up-to").search(before) and number.value < amount:
        return f"the ledger has {_plain(amount)}, which is more"
    if number.limit > 0 and number.value > amount:
        return f"the ledger has {_plain(amount)}, which is less"
    if fact.value.approximate and not is_approximate and not number.has_scale:
        return "the source gives it as about so much, the text as exact"
    limit = ROUNDING if is_approximate else PLAIN
    return (
        f"the ledger has {_plain(amount)}; nothing says how far it is rounded"
        if off > abs(amount) * limit
        else ""
    )
