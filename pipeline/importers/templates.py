"""Templates of an encyclopedia that expand to words: measures, dates, languages, marks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

# Units as `{{convert}}` abbreviates them; any other is written as it is.
UNITS: Mapping[str, str] = {
    "km": "kilometres", "m": "metres", "cm": "centimetres", "mm": "millimetres", "mi": "miles", "ft": "feet",
    "in": "inches", "yd": "yards", "nmi": "nautical miles", "km2": "square kilometres",
    "sqmi": "square miles",
    "sqkm": "square kilometres", "sqft": "square feet", "m2": "square metres", "ha": "hectares",
    "acre": "acres",
    "kg": "kilograms", "t": "tonnes", "lb": "pounds", "oz": "ounces", "l": "litres", "L": "litres", "C": "°C",
    "F": "°F", "km/h": "kilometres per hour", "mph": "miles per hour", "kn": "knots", "MW": "megawatts",
    "kW": "kilowatts", "hp": "horsepower", "LT": "long tons", "ST": "short tons", "m3": "cubic metres",
}  # fmt: skip
_BETWEEN = {
    "-": "–",
    "–": "–",
    "to": " to ",
    "and": " and ",
    "by": " by ",
    "x": " × ",
    "×": " × ",
    "or": " or ",
}
_FIRST = {
    "nowrap", "nobr", "small", "big", "em", "strong", "abbr", "flag", "flagcountry", "flagu", "sic",
    "not a typo",
    "nihongo", "transl", "transliteration", "visible anchor", "vanchor", "ship", "noflag",
    "interlanguage link",
    "ill", "mvar", "math", "var", "formatnum", "val", "gaps", "circa", "c.", "quote", "blockquote",
    "cquote", "tq",
}  # fmt: skip
_MARKS = {
    "nbsp": "\u00a0", "ndash": "–", "endash": "–", "mdash": "—", "emdash": "—", "snd": " – ", "spnd": " – ",
    "spaced ndash": " – ", "dash": "–", "'": "'", '"': '"', "!": "|", "=": "=", "ellipsis": "...", "`": "'",
    "-": "", "clear": "", "thinsp": "\u202f", "times": "×", "frac": "", "shy": "", "bull": "•", "·": "·",
}  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
)  # fmt: skip
_DATES = {
    "start date",
    "end date",
    "birth date",
    "death date",
    "date",
    "dts",
    "birth date and age",
    "start date and age",
}
_FIGURE = re.compile(r"\d{1,4}")
_MONEY = {
    "us$": "US$",
    "usd": "US$",
    "$": "$",
    "€": "€",
    "euro": "€",
    "£": "£",
    "gbp": "£",
    "a$": "A$",
    "c$": "C$",
}


def words(name: str, positional: Sequence[str], keywords: Mapping[str, str]) -> str | None:
    """Return the words that a template expands to, or None for an unknown one."""
    first = positional[0] if positional else ""
    if name in ("convert", "cvt"):
        return _measure(positional)
    if name in ("as of", "asof"):
        lead = "as of" if keywords.get("lc") in ("y", "yes") else "As of"
        lead = "since" if keywords.get("since") else lead
        return f"{keywords['alt']}" if keywords.get("alt") else f"{lead} {_date(positional)}"
    if name in _DATES:
        return _date(positional) if first.isdigit() else first
    if name in _MARKS and not positional:
        return _MARKS[name]
    if name == "frac":
        return (
            "/".join(positional[-2:])
            if len(positional) < 3
            else f"{positional[0]} {positional[1]}/{positional[2]}"
        )
    if name in ("c.", "circa"):
        return f"c. {first}"
    if name in _MONEY:
        return f"{_MONEY[name]}{first}"
    if name in ("lang", "langx") or name.startswith("lang-"):
        return positional[1] if name != name.partition("-")[0] + name[4:] and len(positional) > 1 else first
    if name == "url":
        return positional[1] if len(positional) > 1 else first
    if name in ("sic", "not a typo") and not positional:
        return ""
    if name in _FIRST:
        return first
    return None


def language(name: str, positional: Sequence[str]) -> tuple[str, str] | None:
    """Return the language and the words of a language template, or None for any other."""
    if name in ("lang", "langx") and len(positional) > 1:
        return positional[0], positional[1]
    match = re.fullmatch(r"lang-([a-z]{2,3})", name)
    return (match.group(1), positional[0]) if match and positional else None


def _measure(positional: Sequence[str]) -> str:
    """Return a measure with its unit, the first that the template names: `{{convert|10|to|20|km|mi}}`."""
    text, index = (positional[0] if positional else ""), 1
    while index + 1 < len(positional) and positional[index] in _BETWEEN:
        text += _BETWEEN[positional[index]] + positional[index + 1]
        index += 2
    unit = positional[index] if index < len(positional) else ""
    unit_text = UNITS.get(unit, unit)
    return f"{text}{unit_text}" if unit_text.startswith("°") else f"{text} {unit_text}".strip()


def _date(positional: Sequence[str]) -> str:
    """Return a date from its year, month and day, or from words."""
    parts = [part for part in positional if part]
    if not parts or not all(_FIGURE.fullmatch(part) for part in parts[:3]):
        return " ".join(parts)
    year, month, day = (*parts, "", "")[:3]
    name = _MONTHS[int(month) - 1] if month and 1 <= int(month) <= 12 else ""
    return " ".join(filter(None, (str(int(day)) if day and name else "", name, year)))
