"""What is wrong in a text that is not YAML, in words of an author, at the place where it is to be mended."""

from __future__ import annotations

import re
from typing import Any

import yaml

from pipeline.model.diagnostics import Diagnostic, Place, error
from pipeline.model.source import SourceText

_ALIAS = re.compile(r"(?::|^\s*-)\s+[*&]")
# A key, its colon, and whether a value stands behind it.
_KEY = re.compile(r"(?P<indent>[ ]*)(?:- +)?[^\s#:'\"][^:#'\"]*:(?P<value>[ \t]+[^\s#].*)?\s*(?:#.*)?$")
_QUOTES = "a value that holds `: ` or begins with a mark such as [ or * needs quotes"
_NO_KEY = (
    "a line is neither `key: value` nor a part of the value above it",
    "indent the lines of a long value, or write the missing colon and a space behind it",
)
# YAML errors of the reader, and their meanings for an author.
_SYNTAX = {
    "mapping values are not allowed": ("a value has a second `: `", _QUOTES),
    "unexpected end of stream": ("a quotation mark is not closed", "close it, or take both away"),
    "could not find expected ':'": _NO_KEY,
    "did not find expected key": (
        "a line does not stand below the key or item that it belongs to",
        f"indent the lines of one group alike; {_QUOTES}",
    ),
    "did not find expected '-' indicator": (
        "a line of a list neither begins an item nor stands below the words of one",
        "begin each item with `- `, and indent its lines alike",
    ),
    "block sequence entries are not allowed": (
        "an item of a list begins in the line of its key",
        "begin each item in a line of its own below the key, or write the list in brackets, [a, b]",
    ),
    "did not find expected ',' or": (
        "a list or group in brackets is not closed",
        "close it, or put quotes around a value that begins with a bracket",
    ),
    "did not find expected node content": (
        "a list or group in brackets is not closed",
        "close it, or put quotes around a value that begins with a bracket",
    ),
    "found another document": (
        "a line `---` begins a second document",
        "delete the line, or put quotes around it",
    ),
    "did not find expected <document start>": (
        "the first line is indented further than one below it",
        "begin every key at the left",
    ),
    "unknown escape character": ("a backslash stands in double quotes", "use single quotes"),
    "cannot start any token": ("a value begins with @, ` or %", "put quotes around the value"),
}


def explain(source: SourceText, failure: yaml.YAMLError) -> Diagnostic:
    """Return the diagnostic for a failure of the YAML reader."""
    mark = getattr(failure, "problem_mark", None) or getattr(failure, "context_mark", None)
    place = _place(source, mark) if mark else Place(source.file)
    problem = getattr(failure, "problem", None) or str(failure).partition("\n")[0]
    context = getattr(failure, "context", None) or ""
    before = source.line(place.line)[: max(0, place.column)]
    if "\t" in before and not before.strip(" \t-"):
        return error("yaml-invalid", "a tab cannot indent YAML", place, "indent with spaces")
    # The reader stops where it can go on no more; it names the place where the part began as well.
    begins_before = "quoted scalar" in context or "flow" in context or "simple key" in context
    if begins_before and (start := getattr(failure, "context_mark", None)):
        place = _place(source, start)
    if alias := _ALIAS.search(source.line(place.line)):
        place = Place(source.file, place.line, alias.end())
        return error("yaml-invalid", "a value begins with `*` or `&`", place, "put quotes around the value")
    if "mapping values are not allowed" in problem:
        return _second_colon(source, place)
    for words, (what, hint) in _SYNTAX.items():
        if words in problem:
            return error("yaml-invalid", what, place, hint)
    return error("yaml-invalid", f"this is not YAML: {problem}", place, _QUOTES)


def _second_colon(source: SourceText, place: Place) -> Diagnostic:
    """Return what is wrong where no key can be: in a value, too far right, below a line without a colon."""
    own = _KEY.match(source.line(place.line))
    above = next((number for number in range(place.line - 1, 0, -1) if source.line(number).strip()), 0)
    if own is not None and above and place.column <= source.line(place.line).index(":") + 1:
        other = source.line(above)
        key = _KEY.match(other)
        if key is None:
            column = len(other) - len(other.lstrip()) + 1
            return error("yaml-invalid", _NO_KEY[0], Place(source.file, above, column), _NO_KEY[1])
        if key["value"] and len(own["indent"]) > len(key["indent"]):
            here = Place(source.file, place.line, len(own["indent"]) + 1)
            hint = "begin it below the key above; only the lines of a long value are indented"
            return error("yaml-invalid", "a key is indented further than the one above", here, hint)
    what, hint = _SYNTAX["mapping values are not allowed"]
    return error("yaml-invalid", what, place, hint)


def _place(source: SourceText, mark: Any) -> Place:
    return Place(source.file, mark.line + 1, mark.column + 1)
