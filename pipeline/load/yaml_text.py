"""Safe reading of YAML: strings only, a place for every value, and no unlimited expansion.

The events are scanned before anything is composed, for the C loader crashes on deep nesting and anchors
multiply (measured: 100,000 brackets end the process). A plain paper may have anchors and tags: aliases are
followed until there are too many values, and tags are passed over. Scalars stay strings, so `no`, `12:30` and
dates are what the author typed; the models give them their types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from pipeline.load import invalid_characters, yaml_faults
from pipeline.model import characters
from pipeline.model.diagnostics import Diagnostic, Place, error
from pipeline.model.source import SourceText

MAX_DEPTH = 20
MAX_NODES = 100_000
Path = tuple[str | int, ...]
MAX_SECTIONS = 500
_TOP_KEY = re.compile(r"[^\s#\-\[\]{}&*!|>%@`,?][^\n]*?:(?:\s|$)")
_ITEM = re.compile(r"( *)-(?:\s|$)")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class ParsedYaml:
    """A YAML text as mappings, lists and strings, with the place of each value and diagnostics."""

    value: Any
    places: Mapping[Path, Place]
    diagnostics: tuple[Diagnostic, ...]


class YamlLimitError(Exception):
    """Aliases expand to more values, or to deeper nesting, than a file may have."""


def parse(source: SourceText, *, aliases: bool = False) -> ParsedYaml:
    """Parse a YAML text; errors are in the result, whose value is then None if nothing could be read.

    With `aliases`, anchors and their aliases are followed and tags passed over; else they are refused.
    """
    problems = _scan(source, aliases=aliases)
    if problems:
        return ParsedYaml(None, {}, problems)
    try:
        root = yaml.compose(source.text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as failure:
        return ParsedYaml(None, {}, (yaml_faults.explain(source, failure),))
    if root is None:
        return ParsedYaml(None, {}, ())
    builder = _Builder(source)
    try:
        value = builder.value(root, ())
    except YamlLimitError:
        unsafe = error(
            "yaml-unsafe", "aliases make the file too large or too deep", Place(source.file, 1, 1),
            "write the values out",
        )  # fmt: skip
        return ParsedYaml(None, {}, (unsafe,))
    return ParsedYaml(value, builder.places, tuple(builder.problems))


def sections(source: SourceText) -> tuple[SourceText, ...]:
    """Return each top-level key of a YAML text as a text of its own, with the old line numbers.

    So a mistake in one of them does not make the others unreadable.
    """
    lines = source.text.split("\n")
    starts = [number for number, line in enumerate(lines) if _TOP_KEY.match(line)]
    if not starts or len(starts) > MAX_SECTIONS:
        return ()
    ends = [*starts[1:], len(lines)]
    return tuple(
        SourceText(source.file, "\n" * start + "\n".join(lines[start:end]))
        for start, end in zip(starts, ends, strict=True)
    )


def items(source: SourceText, key: str) -> Iterator[SourceText]:
    """Yield each item of the list below a top-level key as a text, with the old line numbers."""
    lines = source.text.split("\n")
    head = next((number for number, line in enumerate(lines) if line.startswith(f"{key}:")), len(lines))
    first = next((match for line in lines[head + 1 :] if (match := _ITEM.match(line))), None)
    if first is None:
        return
    starts = [
        number
        for number, line in enumerate(lines)
        if number > head and (match := _ITEM.match(line)) and match[1] == first[1]
    ]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        above = "\n" * head + lines[head] + "\n" * (start - head)
        yield SourceText(source.file, above + "\n".join(lines[start:end]))


def _scan(source: SourceText, *, aliases: bool) -> tuple[Diagnostic, ...]:
    """Find YAML that must not be composed: anchors, aliases, tags, great depth or size."""
    depth = count = 0
    try:
        for event in yaml.parse(source.text, Loader=yaml.CSafeLoader):
            mark = event.start_mark
            place = Place(source.file, mark.line + 1, mark.column + 1) if mark else Place(source.file)
            tag = getattr(event, "tag", None)
            if not aliases and (isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None)):
                return (
                    error(
                        "yaml-unsafe",
                        "anchors and aliases are not allowed here",
                        place,
                        "write the value out",
                    ),
                )
            if tag and not aliases:
                return (error("yaml-unsafe", f"the tag {tag} is not allowed here", place, "remove the tag"),)
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            count += 1
            if depth > MAX_DEPTH or count > MAX_NODES:
                what = (
                    f"more than {MAX_DEPTH} levels deep"
                    if depth > MAX_DEPTH
                    else f"more than {MAX_NODES} values"
                )
                return (error("yaml-unsafe", f"the file is {what}", place, "split or flatten it"),)
    except yaml.YAMLError as failure:
        return (yaml_faults.explain(source, failure),)
    return ()


class _Builder:
    """Builds values and places from composed nodes."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.places: dict[Path, Place] = {}
        self.problems: list[Diagnostic] = []
        self.count = 0
        self.odd: set[str] = set()

    def place(self, node: yaml.Node) -> Place:
        start, end = node.start_mark, node.end_mark
        end_column = end.column + 1 if end.line == start.line else 0
        return Place(self.source.file, start.line + 1, start.column + 1, end_column)

    def text(self, node: yaml.ScalarNode) -> str:
        """Return a text that every edition can have; escapes may hide characters that a file cannot have."""
        text = str(node.value)
        new = [each for each in characters.find_invalid(text) if each not in self.odd]
        self.odd.update(new)
        bad_characters = [each for each in new if not invalid_characters.is_literal(each, self.source)]
        self.problems += (
            invalid_characters.make_diagnostic(each, self.place(node)) for each in bad_characters
        )
        return characters.fit(text)

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.count += 1
        if self.count > MAX_NODES or len(path) > MAX_DEPTH:
            raise YamlLimitError
        self.places.setdefault(path, self.place(node))
        if isinstance(node, yaml.ScalarNode):
            return None if not node.style and node.value in _NULLS else self.text(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)
        result: dict[str, Any] = {}
        base: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self.text(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            if key is None:
                self.problems.append(error("yaml-invalid", "a key must be a word", self.place(key_node)))
                continue
            if key == "<<":
                for part in value_node.value if isinstance(value_node, yaml.SequenceNode) else (value_node,):
                    base_mapping = self.value(part, path)
                    base = {**base_mapping, **base} if isinstance(base_mapping, dict) else base
                continue
            if key in result:
                self.problems.append(
                    error(
                        "yaml-duplicate-key",
                        f"duplicate key `{key}`",
                        self.place(key_node),
                        "keep one of the two",
                    )
                )
                continue
            self.places[(*path, key, "#key")] = self.place(key_node)
            result[key] = self.value(value_node, (*path, key))
        return {**base, **result}
