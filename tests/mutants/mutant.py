"""Small changes to the code of a package: cosmic-ray's operators, or slips of people."""

from __future__ import annotations

import ast
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator, operator_names

from tests.mutants import slips

_SLIP = "slip: "

# What changes nothing for the values that are compared.
_IDENTITY = re.compile(r"_(Eq_Is|Is_Eq|NotEq_IsNot|IsNot_NotEq)$")


@dataclass(frozen=True)
class Mutant:
    """One change: its file, its line from 1, the operator, and the line before and after."""

    file: str
    line: int
    column: int
    operator: str
    occurrence: int
    before: str
    after: str

    def source(self, root: Path) -> str:
        """Return the source of the whole file with the change."""
        code = (root / self.file).read_text("utf-8")
        if self.operator.startswith(_SLIP):
            return slips.apply(code, slips.edits(code)[self.occurrence])
        result: str = mutate_code(code, operators()[self.operator], self.occurrence)
        return result


@cache
def operators() -> dict[str, Operator]:
    """Return the operators that need no arguments by their names."""
    classes = {name: get_operator(name) for name in operator_names()}
    return {
        name: each()
        for name, each in sorted(classes.items())
        if not (each.arguments() or _IDENTITY.search(name))
    }


def files_of(root: Path, package: str) -> list[str]:
    """Return the files of a package or module of the pipeline."""
    base = root / "pipeline" / package
    paths = sorted(base.rglob("*.py")) if base.is_dir() else [base.with_suffix(".py")]
    return [path.relative_to(root).as_posix() for path in paths]


def sample(root: Path, files: Sequence[str], count: int, seed: int) -> list[Mutant]:
    """Return some mutants of the files: places chosen by the seed, at each one change."""
    chance = random.Random(seed)
    places: dict[tuple[str, int, int], list[tuple[str, int]]] = defaultdict(list)
    for file in files:
        code = (root / file).read_text("utf-8")
        annotations = annotation_places(code)
        for name, occurrence, line, column in changes(code):
            if (line, column) not in annotations:
                places[file, line, column].append((name, occurrence))
    ordered_places = sorted(places)
    chance.shuffle(ordered_places)
    mutants: list[Mutant] = []
    for file, line, column in ordered_places:
        if len(mutants) == count:
            break
        name, occurrence = chance.choice(places[file, line, column])
        if mutant := describe(root, Mutant(file, line, column, name, occurrence, "", "")):
            mutants.append(mutant)
    return sorted(mutants, key=lambda each: (each.file, each.line, each.column))


def sample_slips(root: Path, files: Sequence[str], count: int, seed: int) -> list[Mutant]:
    """Return some slips of the files: of each kind as many, at places chosen by the seed."""
    chance = random.Random(seed)
    kinds: dict[str, list[tuple[str, int, slips.Edit]]] = defaultdict(list)
    for file in files:
        code = (root / file).read_text("utf-8")
        annotations = annotation_places(code)
        for occurrence, edit in enumerate(slips.edits(code)):
            if (edit.line, edit.column) not in annotations:
                kinds[edit.kind].append((file, occurrence, edit))
    for places in kinds.values():
        chance.shuffle(places)
    mutants: list[Mutant] = []
    lines: set[tuple[str, int]] = set()
    while len(mutants) < count and any(kinds.values()):
        for _, places in sorted(kinds.items()):
            if not places or len(mutants) == count:
                continue
            file, occurrence, edit = places.pop()
            mutant = Mutant(file, edit.line, edit.column, f"{_SLIP}{edit.kind}", occurrence, "", "")
            if (file, edit.line) not in lines and (result := describe(root, mutant)):
                lines.add((file, edit.line))
                mutants.append(result)
    return sorted(mutants, key=lambda each: (each.file, each.line, each.column))


def changes(code: str) -> Iterator[tuple[str, int, int, int]]:
    """Yield each change of the code: operator, occurrence, line, column."""
    nodes = list(ast_nodes(get_ast(code)))
    for name, operator in operators().items():
        positions = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, (line, column) in enumerate(positions):
            yield name, occurrence, line, column


def annotation_places(code: str) -> set[tuple[int, int]]:
    """Return where annotations have anything: they are not evaluated."""
    nodes: list[ast.AST] = []
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.FunctionDef(returns=returns) if returns is not None:
                nodes.append(returns)
            case ast.arg(annotation=annotation) if annotation is not None:
                nodes.append(annotation)
            case ast.AnnAssign(annotation=annotation):
                nodes.append(annotation)
            case _:
                pass
    return {
        (line, column)
        for node in nodes
        if isinstance(node, ast.expr)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
        for column in range(
            node.col_offset if line == node.lineno else 0,
            (node.end_col_offset or 0) if line == node.end_lineno else 500,
        )
    }


def describe(root: Path, mutant: Mutant) -> Mutant | None:
    """Return the mutant with its line before and after, or None where it changes nothing or is no code."""
    code = (root / mutant.file).read_text("utf-8")
    source = mutant.source(root)
    try:
        if ast.dump(ast.parse(code)) == ast.dump(ast.parse(source)):
            return None
    except SyntaxError:
        return None
    old, new = code.splitlines(), source.splitlines()
    if len(old) == len(new):
        first = next(i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b)
        after = new[first].strip()
    else:
        first, after = mutant.line - 1, "(without the line)"
    return Mutant(
        mutant.file,
        first + 1,
        mutant.column,
        mutant.operator,
        mutant.occurrence,
        old[first].strip(),
        " ".join(after.split()),
    )
