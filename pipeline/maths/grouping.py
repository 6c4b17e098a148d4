"""A row of MathML grouped by meaning: whole numbers, words, units, pairs of bars, matrices.

MathML has single signs, and speech needs their groups: `9 192` is one number, `H` and `z` upright are one
word, two bars are an absolute value, and a table in parentheses is a matrix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.maths.tree import ROWS, Node, base, is_upright, with_base

THIN = "0.167em"
_HEAD = re.compile(r"\d{1,3}|\d+\.\d+")
_GROUP = re.compile(r"\d{3}(?:\.\d+)?")
_LAST = re.compile(r"\d{1,3}")
# The name of the table or stack that is enclosed by these opening and closing signs.
_FENCES = {
    ("(", ")"): "matrix", ("[", "]"): "matrix", ("{", "}"): "matrix", ("|", "|"): "determinant",
    ("∥", "∥"): "determinant", ("{", ""): "cases",
}  # fmt: skip
_BARS = {"|": "absolute", "∥": "norm"}
_BETWEEN_UNITS = frozenset({"⋅", "·"})


def row(node: Node) -> tuple[Node, ...]:
    """Return the content of a node as one row without spaces, its parts grouped."""
    parts = _units(_numbers(list(_flat(node))))
    solid = [part for part in parts if part.name not in ("mspace", "mphantom")]
    return tuple(_bars(_tables(solid)))


def _flat(node: Node) -> Iterator[Node]:
    """Yield the parts of rows within rows."""
    if node.name not in ROWS:
        yield node
    else:
        yield from (part for child in node.children for part in _flat(child))


def _numbers(parts: list[Node]) -> list[Node]:
    """Join groups of digits that are separated by thin spaces to one number, with a space between groups."""
    result: list[Node] = []
    for part in parts:
        match result:
            case [*_, Node(name="mn") as number, Node(name="mspace") as space] if (
                part.name == "mn"
                and space.get("width") == THIN
                and _HEAD.fullmatch(number.text.partition(" ")[0])
                and (_LAST if "." in number.text else _GROUP).fullmatch(part.text)
            ):
                result[-2:] = [Node("mn", f"{number.text} {part.text}")]
            case _:
                result.append(part)
    return result


def _units(parts: list[Node]) -> list[Node]:
    """Mark upright words after a number as units; the words of the language decide whether they are."""
    result: list[Node] = []
    is_after_number = False
    for part in parts:
        inner = base(part)
        if is_after_number and (inner.name == "word" or is_upright(inner)):
            result.append(with_base(part, Node("unit", inner.text)))
        elif is_after_number and part.text == "/" and base(result[-1]).name == "unit":
            result.append(Node("mo", "per"))
        else:
            is_after_number = inner.name == "mn" or (
                is_after_number and (part.name == "mspace" or part.text in _BETWEEN_UNITS)
            )
            result.append(part)
    return result


def _tables(parts: Sequence[Node]) -> list[Node]:
    """Take the fences around a table or a stack into it: a matrix, a determinant, cases, a binomial."""
    result: list[Node] = []
    rest = list(parts)
    while rest:
        part = rest.pop(0)
        before = result[-1].text if result and result[-1].name == "mo" else ""
        after = rest[0] if rest else Node("")
        closing = base(after).text if base(after).name == "mo" else ""
        kind = _FENCES.get((before, closing)) or _FENCES.get((before, ""))
        stack = part.name == "mfrac" and part.get("linethickness").startswith("0")
        if stack and (before, closing) == ("(", ")"):
            kind = "binomial"
        if kind and (part.name == "mtable" or kind == "binomial"):
            table = Node(kind, "", part.children, part.attributes)
            result[-1] = table if kind == "cases" else with_base(after, table)
            if kind != "cases":
                rest.pop(0)
        else:
            result.append(part)
    return result


def _bars(parts: Sequence[Node]) -> list[Node]:
    """Mark bars as opening and closing if they come in pairs."""
    result = list(parts)
    for sign, name in _BARS.items():
        places = [i for i, part in enumerate(parts) if base(part).text == sign and base(part).get("form")]
        for count, place in enumerate(places if len(places) % 2 == 0 else ()):
            side = "close" if count % 2 else "open"
            result[place] = with_base(parts[place], Node("mo", f"{name}-{side}"))
    return result
