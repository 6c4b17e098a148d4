"""A new kind of fact, figure, node or slide is a class or a word; the type checker names all places of it.

Whatever tells kinds apart without `assert_never` is listed here with its reason.
"""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from typing import get_args

import pytest

from pipeline.model.facts import Fact
from pipeline.model.figures import FigureSpec
from tests.additions.tree import Tree
from tests.sourcecode import ROOT, Module, modules

FACT = '''class Ratio(FactBase):
    """One amount to another."""

    kind: Literal["ratio"]
    value: Quantity


class Treaty(FactBase):
    """A treaty."""

    kind: Literal["treaty"]
    value: EventValue


Amount = Ratio | Money |'''
FIGURE = '''class Dots(Record):
    """Amounts as dots."""

    kind: Literal["dots"]
    title: Text
    unit: Unit


FigureKind = Literal["dots", '''
NODES = '''@dataclass(frozen=True, slots=True)
class Ruby(Node):
    """A text with its reading."""

    text: str
    reading: str


@dataclass(frozen=True, slots=True)
class Aside(Node):
    """A paragraph beside the text."""

    words: Inlines


Inline = (
    Ruby | '''
# The files in which each kind must be told apart from the others.
PLACES = {
    "Treaty": {
        "pipeline/model/facts.py",
        "pipeline/model/figures.py",
        "pipeline/model/settings.py",
        "pipeline/wording/facts.py",
        "pipeline/wording/reading.py",
        "pipeline/facts/matching.py",
        "pipeline/resolve/glance.py",
        "pipeline/release/data.py",
    },
    "Dots": {"pipeline/model/figures.py", "pipeline/resolve/drawings.py"},
    "'dots'": {
        "pipeline/charts/figure.py",
        "pipeline/editions/prose.py",
        "pipeline/formats/pptx/charts/data.py",
        "pipeline/parity/pptx_charts.py",
    },
    "Ruby": {
        "pipeline/checks/shown_text.py",
        "pipeline/discourse/passages.py",
        "pipeline/formats/pdf/long_words.py",
        "pipeline/formats/pptx/runs.py",
        "pipeline/load/invalid_characters.py",
        "pipeline/model/codec.py",
        "pipeline/model/walk.py",
        "pipeline/slides/measuring.py",
        "pipeline/parity/statement.py",
    },
    "Aside": {
        "pipeline/checks/shown_text.py",
        "pipeline/discourse/passages.py",
        "pipeline/editions/deck_plain.py",
        "pipeline/editions/deck_points.py",
        "pipeline/load/invalid_characters.py",
        "pipeline/model/codec.py",
        "pipeline/model/lines.py",
        "pipeline/model/walk.py",
        "pipeline/slides/paragraphs.py",
        "pipeline/slides/division.py",
        "pipeline/parity/statement.py",
        "pipeline/parity/pptx_text.py",
    },
    "'map'": {
        "pipeline/formats/pptx/substitutes.py",
        "pipeline/slides/arrangement.py",
        "pipeline/slides/findings.py",
        "pipeline/parity/pptx_text.py",
    },
}
PLACES["Ratio"] = PLACES["Treaty"] | {
    "pipeline/checks/contradictions.py",
    "pipeline/checks/labelled.py",
    "pipeline/checks/number_slips.py",
    "pipeline/checks/values.py",
    "pipeline/model/shares.py",
}

