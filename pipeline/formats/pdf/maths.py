"""Drawing of formulas as SVG, as WeasyPrint does not support MathML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from math import inf
from typing import Any
from xml.etree import ElementTree

from pipeline.formats.pdf.maths_lines import break_lines
from pipeline.formats.pdf.maths_tree import Element, to_drawable


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn formula: its SVG, its size and its depth below the baseline in points.

    `scale` is less than one if it is smaller than the text, to fit the available width.
    """

    svg: bytes = field(repr=False)
    width: float
    height: float
    drop: float
    scale: float = 1.0


class Undrawable(Exception):
    """A formula that ziamath cannot draw."""


def draw(mathml: str, *, size: float, color: str, room: float = inf) -> Drawing:
    """Draw a formula in MathML at a text size and for an available width, both in points.

    Break a wider formula into lines, and scale it down if it is still wider. Raise Undrawable if ziamath
    cannot draw it.
    """
    formula = to_drawable(mathml)
    _spell(formula)
    # It raises any exception for MathML unlike that of its tests.
    try:
        if room < inf and _width((formula,), size) > room:
            formula = break_lines(formula, room, size, partial(_width, size=size))
        drawing = _draw_svg(formula, size, color)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as failure:
        raise Undrawable(f"{type(failure).__name__}: {failure}") from failure
    scale = min(1.0, room / drawing.width)
    return replace(
        drawing,
        width=drawing.width * scale,
        height=drawing.height * scale,
        drop=drawing.drop * scale,
        scale=scale,
    )


def _draw_svg(formula: Element, size: float, color: str) -> Drawing:
    formula.set("mathcolor", color)
    image = _ziamath().Math(formula, size=size)
    root = image.svgxml()
    _, top, width, height = (float(part) for part in root.attrib["viewBox"].split())
    return Drawing(image.svg().encode(), width, height, -(top + height))


def _spell(formula: Element) -> None:
    """Replace characters that the typeface of formulas lacks by their code points."""
    font = _ziamath().loadedfonts["default"]
    for element in formula.iter():
        text = element.text or ""
        if text.isascii() or all(each.isspace() or font.glyphindex(each) for each in text):
            continue
        spelling = (
            each if each.isspace() or font.glyphindex(each) else f"[U+{ord(each):04X}]" for each in text
        )
        element.text = "".join(spelling)
        element.tag = "mtext"


def _width(parts: Sequence[Element], size: float) -> float:
    """Measure MathML elements side by side, in points."""
    return _mathml_width("".join(ElementTree.tostring(part, "unicode") for part in parts), size)


@lru_cache(maxsize=2048)
def _mathml_width(mathml: str, size: float) -> float:
    row = ElementTree.fromstring(f"<math>{mathml}</math>")
    return float(_ziamath().Math(row, size=size).getsize()[0])


@cache
def _ziamath() -> Any:
    """Import ziamath and replace the measuring of its rows, which takes twice as long for each level."""
    from ziamath import zmath
    from ziamath.nodes.mrow import Mrow

    class Row(Mrow, tag="mrow"):
        """A row that is not measured again while its parent is measured."""

        def _get_height_nostretch(self, line: list[Element], **kwargs: Any) -> tuple[float, float]:
            if kwargs.get("nostretch"):
                return 0.0, 0.0
            heights: tuple[float, float] = super()._get_height_nostretch(line, **kwargs)
            return heights

    assert Row.mtag == "mrow"
    return zmath
