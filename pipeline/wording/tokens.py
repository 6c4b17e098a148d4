"""The numbers and dates in a text, read with the language's own marks, months and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from babel.dates import get_month_names
from babel.numbers import get_currency_name, get_currency_symbol, list_currencies

from pipeline.model.dates import PartialDate
from pipeline.wording import nearby
from pipeline.wording.folding import folded
from pipeline.wording.locale import has_data, locale
from pipeline.wording.terms import language_data

LONGEST_SIGN = 5
LONGEST_NUMBER = 40
SPACES = " \u00a0\u202f\u2009"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its value, the worth of its last digit, currency, whether a share, and how exact.

    `scaled` when a scale word follows, `about` when a word before it says that it is rounded; `bound` is -1
    for `less than`, 1 for `more than`, 0 else.
    """

    start: int
    end: int
    value: Decimal
    quantum: Decimal
    currency: str | None
    percent: bool
    scaled: bool
    about: bool
    bound: int


@dataclass(frozen=True, slots=True)
class DateToken:
    """A date in a text; the year is missing where the text leaves it out."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None


@dataclass(frozen=True, slots=True)
class _Grammar:
    number: re.Pattern[str]
    group: str
    decimal: str
    scales: dict[str, int]
    numerals: dict[str, int]
    currencies: dict[str, str]
    currency: re.Pattern[str]
    percents: tuple[str, ...]
    about: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]
    months: dict[str, int]
    dates: re.Pattern[str]


@cache
def grammar(lang: str) -> _Grammar:
    """Return what the text of a language is read with."""
    cldr = locale(lang)
    symbols = cldr.number_symbols.get("latn", cldr.number_symbols)
    group, decimal = str(symbols.get("group", ",")), str(symbols.get("decimal", "."))
    group_class = f"[{SPACES}]" if group in SPACES else re.escape(group)
    digits = (
        rf"(?:\d{{1,3}}(?:{group_class}\d{{3}})+(?!\d)|\d+)"
        rf"(?:{re.escape(decimal)}\d+(?:[{SPACES}]\d{{2,3}}(?!\d))*)?"
    )
    power = rf"(?:[{SPACES}]*[×x][{SPACES}]*10\^?(?P<power>[-−]?\d+))?"
    data = language_data(lang) if has_data(lang) else {"reading": {}, "scale": []}
    reading = data["reading"]
    numerals = {str(word): int(value) for word, value in reading.get("numerals", {}).items()}
    words = "|".join(re.escape(word) for word in sorted(numerals, key=len, reverse=True))
    spelled = rf"|(?P<word>\b(?:{words})(?:-(?:{words}))?\b)" if words else ""
    number = re.compile(
        rf"(?P<sign>(?<![\d\-–—])[-−](?=\d))?(?P<digits>(?<![\w.])(?:{digits})){power}{spelled}",
        re.IGNORECASE,
    )
    months = month_names(lang)
    names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    ordinal = "|".join(re.escape(mark) for mark in reading.get("ordinal", ())) or "(?!)"
    day = rf"\d{{1,2}}(?:{ordinal})?"
    year = r"(?:1\d{3}|20\d{2})"
    gap = rf"[{SPACES}\n]+"
    dates = re.compile(
        rf"(?<!\w)(?:(?P<iso>{year}-\d{{2}}(?:-\d{{2}})?)(?![\d-])"
        rf"|(?P<d1>{day})(?:{gap}(?:of|de){gap}|{gap})(?P<m1>{names})\b\.?(?:,?{gap}(?P<y1>{year})\b)?"
        rf"|(?P<m2>{names})\b\.?{gap}(?P<d2>{day})(?!\d)(?:,{gap}(?P<y2>{year})\b)?"
        rf"|(?P<m3>{names})\b\.?,?{gap}(?P<y3>{year})\b"
        rf"|(?P<y4>{year})(?P<short>(?:[–-]|--)\d{{2}})?(?![\d\w]|[,.]\d|[{SPACES}]\d{{3}}\b))",
        re.IGNORECASE,
    )
    currencies = _currencies(lang)
    spelt = "|".join(re.escape(name) for name in sorted(currencies, key=len, reverse=True))
    return _Grammar(
        number=number,
        group=group,
        decimal=decimal,
        scales={folded(word): int(entry["power"]) for entry in data["scale"] for word in entry["words"]},
        numerals={folded(word): value for word, value in numerals.items()},
        currencies=currencies,
        currency=re.compile(rf"(?:{spelt})(?![^\W_])"),
        percents=tuple(reading.get("percent", ("%",))),
        about=tuple(reading.get("about", ())),
        above=tuple(reading.get("above", ())),
        below=tuple(reading.get("below", ())),
        months={folded(name): number for name, number in months.items()},
        dates=dates,
    )


def month_names(lang: str) -> dict[str, int]:
    """Return the numbers of the months by their names and abbreviations, in lower case and without stops."""
    months: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context=context, locale=locale(lang)).items():
                months.setdefault(name.lower().rstrip("."), number)
    return months


def _currencies(lang: str) -> dict[str, str]:
    """Return the signs and names of the common currencies by their ISO 4217 codes."""
    cldr = locale(lang)
    found: dict[str, str] = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
    for code in sorted(list_currencies(cldr)):
        found.setdefault(code, code)
        found.setdefault(str(get_currency_symbol(code, locale=cldr)), code)
        for count in (1, 2):
            found.setdefault(str(get_currency_name(code, count=count, locale=cldr)).lower(), code)
    if has_data(lang):
        for plain, code in language_data(lang)["reading"].get("currencies", {}).items():
            found.setdefault(plain, code)
    return found


def dates(text: str, lang: str) -> Iterator[DateToken]:
    """Yield the dates in a text in order; `1955–63` gives both of its years."""
    rules = grammar(lang)
    for match in rules.dates.finditer(text):
        part = match.groupdict()
        if part["iso"]:
            numbers = [int(piece) for piece in part["iso"].split("-")]
            year, month, day = (*numbers, None, None)[:3]
            yield DateToken(match.start(), match.end(), year, month, day)
        elif part["y4"]:
            yield DateToken(match.start(), match.end(), int(part["y4"]), None, None)
            if part["short"]:
                second = int(part["y4"][:2] + part["short"][-2:])
                yield DateToken(match.start(), match.end(), second, None, None)
        else:
            name = part["m1"] or part["m2"] or part["m3"]
            day_text = part["d1"] or part["d2"]
            year_text = part["y1"] or part["y2"] or part["y3"]
            yield DateToken(
                match.start(),
                match.end(),
                int(year_text) if year_text else None,
                rules.months[folded(name.rstrip("."))],
                int(re.sub(r"\D", "", day_text)) if day_text else None,
            )


def numbers(text: str, lang: str) -> Iterator[Number]:
    """Yield the numbers in a text in order, with their scale words, currencies and per-cent signs."""
    rules = grammar(lang)
    for match in rules.number.finditer(text):
        value, quantum = _value(match, rules)
        if value is None:
            continue
        start, end = match.span()
        before, after = nearby.before(text, start), nearby.after(text, end)
        scale, length = _scale_after(after, rules)
        end, after = end + length, after[length:]
        factor = Decimal(10) ** scale
        currency = _currency(before, after, rules)
        percent = bool(
            re.match(rf"[{SPACES}]*(?:{'|'.join(map(re.escape, rules.percents))})", after, re.IGNORECASE)
        )
        said = re.sub(rf"[^\w]*$|[{SPACES}]+$", "", _without_currency(before, rules)).lower()
        bound = 1 if said.endswith(rules.above) else -1 if said.endswith(rules.below) else 0
        yield Number(
            start,
            end,
            value * factor,
            quantum * factor,
            currency,
            percent,
            scale > 0,
            bool(bound) or said.endswith(rules.about),
            bound,
        )


def _value(match: re.Match[str], rules: _Grammar) -> tuple[Decimal | None, Decimal]:
    word = match.groupdict().get("word")
    if word:
        key = folded(word)
        parts = [key] if key in rules.numerals else key.split("-")
        return Decimal(sum(rules.numerals[part] for part in parts)), Decimal(1)
    digits = match["digits"]
    power = (match["power"] or "0").replace("−", "-")
    if len(digits) > LONGEST_NUMBER or len(power) > len("-99"):
        # No amount of anything; decimals would round it, or overflow.
        return None, Decimal(1)
    plain = re.sub(rf"[{SPACES}]", "", digits)
    if rules.group not in SPACES:
        plain = plain.replace(rules.group, "")
    plain = plain.replace(rules.decimal, ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None, Decimal(1)
    exponent = value.as_tuple().exponent
    quantum = Decimal(10) ** (exponent if isinstance(exponent, int) else 0)
    if match["power"]:
        factor = Decimal(10) ** int(power)
        value, quantum = value * factor, quantum * factor
    return (-value if match["sign"] else value), quantum


def _scale_after(after: str, rules: _Grammar) -> tuple[int, int]:
    match = re.match(rf"[{SPACES}\n]*([^\W\d_]+)", after)
    if match and (scale := rules.scales.get(folded(match.group(1)))):
        return scale, match.end()
    return 0, 0


def _currency(before: str, after: str, rules: _Grammar) -> str | None:
    sign = _sign_before(before, rules)
    if sign and not sign.isalpha():
        return rules.currencies[sign]
    code = re.search(r"\b([A-Z]{3})\s?$", before)
    if code and code.group(1) in rules.currencies:
        return code.group(1)
    rest = re.sub(r"^(?:of|de|d’|d')[\s\u00a0]*", "", after.lstrip(SPACES + "\n"))
    name = currency_name(rest, rules)
    return rules.currencies[name] if name else None


def currency_name(text: str, rules: _Grammar) -> str:
    """Return the name or code of a currency that a text begins with, as the rules have it, or nothing."""
    found = [match.group() for each in (text, text.lower()) if (match := rules.currency.match(each))]
    return max(found, key=len, default="")


def _sign_before(before: str, rules: _Grammar) -> str:
    """Return the sign or code of a currency at the end of a text, the longest that it can be."""
    tail = before.rstrip(SPACES)[-LONGEST_SIGN:]
    return next((tail[i:] for i in range(len(tail)) if tail[i:] in rules.currencies), "")


def _without_currency(before: str, rules: _Grammar) -> str:
    stripped = before.rstrip(SPACES)
    return stripped.removesuffix(_sign_before(before, rules))


def partial(token: DateToken) -> PartialDate | None:
    """Return a date token as a date, or None when it has no year or never was."""
    if token.year is None:
        return None
    parts = [f"{token.year:04d}", *(f"{part:02d}" for part in (token.month, token.day) if part)]
    try:
        return PartialDate.parse("-".join(parts))
    except ValueError:
        return None
