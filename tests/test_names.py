"""Names in the code: nouns for values, verbs for functions, no bare participles (`made`, `found`, `said`)."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator

import pytest

from tests.sourcecode import ROOT

_DATA = tomllib.loads((ROOT / "tests/names.toml").read_text("utf-8"))
REMAINING: dict[str, int] = _DATA.pop("remaining")
WORDS: dict[str, str] = _DATA

IRREGULAR = frozenset(WORDS["irregular"].split())
VERBS = frozenset(WORDS["verbs"].split())
PRESENT = frozenset(WORDS["present"].split())
NOT_PARTICIPLES = frozenset(WORDS["not-participles"].split())
PARTICLES = frozenset(WORDS["particles"].split())
FIELD_TERMS = frozenset(WORDS["field-terms"].split())
# `left` is a side where things are drawn, and what is left elsewhere.
DRAWING = (
    *(f"{folder}/{part}" for folder in ("pipeline", "tests") for part in ("charts", "slides", "formats")),
    "tests/pdf_pages",
)


def is_participle(word: str) -> bool:
    regular = len(word) > 3 and word.endswith("ed") and word not in NOT_PARTICIPLES
    return regular or word in IRREGULAR or word in PRESENT


def is_bare(name: str, *, is_function: bool = False) -> bool:
    """Tell whether a name is participles and particles: `left_out`, not `is_known` or `named_facts`."""
    words = [word for word in re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().split("_") if word]
    if not words or words[0] in ("is", "has") or name in FIELD_TERMS:
        return False
    if is_function and words[0] in VERBS:
        return False
    return any(map(is_participle, words)) and all(is_participle(w) or w in PARTICLES for w in words)


def bare_names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield the bare participles that a module binds, with their lines."""
    for node in ast.walk(tree):
        names: list[str] = []
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                if is_bare(name, is_function=True):
                    yield name, node.lineno
            case ast.ClassDef(name=name) | ast.ExceptHandler(name=str(name)):
                names = [name]
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                names = [name]
            case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name, ctx=ast.Store()):
                names = [name]
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.alias(asname=str(name)):
                names = [name]
        yield from ((name, getattr(node, "lineno", 0)) for name in names if is_bare(name))


def part_of(path: str) -> str:
    """Return the part of the code that a file belongs to: its package, or the package of a format."""
    folders = path.split("/")[:-1]
    return "/".join(folders[:3] if folders[1:2] == ["formats"] else folders[:2])


@pytest.fixture(scope="module")
def names_by_part() -> dict[str, list[str]]:
    result: dict[str, list[str]] = {}
    for folder in ("pipeline", "tests"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            file = path.relative_to(ROOT).as_posix()
            part = part_of(file)
            for name, line in bare_names(ast.parse(path.read_text("utf-8"))):
                if name != "left" or not file.startswith(DRAWING):
                    result.setdefault(part, []).append(f"{file}:{line}: {name}")
    return result


def test_values_are_nouns_and_functions_verbs(names_by_part: dict[str, list[str]]) -> None:
    excess = [
        f"{part} has {len(names)} bare participles, allowed are {REMAINING.get(part, 0)}:\n"
        + "\n".join(names)
        for part, names in names_by_part.items()
        if len(names) > REMAINING.get(part, 0)
    ]
    assert not excess, "name the type or the role: `diagnostics`, `match`, `result`\n" + "\n".join(excess)


@pytest.mark.parametrize(
    "name", ["made", "_found", "Shown", "left_out", "looked_up", "SKIPPED", "missing", "_cut"]
)
def test_bare_participles_are_recognised(name: str) -> None:
    assert is_bare(name)


@pytest.mark.parametrize(
    "name",
    ["named_facts", "is_known", "has_changed", "speed", "token", "result", "children", "opening", "RowsUsed"],
)
def test_nouns_and_predicates_are_allowed(name: str) -> None:
    assert not is_bare(name)


@pytest.mark.parametrize("name", ["read", "cut", "split_out"])
def test_a_function_may_be_a_verb_that_looks_like_its_participle(name: str) -> None:
    assert not is_bare(name, is_function=True)
    assert is_bare(name)


def test_every_kind_of_binding_is_read() -> None:
    code = """
class Made: ...
def found(told, *, kept=1): ...
said = 1
for shown, (taken, _) in []: ...
with open("x") as opened: ...
import os as chosen
def f(self):
    self.used = [written for written in []]
    match 1:
        case [*seen] | {"a": cut}: ...
    if (given := 2): ...
try: ...
except ValueError as raised: ...
"""
    text = "Made found told kept said shown taken opened chosen used written seen cut given raised"
    assert sorted(name for name, _ in bare_names(ast.parse(code))) == sorted(text.split())
