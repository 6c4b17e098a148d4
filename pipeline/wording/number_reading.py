"""The numbers in a text, read with the marks and words of the language, if it has any, and of CLDR."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from babel.numbers import get_currency_name, get_currency_symbol, list_currencies

from pipeline import languages
from pipeline.wording import nearby
from pipeline.wording.date_forms import SPACES
from pipeline.wording.folding import fold
from pipeline.wording.locale import locale
from pipeline.wording.patterns import any_of

LONGEST_SIGN = 5
LONGEST_NUMBER = 40
# A short form of CLDR: zeros and a word, as `0 milionów`.
_COMPACT = re.compile(rf"[\u200e\u200f]*(?P<zeros>0+)[{SPACES}]*(?P<word>[^\W\d_](?:[^;0]*[^\W\d_])?)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its value, the value of its last digit, its currency, whether a share, how exact.

    `has_scale` is whether a scale word follows, `about` whether a word before it marks it as rounded;
    `limit` is -1 for `less than`, 1 for `more than`, 0 else.
    """

    start: int
    end: int
    value: Decimal
    quantum: Decimal
    currency: str | None
    percent: bool
    has_scale: bool
    about: bool
    limit: int


@dataclass(frozen=True, slots=True)
class _Grammar:
    number: re.Pattern[str]
    groups: tuple[str, ...]
    decimal: str
    scales: dict[str, int]
    scale: re.Pattern[str]
    numerals: dict[str, int]
    currencies: dict[str, str]
    currency: re.Pattern[str]
    percents: tuple[str, ...]
    about: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]
    joint: str


@cache
def grammar(lang: str) -> _Grammar:
    """Return the patterns and words for reading numbers in a language."""
    cldr = locale(lang)
    symbols = cldr.number_symbols.get("latn", cldr.number_symbols)
    group, decimal = str(symbols.get("group", ",")), str(symbols.get("decimal", "."))
    reading = languages.part(lang, "numbers")["reading"]
    marks = (group, *reading.get("groups", ()))
    groups = "|".join(f"[{SPACES}]" if each in SPACES else re.escape(each) for each in marks)
    digits = (
        rf"(?:\d{{1,3}}(?:(?:{groups})\d{{3}})+(?!\d)|\d+)"
        rf"(?:{re.escape(decimal)}\d+(?:[{SPACES}]\d{{2,3}}(?!\d))*)?"
    )
    power = rf"(?:[{SPACES}]*[×x][{SPACES}]*10\^?(?P<power>[-−]?\d+))?"
    numerals = {str(word): int(value) for word, value in reading.get("numerals", {}).items()}
    words = any_of(numerals)
    hundreds = any_of(word for word, value in numerals.items() if value == 100)
    joined_words = rf"(?:{words})(?:-(?:{words})|[{SPACES}](?:{hundreds}))?"
    numeral = rf"|(?P<word>\b{joined_words}\b)" if numerals else ""
    number = re.compile(
        rf"(?P<sign>(?<![\d\-–—])[-−](?=\d))?(?P<digits>(?<![\w.])(?:{digits})){power}{numeral}",
        re.IGNORECASE,
    )
    scales = _scales(lang)
    currencies = _currencies(lang)
    return _Grammar(
        number=number,
        groups=tuple(each for each in marks if each not in SPACES),
        decimal=decimal,
        scales={fold(word): power for word, power in scales.items()},
        scale=re.compile(rf"[{SPACES}\n]*(?P<word>{any_of(scales)})(?![^\W\d_])", re.IGNORECASE),
        numerals={fold(word): value for word, value in numerals.items()},
        currencies=currencies,
        currency=re.compile(rf"(?:{any_of(currencies)})(?![^\W_])"),
        percents=tuple(reading["percent"]),
        about=tuple(reading["about"]),
        above=tuple(reading.get("above", ())),
        below=tuple(reading.get("below", ())),
        joint=rf"(?:{any_of(reading.get('of', ()))})",
    )


def _currencies(lang: str) -> dict[str, str]:
    """Return the signs and names of the common currencies by their ISO 4217 codes."""
    cldr = locale(lang)
    codes: dict[str, str] = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
    for code in sorted(list_currencies(cldr)):
        codes.setdefault(code, code)
        codes.setdefault(str(get_currency_symbol(code, locale=cldr)), code)
        for count in (1, 2):
            codes.setdefault(str(get_currency_name(code, count=count, locale=cldr)).lower(), code)
    own: Mapping[str, str] = languages.part(lang, "numbers")["reading"].get("currencies", {})
    for plain, code in own.items():
        codes.setdefault(plain, code)
    return codes


