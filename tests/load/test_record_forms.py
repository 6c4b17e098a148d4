"""Values as records: what a model refuses, in words and at its place; the ledger and the desk by them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, TypeAdapter

from pipeline.load import desk_settings, ledger, records
from pipeline.load.record_words import words
from pipeline.load.yaml_text import parse
from pipeline.model.diagnostics import Place, Severity
from pipeline.model.records import Record
from pipeline.model.source import SourceText


class Round(Record):
    """A kind of shape."""

    kind: Literal["round"]
    radius: Annotated[int, Field(ge=1)]


class Square(Record):
    """Another."""

    kind: Literal["square"]
    side: Annotated[int, Field(ge=1)]
    colour: str = "red"


class Drawing(Record):
    """What holds shapes."""

    name: str
    shape: Annotated[Round | Square, Field(discriminator="kind")] | None = None
    parts: tuple[Annotated[Round | Square, Field(discriminator="kind")], ...] = ()
    words: tuple[str, ...] = ()


ADAPTER: TypeAdapter[Drawing] = TypeAdapter(Drawing)
NAMES = records.Names("x-unknown", "x-invalid", Severity.WARNING)


def make(text: str) -> records.Outcome[Drawing]:
    content = parse(SourceText("f.yaml", text))
    return records.make(ADAPTER, content.value, (), content.places, "f.yaml", NAMES)


@pytest.mark.parametrize(
    ("text", "code", "message", "line", "hint"),
    [
        ("name: a\nnane: b", "x-unknown", "unknown key `nane`", 2, "did you mean `name`?"),
        ("name: a\nxyz: b", "x-unknown", "unknown key `xyz`", 2, "known here: name, parts, shape, words"),
        ("name: a\nshape:\n  kind: square\n  side: 1\n  color: b", "x-unknown", "unknown key `color`", 5,
         "did you mean `colour`?"),
        ("name: a\nparts:\n- {kind: round, radius: 1}\n- {kind: round, radius: 2, sides: 3}", "x-unknown",
         "unknown key `sides`", 4, "known here: kind, radius"),
        ("words: [a]", "x-invalid", "`name` is missing", 1, "add a line `name: ...`"),
        ("name: a\nshape:\n  kind: square", "x-invalid", "`side` is missing", 3, "add a line `side: ...`"),
        ("name: a\nshape:\n  side: 1", "x-invalid", "`kind` is missing", 3, "schema"),
        ("name: a\nshape:\n  side: 1\n  kind: oval", "x-invalid", "`kind` cannot be oval", 4, "schema"),
        ("name: a\nparts:\n- {kind: round, radius: 0}", "x-invalid",
         "`radius` cannot be '0': 1 is the least", 3, "write a number from 1 up"),
        ("name: a\nparts:\n- x", "x-invalid", "`parts` must be a group of keys", 3, ""),
        ("name: a\nparts: x", "x-invalid", "`parts` must be a list", 2, "one `- item` a line"),
        ("name: [a]", "x-invalid", "`name` must be text", 1, "write one value"),
        ("name: a\nwords:\n- a\n- [b]", "x-invalid", "`words` must be text", 4, "write one value"),
        ("x", "x-invalid", "", 1, ""),
    ],
)  # fmt: skip
def test_what_a_model_refuses_has_words_and_a_place(
    text: str, code: str, message: str, line: int, hint: str
) -> None:
    outcome = make(text)
    (diagnostic,) = outcome.diagnostics
    assert (diagnostic.code, diagnostic.place.line) == (code, line)
    assert message in diagnostic.message
    assert hint in diagnostic.hint
    is_unknown = code == "x-unknown"
    assert (outcome.record is not None) == is_unknown
    assert diagnostic.severity == (Severity.WARNING if is_unknown else Severity.ERROR)


def test_a_key_without_a_value_is_absent_and_unknown_ones_are_left_out_at_every_level() -> None:
    shape = "shape:\n  kind: square\n  side: 2\n  colour:\n  y: 3"
    outcome = make(f"name: a\nx: 1\n{shape}\nparts: [{{kind: round, radius: 1, z: 4}}]")
    assert outcome.record == Drawing(
        name="a", shape=Square(kind="square", side=2), parts=(Round(kind="round", radius=1),)
    )
    assert sorted(each.message for each in outcome.diagnostics) == [f"unknown key `{key}`" for key in "xyz"]


def test_what_is_to_be_left_out_is_named_by_its_path() -> None:
    outcome = make("name: a\nparts:\n- {kind: round, radius: 0}\n- {kind: square}\nwords: x\nz: 1")
    assert set(outcome.invalid) == {("parts", 0, "radius"), ("parts", 1), ("words",)}
    assert len(outcome.diagnostics) == 4


@pytest.mark.parametrize(
    ("paths", "result"),
    [
        ([], {"a": [{"b": 1}, {"b": 2}], "c": 3}),
        ([("c",)], {"a": [{"b": 1}, {"b": 2}]}),
        ([("a", 0)], {"a": [{"b": 2}], "c": 3}),
        ([("a", 1, "b"), ("c",)], {"a": [{"b": 1}, {}]}),
        ([("a",), ("a", 0)], {"c": 3}),
        ([("x",), ("c", "y"), ()], {"a": [{"b": 1}, {"b": 2}], "c": 3}),
    ],
)
def test_values_without_parts(paths: list[tuple[str | int, ...]], result: Any) -> None:
    assert records.without({"a": [{"b": 1}, {"b": 2}], "c": 3}, *paths) == result


@pytest.mark.parametrize(
    ("kind", "fault", "message", "hint"),
    [
        (
            "decimal_parsing",
            {"input": "7,200.5"},
            "`k`: '7,200.5' is not a number",
            "write 7200.5, without separators",
        ),
        (
            "decimal_parsing",
            {"input": "-1 000 000"},
            "`k`: '-1 000 000' is not",
            "write -1000000, without separators",
        ),
        ("decimal_parsing", {"input": "1'000,5"}, "`k`: ", "write 1000.5, without separators"),
        ("decimal_parsing", {"input": "€ 7"}, "`k`: '€ 7' is not a number", "write 7, the number alone"),
        ("decimal_parsing", {"input": "7 %"}, "`k`: '7 %' is not a number", "write 7, the number alone"),
        ("decimal_parsing", {"input": "10,00"}, "`k`: ", "write 10.00, with a point"),
        ("decimal_parsing", {"input": "1.5 Thousand"}, "`k`: ", "write 1500, in digits alone"),
        (
            "union_tag_invalid",
            {"input": {}, "ctx": {"tag": "mony", "expected_tags": "'money', 'date'"}},
            "`kind` cannot be mony: it is one of",
            "write `money`",
        ),
        ("bool_parsing", {"input": "7"}, "`k` must be true or false", "write `true` or `false`"),
        (
            "int_parsing",
            {"input": ["a"]},
            "`k`: a list is not a whole number",
            "write a whole number in digits, as in 10",
        ),
        ("int_parsing", {"input": "1.5"}, "`k`: '1.5' is not a whole number", "write a whole number: 1 or 2"),
        ("int_parsing", {"input": "7,200"}, "`k`: '7,200' is not a whole number", "write 7200, without"),
        ("int_type", {"input": {}}, "`k` must be a whole number", "write a whole number, as in 10"),
        (
            "less_than",
            {"input": "7", "ctx": {"lt": 5}},
            "`k` cannot be '7': it must be less than 5",
            "`dossier schema`",
        ),
        ("value_error", {"msg": "Value error, Give one"}, "`k`: give one", "`dossier schema`"),
        ("value_error", {"msg": "x", "ctx": {"error": "Give two"}}, "`k`: give two", "`dossier schema`"),
        (
            "value_error",
            {"msg": "'x' is not a date"},
            "`k`: 'x' is not a date",
            "write a day that was: 1991-11-11",
        ),
        ("string_too_short", {"input": ""}, "`k` is empty", "write a value, or take the key away"),
        ("decimal_parsing", {"input": "x" * 60}, f"`k`: {'x' * 60!r} is", "digits"),
        ("decimal_parsing", {"input": "x" * 61}, f"`k`: {'x' * 59 + '…'!r} is", "digits"),
        (
            "string_pattern_mismatch",
            {"input": "Us", "ctx": {"pattern": "^[A-Z]{3}$"}},
            "`k`: 'Us' is not the code of a currency",
            "write it as in `USD` or `EUR`",
        ),
    ],
)
def test_words_of_faults(kind: str, fault: dict[str, Any], message: str, hint: str) -> None:
    result = words(kind, "k", fault)
    assert result[0].startswith(message)
    assert hint in result[1]


LEDGER = """facts:
- id: one
  kind: claim
  subject: a
  value: {text: b}
