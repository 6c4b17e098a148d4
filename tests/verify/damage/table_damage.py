"""Damage to the tables of a file of markup, and to the captions of tables and pictures."""

from __future__ import annotations

from tests.verify.damage.markup import (
    Damage,
    Element,
    Leaves,
    classes,
    edit,
    name,
    remove,
    swap_content,
    tables,
    text_of,
)
from tests.verify.damage.values import Place
from tests.verify.damage.words import Change, pick, token


def column_cut(number: int = 0, columns: int = 2) -> Damage:
    """Return the damage that cuts a column of a table: the last, or another."""

    def damage(leaves: Leaves) -> Place | None:
        if (rows := pick(tables(leaves, columns), 0)) is None:
            return None
        some = [row[number] for row in rows]
        place = leaves.place(map(text_of, some), some[0])
        for each in some:
            remove(each)
        return place

    return damage


def columns_swapped(leaves: Leaves) -> Place | None:
    if (rows := pick(tables(leaves), 0)) is None:
        return None
    place = leaves.place((text_of(cell) for row in rows for cell in row[-2:]), rows[0][0])
    for row in rows:
        swap_content(row[-2], row[-1])
    return place


def row_cut(leaves: Leaves) -> Place | None:
    if (rows := pick(tables(leaves), 1)) is None:
        return None
    place = leaves.place(map(text_of, rows[2]), rows[0][0])
    row = rows[2][0].getparent()
    assert row is not None
    remove(row)
    return place


def head_dropped(leaves: Leaves) -> Place | None:
    for rows in tables(leaves):
        head = next((each for each in rows[0][0].iterancestors() if name(each) == "thead"), None)
        if head is not None:
            place = leaves.place(map(text_of, rows[0]), rows[1][0])
            remove(head)
            return place
    return None


def cells_swapped(leaves: Leaves) -> Place | None:
    for rows in tables(leaves):
        one, other = rows[1][-1], rows[2][-1]
        if text_of(one) != text_of(other):
            place = leaves.place((text_of(one), text_of(other)), one)
            swap_content(one, other)
            return place
    return None


def cell(change: Change) -> Damage:
    def damage(leaves: Leaves) -> Place | None:
        for rows in tables(leaves):
            for row in rows[1:]:
                for each in row:
                    before = text_of(each)
                    if words := edit(each, change):
                        return leaves.place((*words, before), each)
        return None

    return damage


def cell_emptied(leaves: Leaves) -> Place | None:
    if (rows := pick(tables(leaves), 0)) is None:
        return None
    each = rows[1][1]
    place = leaves.place((text_of(each),), each)
    for kid in list(each):
        each.remove(kid)
    each.text = ""
    return place


def caption(change: Change) -> Damage:
    def damage(leaves: Leaves) -> Place | None:
        for each in leaves.all("figcaption", "caption"):
            if (words := edit(each, change, within=False)) and not _is_in_back(each):
                return leaves.place(words, each)
        return None

    return damage


def _is_in_back(element: Element) -> bool:
    return any("back" in classes(each) for each in element.iterancestors())


def caption_removed(leaves: Leaves) -> Place | None:
    each = next((each for each in leaves.all("figcaption", "caption") if text_of(each)), None)
    if each is None:
        return None
    place = leaves.place((token(text_of(each)),), each)
    remove(each)
    return place
