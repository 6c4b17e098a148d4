"""Damage to the structure of a PDF; and all kinds of this format."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pikepdf

from tests.verify.damage.pdf_links import LINK_KINDS
from tests.verify.damage.pdf_sight import SIGHT_KINDS
from tests.verify.damage.pdf_words import WORD_KINDS, Damage, Row
from tests.verify.damage.printed import Node, Print, drop, headings, kids_of, on_print, paragraphs
from tests.verify.damage.values import ALT, CELL, CITATION, FACT, HEADING, NOTE, WORDS, Kind, Place
from tests.verify.damage.words import Change, digit, opening, pick, token

FILES = ("briefing.pdf", "deck.pdf")
# Kinds that need what only pages of prose have.
_ONLY_BRIEFING = ("note-", "notes-", "entry-", "caption-")


def _swap_kids(one: Node, other: Node) -> None:
    """Let two structure elements change what they hold."""
    kids, other_kids = kids_of(one), kids_of(other)
    for node, some in ((one, other_kids), (other, kids)):
        node.object.K = pikepdf.Array(some)
        for kid in some:
            if isinstance(kid, pikepdf.Dictionary):
                kid.P = node.object
    page, other_page = one.object.get("/Pg"), other.object.get("/Pg")
    for node, each in ((one, other_page), (other, page)):
        if each is not None:
            node.object.Pg = each
        elif "/Pg" in node.object:
            del node.object["/Pg"]


def _heading_level(file: Print) -> Place | None:
    if (node := pick([each for each in headings(file) if each.tag != "H1"], 2)) is None:
        return None
    node.object.S = pikepdf.Name.H3 if node.tag == "H2" else pikepdf.Name.H2
    return Place((node.text,), node.spots())


def _heading_untagged(file: Print) -> Place | None:
    if (node := pick(headings(file), 2)) is None:
        return None
    node.object.S = pikepdf.Name.P
    return Place((node.text,), node.spots())


def _headings_swapped(file: Print) -> Place | None:
    some = [node for node in headings(file) if not node.kids]
    if len(some) < 4:
        return None
    _swap_kids(some[1], some[3])
    return Place((some[1].text, some[3].text), (*some[1].spots(), *some[3].spots()))


def _order_changed(file: Print) -> Place | None:
    """Let a paragraph be read before the one that it follows."""
    for one, other in pairwise([node for node in paragraphs(file) if node.tag == "P"][2:]):
        if one.parent is other.parent and one.parent is not None:
            kids = kids_of(one.parent)
            places = [
                next(
                    i
                    for i, kid in enumerate(kids)
                    if isinstance(kid, pikepdf.Dictionary) and kid.objgen == each.object.objgen
                )
                for each in (one, other)
            ]
            kids[places[0]], kids[places[1]] = kids[places[1]], kids[places[0]]
            one.parent.object.K = pikepdf.Array(kids)
            return Place((opening(one.text), opening(other.text)), (*one.spots(), *other.spots()))
    return None


def _no_tags(file: Print) -> Place | None:
    """Draw a paragraph that no reading machine is told of."""
    some = [node for node in paragraphs(file) if node.tag == "P"]
    if (node := pick(some, 6)) is None:
        return None
    place = Place((opening(node.text), token(node.text)), node.spots())
    drop(node)
    return place


def _note_untagged(file: Print) -> Place | None:
    for node in file.root.all("Note"):
        place = Place((opening(node.text), token(node.text)), node.spots())
        drop(node)
        return place
    return None


def _tables(file: Print, columns: int = 2) -> list[list[list[Node]]]:
    result = []
    for table in file.root.all("Table"):
        rows = [[cell for cell in row.kids if cell.tag in ("TD", "TH")] for row in table.all("TR")]
        if len(rows) > 2 and min(map(len, rows)) >= columns and len({len(row) for row in rows}) == 1:
            result.append(rows)
    return result


def _cell_place(cells: list[Node]) -> Place:
    spots = {spot for cell in cells for spot in cell.spots()}
    return Place(tuple(cell.text for cell in cells if cell.text), tuple(sorted(spots)))


def _column_cut(file: Print) -> Place | None:
    for rows in _tables(file, 3)[1:]:
        place = _cell_place([row[-1] for row in rows])
        for row in rows:
            file.erase(row[-1])
            drop(row[-1])
        return place
    return None


def _row_cut(file: Print) -> Place | None:
    for rows in _tables(file):
        place = _cell_place(rows[2])
        for cell in rows[2]:
            file.erase(cell)
        row = rows[2][0].parent
        assert row is not None
        drop(row)
        return place
    return None


def _head_dropped(file: Print) -> Place | None:
    for rows in _tables(file):
        place = _cell_place(rows[0])
        for cell in rows[0]:
            file.erase(cell)
        row = rows[0][0].parent
        assert row is not None
        drop(row)
        return place
    return None


def _columns_swapped(file: Print) -> Place | None:
    for rows in _tables(file):
        place = _cell_place([cell for row in rows for cell in row[-2:]])
        for row in rows:
            _swap_kids(row[-2], row[-1])
        return place
    return None


def _cells_swapped(file: Print) -> Place | None:
    for rows in _tables(file):
        one, other = rows[1][-1], rows[2][-1]
        if one.text != other.text:
            _swap_kids(one, other)
            return _cell_place([one, other])
    return None


def _cell_erased(file: Print) -> Place | None:
    for rows in _tables(file):
        if rows[1][1].text:
            place = _cell_place([rows[1][1]])
            file.erase(rows[1][1])
            return place
    return None


def _figures(file: Print) -> list[Node]:
    return [node for node in file.root.all("Figure") if len(str(node.object.get("/Alt", ""))) > 10]


def _figure_spots(file: Print, node: Node) -> tuple[int, ...]:
    page = node.object.get("/Pg")
    return (file.pages[page.objgen] + 1,) if page is not None else node.spots()


def _alt(change: Callable[[Print, Node], str | None]) -> Damage:
    def damage(file: Print) -> Place | None:
        for node in reversed(_figures(file)):
            text = str(node.object.Alt)
            if (other_text := change(file, node)) is not None and other_text != text:
                words = (
                    (opening(text), token(text), *(set(text.split()) ^ set(other_text.split())))
                    if other_text
                    else (opening(text),)
                )
                node.object.Alt = pikepdf.String(other_text)
                return Place(words, _figure_spots(file, node))
        return None

    return damage


def _alt_with(change: Change) -> Damage:
    def other(file: Print, node: Node) -> str | None:
        result = change(str(node.object.Alt))
        return result.text if result else None

    return _alt(other)


def _figure_untagged(file: Print) -> Place | None:
    for node in _figures(file):
        text = str(node.object.Alt)
        place = Place((opening(text), token(text)), _figure_spots(file, node))
        drop(node)
        return place
    return None


_STRUCTURE: tuple[Row, ...] = (
    ("heading-level", HEADING, _heading_level),
    ("heading-untagged", HEADING, _heading_untagged),
    ("headings-swapped", HEADING, _headings_swapped),
    ("reading-order-changed", WORDS | CITATION, _order_changed),
    ("paragraph-untagged", WORDS | CITATION, _no_tags),
    ("note-untagged", NOTE, _note_untagged),
    ("column-cut", CELL, _column_cut),
    ("row-cut", CELL, _row_cut),
    ("table-head-dropped", CELL, _head_dropped),
    ("columns-swapped", CELL | CITATION | FACT, _columns_swapped),
    ("cells-swapped", CELL | CITATION | FACT, _cells_swapped),
    ("cell-erased", CELL, _cell_erased),
    ("alt-emptied", ALT, _alt(lambda file, node: "")),
    ("alt-of-another", ALT, _alt(lambda file, node: str(_figures(file)[0].object.Alt))),
    ("alt-digit", ALT, _alt_with(digit)),
    ("figure-untagged", ALT, _figure_untagged),
)

KINDS = tuple(
    Kind(name, file, codes, on_print(damage))
    for file in FILES
    for name, codes, damage in (*WORD_KINDS, *SIGHT_KINDS, *_STRUCTURE, *LINK_KINDS)
    if file == FILES[0] or not name.startswith(_ONLY_BRIEFING)
)