- id: two
  kind: nothing
- id: three
  kind: claim
  subject: c
  value: {text: d}
"""


def test_a_fact_that_cannot_be_read_is_told_and_the_others_keep_their_places() -> None:
    result = ledger.parse(SourceText("facts.yaml", LEDGER))
    assert [fact.id for fact in result.ledger.facts] == ["one", "three"]
    assert result.broken_ids == {"two"}
    assert [(each.code, each.place.line) for each in result.diagnostics] == [("ledger-invalid", 7)]
    assert result.places[("facts", 1, "id")].line == 8
    assert ("facts", 2, "id") not in result.places
    assert result.places[("facts",)].line == 2


@pytest.mark.parametrize(
    ("text", "code", "message", "line"),
    [
        ("- a\n", "ledger-invalid", "the ledger is not a list under `facts:`", 1),
        ("facts: []\nfact: []\n", "ledger-unknown", "unknown key `fact`", 2),
        ("\nfacts: x\n", "ledger-invalid", "`facts` must be a list", 2),
    ],
)
def test_a_ledger_is_a_list_under_facts(text: str, code: str, message: str, line: int) -> None:
    (diagnostic,) = ledger.parse(SourceText("facts.yaml", text)).diagnostics
    assert (diagnostic.code, diagnostic.message, diagnostic.place.line) == (code, message, line)


@pytest.mark.parametrize("text", ["", "facts:\n", "facts: []\n"])
def test_a_ledger_may_be_empty(text: str) -> None:
    result = ledger.parse(SourceText("facts.yaml", text))
    assert (result.ledger.facts, result.diagnostics) == ((), ())


def test_entries_of_a_ledger_that_is_no_yaml_are_read_one_by_one() -> None:
    text = LEDGER.replace("kind: nothing", "kind: a: b")
    result = ledger.parse(SourceText("facts.yaml", text))
    assert [fact.id for fact in result.ledger.facts] == ["one", "three"]
    assert result.broken_ids == {"two"}
    assert result.places[("facts", 1, "subject")].line == 10
    assert [(each.code, each.place.line) for each in result.diagnostics] == [("yaml-invalid", 7)]


def test_the_name_of_a_ledger_may_have_capitals(tmp_path: Path) -> None:
    assert ledger.path(tmp_path) == tmp_path / "facts.yaml"
    (tmp_path / "Facts.YAML").touch()
    assert ledger.path(tmp_path) == tmp_path / "Facts.YAML"
    (tmp_path / "facts.yaml").touch()
    assert ledger.path(tmp_path) == tmp_path / "facts.yaml"
    assert ledger.path(tmp_path / "none") == tmp_path / "none" / "facts.yaml"


def read_desk(folder: Path, text: str) -> desk_settings.DeskFile:
    (folder / "pyproject.toml").write_text(text, "utf-8")
    return desk_settings.read(folder)


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ("[tool.dossier]\nx = \n", "TOML: invalid value", 2, 5),
        ("[tool.dossier]\nx = 'a", "TOML: ", 0, 0),
        ("[tool.dossier]\nsorces = 'a'\n", "unknown key `sorces`", 2, 1),
        ("[a]\nx = 1\n[ tool . dossier ] # x\n  y-z =  1\n", "unknown key `y-z`", 4, 3),
        ("[tool.dossier.checks]\nx = 1\n", "unknown key `x`", 2, 1),
        ("tool.dossier.x = 1\n", "unknown key `x`", 1, 1),
        ("[tool.'dossier']\nchecks = 1\n", "`checks` must be a group of keys", 2, 10),
        ("[tool]\ndossier = 1\n", "must be a group of keys", 2, 11),
    ],
)
def test_what_is_wrong_with_a_desk_has_its_place(
    tmp_path: Path, text: str, message: str, line: int, column: int
) -> None:
    (diagnostic,) = read_desk(tmp_path, text).diagnostics
    assert message in diagnostic.message
    assert (diagnostic.place.line, diagnostic.place.column) == (line, column)


def test_a_value_of_a_desk_has_the_nearest_place(tmp_path: Path) -> None:
    result = read_desk(tmp_path, "x = 1\n[tool.dossier]\n[tool.dossier.checks.limits]\nsection-words = 9\n")
    assert result.diagnostics == ()
    paths = (("checks", "limits", "section-words"), ("checks", "limits", "x"), ("checks",), ())
    assert [result.place(*path).line for path in paths] == [4, 3, 2, 2]
    assert desk_settings.DeskFile(result.settings, {}, ()).place("a") == Place("pyproject.toml")


@pytest.mark.parametrize("text", ["", "[tool]\nx = 1\n", "tool = 1\n", "[project]\nname = 'a'\n"])
def test_a_desk_without_settings_has_the_defaults(tmp_path: Path, text: str) -> None:
    assert read_desk(tmp_path, text) == desk_settings.read(tmp_path / "none")
