"""A table on slides: whole at the largest size that fits, else in pieces between rows, else within them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.slides import Size
from pipeline.model.walk import text_of
from pipeline.slides import measuring as measure
from pipeline.slides.division import Room, divide
from pipeline.slides.grid import Place, cover_of, groups_of, places_of, repeat, rows_between
from pipeline.slides.narrow_columns import broken_words
from pipeline.slides.points import STEP, paragraph_height, visible_paragraphs
from pipeline.slides.sentences import Sentences
from pipeline.slides.tables import STYLES, row_heights, share_width, table_height

# A head that takes more of a slide than this is a row like others.
HIGHEST_HEAD = 0.5
_, _SMALLEST = STYLES[-1]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a table, and the rows of the body that are in it, wholly or in part."""

    table: n.Table
    rows: range


@dataclass(frozen=True, slots=True)
class _Unit:
    """Rows that stay together, their height, and which rows they are."""

    rows: tuple[n.Row, ...]
    height: float
    places: range


def pieces(
    table: n.Table, title: n.Inlines, source: n.Inlines, sentences: Sentences, canvas: Canvas
) -> tuple[Size, tuple[Piece, ...]]:
    """Return a table whole at the largest size that fits and breaks no word, or in pieces at the smallest.

    `sentences` divides the paragraphs of a cell that is higher than a slide.
    """
    lines = measure.lines(text_of(source), measure.SOURCE, canvas.source.width)
    more = max(0.0, lines * measure.SOURCE.line - canvas.source.height)
    limit = measure.body_under(title, canvas).height - more
    for size, style in STYLES:
        table = share_width(table, style, canvas)
        breaks = style is not _SMALLEST and any(broken_words(table, style, canvas))
        if not breaks and table_height(table, style, canvas) <= limit:
            return size, (Piece(table, range(len(table.bodies[0].rows))),)
    return size, tuple(_Divider(table, style, limit, sentences, canvas).pieces())


class _Divider:
    """Divides a table into pieces of nearly equal height, each with the head."""

    def __init__(
        self, table: n.Table, style: measure.Style, limit: float, sentences: Sentences, canvas: Canvas
    ) -> None:
        self.style, self.sentences, self.canvas = style, sentences, canvas
        head = sum(row_heights(table, style, canvas)[: len(table.head.rows)])
        self.rows_of_head = 0
        if head > limit * HIGHEST_HEAD:
            self.rows_of_head, head = len(table.head.rows), 0.0
            table = _without_head(table)
        self.table, self.head, self.room = table, head, limit - head

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces."""
        units = list(self._units())
        rest, slides = sum(unit.height for unit in units), _count_slides((u.height for u in units), self.room)
        current: list[_Unit] = []
        used_height = 0.0
        first = True
        for unit in units:
            high = used_height + unit.height > self.room or used_height + unit.height / 2 > rest / slides
            if current and high:
                yield self._piece(current, first)
                rest, slides = rest - used_height, max(1, slides - 1)
                current, used_height, first = [], 0.0, False
            current.append(unit)
            used_height += unit.height
        yield self._piece(current, first)

    def _piece(self, units: Sequence[_Unit], first: bool) -> Piece:
        table = self._with_rows(tuple(row for unit in units for row in unit.rows))
        start, end = (
            max(0, place - self.rows_of_head)
            for place in ((units[0].places.start, units[-1].places.stop) if units else (0, 0))
        )
        return Piece(table if first else replace(table, attr=replace(table.attr, id="")), range(start, end))

    def _with_rows(self, rows: tuple[n.Row, ...]) -> n.Table:
        return replace(self.table, bodies=(replace(self.table.bodies[0], rows=rows),))

    def _height(self, rows: tuple[n.Row, ...]) -> float:
        return table_height(self._with_rows(rows), self.style, self.canvas) - self.head

    def _units(self) -> Iterator[_Unit]:
        """Yield rows with those that their cells span; what is higher than a slide is divided."""
        heights = iter(row_heights(self.table, self.style, self.canvas)[len(self.table.head.rows) :])
        start = 0
        for group in groups_of(self.table.bodies[0].rows, len(self.table.columns)):
            height = sum(next(heights) for _ in group)
            if height <= self.room:
                yield _Unit(group, height, range(start, start + len(group)))
            else:
                yield from self._parts_of_group(group, start)
            start += len(group)

    def _parts_of_group(self, group: tuple[n.Row, ...], start: int) -> Iterator[_Unit]:
        """Yield rows that a cell spans in parts; the cell is in each of them."""
        cover = cover_of(group, len(self.table.columns))
        place = 0
        while place < len(group):
            end = place + 1
            while end < len(group) and self._height(rows_between(group, cover, place, end + 1)) <= self.room:
                end += 1
            rows = rows_between(group, cover, place, end)
            height, places = self._height(rows), range(start + place, start + end)
            if height <= self.room:
                yield _Unit(rows, height, places)
            else:
                yield from self._parts_of_row(rows[0], places)
            place = end

    def _parts_of_row(self, row: n.Row, places: range) -> Iterator[_Unit]:
        """Yield a row in parts: each of its cells goes on, and a short first one is repeated."""
        cells = places_of((row,), len(self.table.columns))
        parts = [divide(place.cell.blocks, self._room_of(place)) for place in cells]
        for number in range(max(map(len, parts))):
            blocks = (own[number] if number < len(own) else () for own in parts)
            row_cells = [replace(place.cell, blocks=part) for place, part in zip(cells, blocks, strict=True)]
            if number and len(parts[0]) == 1 and len(cells) > 1:
                row_cells[0] = repeat(cells[0].cell)
            rows = (replace(row, cells=tuple(row_cells)),)
            yield _Unit(rows, self._height(rows), places)

    def _room_of(self, place: Place) -> Room:
        padding = 2 * measure.points("table-padding")
        shares = self.table.columns[place.column : place.column + place.across]
        width = sum(column.width or 0.0 for column in shares) * self.canvas.body.width - padding
        bold = place.column < self.table.bodies[0].row_head_columns
        font = replace(self.style, weight=measure.LABEL.weight) if bold else self.style

        def height(blocks: n.Blocks) -> float:
            paragraphs = visible_paragraphs(blocks)
            return sum(paragraph_height(each, font, max(1.0, width), STEP) for each in paragraphs)

        return Room(self.room - padding, height, 0.0, self.sentences)


def _without_head(table: n.Table) -> n.Table:
    """Return a table whose head is its first rows."""
    body = table.bodies[0]
    rows = (*table.head.rows, *body.rows)
    return replace(table, head=n.TableEnd(n.Attr(), ()), bodies=(replace(body, rows=rows),))


def _count_slides(heights: Iterable[float], room: float) -> int:
    """Return how many slides of a height are needed for rows of these heights, in order."""
    count, used_height = 1, 0.0
    for height in heights:
        if used_height and used_height + height > room:
            count, used_height = count + 1, 0.0
        used_height += height
    return count
