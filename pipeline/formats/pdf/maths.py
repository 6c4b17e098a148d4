"""Formulas drawn as SVG; WeasyPrint does not set MathML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from math import inf
from typing import Any
from xml.etree import ElementTree

from pipeline.formats.pdf.maths_lines import broken
from pipeline.formats.pdf.maths_tree import Element, drawable


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn formula: its SVG, its size in points, how far its ground lies below the line.

    `scale` is less than one where it is set smaller than the text, to fit its place.
    """

    svg: bytes = field(repr=False)
    width: float
    height: float
    drop: float
    scale: float = 1.0


class Undrawable(Exception):
    """A formula that ziamath cannot draw."""


def draw(mathml: str, *, size: float, color: str, room: float = inf) -> Drawing:
    """Draw a formula in MathML at a size of text in points, in a place of a width.

    One that is wider is broken into lines; what is still wider is set smaller. Undrawable where ziamath
    has no drawing for it.
    """
    formula = drawable(mathml)
    _spell(formula)
    # It raises whatever its code meets in MathML unlike that which it was tried with.
    try:
        if room < inf and _width((formula,), size) > room:
            formula = broken(formula, room, size, partial(_width, size=size))
        made = _drawn(formula, size, color)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as failure:
        raise Undrawable(f"{type(failure).__name__}: {failure}") from failure
    scale = min(1.0, room / made.width)
    return replace(
        made, width=made.width * scale, height=made.height * scale, drop=made.drop * scale, scale=scale
    )


def _drawn(formula: Element, size: float, color: str) -> Drawing:
    formula.set("mathcolor", color)
    made = _ziamath().Math(formula, size=size)
    root = made.svgxml()
    _, top, width, height = (float(part) for part in root.attrib["viewBox"].split())
    return Drawing(made.svg().encode(), width, height, -(top + height))


def _spell(formula: Element) -> None:
    """Write signs that the typeface of formulas lacks as their code points."""
    font = _ziamath().loadedfonts["default"]
    for element in formula.iter():
        text = element.text or ""
        if text.isascii() or all(each.isspace() or font.glyphindex(each) for each in text):
            continue
        spelt = (each if each.isspace() or font.glyphindex(each) else f"[U+{ord(each):04X}]" for each in text)
        element.text = "".join(spelt)
        element.tag = "mtext"


def _width(parts: Sequence[Element], size: float) -> float:
    """Return how wide elements of MathML side by side are drawn, in points."""
    return _written_width("".join(ElementTree.tostring(part, "unicode") for part in parts), size)


@lru_cache(maxsize=2048)
def _written_width(mathml: str, size: float) -> float:
    row = ElementTree.fromstring(f"<math>{mathml}</math>")
    return float(_ziamath().Math(row, size=size).getsize()[0])


@cache
def _ziamath() -> Any:
    """Import ziamath, its rows measured in another way: its own takes twice as long for each level."""
    from ziamath import zmath
    from ziamath.nodes.mrow import Mrow

    class Row(Mrow, tag="mrow"):
        """A row that is not measured again while what holds it is measured."""

        def _get_height_nostretch(self, line: list[Element], **kwargs: Any) -> tuple[float, float]:
            if kwargs.get("nostretch"):
                return 0.0, 0.0
            measured: tuple[float, float] = super()._get_height_nostretch(line, **kwargs)
            return measured

    assert Row.mtag == "mrow"
    return zmath
