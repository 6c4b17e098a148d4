"""Formulas drawn as SVG; WeasyPrint does not set MathML."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Formula:
    """A drawn formula: its SVG, its size in points, and how far its ground lies below the line."""

    svg: bytes = field(repr=False)
    width: float
    height: float
    drop: float


def draw(tex: str, *, display: bool, size: float, color: str) -> Formula:
    """Draw a formula in TeX at a size of text in points."""
    from ziamath.zmath import Latex

    made = Latex(tex, size=size, color=color, inline=not display)
    root = made.svgxml()
    _, top, width, height = (float(part) for part in root.attrib["viewBox"].split())
    return Formula(made.svg().encode(), width, height, -(top + height))
