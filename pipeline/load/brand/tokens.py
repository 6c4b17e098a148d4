"""Tokens that a house sets by their names: in `styles/tokens.toml`, or among the defaults of its brand."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline import theme
from pipeline.load import toml_text
from pipeline.load.brand import colours
from pipeline.model.diagnostics import Diagnostic, Place, warning
from pipeline.model.source import SourceText

INVALID = "styles-invalid"
# What a house may set; typefaces are set in a brand, and names of roles are Dossier's own.
SECTIONS = ("color", "size", "leading", "weight", "space", "page", "slide", "ebook", "dark", "web")
# A page of other lengths by more than this is no page of these style sheets.
_MOST = 3.0
_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)(pt|mm|in|em)")
_POINTS = {"pt": 1.0, "mm": 72 / 25.4, "in": 72.0}


@dataclass(frozen=True, slots=True)
class SetTokens:
    """Tokens that a house sets: their values and places by dotted name, and the findings."""

    values: Mapping[str, str]
    places: Mapping[str, Place]
    diagnostics: tuple[Diagnostic, ...]


def read(source: SourceText) -> SetTokens:
    """Read the text of a `styles/tokens.toml`."""
    content = toml_text.parse(source, INVALID)
    values = [
        (f"{section}.{name}", value, (section, name))
        for section, table in content.value.items()
        for name, value in (table.items() if isinstance(table, dict) else [("", table)])
    ]

    def place(path: tuple[str, ...]) -> Place:
        key = (*path, "#key")
        return (
            content.places.get(path)
            or content.places.get(key)
            or content.places.get(path[:1])
            or Place(source.file)
        )

    result = take([(name, value, place(path)) for name, value, path in values])
    return SetTokens(result.values, result.places, (*content.diagnostics, *result.diagnostics))


def take(entries: list[tuple[str, Any, Place]]) -> SetTokens:
    """Take the tokens that can be set; each other one is a finding."""
    values: dict[str, str] = {}
    places: dict[str, Place] = {}
    diagnostics: list[Diagnostic] = []
    for name, value, place in entries:
        plain = _plain_value(name)
        if plain is None:
            diagnostics.append(_name_fault(name, place))
            continue
        text = str(value).strip()
        result = _check_value(name, text, plain)
        if isinstance(result, Refusal):
            message = f"`{name}` cannot be `{text[:40]}`: {result.reason}"
            diagnostics.append(warning(INVALID, message, place, result.hint))
            continue
        values[name], places[name] = result, place
    return SetTokens(values, places, tuple(diagnostics))


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a value of a token is not taken, and how to write it."""

    reason: str
    hint: str


def names() -> Iterator[str]:
    """Yield the names of the tokens that a house may set."""
    tokens = theme.load().tokens
    return (f"{section}.{name}" for section in SECTIONS for name in tokens[section])


def _plain_value(name: str) -> str | None:
    section, _, key = name.partition(".")
    return theme.load().tokens[section].get(key) if section in SECTIONS else None


def _name_fault(name: str, place: Place) -> Diagnostic:
    close = difflib.get_close_matches(name, list(names()), n=1, cutoff=0.6)
    hint = f"did you mean `{close[0]}`?" if close else f"sections here: {', '.join(SECTIONS)}"
    return warning(INVALID, f"no token is called `{name[:60]}`", place, hint)


def _check_value(name: str, text: str, plain: str) -> str | Refusal:
    if name.startswith(("color.", "dark.")):
        colour = colours.read(text)
        return colour or Refusal("it is no colour", f"write it as `{plain}`")
    if name.startswith("weight."):
        is_weight = text.isdecimal() and 100 <= int(text) <= 900
        return text if is_weight else Refusal("it is no weight", "write a number from 100 to 900")
    own = _LENGTH.fullmatch(plain)
    if own is None:
        return Refusal("it is not for houses to set", "take it away")
    match = _LENGTH.fullmatch(text)
    if match is None or (match[2] in _POINTS) != (own[2] in _POINTS):
        units = "em" if own[2] == "em" else "pt, mm or in"
        return Refusal(f"it is no length in {units}", f"write it as `{plain}`")
    value, usual = (float(each[1]) * _POINTS.get(each[2], 1.0) for each in (match, own))
    if not usual / _MOST <= value <= usual * _MOST:
        return Refusal(
            f"it is more than {_MOST:g} times as large or small as `{plain}`", "choose a nearer one"
        )
    return text
