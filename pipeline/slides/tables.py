"""Tables on slides: column widths from the text, heights of rows, sizes."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.slides import Size
from pipeline.slides import measuring as measure
from pipeline.slides.grid import grid_of
from pipeline.slides.points import STEP, paragraph_height, visible_paragraphs

ROOMIER = 1.25  # columns of a narrow table, to its text
# Programs set words a little wider than they are measured, by rounding and hinting.
LOOSER = 1.03
STYLES: tuple[tuple[Size, measure.Style], ...] = (
    ("large", measure.LARGE_TABLE),
    ("", measure.TABLE),
    ("small", measure.SMALL_TABLE),
)


def to_slide_table(table: n.Table, canvas: Canvas) -> n.Table:
    """Convert a table for a slide: one body, no caption, columns with shares of the width."""
    foot = n.TableEnd(n.Attr(), ())
    plain = replace(table, caption=n.Caption(None, ()), bodies=_one_body(table), foot=foot)
    return share_width(plain, measure.LARGE_TABLE, canvas)


def share_width(table: n.Table, style: measure.Style, canvas: Canvas) -> n.Table:
    """Return a table of a slide with the columns' shares of the width that its text needs in a style."""
    shares = _shares(table, _label(style), canvas)
    columns = tuple(
        n.ColSpec(spec.alignment, share) for spec, share in zip(table.columns, shares, strict=True)
    )
    return replace(table, columns=columns)


def _label(style: measure.Style) -> measure.Style:
    """Return the style of the head and of row heads, the widest of a table."""
    return replace(style, weight=measure.LABEL.weight)


def _one_body(table: n.Table) -> tuple[n.TableBody, ...]:
    body_rows = tuple(row for body in table.bodies for row in (*body.head, *body.rows)) + table.foot.rows
    heads = table.bodies[0].row_head_columns if table.bodies else 0
    return (n.TableBody(n.Attr(), heads, (), body_rows),)


def _shares(table: n.Table, style: measure.Style, canvas: Canvas) -> list[float]:
    """Return the columns' shares of the width: as their text needs, or what narrower columns leave over."""
    count = len(table.columns)
    padding = 2 * measure.points("table-padding") + 2
    longest, text_widths = [1.0] * count, [1.0] * count
    for place in grid_of(table):
        if place.across == 1:
            column, text = place.column, measure.visible_block_text(place.cell.blocks)
            words = [measure.width(word, style) * LOOSER for word in text.split(" ")]
            longest[column] = max(longest[column], max(words) + padding)
            text_widths[column] = max(text_widths[column], measure.width(text, style) * LOOSER + padding)
    room = canvas.body.width
    if sum(text_widths) <= room:
        return [
            each * min(room, sum(text_widths) * ROOMIER) / sum(text_widths) / room for each in text_widths
        ]
    widths = [0.0] * count
    wide = set(range(count))
    while wide:
        left = room - sum(widths)
        fair = left / len(wide)
        narrow = {column for column in wide if text_widths[column] <= fair}
        if not narrow:
            total = sum(text_widths[column] for column in wide)
            needs = {
                column: max(longest[column], left * (0.5 / len(wide) + 0.5 * text_widths[column] / total))
                for column in wide
            }
            # Narrow columns keep their width: a number is not broken for a long word beside it.
            for column, need in needs.items():
                widths[column] = need * min(1.0, left / sum(needs.values()))
            break
        for column in narrow:
            widths[column] = text_widths[column]
        wide -= narrow
    return [width / room for width in widths]


def table_width(table: n.Table, canvas: Canvas) -> float:
    """Return the width of a table on a slide in points."""
    return canvas.body.width * sum(column.width or 0.0 for column in table.columns)


def row_heights(table: n.Table, style: measure.Style, canvas: Canvas) -> list[float]:
    """Measure the heights of the rows of a table on a slide in points, from head to foot."""
    padding, line = measure.points("table-padding"), style.line
    room = canvas.body.width
    widths = [max(0.0, column.width or 0.0) * room for column in table.columns]
    heights = [line + 2 * padding] * (len(table.head.rows) + len(table.bodies[0].rows))
    for place in sorted(grid_of(table), key=lambda each: each.down):
        width = max(1.0, sum(widths[place.column : place.column + place.across]) - 2 * padding)
        bold = place.row < len(table.head.rows) or place.column < table.bodies[0].row_head_columns
        font = _label(style) if bold else style
        paragraphs = visible_paragraphs(place.cell.blocks)
        text = sum(paragraph_height(each, font, width, STEP) for each in paragraphs)
        cell_height = max(line, text) + 2 * padding
        last = place.row + place.down - 1
        heights[last] = max(heights[last], cell_height - sum(heights[place.row : last]))
    return heights


def table_height(table: n.Table, style: measure.Style, canvas: Canvas) -> float:
    """Measure the height of a table on a slide in points."""
    return sum(row_heights(table, style, canvas))


def style_of(size: Size) -> measure.Style:
    """Return the style of a table of a size."""
    return dict(STYLES)[size]
