"""The meanings of numbers and dates in a sentence, and the language's rules for reading them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pipeline import languages
from pipeline.model.dates import When
from pipeline.wording import number_reading
from pipeline.wording.patterns import any_of

Year = Literal["stated", "inherited", "missing"]
SPACE = "[ \u00a0\u202f\u2009]"


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as written: `when` is None if the year is missing or there is no such day.

    `year` is `stated`, `inherited` from another date in the sentence, or `missing`. `part` is a word before
    it, such as `early`; `decade` is true for `the 1980s`.
    """

    when: When | None
    year: Year
    month: int | None = None
    day: int | None = None
    part: str = ""
    decade: bool = False


@dataclass(frozen=True, slots=True)
class AmountReading:
    """A number in the prose, and the noun that it counts (empty for money and shares)."""

    number: number_reading.Number
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A date, an amount of money, a percentage or a count in a sentence."""

    kind: Literal["date", "money", "percent", "count"]
    start: int
    end: int
    text: str
    reading: DateReading | AmountReading


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a language for numbers and dates, as patterns and words."""

    names: frozenset[str]
    anaphora: frozenset[str]
    more: re.Pattern[str]
    least: int
    plural: re.Pattern[str]
    stop: frozenset[str]
    word: re.Pattern[str]
    decade: re.Pattern[str]
    part: re.Pattern[str]
    through: re.Pattern[str]
    between: re.Pattern[str]
    conjunction: re.Pattern[str]
    counter: re.Pattern[str]
    era: re.Pattern[str]
    nouns_capitalised: bool
    ordinal_stop: bool


@cache
def rules_of(lang: str) -> Rules:
    """Return the rules of a language, or those common to every language."""
    data = languages.part(lang, "numbers")["prose"]
    return Rules(
        frozenset(data["names"]),
        frozenset(data["anaphora"]),
        re.compile(rf"(?<!\w)(?:{any_of(data['more'])}){SPACE}$", re.IGNORECASE),
        int(data["least"]),
        re.compile(rf"(?:{data['plural']})$"),
        frozenset(data["stop"]),
        re.compile(rf"{SPACE}*([^\W\d_]+(?:[-'’][^\W\d_]+)*)"),
        re.compile(rf"(?<!\w)(?:{data['decade']})", re.IGNORECASE),
        re.compile(rf"(?<!\w){data['part']}", re.IGNORECASE),
        re.compile(rf"{SPACE}*(?:{any_of(data['through'])}){SPACE}*", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{any_of(data['between'])}){SPACE}+$", re.IGNORECASE),
        re.compile(rf"{SPACE}+(?:{any_of(data['and'])}){SPACE}+", re.IGNORECASE),
        re.compile(rf"{SPACE}(?:{any_of(data['counted'])})(?!\w)"),
        _era(data),
        bool(data.get("nouns-capitalised", False)),
        "." in languages.part(lang, "numbers")["reading"].get("ordinal", ()),
    )


def _era(data: Mapping[str, Any]) -> re.Pattern[str]:
    """Return the pattern of what stands behind a year before the first: `BC`, `to 200 BC`, `–200 BC`."""
    other_year = rf"{SPACE}?(?:{any_of((*data['through'], *data['and']))}){SPACE}?[\d.,]+"
    return re.compile(rf"(?:{other_year})?{SPACE}?(?:{any_of(data['eras'])})(?!\w)")
