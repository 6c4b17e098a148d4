"""Slips of people: a forgotten case, a lost guard, two values taken for each other.

Operators of mutation change an operator or a number. The faults that people make in code are rather of these
kinds, and tests that end every mutant of an operator may pass all of them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

# Methods and functions that a value may go without, and names that are taken for each other.
_METHODS = frozenset(
    [
        "casefold",
        "lower",
        "lstrip",
        "removeprefix",
        "removesuffix",
        "replace",
        "rstrip",
        "strip",
        "title",
        "translate",
        "upper",
    ]
)
_FUNCTIONS = frozenset(["sorted", "abs", "reversed", "set", "frozenset", "round"])
_PAIRS = (
    ("start", "end"),
    ("before", "after"),
    ("first", "last"),
    ("line", "column"),
    ("width", "height"),
    ("left", "right"),
    ("top", "bottom"),
    ("rows", "columns"),
    ("any", "all"),
    ("min", "max"),
    ("startswith", "endswith"),
    ("find", "rfind"),
    ("partition", "rpartition"),
    ("lstrip", "rstrip"),
    ("search", "match"),
    ("match", "fullmatch"),
    ("date", "as_of"),
    ("key", "value"),
    ("append", "extend"),
    ("title", "subtitle"),
    ("head", "bodies"),
    ("year", "month"),
    ("month", "day"),
    ("ceil", "floor"),
)
_PARTNERS = {name: other for pair in _PAIRS for name, other in (pair, pair[::-1])}
_LEAST = 2  # a collection of one element is not tried without it


@dataclass(frozen=True)
class Edit:
    """What takes the place of some bytes of a file; line and column (from 1 and 0) are where they begin."""

    kind: str
    line: int
    column: int
    start: int
    end: int
    text: str


class Source:
    """The bytes of a file, with offsets for the nodes of its tree."""

    def __init__(self, code: str) -> None:
        self.data = code.encode()
        self.tree = ast.parse(code)
        self._lines = [0]
        for line in self.data.split(b"\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)

    def start(self, node: _Syntax) -> int:
        """Return where a node begins."""
        return self._lines[node.lineno - 1] + node.col_offset

    def end(self, node: _Syntax) -> int:
        """Return where a node ends."""
        return self._lines[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)

    def text(self, node: _Syntax) -> str:
        """Return the code of a node."""
        return self.data[self.start(node) : self.end(node)].decode()

    def edit(self, kind: str, node: _Syntax, text: str) -> Edit:
        """Return the edit that puts a text in the place of a node."""
        return Edit(kind, node.lineno, node.col_offset, self.start(node), self.end(node), text)


_Syntax = ast.stmt | ast.expr | ast.keyword | ast.pattern


def edits(code: str) -> list[Edit]:
    """Return the slips that a file may have."""
    source = Source(code)
    return [edit for kind in _KINDS for node in ast.walk(source.tree) for edit in kind(source, node)]


def apply(code: str, edit: Edit) -> str:
    """Return a file with an edit."""
    data = code.encode()
    return (data[: edit.start] + edit.text.encode() + data[edit.end :]).decode()


def _without(source: Source, nodes: Sequence[_Syntax], position: int, joint: str) -> str:
    rest = [source.text(node) for index, node in enumerate(nodes) if index != position]
    return joint.join(rest)


def _operands(source: Source, node: ast.AST) -> Iterator[Edit]:
    """Forget one part of a condition."""
    if isinstance(node, ast.BoolOp):
        joint = " and " if isinstance(node.op, ast.And) else " or "
        for position in range(len(node.values)):
            rest = _without(source, node.values, position, joint)
            yield source.edit("operand", node, f"({rest})")


def _elements(source: Source, node: ast.AST) -> Iterator[Edit]:
    """Forget one element of a collection."""
    match node:
        case ast.Set(elts=elements) | ast.List(elts=elements) if len(elements) >= _LEAST:
            brackets = "{}" if isinstance(node, ast.Set) else "[]"
        case ast.Tuple(elts=elements) if len(elements) > _LEAST and _are_constants(elements):
            brackets = "()"
        case ast.Dict(keys=keys, values=values) if len(keys) >= _LEAST and all(keys):
            pairs = [f"{source.text(k)}: {source.text(v)}" for k, v in zip(keys, values, strict=True) if k]
            for position in range(len(pairs)):
                text = ", ".join(pairs[:position] + pairs[position + 1 :])
                yield source.edit("element", node, f"{{{text}}}")
            return
        case _:
            return
    for position in range(len(elements)):
        text = _without(source, elements, position, ", ")
        yield source.edit("element", node, f"{brackets[0]}{text}{brackets[1]}")


def _are_constants(elements: Iterable[ast.expr]) -> bool:
    return all(isinstance(element, ast.Constant) for element in elements)


def _patterns(source: Source, node: ast.AST) -> Iterator[Edit]:
    """Forget a case, an alternative of one, or what it is bound to."""
    if isinstance(node, ast.MatchOr):
        for position in range(len(node.patterns)):
            yield source.edit("alternative", node, f"({_without(source, node.patterns, position, ' | ')})")
    if isinstance(node, ast.Match):
        for case in node.cases:
            if case.guard is not None:
                yield source.edit("guard", case.guard, "True")
            elif not isinstance(case.pattern, ast.MatchAs):
                yield source.edit("case", case.pattern, "b'never'")


def _guards(source: Source, node: ast.AST) -> Iterator[Edit]:
    """Lose a guard: an early return, or the condition of a comprehension."""
    leaving = (ast.Return, ast.Continue, ast.Break, ast.Raise)
    if isinstance(node, ast.If) and not node.orelse and isinstance(node.body[-1], leaving):
        yield source.edit("guard", node.test, "False")
    if isinstance(node, ast.comprehension):
        for test in node.ifs:
            yield source.edit("guard", test, "True")


def _calls(source: Source, node: ast.AST) -> Iterator[Edit]:
    """Forget a call around a value, a keyword of a call, or take two arguments for each other."""
    if not isinstance(node, ast.Call):
        return
    match node.func:
        case ast.Attribute(value=value, attr=name) if name in _METHODS:
            yield source.edit("call", node, source.text(value))
        case ast.Name(id=name) if name in _FUNCTIONS and node.args:
            yield source.edit("call", node, source.text(node.args[0]))
        case ast.Name(id="min" | "max") if len(node.args) == _LEAST:
            for argument in node.args:
                yield source.edit("call", node, f"({source.text(argument)})")
        case _:
            pass
    parts: list[_Syntax] = [*node.args, *node.keywords]
    for keyword in node.keywords:
        rest = _without(source, parts, parts.index(keyword), ", ")
        yield source.edit("keyword", node, f"{source.text(node.func)}({rest})")
    if len(node.args) >= _LEAST and not any(isinstance(each, ast.Starred) for each in node.args):
        first, second, *others = (source.text(part) for part in parts)
        yield source.edit("order", node, f"{source.text(node.func)}({', '.join((second, first, *others))})")


def _statements(source: Source, node: ast.AST) -> Iterator[Edit]:
    """Forget a statement."""
    is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Expr | ast.AugAssign) and not is_docstring:
        yield source.edit("statement", node, "pass")


def _choices(source: Source, node: ast.AST) -> Iterator[Edit]:
    """Take one of two values always, or the operands the other way round."""
    if isinstance(node, ast.IfExp):
        yield source.edit("choice", node, f"({source.text(node.body)})")
        yield source.edit("choice", node, f"({source.text(node.orelse)})")
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
        yield source.edit("order", node, f"({source.text(node.right)} - {source.text(node.left)})")


def _names(source: Source, node: ast.AST) -> Iterator[Edit]:
    """Take a name for its partner."""
    match node:
        case ast.Attribute(attr=name, value=value) if name in _PARTNERS:
            yield source.edit("name", node, f"{source.text(value)}.{_PARTNERS[name]}")
        case ast.Name(id=name) if name in _PARTNERS:
            yield source.edit("name", node, _PARTNERS[name])
        case _:
            pass


# An anchor, an optional mark, an alternative: parts that a regular expression may go without.
_PART = re.compile(
    r"\\b|(?<!\\)(?<![(\[])\?(?![!<=:#P>])|\|[^|()\[\]\\\"{}]+(?=[|)])|(?<=\()[^|()\[\]\\\"{}?]+\|"
)


def _expressions(source: Source, node: ast.AST) -> Iterator[Edit]:
    """Forget a part of a regular expression, or its flags."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re"))):
            strings = [each for part in node.args[:1] for each in ast.walk(part)]
        case _:
            return
    for each in strings:
        if not (isinstance(each, ast.Constant) and isinstance(each.value, str)):
            continue
        text = source.text(each)
        if text.startswith(("r", '"', "rf", "f")):
            for part in _PART.finditer(text):
                rest = text[: part.start()] + text[part.end() :]
                yield source.edit("regular expression", each, rest)


_Kind = Callable[[Source, ast.AST], Iterator[Edit]]
_KINDS: tuple[_Kind, ...] = (
    _operands,
    _elements,
    _patterns,
    _guards,
    _calls,
    _statements,
    _choices,
    _names,
    _expressions,
)
