"""The formulas of a page: each drawn for the room that it has, spoken as its text alternative."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

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
# Points on both sides of a formula with a number, and of what stands in a list.
NUMBER = 60.0
INDENT = 17.0
# Columns of more are not narrower.
_MOST_COLUMNS = 12


class Formulas:
    """Draws one formula after the other, and keeps what is wrong with them."""

    def __init__(self, edition: Edition, theme: Theme) -> None:
        """Read and say all formulas of an edition."""
        self.edition = edition
        self.theme = theme
        self.said = words(edition.blocks, edition.front.lang)
        self.room = theme.points("page.measure")
        self.found: list[Diagnostic] = []

    @contextmanager
    def within(self, node: AnyNode) -> Iterator[None]:
        """Draw for the room that there is within a node, as long as the block runs."""
        before = self.room
        match node:
            case n.BulletList() | n.OrderedList() | n.DefinitionList() | n.BlockQuote():
                self.room = max(before - INDENT, NUMBER)
            case n.Div(attr=attr) if "key-points" in attr.classes:
                self.room = self.theme.points("page.margin-note")
            case n.Table(columns=columns):
                self.room = self.theme.points("page.wide") / min(max(len(columns), 1), _MOST_COLUMNS)
            case n.Span(attr=attr) if "equation" in attr.classes:
                self.room = before - NUMBER
            case _:
                pass
        try:
            yield
        finally:
            self.room = before

    def drawn(self, node: n.Math, resources: dict[str, Resource]) -> n.Inline:
        """Return a formula as an image, whose size follows the text around it."""
        from pipeline.formats.pdf.maths import Undrawable, draw

        size = self.theme.points("size.text")
        reading = mathml.read((mathml.of(node),))[mathml.of(node)]
        try:
            if not reading.mathml:
                raise Undrawable(reading.fault)
            made = draw(reading.mathml, size=size, color=self.theme["color.ink"], room=self.room)
        except Undrawable as failure:
            self._find("maths-undrawn", f"the formula cannot be drawn: {failure}", node,
                       "write it in a simpler way; the other formats show it")  # fmt: skip
            return fault((n.Code(n.Attr(), node.text),), node.at)
        if made.scale < LEAST:
            self._find("maths-small", f"the formula is set at {made.scale:.0%} of its size to fit the page",
                       node, "break it into lines, with `\\begin{aligned}`")  # fmt: skip
        url = f"{BASE}formulas/{len(resources)}.svg"
        resources[url] = Resource("image/svg+xml", made.svg)
        lengths = {"width": made.width, "height": made.height, "vertical-align": made.drop}
        style = ";".join(f"{name}:{length / size:.3f}em" for name, length in lengths.items())
        kind = "display" if node.kind == "DisplayMath" else "inline"
        attr = n.Attr("", ("formula", kind), (("style", style),))
        return n.Image(attr, (n.Str(self.said[node.text]),), url)

    def _find(self, code: str, message: str, node: n.Math, hint: str) -> None:
        self.found.append(warning(code, message, self.edition.source.place(node.at), hint))
