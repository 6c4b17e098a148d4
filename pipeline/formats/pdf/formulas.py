"""The formulas of a page, drawn to fit the width that is available, with their spoken text as alternative."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pipeline.formats.formulas import words
from pipeline.formats.pdf.resource import BASE, Resource
from pipeline.maths import mathml
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic, warning
from pipeline.model.faults import fault
from pipeline.model.stages import Edition
from pipeline.model.walk import AnyNode
from pipeline.theme import Theme

# Smaller than this share of the text a formula can hardly be read.
LEAST = 0.6
# Points on both sides of a numbered formula, and of one in a list.
NUMBER = 60.0
INDENT = 17.0
# Columns of more are not narrower.
_MOST_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Place:
    """A place of formulas: the size and colour of the text, and the widths of text, tables and margin."""

    size: float
    color: str
    text: float
    table: float
    margin: float


def on_page(theme: Theme) -> Place:
    """Return the place of formulas on a page of text."""
    size, text, table, margin = (
        theme.points(name) for name in ("size.text", "page.measure", "page.wide", "page.margin-note")
    )
    return Place(size, theme["color.ink"], text, table, margin)


class Formulas:
    """Draws the formulas of an edition at a place and collects their diagnostics."""

    def __init__(self, edition: Edition, place: Place) -> None:
        """Get the spoken text of all formulas of an edition."""
        self.edition = edition
        self.words_by_tex = words(edition.blocks, edition.front.lang)
        self.move_to(place)
        self.diagnostics: list[Diagnostic] = []

    def move_to(self, place: Place) -> None:
        """Draw the next formulas at another place."""
        self.place = place
        self.room = place.text

    @contextmanager
    def within(self, node: AnyNode) -> Iterator[None]:
        """Set the available width to the width inside a node for the duration of the block."""
        before = self.room
        match node:
            case n.BulletList() | n.OrderedList() | n.DefinitionList() | n.BlockQuote():
                self.room = max(before - INDENT, NUMBER)
            case n.Div(attr=attr) if "key-points" in attr.classes:
                self.room = self.place.margin
            case n.Table(columns=columns):
                self.room = self.place.table / min(max(len(columns), 1), _MOST_COLUMNS)
            case n.Span(attr=attr) if "equation" in attr.classes:
                self.room = before - NUMBER
            case _:
                pass
        try:
            yield
        finally:
            self.room = before

    def draw_formula(self, node: n.Math, resources: dict[str, Resource]) -> n.Inline:
        """Draw a formula as an image whose size is relative to the text around it."""
        from pipeline.formats.pdf.maths import Undrawable, draw

        size = self.place.size
        reading = mathml.read((mathml.of(node),))[mathml.of(node)]
        try:
            if not reading.mathml:
                raise Undrawable(reading.fault)
            drawing = draw(reading.mathml, size=size, color=self.place.color, room=self.room)
        except Undrawable as failure:
            self._warn("maths-undrawn", f"the formula cannot be drawn: {failure}", node,
                       "write it in a simpler way; the other formats show it")  # fmt: skip
            return fault((n.Code(n.Attr(), node.text),), node.at)
        if drawing.scale < LEAST:
            message = f"the formula is set at {drawing.scale:.0%} of its size to fit the page"
            self._warn("maths-small", message, node, "break it into lines, with `\\begin{aligned}`")
        url = f"{BASE}formulas/{len(resources)}.svg"
        resources[url] = Resource("image/svg+xml", drawing.svg)
        lengths = {"width": drawing.width, "height": drawing.height, "vertical-align": drawing.drop}
        style = ";".join(f"{name}:{length / size:.3f}em" for name, length in lengths.items())
        kind = "display" if node.kind == "DisplayMath" else "inline"
        attr = n.Attr("", ("formula", kind), (("style", style),))
        return n.Image(attr, (n.Str(self.words_by_tex[node.text]),), url)

    def _warn(self, code: str, message: str, node: n.Math, hint: str) -> None:
        self.diagnostics.append(warning(code, message, self.edition.source.place(node.at), hint))
