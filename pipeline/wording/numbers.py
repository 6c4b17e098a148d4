"""Numbers, money and shares as text in a language, by CLDR and the language's data."""

from __future__ import annotations

import re
from decimal import Decimal

from babel.numbers import format_decimal, get_currency_name, get_currency_symbol

from pipeline import languages
from pipeline.model.facts import CountValue, MoneyValue, PercentValue, Quantity
from pipeline.wording.locale import locale, style


def number_text(number: Decimal, lang: str) -> str:
    """Return a number with the language's marks and all of its digits."""
    normal = number.normalize()
    exponent = normal.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return str(format_decimal(number, format=pattern, locale=locale(lang)))


def _range(value: Quantity, lang: str, one: str) -> str:
    low, high = value.ends
    if low == high:
        return one
    return str(style(lang)["numeric-range"]).format(min=number_text(low, lang), max=one)


def percent_text(value: PercentValue, lang: str, *, short: bool = False) -> str:
    """Return a share: `49 per cent`, short `49%`."""
    number = _range(value, lang, number_text(value.ends[1], lang))
    return percent_pattern(lang, short=short).format(number=number)


def percent_pattern(lang: str, *, short: bool) -> str:
    """Return the form of a share in a language: its own, else that of CLDR, with the slot `{number}`."""
    own = style(lang).get("percent-short" if short else "percent")
    return str(own) if own else _with_slots(locale(lang).percent_formats[None].pattern)


def _with_slots(pattern: str) -> str:
    """Return a pattern of CLDR with slots for the number and the sign of its currency."""
    return re.sub(r"[#0,.]+", "{number}", pattern.partition(";")[0], count=1).replace("¤", "{symbol}")


def count_text(value: CountValue, lang: str, *, short: bool = False) -> str:
    """Return a count with its unit; short without it."""
    number = _range(value, lang, number_text(value.ends[1], lang))
    return number if short else str(style(lang)["count"]).format(number=number, unit=value.unit)


def money_text(value: MoneyValue, lang: str) -> str:
    """Return an amount: `$409.6 million`, `409,6 millions de dollars`."""
    low, high = value.ends
    power, word = _scale(high, lang)
    quotient = high / (Decimal(10) ** power)
    number = number_text(quotient, lang)
    if low != high:
        pattern = str(style(lang)["numeric-range"])
        number = pattern.format(min=number_text(low / (Decimal(10) ** power), lang), max=number)
    ways, cldr = style(lang), locale(lang)
    own = ways.get("money-scaled" if power else "money")
    pattern = str(own) if own else _with_slots(cldr.currency_formats["standard"].pattern)
    text = pattern.format(
        number=number,
        scale=word,
        symbol=get_currency_symbol(value.currency, locale=cldr),
        name=get_currency_name(value.currency, count=2, locale=cldr),
    )
    if elision := ways.get("elision"):
        text = re.sub(r"\bde (?=[aeiouyéèêâîôû])", str(elision), text)
    return re.sub(" +", " ", text)


def _scale(number: Decimal, lang: str) -> tuple[int, str]:
    """Return the scale of a number in words: its power of ten, and the word."""
    best: tuple[int, str] = (0, "")
    for entry in languages.part(lang, "numbers").get("scale", ()):
        power = int(entry["power"])
        if entry.get("fill", True) and abs(number) >= Decimal(10) ** power:
            quotient = abs(number) / Decimal(10) ** power
            plural = (
                locale(lang).plural_form(quotient) != "one"
                and len(entry["words"]) > 1
                and "{symbol}" not in str(style(lang)["money-scaled"])
            )
            best = (power, entry["words"][1 if plural else 0])
    return best