def _scales(lang: str) -> dict[str, int]:
    """Return the powers of ten by their words: the language's own, else CLDR's, which has some forms."""
    own = languages.part(lang, "numbers").get("scale", ())
    if own:
        return {word: int(entry["power"]) for entry in own for word in entry["words"]}
    powers: dict[str, int] = {}
    formats = locale(lang).compact_decimal_formats
    for forms in (formats.get("long") or formats["short"]).values():
        for amount, form in forms.items():
            match = _COMPACT.fullmatch(form.pattern.partition(";")[0])
            if match is not None:
                powers.setdefault(match["word"], len(amount) - len(match["zeros"]))
    return powers


def numbers(text: str, lang: str) -> Iterator[Number]:
    """Yield the numbers in a text in order, with their scale words, currencies and per-cent signs."""
    rules = grammar(lang)
    last_end = 0
    for match in rules.number.finditer(text):
        if match.start() < last_end:
            continue  # the scale of the number before it: `2 Tausend`
        value, quantum = _value(match, rules)
        if value is None:
            continue
        start, end = match.span()
        before, after = nearby.before(text, start), nearby.after(text, end)
        scale, length = _scale_after(after, rules)
        end, after = end + length, after[length:]
        last_end = end
        factor = Decimal(10) ** scale
        currency = _currency(before, after, rules)
        percent = bool(
            re.match(rf"[{SPACES}]*(?:{'|'.join(map(re.escape, rules.percents))})", after, re.IGNORECASE)
        )
        words_before = re.sub(rf"[^\w]*$|[{SPACES}]+$", "", _without_currency(before, rules)).lower()
        limit = 1 if words_before.endswith(rules.above) else -1 if words_before.endswith(rules.below) else 0
        yield Number(
            start,
            end,
            value * factor,
            quantum * factor,
            currency,
            percent,
            scale > 0,
            bool(limit) or words_before.endswith(rules.about),
            limit,
        )


def _value(match: re.Match[str], rules: _Grammar) -> tuple[Decimal | None, Decimal]:
    word = match.groupdict().get("word")
    if word:
        key = fold(word)
        if key not in rules.numerals and (space := re.search(f"[{SPACES}]", key)):
            # `two hundred`; after a hundred another is one of its own.
            first = rules.numerals[key[: space.start()]]
            return Decimal(first * rules.numerals[key[space.end() :]]), Decimal(1)
        parts = [key] if key in rules.numerals else key.split("-")
        return Decimal(sum(rules.numerals[part] for part in parts)), Decimal(1)
    digits = match["digits"]
    power = (match["power"] or "0").replace("−", "-")
    if len(digits) > LONGEST_NUMBER or len(power) > len("-99"):
        # No amount of anything; decimals would round it, or overflow.
        return None, Decimal(1)
    plain = re.sub(rf"[{SPACES}]", "", digits)
    for group in rules.groups:
        plain = plain.replace(group, "")
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
    match = rules.scale.match(after)
    return (rules.scales[fold(match["word"])], match.end()) if match else (0, 0)


def _currency(before: str, after: str, rules: _Grammar) -> str | None:
    sign = _sign_before(before, rules)
    if sign and not sign.isalpha():
        return rules.currencies[sign]
    code = re.search(r"\b([A-Z]{3})\s?$", before)
    if code and code.group(1) in rules.currencies:
        return code.group(1)
    rest = re.sub(rf"^{rules.joint}[\s\u00a0]*", "", after.lstrip(SPACES + "\n"))
    name = currency_name(rest, rules)
    return rules.currencies[name] if name else None


def currency_name(text: str, rules: _Grammar) -> str:
    """Return the name or code of a currency at the beginning of a text, by the rules, or an empty text."""
    names = [match.group() for each in (text, text.lower()) if (match := rules.currency.match(each))]
    return max(names, key=len, default="")


def _sign_before(before: str, rules: _Grammar) -> str:
    """Return the sign or code of a currency at the end of a text, the longest that it can be."""
    tail = before.rstrip(SPACES)[-LONGEST_SIGN:]
    return next((tail[i:] for i in range(len(tail)) if tail[i:] in rules.currencies), "")


def _without_currency(before: str, rules: _Grammar) -> str:
    text = before.rstrip(SPACES)
    return text.removesuffix(_sign_before(before, rules))
