"""YAML read with care: strings only, a place for every value, and nothing that expands.

The events are scanned before anything is composed, for the C loader crashes on deep nesting and anchors
multiply (measured: 100,000 brackets end the process). Scalars stay strings, so `no`, `12:30` and dates
are what the author typed; the models give them their types.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from pipeline.model.diagnostics import Diagnostic, Place, error
from pipeline.model.source import SourceText

MAX_DEPTH = 20
MAX_NODES = 100_000
Path = tuple[str | int, ...]
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """A YAML text as mappings, lists and strings; the place of each value; what is wrong with it."""

    value: Any
    places: Mapping[Path, Place]
    diagnostics: tuple[Diagnostic, ...]


def parse(source: SourceText) -> Parsed:
    """Parse a YAML text; errors are in the result, whose value is then None where nothing could be read."""
    problems = _scan(source)
    if problems:
        return Parsed(None, {}, problems)
    try:
        root = yaml.compose(source.text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as failure:
        return Parsed(None, {}, (_syntax(source, failure),))
    if root is None:
        return Parsed(None, {}, ())
    builder = _Builder(source)
    value = builder.value(root, ())
    return Parsed(value, builder.places, tuple(builder.problems))


def _scan(source: SourceText) -> tuple[Diagnostic, ...]:
    """Find what must not be composed: anchors, aliases, tags, great depth or size."""
    depth = count = 0
    try:
        for event in yaml.parse(source.text, Loader=yaml.CSafeLoader):
            mark = event.start_mark
            place = Place(source.file, mark.line + 1, mark.column + 1) if mark else Place(source.file)
            tag = getattr(event, "tag", None)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                return (
                    error(
                        "yaml-unsafe",
                        "anchors and aliases are not allowed here",
                        place,
                        "write the value out",
                    ),
                )
            if tag:
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
        return (_syntax(source, failure),)
    return ()


def _syntax(source: SourceText, failure: yaml.YAMLError) -> Diagnostic:
    mark = getattr(failure, "problem_mark", None) or getattr(failure, "context_mark", None)
    place = Place(source.file, mark.line + 1, mark.column + 1) if mark else Place(source.file)
    problem = getattr(failure, "problem", None) or str(failure)
    return error(
        "yaml-invalid",
        f"this is not YAML: {problem}",
        place,
        "a value that holds `: ` or begins with a mark such as [ or * needs quotes",
    )


class _Builder:
    """Builds values and places from composed nodes."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.places: dict[Path, Place] = {}
        self.problems: list[Diagnostic] = []

    def place(self, node: yaml.Node) -> Place:
        start, end = node.start_mark, node.end_mark
        end_column = end.column + 1 if end.line == start.line else 0
        return Place(self.source.file, start.line + 1, start.column + 1, end_column)

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.places.setdefault(path, self.place(node))
        if isinstance(node, yaml.ScalarNode):
            return None if not node.style and node.value in _NULLS else node.value
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is None:
                self.problems.append(error("yaml-invalid", "a key must be a word", self.place(key_node)))
                continue
            if key in result:
                self.problems.append(
                    error(
                        "yaml-duplicate-key",
                        f"the key `{key}` stands twice",
                        self.place(key_node),
                        "keep one of the two",
                    )
                )
                continue
            self.places[(*path, key, "#key")] = self.place(key_node)
            result[key] = self.value(value_node, (*path, key))
        return result
