"""Numbers, money and shares as text in a language, by CLDR and the language's data."""

from __future__ import annotations

import re
from decimal import Decimal

from babel.numbers import format_decimal, get_currency_name, get_currency_symbol

from pipeline.model.facts import CountValue, MoneyValue, PercentValue, Quantity
from pipeline.wording.locale import has_data, locale, style
from pipeline.wording.terms import language_data


def number_text(number: Decimal, lang: str) -> str:
    """Return a number with the language's marks, all its digits kept."""
    shown = number.normalize()
    exponent = shown.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return str(format_decimal(number, format=pattern, locale=locale(lang)))


def _range(value: Quantity, lang: str, one: str) -> str:
    low, high = value.ends
    if low == high:
        return one
    pattern = str(style(lang).get("numeric-range", "{min}–{max}"))
    return pattern.format(min=number_text(low, lang), max=one)


def percent_text(value: PercentValue, lang: str, *, short: bool = False) -> str:
    """Return a share: `49 per cent`, short `49%`."""
    number = _range(value, lang, number_text(value.ends[1], lang))
    pattern = str(style(lang).get("percent-short" if short else "percent", "{number} %"))
    return pattern.format(number=number)


def count_text(value: CountValue, lang: str, *, short: bool = False) -> str:
    """Return a count with what is counted; short without."""
    number = _range(value, lang, number_text(value.ends[1], lang))
    return (
        number
        if short
        else str(style(lang).get("count", "{number} {unit}")).format(number=number, unit=value.unit)
    )


def money_text(value: MoneyValue, lang: str) -> str:
    """Return an amount: `$409.6 million`, `409,6 millions de dollars`."""
    low, high = value.ends
    power, word = _scale(high, lang)
    scaled = high / (Decimal(10) ** power)
    number = number_text(scaled, lang)
    if low != high:
        pattern = str(style(lang).get("numeric-range", "{min}–{max}"))
        number = pattern.format(min=number_text(low / (Decimal(10) ** power), lang), max=number)
    ways, cldr = style(lang), locale(lang)
    pattern = str(ways.get("money-scaled" if power else "money", "{number} {scale} {symbol}"))
    text = pattern.format(
        number=number,
        scale=word,
        symbol=get_currency_symbol(value.currency, locale=cldr),
        name=get_currency_name(value.currency, count=2, locale=cldr),
    )
    return re.sub(" +", " ", text)


def _scale(number: Decimal, lang: str) -> tuple[int, str]:
    """Return the power of ten in whose words a number is told, and the word."""
    best: tuple[int, str] = (0, "")
    if not has_data(lang):
        return best
    for entry in language_data(lang)["scale"]:
        power = int(entry["power"])
        if entry.get("fill", True) and abs(number) >= Decimal(10) ** power:
            scaled = abs(number) / Decimal(10) ** power
            plural = (
                scaled >= 2 and len(entry["words"]) > 1 and "{symbol}" not in str(style(lang)["money-scaled"])
            )
            best = (power, entry["words"][1 if plural else 0])
    return best
