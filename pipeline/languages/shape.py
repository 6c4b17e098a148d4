"""The shape of a language's data: the entries of English, which every other language must have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args

Part = Literal[
    "page",
    "numbers",
    "typography",
    "sentences",
    "discourse",
    "evidence",
    "accusations",
    "phrasing",
    "form",
    "offices",
    "proposals",
    "statements",
    "formulas",
    "order",
    "happenings",
    "events",
    "references",
    "subjects",
    "grammar",
    "arithmetic",
    "relations",
    "against",
    "acts",
    "registers",
    "release",
]
PARTS: tuple[Part, ...] = get_args(Part)
MODEL = "en"
"""The language whose data the others are compared with."""

# Parts that a language may have without some of their entries.
_PARTIAL: frozenset[Part] = frozenset({"page", "form", "references"})
# Tables whose keys are words of the language, or lists of its own.
_OPEN: Mapping[Part, frozenset[str]] = {
    "numbers": frozenset({"reading.currencies", "reading.months", "reading.numerals"}),
    "offices": frozenset({"states"}),
    "formulas": frozenset({"signs", "units", "letters"}),
    "grammar": frozenset({"auxiliary.be", "auxiliary.have", "auxiliary.do"}),
    "order": frozenset({"intervals.anniversaries", "periods.centuries"}),
    "events": frozenset({"acts", "ages.ordinals"}),
    "arithmetic": frozenset({"units", "shares.fractions", "changes.words"}),
    "relations": frozenset(
        {
            "fractions",
            "comparing.multiples",
            "comparing.verbs",
            "rates.adverbs",
            "naming.ordinals",
            "converting.currencies",
        }
    ),
}
# Entries that English does not have.
_OTHERS: Mapping[Part, frozenset[str]] = {
    "sentences": frozenset({"ordinals"}),
    "numbers": frozenset({"style.first-day", "style.elision", "prose.nouns-capitalised"}),
    "typography": frozenset({"high", "group", "spaces", "ties", "before-number"}),
}
_SLOT = re.compile(r"\{([a-z-]*)\}")


class LanguageError(ValueError):
    """A data file of a language cannot be used: an entry is unknown, missing or of another kind."""


def validate(
    file: str, name: Part, data: Mapping[str, Any], model: Mapping[str, Any], *, partial: bool
) -> None:
    """Raise LanguageError if data differ in shape from the English ones; `partial` data may lack entries."""
    for fault in _faults(name, "", data, model, partial or name in _PARTIAL):
        raise LanguageError(f"languages/{file}: {fault}")


def _faults(
    name: Part, path: str, data: Mapping[str, Any], model: Mapping[str, Any], partial: bool
) -> Iterator[str]:
    if path and path in _OPEN.get(name, ()):
        return
    for key, value in data.items():
        here = f"{path}.{key}" if path else key
        if key not in model:
            if here not in _OTHERS.get(name, ()):
                yield f"unknown entry `{here}`"
            continue
        model_value = model[key]
        if _kind(value) != _kind(model_value):
            yield f"`{here}` is {_kind(value)}, not {_kind(model_value)}"
        elif isinstance(value, Mapping):
            yield from _faults(name, here, value, model_value, partial)
        elif name in ("page", "release") and _slots(value) != _slots(model_value):
            yield f"`{here}` does not have the slots of {model_value!r}"
    absent_keys = () if partial else [key for key in model if key not in data]
    for key in absent_keys:
        yield f"missing entry `{f'{path}.{key}' if path else key}`"


def _kind(value: Any) -> str:
    match value:
        case bool():
            return "a switch"
        case int():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "a table"


def _slots(text: str) -> list[str]:
    return sorted(_SLOT.findall(text))
