"""The line numbers of a draft, and the word across each of its pages.

WeasyPrint numbers no lines (no issue of its own known). So a draft is laid out twice: the first layout gives
the places of its lines, and their numbers are the page backgrounds of the second layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.charts.figure_style import FigureStyle
from pipeline.charts.font_set import font_set
from pipeline.charts.frame import Frame
from pipeline.charts.scene import Scene
from pipeline.charts.svg import lettering, svg
from pipeline.formats.pdf.boxes import POINTS, classes_of, kinds
from pipeline.formats.pdf.resource import BASE, Resource
from pipeline.theme import Theme

# Lines beside others have no number of their own: tables, lists in columns, the margin, figures.
UNNUMBERED_CLASSES = frozenset({"contents", "references", "figure-data-tables", "colophon"})
# Lines with baselines nearer to one another than this count as one: a heading beside its text.
_SAME_LINE = 3.0
_ANGLE = -55


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page laid out: size, margins, and the left ends and baselines of its numbered lines; in points."""

    width: float
    height: float
    left: float
    top: float
    lines: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class DraftStyle:
    """A style sheet for the pages of a draft, and the images that it names."""

    css: str
    resources: Mapping[str, Resource]


def measure_sheet(page_box: Any) -> Sheet:
    """Measure a page from WeasyPrint's box of it: its size, margins and lines."""
    lines: list[tuple[float, float]] = []
    for x, y in sorted(((x * POINTS, y * POINTS) for x, y in _lines(page_box)), key=lambda line: line[1]):
        if not lines or y - lines[-1][1] > _SAME_LINE:
            lines.append((x, y))
    return Sheet(
        width=page_box.margin_width() * POINTS,
        height=page_box.margin_height() * POINTS,
        left=page_box.padding_box_x() * POINTS,
        top=page_box.padding_box_y() * POINTS,
        lines=tuple(lines),
    )


def _lines(box: Any) -> Iterator[tuple[float, float]]:
    box = getattr(box, "_box", box)
    names = kinds(box)
    if names & {"MarginBox", "FootnoteAreaBox", "TableBox"} or UNNUMBERED_CLASSES & classes_of(box):
        return
    if box.element_tag == "figure" or (box.element_tag == "aside" and box.is_floated()):
        return
    if "LineBox" in names:
        if any("TextBox" in kinds(each) for each in box.descendants()):
            yield box.position_x, box.position_y + box.baseline
        return
    for child in getattr(box, "children", ()):
        yield from _lines(child)


def style_draft(sheets: Sequence[Sheet], word: str, theme: Theme) -> DraftStyle:
    """Draw the background of each page: line numbers, which begin at 1 on every page, and the word."""
    rules: list[str] = []
    resources: dict[str, Resource] = {}
    for number, each in enumerate(sheets, 1):
        size = theme.points("size.tiny")
        style = FigureStyle(theme, Frame(each.width, each.height, size), font_set(theme), size)
        urls = [f"{BASE}draft/{number}.svg", f"{BASE}draft/{each.width:g}x{each.height:g}.svg"]
        resources[urls[0]] = Resource("image/svg+xml", _numbers(each, style))
        resources.setdefault(urls[1], Resource("image/svg+xml", _mark(each, word.upper(), style)))
        images = ", ".join(f"url({url})" for url in urls)
        # Page backgrounds are positioned within the margins, but painted over the whole page.
        rules.append(
            f"@page :nth({number}) {{ background-image: {images}; background-repeat: no-repeat;"
            f" background-size: {each.width:g}pt {each.height:g}pt;"
            f" background-position: {-each.left:g}pt {-each.top:g}pt }}"
        )
    return DraftStyle("\n".join(rules), resources)


def _numbers(page: Sheet, style: FigureStyle) -> bytes:
    """Draw the numbers of lines left of them, aligned at the right."""
    left = min((x for x, _ in page.lines), default=0.0) - style.text * 1.5
    words = tuple(
        style.words(str(number), left, y, style.small, color="grey-1", anchor=1.0)
        for number, (_, y) in enumerate(page.lines, 1)
    )
    return svg(Scene(page.width, page.height, words), style.letters, None)


def _mark(page: Sheet, word: str, style: FigureStyle) -> bytes:
    """Draw a word across the page, pale enough to read through it."""
    wide = style.width(word, 1.0, style.bold)
    size = min(page.width, page.height) * 0.9 / wide
    label = style.words(word, page.width / 2, page.height / 2 + size * 0.36, size, weight=style.bold,
                       color="watermark", anchor=0.5)  # fmt: skip
    path = lettering(label, style.letters)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{page.width:g}pt" height="{page.height:g}pt"'
        f' viewBox="0 0 {page.width:g} {page.height:g}">'
        f'<g transform="rotate({_ANGLE} {page.width / 2:g} {page.height / 2:g})">{path}</g></svg>\n'
    ).encode()
