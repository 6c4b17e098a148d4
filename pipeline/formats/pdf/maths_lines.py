"""Line breaks in wide formulas, at relations and operators, as TeX's `breqn` sets them.

A line breaks before an operator; if there is no other place, within parentheses and after commas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from pipeline.formats.pdf.maths_tree import Element

# The width of elements side by side, in points.
Measure = Callable[[Sequence[Element]], float]
_Cells = tuple[tuple[Element, ...], ...]

_RELATIONS = frozenset("=<>≤≥≠≈≡∼≃≅∝→⇒⇔←↔↦∈⊂⊆≔:≪≫⟶⟹⟺⩽⩾≲≳≜")
_OPERATORS = frozenset("+−-±∓×·⋅∪∩⊕⊗∧∨∗*")
_OPENING, _CLOSING = frozenset("([{⟨⌊⌈"), frozenset(")]}⟩⌋⌉")
# A break before this part of a line is taken only if there is no other.
_EARLIEST = 0.4
INDENT = 2.0
_ANYWHERE = 30
# Widths are measured piece by piece, and kerning joins them.
_SLACK = 0.98


@dataclass(frozen=True, slots=True)
class _Piece:
    """The elements between two possible line breaks, their width, and the cost of a break before them."""

    parts: tuple[Element, ...]
    width: float
    cost: int


def break_lines(formula: Element, room: float, em: float, measure: Measure) -> Element:
    """Break a formula into lines no wider than the room, as far as possible."""
    parts = _row(formula)
    if len(parts) == 1 and parts[0].tag == "mtable" and max(map(len, parts[0]), default=0) <= 2:
        return _with_rows(formula, list(_rows(parts[0], room, em, measure)), _attributes(parts[0]))
    lines = list(_lines(parts, room, em, measure))
    if len(lines) < 2:
        return formula
    return _with_rows(formula, [(line,) for line in lines], {"columnalign": "left"})


def _row(element: Element) -> tuple[Element, ...]:
    """Return the elements of a row, with those of nested rows in their place."""
    parts: list[Element] = []
    for child in element:
        is_stretched = any(each.tag == "mo" and each.get("stretchy") == "true" for each in child)
        parts += _row(child) if child.tag == "mrow" and not is_stretched else [child]
    return tuple(parts)


def _attributes(table: Element) -> dict[str, str]:
    first = max(table, key=len)
    alignments = [cell.get("columnalign", "center") for cell in first]
    return {**table.attrib, "columnalign": " ".join(alignments)}


def _rows(
    table: Element, room: float, em: float, measure: Measure
) -> Iterator[tuple[tuple[Element, ...], ...]]:
    """Yield the rows of equations below one another, the last cell of each in as many lines as it needs."""
    before = max((measure(tuple(row[0])) for row in table if len(row) == 2), default=0.0)
    for row in table:
        *first, last = [_row(cell) for cell in row] or [()]
        for place, line in enumerate(_lines(last, room - before, em, measure)):
            yield (*(first if not place else [()] * len(first)), line)


def _lines(
    parts: tuple[Element, ...], room: float, em: float, measure: Measure
) -> Iterator[tuple[Element, ...]]:
    """Yield the lines of a row; all but the first are indented."""
    room *= _SLACK
    pieces = list(_pieces(parts, room - INDENT * em, measure))
    indent: tuple[Element, ...] = ()
    space = room
    while pieces:
        count = _count_fitting(pieces, space)
        line = tuple(part for piece in pieces[:count] for part in piece.parts)
        yield (*indent, *line)
        del pieces[:count]
        indent = (ElementTree.Element("mspace", {"width": f"{INDENT:g}em"}),)
        space = room - INDENT * em


def _count_fitting(pieces: Sequence[_Piece], room: float) -> int:
    """Count the pieces for a line: as many as fit, or fewer up to a better break."""
    width, best = 0.0, 0
    for count, piece in enumerate(pieces):
        if count and width + piece.width > room:
            break
        width += piece.width
        next_piece = pieces[count + 1] if count + 1 < len(pieces) else None
        if next_piece is None:
            return len(pieces)
        if not best or width < _EARLIEST * room or next_piece.cost <= pieces[best].cost:
            best = count + 1
    return best


def _pieces(parts: tuple[Element, ...], room: float, measure: Measure) -> Iterator[_Piece]:
    """Yield the pieces of a row; a group wider than the room is broken wherever possible."""
    for cost, group in _groups(parts):
        width = measure(group)
        if width <= room:
            yield _Piece(group, width, cost)
        elif len(group) > 1:
            for place, part in enumerate(group):
                yield from _within(part, cost if not place else _ANYWHERE, room, measure)
        else:
            yield from _within(group[0], cost, room, measure)


def _within(part: Element, cost: int, room: float, measure: Measure) -> Iterator[_Piece]:
    """Yield an element as a piece, or the pieces of a row in fences that is wider than the room."""
    width = measure((part,))
    if part.tag != "mrow" or width <= room:
        yield _Piece((part,), width, cost)
        return
    for fence in part.iterfind("mo[@stretchy='true']"):
        fence.set("stretchy", "false")
    for each in _pieces(_row(part), room, measure):
        yield each if each.cost else replace(each, cost=cost)


def _groups(parts: tuple[Element, ...]) -> Iterator[tuple[int, tuple[Element, ...]]]:
    """Yield the groups of elements between possible breaks, each with the cost of the break before it."""
    group: list[Element] = []
    cost = 0
    for part, before in _with_cost(parts):
        if before is not None and group:
            yield cost, tuple(group)
            group, cost = [], before
        if part.tag == "mo" and (before is not None or part.text == ","):
            part.set("form", "infix")
        group.append(part)
    if group:
        yield cost, tuple(group)


def _with_cost(parts: Sequence[Element]) -> Iterator[tuple[Element, int | None]]:
    """Yield each element with the cost of a break before it, or None if no break is possible."""
    level = 0
    previous = ""
    for place, part in enumerate(parts):
        text = (part.text or "").strip() if part.tag == "mo" else ""
        if text in _CLOSING:
            level = max(0, level - 1)
        cost = None
        if place and text in _RELATIONS and previous not in _RELATIONS:
            cost = 3 * level + (1 if level else 0)
        elif place and text in _OPERATORS and part.get("form") != "prefix" and previous not in _OPENING:
            cost = 3 * level + 1
        elif previous == ",":
            cost = 3 * level + 2
        if text in _OPENING:
            level += 1
        yield part, cost
        previous = text


def _with_rows(formula: Element, rows: Sequence[_Cells], attributes: dict[str, str]) -> Element:
    table = ElementTree.Element("mtable", {"rowspacing": "0.5em", "displaystyle": "true", **attributes})
    for row in rows:
        line = ElementTree.SubElement(table, "mtr")
        for cell in row:
            ElementTree.SubElement(line, "mtd").extend(
                deepcopy(cell) or (ElementTree.Element("mspace", {"width": "0em"}),)
            )
    result = ElementTree.Element("math", dict(formula.attrib))
    result.append(table)
    return result
