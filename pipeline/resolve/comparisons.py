"""Drawings of slope graphs and shares: values by column and line, parts of a whole and its rest."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, groupby

from pipeline.model.facts import Ledger, is_percentage
from pipeline.model.figures import Share, Slope, named_facts
from pipeline.model.shares import Stack, part_faults, stacks, sum_faults, unlike_faults
from pipeline.model.slopes import columns, slope_faults
from pipeline.model.stages import Datum, Drawing
from pipeline.resolve.figure_values import (
    amount_of,
    amount_text,
    date_of,
    percentage,
    plain_number,
    refuse,
    sentence,
    without_full_stop,
)
from pipeline.wording.dates import date_text
from pipeline.wording.terms import term


def slope_drawing(figure_id: str, spec: Slope, ledger: Ledger, lang: str) -> Drawing:
    """Build the drawing of a slope graph: its values by column, its text alternative line by line."""
    for _, name in named_facts(spec):
        amount_of(figure_id, name, ledger)
        date_of(figure_id, name, ledger)
    facts = {fact.id: fact for fact in ledger.facts}
    for fault in slope_faults(spec, facts):
        refuse("figure-slope-ends", figure_id, fault.message, fault.hint)
    data = []
    for column in columns(spec, facts):
        head = column.label or date_text(column.when, lang)
        for name, end in column.values:
            fact = amount_of(figure_id, end.fact, ledger)
            low, high = (each / Decimal(spec.scale) for each in fact.value.ends)
            text = amount_text(fact, spec.scale, lang)
            top = high if low != high else None
            data.append(Datum(head, name, fact.value.date, low, text, fact.id, top))
    parts = [sentence(lang, "slope", title=without_full_stop(spec.title), unit=without_full_stop(spec.unit))]
    for name in dict.fromkeys(datum.series for datum in data):
        steps = [
            sentence(lang, "slope-value", value=datum.text, label=datum.label)
            for datum in data
            if datum.series == name
        ]
        values = sentence(lang, "slope-then").join(steps)
        parts.append(sentence(lang, "slope-line", series=name, values=values))
    heads = (term(lang, "date"), term(lang, "series"), term(lang, "value"))
    return _drawing(figure_id, spec, tuple(data), parts, heads, lang)


def share_drawing(figure_id: str, spec: Share, ledger: Ledger, lang: str) -> Drawing:
    """Build the drawing of a share: the parts of each bar in order, then the rest of the whole."""
    for _, name in named_facts(spec):
        amount_of(figure_id, name, ledger)
    facts = {fact.id: fact for fact in ledger.facts}
    for code, faults in (
        ("figure-share-part", part_faults(spec, facts)),
        ("figure-share-unlike", unlike_faults(spec, facts)),
        ("figure-share-sum", sum_faults(spec, facts)),
    ):
        for fault in faults:
            refuse(code, figure_id, fault.message, fault.hint)
    data = tuple(chain.from_iterable(_parts(stack, spec, lang) for stack in stacks(spec, facts)))
    parts = [sentence(lang, "share", title=without_full_stop(spec.title), unit=without_full_stop(spec.unit))]
    for bar, some in groupby(data, key=lambda datum: datum.label):
        shares = ", ".join(sentence(lang, "share-part", part=d.series, value=d.text) for d in some)
        parts.append(sentence(lang, "share-bar" if bar else "share-whole", bar=bar, parts=shares))
    has_labels = any(datum.label for datum in data)
    head = (term(lang, "part"), term(lang, "value"))
    return _drawing(
        figure_id, spec, data, parts, (term(lang, "category"), *head) if has_labels else head, lang
    )


def _parts(stack: Stack, spec: Share, lang: str) -> Iterator[Datum]:
    """Yield the parts of a bar, then its rest; the texts of amounts include their share of the whole."""
    whole = stack.total + max(Decimal(0), stack.rest)
    shares = is_percentage(stack.parts[0][1])

    def with_share(text: str, amount: Decimal) -> str:
        if shares:
            return text
        share = percentage(plain_number(_round(amount * 100 / whole), lang), lang)
        return sentence(lang, "share-of-whole", number=text, share=share)

    for name, fact, _ in stack.parts:
        amount = fact.value.ends[0]
        text = with_share(amount_text(fact, spec.scale, lang), amount)
        yield Datum(stack.bar, name, fact.value.date, amount / spec.scale, text, fact.id)
    if spec.rest is not None and stack.rest > 0:
        number = plain_number(stack.rest / spec.scale, lang)
        text = percentage(number, lang) if shares else number
        if any(fact.value.approximate for _, fact, _ in stack.parts):
            text = sentence(lang, "about", number=text)
        yield Datum(stack.bar, spec.rest, None, stack.rest / spec.scale, with_share(text, stack.rest), "")


def _round(share: Decimal) -> Decimal:
    """Return a share in whole per cent; a share below one per cent with its first digit that is not zero."""
    for places in range(6):
        rounded_share = round(share, places)
        if rounded_share:
            return rounded_share
    return Decimal(0)


def _drawing(
    figure_id: str,
    spec: Slope | Share,
    data: tuple[Datum, ...],
    sentences: list[str],
    head: tuple[str, ...],
    lang: str,
) -> Drawing:
    alt = " ".join(sentences)
    return Drawing(figure_id, spec.kind, spec.title, spec.unit, data, (), None, None, False, lang, alt, head)
