"""Heads of an article that are not YAML: pandoc's title block, TOML between `+++`, keys of MultiMarkdown."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.load import invalid_characters, yaml_text
from pipeline.model import characters
from pipeline.model.diagnostics import Diagnostic, Place, Severity, error
from pipeline.model.source import SourceText

_BLOCK = re.compile(r"(?:%(?!%)[^\n]*(?:\n[ \t]+\S[^\n]*)*(?:\n|\Z)){1,3}")
_FIELDS = ("title", "author", "date")
_TOML = re.compile(r"(?:[ \t]*\n)*\+\+\+[ \t]*\n")
_TOML_END = re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE)
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")
_ENTRY = re.compile(r"([A-Za-z][A-Za-z0-9 _-]{0,40}):[ \t]*(\S[^\n]*(?:\n[ \t]+\S[^\n]*)*)(?:\n|\Z)")
# The first key of MultiMarkdown's is one of these, else a text begins with words and a colon.
_BEGINNINGS = frozenset({"title", "author", "authors", "date", "subtitle", "format"})
MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Head:
    """The values at the head of a text, their places, the end of the head, and its diagnostics."""

    value: Mapping[str, Any]
    places: Mapping[yaml_text.Path, Place]
    end: int
    diagnostics: tuple[Diagnostic, ...] = field(default=())


def read(source: SourceText, *, plain: bool) -> Head | None:
    """Return the head of a text in another form than YAML; keys of MultiMarkdown only of a plain article."""
    return _title_block(source) or _toml(source) or (_keys(source) if plain else None)


def _title_block(source: SourceText) -> Head | None:
    """Read pandoc's title block: up to three lines that begin with `%`, and their continuation lines."""
    block = _BLOCK.match(source.text)
    if block is None:
        return None
    value: dict[str, Any] = {}
    places: dict[yaml_text.Path, Place] = {}
    for name, match in zip(
        _FIELDS, re.finditer(r"^%([^\n]*(?:\n[ \t]+[^\n]+)*)", block.group(), re.M), strict=False
    ):
        lines = [line.strip() for line in match.group(1).split("\n") if line.strip()]
        if not lines:
            continue
        if name == "author":
            value[name] = [each.strip() for line in lines for each in line.split(";") if each.strip()]
        else:
            value[name] = " ".join(lines)
        places[name,] = source.place(match.start() + match.group().index(lines[0]), len(lines[0]))
    return Head(value, places, block.end()) if value else None


def _toml(source: SourceText) -> Head | None:
    """Read TOML between two lines `+++`."""
    begin = _TOML.match(source.text)
    if begin is None:
        return None
    end = _TOML_END.search(source.text, begin.end())
    if end is None:
        place = source.place(begin.end() - 4, 3)
        message = f"the front matter that begins in line {place.line} is not closed"
        return Head({}, {}, begin.end(), (error("toml-invalid", message, place, "end it with a line `+++`"),))
    text = source.text[begin.end() : end.start()]
    above = source.text.count("\n", 0, begin.end())
    try:
        value = tomllib.loads(text)
        strings = _strings(value)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as failure:
        return Head({}, {}, end.end(), (_fault(str(failure), source, above),))
    strings, odd = characters.fit_value(strings)
    places: dict[yaml_text.Path, Place] = {
        (key,): source.place_in_line(above + number, 0, len(line))
        for number, line in enumerate(text.split("\n"), 1)
        for key in [line.partition("=")[0].strip().strip("\"'[]")]
        if key in strings
    }
    at = source.place(begin.end())
    return Head(
        strings, places, end.end(), tuple(invalid_characters.make_diagnostic(each, at) for each in odd)
    )


def _fault(words: str, source: SourceText, above: int) -> Diagnostic:
    match = _TOML_PLACE.search(words)
    line = above + int(match.group(1)) if match and match.group(1) else above + 1
    column = int(match.group(2)) if match and match.group(2) else 1
    problem = _TOML_PLACE.sub("", words) or "too deep"
    hint = 'values of TOML that are words stand in quotes: `title = "..."`'
    return error(
        "toml-invalid",
        f"invalid TOML: {problem[:1].lower()}{problem[1:]}",
        Place(source.file, line, column),
        hint,
    )


def _strings(value: Any, depth: int = 0) -> Any:
    """Return values with numbers, dates and booleans as strings, as in YAML here."""
    if depth > MAX_DEPTH:
        raise ValueError(f"more than {MAX_DEPTH} levels deep")
    match value:
        case dict():
            return {str(key): _strings(each, depth + 1) for key, each in value.items()}
        case list():
            return [_strings(each, depth + 1) for each in value]
        case bool():
            return "true" if value else "false"
        case datetime.datetime():
            return value.date().isoformat()
        case datetime.date() | datetime.time():
            return value.isoformat()
        case _:
            return str(value)


def _keys(source: SourceText) -> Head | None:
    """Return the lines `Key: value` of MultiMarkdown that a text begins with, up to an empty line."""
    value: dict[str, Any] = {}
    places: dict[yaml_text.Path, Place] = {}
    end = 0
    for match in _entries(source.text):
        name = match.group(1).strip().lower().replace(" ", "-")
        if not value and name not in _BEGINNINGS:
            return None
        value.setdefault(name, " ".join(match.group(2).split()))
        places.setdefault((name,), source.place(match.start(2), len(match.group(2).split("\n")[0])))
        end = match.end()
    rest = source.text[end:].partition("\n")[0].strip()
    if not value or rest:
        return None
    place = source.place(0, len(source.text.split("\n")[0]))
    message = "the lines at the head are taken for the keys of MultiMarkdown"
    hint = "write `---` in a line before and behind them, or an empty line first if they are text"
    return Head(
        value, places, end, (Diagnostic("front-matter-foreign", Severity.NOTE, message, place, hint),)
    )


def _entries(text: str) -> Iterator[re.Match[str]]:
    start = 0
    while match := _ENTRY.match(text, start):
        yield match
        start = match.end()
