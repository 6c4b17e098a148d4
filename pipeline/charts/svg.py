"""A scene as SVG: outlines only, no text, no reference to anything outside the file."""

from __future__ import annotations

from typing import assert_never

from pipeline.charts.font_set import FontSet, Glyph
from pipeline.charts.scene import Dot, Item, Outline, Scene, Words


def svg(scene: Scene, letters: FontSet, ground: str | None, scale: float | None = None) -> bytes:
    """Write a scene as SVG, on a ground or on none; in whole pixels if `scale`, pixels per point, is set."""
    width, height = _number(scene.width), _number(scene.height)
    size = f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"'
    if scale is not None:
        across, down = round(scene.width * scale), round(scene.height * scale)
        size = f'width="{across}" height="{down}" viewBox="0 0 {across / scale:.6g} {down / scale:.6g}"'
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" {size}>']
    if ground is not None:
        lines.append(f'<path fill="{ground}" d="M0 0H{width}V{height}H0Z"/>')
    lines += [_item(item, letters) for item in scene.items]
    return ("\n".join(line for line in lines if line) + "\n</svg>\n").encode()


def _item(item: Item, letters: FontSet) -> str:
    match item:
        case Words():
            return lettering(item, letters)
        case Dot():
            place = f'cx="{_number(item.x)}" cy="{_number(item.y)}" r="{_number(item.radius)}"'
            return f"<circle {place}{_paint(item.fill, item.stroke, item.width)}/>"
        case Outline():
            path = "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in item.points)
            end = "Z" if item.is_closed else ""
            return f'<path d="{path}{end}"{_paint(item.fill, item.stroke, item.width)}/>'
        case _:
            assert_never(item)


def _paint(fill: str | None, stroke: str | None, width: float) -> str:
    line = f' stroke="{stroke}" stroke-width="{_number(width)}"' if stroke else ""
    return f' fill="{fill or "none"}"{line}'


def lettering(item: Words, letters: FontSet) -> str:
    """Write a line of text as one path, in units of a thousandth of its size."""
    path = "".join(
        _glyph(glyph, units, x, y) for glyph, units, x, y in letters.shape(item.text, item.weight).glyphs
    )
    if not path:
        return ""
    move = f"translate({_number(item.x)} {_number(item.baseline)}) scale({item.size / 1000:.6g})"
    return f'<path fill="{item.color}" transform="{move}" d="{path}"/>'


def _glyph(glyph: Glyph, units: float, x: float, y: float) -> str:
    """Write a glyph with whole numbers, each point relative to the one before."""
    parts: list[str] = []
    here = start = (0, 0)
    for kind, points in glyph.segments:
        if kind == "Z":
            parts.append("z")
            here = start
            continue
        ends = [(round((px / units + x) * 1000), round(-(py / units + y) * 1000)) for px, py in points]
        if kind == "M":
            parts.append(f"M{ends[0][0]} {ends[0][1]}")
            here = start = ends[0]
            continue
        numbers = [(px - here[0], py - here[1]) for px, py in ends]
        here = ends[-1]
        parts.append(kind.lower() + " ".join(f"{dx} {dy}" for dx, dy in numbers).replace(" -", "-"))
    return "".join(parts)


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
