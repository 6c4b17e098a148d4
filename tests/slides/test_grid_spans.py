"""Spans of cells: what they cover, where they end, and that no two cells share a place."""

from __future__ import annotations

import random

import pytest

from pipeline.model import nodes as n
from pipeline.model.walk import text_of
from pipeline.slides.grid import EMPTY, Place, grid_of, groups_of, places_of, without_spans_down
from tests.slides.builders import cell, row, table


def area_of(place: Place) -> set[tuple[int, int]]:
    return {
        (place.row + down, place.column + across)
        for down in range(place.down)
        for across in range(place.across)
    }


def random_rows(seed: int) -> tuple[list[n.Row], int]:
    """Return rows of cells with spans of any size, also of those that no table can hold."""
    chance = random.Random(seed)
    columns = chance.randint(1, 5)
    return [
        row(*(cell("a", chance.randint(0, 4), chance.randint(0, 4)) for _ in range(chance.randint(0, 6))))
        for _ in range(chance.randint(1, 6))
    ], columns


@pytest.mark.parametrize("seed", range(60))
def test_no_two_cells_share_a_place_and_none_leaves_the_table(seed: int) -> None:
    rows, columns = random_rows(seed)
    area: set[tuple[int, int]] = set()
    places = places_of(rows, columns)
    for place in places:
        assert area.isdisjoint(area_of(place))
        area |= area_of(place)
    assert area <= {(y, x) for y in range(len(rows)) for x in range(columns)}
    assert [(place.row, place.column) for place in places] == sorted((p.row, p.column) for p in places)
    for number, line in enumerate(rows):
        own = [place for place in places if place.row == number]
        free = columns - len({x for y, x in area if y == number} - {x for p in own for _, x in area_of(p)})
        assert [place.cell for place in own] == list(line.cells[: len(own)])
        if len(own) < len(line.cells):
            assert sum(place.across for place in own) == free


@pytest.mark.parametrize("seed", range(60))
def test_groups_are_the_smallest_that_no_span_leaves(seed: int) -> None:
    rows, columns = random_rows(seed)
    groups = groups_of(rows, columns)
    assert [each for group in groups for each in group] == rows
    ends = {sum(map(len, groups[:count])) for count in range(1, len(groups) + 1)}
    crossing = {place.row + down for place in places_of(rows, columns) for down in range(1, place.down)}
    assert ends == set(range(1, len(rows) + 1)) - crossing


@pytest.mark.parametrize("seed", range(60))
def test_without_spans_down_every_cell_stays_at_its_place(seed: int) -> None:
    rows, columns = random_rows(seed)
    before = places_of(rows, columns)
    after = places_of(without_spans_down(rows, columns), columns)
    assert all(place.down == 1 == max(1, place.cell.row_span) for place in after)
    firsts = {(place.row, place.column): (place.across, text_of(place.cell.blocks)) for place in before}
    for place in after:
        if place.cell.blocks:
            assert firsts.pop((place.row, place.column)) == (place.across, text_of(place.cell.blocks))
        else:
            assert place.cell == n.Cell(n.Attr(), "AlignDefault", 1, place.across, ())
    assert firsts == {}
    whole = {each for place in before for each in area_of(place)}
    if len(whole) == len(rows) * columns:
        assert {each for place in after for each in area_of(place)} == whole


def test_a_span_beside_a_covered_place_ends_before_it() -> None:
    rows = [row("a", cell("b", 2), "c"), row(cell("d", 1, 3), "e")]
    assert [(p.row, p.column, p.down, p.across) for p in places_of(rows, 3)] == [
        (0, 0, 1, 1), (0, 1, 2, 1), (0, 2, 1, 1), (1, 0, 1, 1), (1, 2, 1, 1)
    ]  # fmt: skip


def test_a_cell_spans_no_place_that_another_covers_once_rows_are_apart() -> None:
    rows = [row("a", cell("b", 2), "c"), row(cell("d", 1, 3), "e")]
    apart = without_spans_down(rows, 3)
    assert [[each.col_span for each in line.cells] for line in apart] == [[1, 1, 1], [1, 1, 1]]
    assert [[text_of(each.blocks) for each in line.cells] for line in apart] == [
        ["a", "b", "c"],
        ["d", "", "e"],
    ]


def test_rows_that_begin_with_another_number_span_as_far() -> None:
    rows = [row(cell("a", 2), "b"), row("c")]
    assert [(p.row, p.column, p.down) for p in places_of(rows, 2, 3)] == [(3, 0, 2), (3, 1, 1), (4, 1, 1)]


def test_no_span_leaves_the_head_of_a_table() -> None:
    plain = table([row("c", "d"), row("e", "f")], head=(row(cell("a", 3), "b"),))
    assert [(p.row, p.column, p.down, text_of(p.cell.blocks)) for p in grid_of(plain)] == [
        (0, 0, 1, "a"), (0, 1, 1, "b"), (1, 0, 1, "c"), (1, 1, 1, "d"), (2, 0, 1, "e"), (2, 1, 1, "f")
    ]  # fmt: skip


def test_an_empty_place_is_one_cell_without_words() -> None:
    assert (EMPTY.row_span, EMPTY.col_span, EMPTY.blocks) == (1, 1, ())
    assert groups_of([], 3) == []
    assert without_spans_down([], 3) == ()
