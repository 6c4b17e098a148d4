"""Faults of values in words: the value, its valid form, and an example."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pipeline import languages
from pipeline.wording.locale import locale

_WORDS = {
    "missing": "`{key}` is missing",
    "string_type": "`{key}` must be text",
    "string_too_short": "`{key}` is empty",
    "string_too_long": "`{key}` is longer than {max_length} characters",
    "tuple_type": "`{key}` must be a list",
    "list_type": "`{key}` must be a list",
    "too_short": "`{key}` has too few entries: {actual_length}, where {min_length} are needed",
    "too_long": "`{key}` has too many entries: {actual_length}, where {max_length} are allowed",
    "bool_type": "`{key}` must be true or false",
    "bool_parsing": "`{key}` must be true or false",
    "model_type": "`{key}` must be a group of keys",
    "model_attributes_type": "`{key}` must be a group of keys",
    "dict_type": "`{key}` must be a group of keys",
    "greater_than_equal": "`{key}` cannot be {input}: {ge} is the least",
    "greater_than": "`{key}` cannot be {input}: it must be more than {gt}",
    "less_than_equal": "`{key}` cannot be {input}: {le} is the most",
    "less_than": "`{key}` cannot be {input}: it must be less than {lt}",
    "literal_error": "`{key}` cannot be {input}: it is {expected}",
    "union_tag_not_found": "`kind` is missing",
    "union_tag_invalid": "`kind` cannot be {tag}: it is one of {expected_tags}",
    "decimal_parsing": "`{key}`: {input} is not a number",
    "decimal_type": "`{key}` must be a number",
    "int_parsing": "`{key}`: {input} is not a whole number",
    "int_from_float": "`{key}`: {input} is not a whole number",
    "int_type": "`{key}` must be a whole number",
    "finite_number": "`{key}`: {input} is not a number",
}
_HINTS = {
    "string_type": "write one value, not a list or a group of keys",
    "tuple_type": "write a list: one `- item` a line",
    "list_type": "write a list: one `- item` a line",
    "model_type": "write its keys below it, indented",
    "model_attributes_type": "write its keys below it, indented",
    "dict_type": "write its keys below it, indented",
    "bool_type": "write `true` or `false`",
    "bool_parsing": "write `true` or `false`",
    "string_too_short": "write a value, or take the key away",
    "string_too_long": "shorten it",
    "literal_error": "write one of these",
    "greater_than_equal": "write a number from {ge} up",
    "less_than_equal": "write a number up to {le}",
    "int_type": "write a whole number, as in 10",
}
# The valid values, in the data of a fault.
_CHOICES = {"literal_error": "expected", "union_tag_invalid": "expected_tags"}
# Faults of a file that is no group of keys at all.
_WHOLE = frozenset({"model_type", "model_attributes_type", "dict_type"})
# The meanings of the models' patterns, and a valid value.
PATTERNS: Mapping[str, tuple[str, str]] = {
    r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$": ("the tag of a language", "`en`, `fr-CA` or `zh-Hans`"),
    r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$": ("an ORCID iD: four groups of four digits", "`0000-0002-1825-0097`"),
    r"^[A-Z]{3}$": ("the code of a currency: three capital letters", "`USD` or `EUR`"),
    r"^(nominal|unspecified|constant \d{4})$": (
        "the basis of a price", "`nominal`, `constant 2015`, or `unspecified` where the source does not say"
    ),
    r"^https?://[^\s/]\S*$": ("an address in the web", "`https://example.org/article`"),
    r"^[a-z0-9]+(-[a-z0-9]+)*$": (
        "an id: small letters and digits, parted by single hyphens", "`purchase-price-1867`"
    ),
}  # fmt: skip
_GROUPED_NUMBER = re.compile(r"[+-]?\d{1,3}(?:[,.'’ \u00a0\u202f_]\d{3})+(?:[.,]\d+)?")
_FRACTION = re.compile(r"(\d{1,12})[.,]\d{1,12}")
_DECIMAL_COMMA = re.compile(r"([+-]?\d+),(\d{1,2}|\d{4,})")
_SCALE_WORD = re.compile(r"([+-]?\d{1,12}(?:\.\d{1,12})?)\s*([a-z]+)", re.IGNORECASE)
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_UNIT = re.compile(r"[$€£¥]?\s*([+-]?\d[\d.]*)\s*[%$€£¥]?")
_LONGEST = 60


def words(kind: str, key: str, fault: Mapping[str, Any]) -> tuple[str, str]:
    """Return the message and the hint for a fault of a kind at a key."""
    if not key and kind in _WHOLE:
        return "the file must be a group of keys", "write its keys one a line, as `kind: ...`"
    context = {"input": _display(fault.get("input")), **fault.get("ctx", {})}
    if kind == "string_pattern_mismatch" and context["pattern"] in PATTERNS:
        what, example = PATTERNS[context["pattern"]]
        if key.rpartition(".")[2] == "currency" and (code := _currency(fault.get("input"))):
            return f"`{key}`: {context['input']} is not {what}", f"write `{code}`"
        return f"`{key}`: {context['input']} is not {what}", f"write it as in {example}"
    if kind in _WORDS:
        message = _WORDS[kind].format(key=key, **context)
        if kind in _CHOICES:
            text = str(context.get("tag", fault.get("input")))
            if form := _form_of(text, context[_CHOICES[kind]]):
                return message, f"write `{form}`"
        if kind in ("int_parsing", "int_from_float"):
            return message, _whole_number(fault.get("input"))
        if kind == "decimal_parsing":
            return message, _number(fault.get("input"))
        return message, _hint(kind, key, context)
    reason = str(context.get("error") or fault["msg"]).removeprefix("Value error, ")
    message = f"`{key}`: {reason[:1].lower()}{reason[1:]}" if key else reason
    if "not a date" in message or "a date is written" in message:
        return message, "write a day that was: 1991-11-11, or 1991-11 or 1991 where the day is not known"
    return message, _hint(kind, key, context)


def _whole_number(value: Any) -> str:
    """Return a hint with the whole numbers beside a fraction, or the plain form of another number."""
    text = str(value).strip()
    match = _FRACTION.fullmatch(text)
    if match and not _GROUPED_NUMBER.fullmatch(text):
        return f"write a whole number: {match.group(1)} or {int(match.group(1)) + 1}"
    hint = _number(value)
    return "write a whole number in digits, as in 10" if "." in hint else hint


def _number(value: Any) -> str:
    """Return a hint with the plain form of a number that is written for people, as `1,200`."""
    text = str(value).strip()
    if _GROUPED_NUMBER.fullmatch(text):
        whole = re.sub(r"[,.'’ \u00a0\u202f_](?=\d{3}(?!\d))", "", text).replace(",", ".")
        return f"write {whole}, without separators"
    if match := _DECIMAL_COMMA.fullmatch(text):
        return f"write {match[1]}.{match[2]}, with a point"
    if (match := _SCALE_WORD.fullmatch(text)) and (power := _SCALES.get(match[2].lower())):
        return f"write {Decimal(match[1]).scaleb(power):f}, in digits alone"
    if match := _UNIT.fullmatch(text):
        return f"write {match.group(1)}, the number alone"
    return "write a number in digits, as in 7200000 or 0.25"


def _currency(value: Any) -> str | None:
    """Return the code of a currency that is written in small letters, or by its sign or name."""
    text = str(value).strip().casefold()
    names = {**languages.part("en", "numbers")["reading"]["currencies"], **_CURRENCIES}
    if text.upper() in locale("en").currencies:
        return text.upper()
    return names.get(text)


def _form_of(text: str, choices: str) -> str | None:
    """Return the choice with the letters and digits of a text: `4:3` for `4/3`; None for none."""
    forms: list[str] = re.findall(r"'([^']*)'", choices)
    same = next((each for each in forms if _bare(each) == _bare(text)), None)
    return same or next(iter(difflib.get_close_matches(text, forms, n=1)), None)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _hint(kind: str, key: str, context: Mapping[str, Any]) -> str:
    if kind in _HINTS:
        return _HINTS[kind].format(**context)
    if kind == "missing":
        return f"add a line `{key}: ...`; `dossier schema` prints what each key takes"
    return "`dossier schema` prints what each key takes"


def _display(value: Any) -> str:
    text = value if isinstance(value, str) else "a list" if isinstance(value, list) else "a group of keys"
    if not isinstance(value, str):
        return text
    return repr(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")
