"""Tables on slides: column widths from the text, the largest size that fits, division into pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.slides import Size
from pipeline.model.walk import text_of
from pipeline.slides import measuring as measure
from pipeline.slides.grid import grid_of, groups_of, without_spans_down
from pipeline.slides.points import STEP, paragraph_height, visible_paragraphs

ROOMIER = 1.25  # columns of a narrow table, to its text
STYLES: tuple[tuple[Size, measure.Style], ...] = (
    ("large", measure.LARGE_TABLE),
    ("", measure.TABLE),
    ("small", measure.SMALL_TABLE),
)


def to_slide_table(table: n.Table, canvas: Canvas) -> n.Table:
    """Convert a table for a slide: one body, no caption, columns with shares of the width."""
    foot = n.TableEnd(n.Attr(), ())
    plain = replace(table, caption=n.Caption(None, ()), bodies=_one_body(table), foot=foot)
    shares = _shares(plain, canvas)
    columns = tuple(
        n.ColSpec(spec.alignment, share) for spec, share in zip(plain.columns, shares, strict=True)
    )
    return replace(plain, columns=columns)


def _one_body(table: n.Table) -> tuple[n.TableBody, ...]:
    body_rows = tuple(row for body in table.bodies for row in (*body.head, *body.rows)) + table.foot.rows
    heads = table.bodies[0].row_head_columns if table.bodies else 0
    return (n.TableBody(n.Attr(), heads, (), body_rows),)


def _shares(table: n.Table, canvas: Canvas) -> list[float]:
    """Return the columns' shares of the width: as their text needs, or what narrower columns leave over."""
    count, style = len(table.columns), measure.LABEL
    padding = 2 * measure.points("table-padding") + 2
    longest, text_widths = [1.0] * count, [1.0] * count
    for place in grid_of(table):
        if place.across == 1:
            column, text = place.column, measure.visible_block_text(place.cell.blocks)
            words = [measure.width(word, style) for word in text.split(" ")]
            longest[column] = max(longest[column], max(words) + padding)
            text_widths[column] = max(text_widths[column], measure.width(text, style) + padding)
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
        font = replace(style, weight=measure.LABEL.weight) if bold else style
        paragraphs = visible_paragraphs(place.cell.blocks)
        text = sum(paragraph_height(each, font, width, STEP) for each in paragraphs)
        cell_height = max(line, text) + 2 * padding
        last = place.row + place.down - 1
        heights[last] = max(heights[last], cell_height - sum(heights[place.row : last]))
    return heights


def table_height(table: n.Table, style: measure.Style, canvas: Canvas) -> float:
    """Measure the height of a table on a slide in points."""
    return sum(row_heights(table, style, canvas))


def pieces(
    table: n.Table, title: n.Inlines, source: n.Inlines, canvas: Canvas
) -> tuple[Size, tuple[n.Table, ...]]:
    """Return a table whole at the largest size that fits, or else in pieces at the smallest size."""
    lines = measure.lines(text_of(source), measure.SOURCE, canvas.source.width)
    more = max(0.0, lines * measure.SOURCE.line - canvas.source.height)
    limit = measure.body_under(title, canvas).height - more
    for size, style in STYLES:
        if table_height(table, style, canvas) <= limit:
            return size, (table,)
    return size, tuple(_split(table, style, limit, canvas))


def _split(table: n.Table, style: measure.Style, limit: float, canvas: Canvas) -> Iterator[n.Table]:
    """Yield pieces of nearly equal height, each with the head; rows that a cell spans stay together."""
    count = len(table.head.rows)
    heights = row_heights(table, style, canvas)
    head = sum(heights[:count])
    rows_left = iter(heights[count:])
    groups = [
        (group, sum(next(rows_left) for _ in group))
        for group in groups_of(table.bodies[0].rows, len(table.columns))
    ]
    if any(len(group) > 1 and head + height > limit for group, height in groups):
        body = replace(table.bodies[0], rows=without_spans_down(table.bodies[0].rows, len(table.columns)))
        yield from _split(replace(table, bodies=(body,)), style, limit, canvas)
        return
    room = limit - head
    rest, slides = sum(height for _, height in groups), _count_slides((each for _, each in groups), room)
    current: list[n.Row] = []
    used_height = 0.0
    first = True
    for group, height in groups:
        if current and (used_height + height > room or used_height + height / 2 > rest / slides):
            yield _piece(table, tuple(current), first)
            rest, slides = rest - used_height, max(1, slides - 1)
            current, used_height, first = [], 0.0, False
        current += group
        used_height += height
    yield _piece(table, tuple(current), first)


def _count_slides(heights: Iterable[float], room: float) -> int:
    """Return how many slides of a height are needed for rows of these heights, in order."""
    count, used_height = 1, 0.0
    for height in heights:
        if used_height and used_height + height > room:
            count, used_height = count + 1, 0.0
        used_height += height
    return count


def _piece(table: n.Table, part: tuple[n.Row, ...], first: bool) -> n.Table:
    attr = table.attr if first else replace(table.attr, id="")
    return replace(table, attr=attr, bodies=(replace(table.bodies[0], rows=part),))


def style_of(size: Size) -> measure.Style:
    """Return the style of a table of a size."""
    return dict(STYLES)[size]