OF_A_KIND = re.compile(r"\b(fact|figure|spec|drawing)\.kind$")
MEMBERS = (*get_args(get_args(Fact)[0]), *get_args(get_args(FigureSpec)[0]))
# An `Amount` is a group that a new kind is put into, or not.
CLASSES = frozenset(member.__name__ for member in MEMBERS)
WORDS = frozenset(get_args(member.model_fields["kind"].annotation)[0] for member in MEMBERS)
# Functions that are about one kind, so that another is none of theirs.
OF_ONE_KIND = {
    "pipeline/checks/offices.py: office_two_holders": "offices",
    "pipeline/checks/offices.py: office_outside_term": "offices",
    "pipeline/checks/offices.py: office_without_as_of": "offices",
    "pipeline/checks/people.py: holders": "offices",
    "pipeline/checks/quantities.py: money_without_year": "prices",
    "pipeline/checks/counts.py: count_undated": "counts",
    "pipeline/checks/values.py: _is_identified": "what a share is of",
    "pipeline/checks/contradictions.py: _facts_by_word": "counts",
    "pipeline/checks/happenings.py: _ledger": "events",
    "pipeline/checks/holders.py: _ledger_terms": "offices",
    "pipeline/checks/rosters.py: _row_counts": "bars",
    "pipeline/against/own.py: read": "offices",
    "pipeline/release/changes.py: _value": "the words of a claim, the basis of prices",
    "pipeline/release/proof.py: _shows": "offices",
    "pipeline/facts/difference.py: value_text": "the basis of prices",
    "pipeline/facts/matching.py: _office": "offices",
    "pipeline/facts/matching.py: _date": "dates",
    "pipeline/resolve/drawings.py: _chart": "bars or lines",
    "pipeline/resolve/drawings.py: _place": "bars or lines",
    "pipeline/resolve/drawings.py: _value": "bars or lines",
    "pipeline/resolve/glance.py: _holder": "the term of a holder",
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """Return a copy of the project with more kinds, which nothing knows yet."""
    folder = tmp_path_factory.mktemp("tree")
    tree = Tree.copy(folder)
    shutil.copy(ROOT / "pyproject.toml", folder)
    if (ROOT / ".mypy_cache").is_dir():
        shutil.copytree(ROOT / ".mypy_cache", folder / ".mypy_cache")
    tree.replace("pipeline/model/facts.py", "Amount = Money |", FACT)
    tree.replace(
        "pipeline/model/facts.py", "| OfficeHolder | Claim, Field", "| OfficeHolder | Claim | Treaty, Field"
    )
    tree.replace("pipeline/model/figures.py", "FigureKind = Literal[", FIGURE)
    tree.replace("pipeline/model/figures.py", "Annotated[Timeline |", "Annotated[Dots | Timeline |")
    tree.replace("pipeline/model/nodes.py", "Inline = (\n    ", NODES)
    tree.replace("pipeline/model/nodes.py", "Block = (\n    ", "Block = (\n    Aside | ")
    tree.replace("pipeline/model/slides.py", '    "colophon",\n', '    "colophon",\n    "map",\n')
    return tree


@pytest.mark.slow
def test_the_type_checker_names_every_place_of_a_new_kind(tree: Tree) -> None:
    output = tree.run("-m", "mypy", "pipeline").stdout
    errors = [line for line in output.splitlines() if ": error: " in line]
    names = "|".join(PLACES)
    assert [line for line in errors if not re.search(names, line)] == []
    for kind, files in PLACES.items():
        word = re.compile(rf"(?<!\w){kind}(?!\w)")
        assert {line.partition(":")[0] for line in errors if word.search(line)} == files, kind


def test_a_kind_that_nothing_knows_does_not_vanish(tree: Tree) -> None:
    ledger = "facts:\n  - id: peace\n    kind: treaty\n    subject: Peace\n    value: {date: 1900}\n"
    (tree.folder / "facts.yaml").write_text(ledger, "utf-8")
    tree.replace("paper.md", "The road leads", "[The road]{fact=peace} leads")
    process = tree.dossier("check", "paper.md")
    assert process.returncode == 1
    assert "Treaty" in process.stdout + process.stderr


def kinds_told_apart(module: Module) -> Iterator[str]:
    """Yield the functions of a module that ask for a kind and do not end in `assert_never`."""
    for function in ast.walk(module.tree):
        if isinstance(function, ast.FunctionDef):
            nodes = list(ast.walk(function))
            names = {node.id for node in nodes if isinstance(node, ast.Name)}
            asks = [
                node
                for node in nodes
                if (isinstance(node, ast.Call) and ast.unparse(node.func) == "isinstance")
                or isinstance(node, ast.MatchClass)
            ]
            about = (
                {each.id for part in (node.args[1:] if isinstance(node, ast.Call) else [node.cls])
                 for each in ast.walk(part) if isinstance(each, ast.Name)}
                for node in asks
            )  # fmt: skip
            if "assert_never" not in names and any(CLASSES & each for each in about):
                yield function.name


def test_kinds_are_told_apart_where_the_type_checker_sees_it() -> None:
    functions = {
        f"{module.file}: {function}"
        for module in modules(ROOT / "pipeline").values()
        for function in kinds_told_apart(module)
    }
    assert functions - set(OF_ONE_KIND) == set(), "end the match with assert_never, or give a reason here"
    assert set(OF_ONE_KIND) - functions == set(), "no reason is needed any more"


def compared_kinds(module: Module) -> Iterator[int]:
    """Yield the lines of comparisons of a kind with its word, which a new kind would fall through."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Compare) and re.search(
            r"\b(fact|figure|spec|drawing)\.kind$", ast.unparse(node.left)
        ):
            parts = [each for part in node.comparators for each in ast.walk(part)]
            if any(isinstance(each, ast.Constant) and each.value in WORDS for each in parts):
                yield node.lineno


def test_kinds_are_no_words_that_are_compared() -> None:
    project = modules(ROOT / "pipeline")
    files = {each.file for each in project.values() if any(compared_kinds(each))}
    assert files == {"pipeline/editions/prose.py"}, (
        "match the kind, and end with assert_never"
    )  # words at the left


def test_what_tells_kinds_apart_is_found() -> None:
    code = """
def asks(x): return isinstance(x, Money | str)
def matches(x):
    match x:
        case Line(): ...
def is_total(x):
    match x:
        case Line(): ...
        case _: assert_never(x)
def asks_for_a_group(x): return isinstance(x, Amount)
def compares(fact): return fact.kind in ("money", "percent")
"""
    module = Module("m", "m.py", code)
    assert list(kinds_told_apart(module)) == ["asks", "matches"]
    assert list(compared_kinds(module)) == [11]
