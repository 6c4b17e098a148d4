"""Values for drawings of every kind: facts of the ledger, amounts as text, sentences of a language."""

from __future__ import annotations

from decimal import Decimal
from typing import NoReturn

from pipeline.model.dates import When
from pipeline.model.diagnostics import DossierError, Place, error
from pipeline.model.facts import Amount, Fact, Ledger, is_percentage, when_of
from pipeline.wording.numbers import number_text, percent_pattern
from pipeline.wording.terms import term


def fact_of(figure_id: str, name: str, ledger: Ledger) -> Fact:
    """Return a fact; DossierError if the ledger does not have it."""
    fact = ledger.get(name)
    if fact is None:
        refuse("figure-fact-undefined", figure_id, f"undefined fact {name}")
    return fact


def amount_of(figure_id: str, name: str, ledger: Ledger) -> Amount:
    """Return a fact that is an amount; DossierError if it is none."""
    fact = fact_of(figure_id, name, ledger)
    if not isinstance(fact, Amount):
        refuse("figure-fact-not-a-number", figure_id, f"{name} is {fact.kind}, not money, percent or count")
    return fact


def date_of(figure_id: str, name: str, ledger: Ledger) -> When:
    """Return the date of a fact; DossierError if it has none."""
    when = when_of(fact_of(figure_id, name, ledger))
    if when is None:
        refuse("figure-fact-undated", figure_id, f"{name} has no date")
    return when


def amount_text(fact: Amount, scale: int, lang: str) -> str:
    """Return an amount in the unit of its figure; of percentages with their sign."""
    low, high = (end / Decimal(scale) for end in fact.value.ends)
    text = plain_number(high, lang)
    if low != high:
        text = sentence(lang, "range", low=plain_number(low, lang), high=text)
    if is_percentage(fact):
        text = percentage(text, lang)
    return sentence(lang, "about", number=text) if fact.value.approximate else text


def percentage(number: str, lang: str) -> str:
    """Return a number with the per-cent sign, without a line break between them."""
    return percent_pattern(lang, short=True).format(number=number).replace(" ", "\u00a0")


def plain_number(number: Decimal, lang: str) -> str:
    """Return a number with a true minus."""
    return number_text(number, lang).replace("-", "\u2212")


def sentence(lang: str, name: str, **slots: str) -> str:
    """Return a sentence of a text alternative in a language, in English if the language has none."""
    return term(lang, f"chart-{name}", **slots)


def without_full_stop(text: str) -> str:
    """Return a title without its full stop."""
    return text.rstrip().rstrip(".")


def refuse(
    code: str,
    figure_id: str,
    message: str,
    hint: str = "name a fact of the ledger that has what the figure draws",
) -> NoReturn:
    """Raise the error that a figure cannot be drawn."""
    place = Place(f"figures/{figure_id.removeprefix('fig-')}.yaml")
    raise DossierError([error(code, message, place, hint)])
