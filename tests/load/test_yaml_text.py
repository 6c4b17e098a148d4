"""YAML is read as strings with places; what expands, nests or repeats is refused."""

from __future__ import annotations

import pytest

from pipeline.load.yaml_text import MAX_DEPTH, parse
from pipeline.model.source import SourceText


def read(text: str) -> object:
    parsed_yaml = parse(SourceText("f.yaml", text))
    assert parsed_yaml.diagnostics == ()
    return parsed_yaml.value


def test_scalars_stay_what_the_author_typed() -> None:
    text = "a: no\nb: 12:30:45\nc: 010\nd: 1991-11-11\ne:\nf: null\ng: 'null'\nh: [1, 2]\n"
    assert read(text) == {
        "a": "no", "b": "12:30:45", "c": "010", "d": "1991-11-11", "e": None,
        "f": None, "g": "null", "h": ["1", "2"],
    }  # fmt: skip


def test_every_value_has_its_place() -> None:
    parsed_yaml = parse(SourceText("f.yaml", "facts:\n  - id: x\n    value:\n      date: 1991\n"))
    place = parsed_yaml.places[("facts", 0, "value", "date")]
    assert (place.line, place.column, place.end_column) == (4, 13, 17)
    assert parsed_yaml.places[("facts", 0, "id", "#key")].line == 2


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: &x 1\nb: *x\n", "yaml-unsafe", 1),
        ("a: 1\nb: !!python/object:os.system x\n", "yaml-unsafe", 2),
        ("a: " + "[" * 100_000, "yaml-unsafe", 1),
        ("a: 1\na: 2\n", "yaml-duplicate-key", 2),
        ("a: 1\n b: 2\n", "yaml-invalid", 2),
        ("a: [1, 2\n", "yaml-invalid", 1),
    ],
)
def test_what_is_refused_is_told_with_its_line(text: str, code: str, line: int) -> None:
    (diagnostic,) = parse(SourceText("f.yaml", text)).diagnostics
    assert (diagnostic.code, diagnostic.place.line) == (code, line)
    assert diagnostic.hint


@pytest.mark.parametrize(("depth", "codes"), [(MAX_DEPTH - 1, []), (MAX_DEPTH, ["yaml-unsafe"])])
def test_values_may_stand_so_deep_and_no_deeper(depth: int, codes: list[str]) -> None:
    """The mapping that holds them is a level, too."""
    diagnostics = parse(SourceText("f.yaml", f"a: {'[' * depth}{']' * depth}\n")).diagnostics
    assert [each.code for each in diagnostics] == codes
