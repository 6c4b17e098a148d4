"""Damage to tables, charts, pictures and metadata of Office slides; and all kinds of this format."""

from __future__ import annotations

from collections.abc import Callable

from tests.verify.damage import words as w
from tests.verify.damage.markup import Element, name, swap, swap_content
from tests.verify.damage.package import FILE, Show, edit, on_slides, remove, text_of
from tests.verify.damage.slide_links import LINK_KINDS
from tests.verify.damage.slides import WORD_KINDS, Damage
from tests.verify.damage.values import ALT, CELL, CITATION, FACT, META, TEXT, WORDS, Kind, Place
from tests.verify.damage.words import Change, opening, token


def _tables(show: Show, columns: int = 2) -> list[tuple[int, Element, list[list[Element]]]]:
    """Return the tables, each with its slide and its rows of cells."""
    result = []
    for number, table in show.all("tbl"):
        rows = [[cell for cell in row if name(cell) == "tc"] for row in table if name(row) == "tr"]
        if len(rows) > 2 and len(rows[0]) >= columns:
            result.append((number, table, rows))
    return result


def _column_cut(index: int, columns: int) -> Damage:
    def damage(show: Show) -> Place | None:
        for number, table, rows in _tables(show, columns):
            place = Place(tuple(text_of(row[index]) for row in rows), (number,))
            for row in rows:
                remove(row[index])
            grid = next(each for each in table if name(each) == "tblGrid")
            remove(grid[index])
            return place
        return None

    return damage


def _columns_swapped(show: Show) -> Place | None:
    for number, _, rows in _tables(show):
        place = Place(tuple(text_of(cell) for row in rows for cell in row[-2:]), (number,))
        for row in rows:
            swap(row[-2], row[-1])
        return place
    return None


def _row_cut(index: int) -> Damage:
    def damage(show: Show) -> Place | None:
        for number, _, rows in _tables(show):
            place = Place(tuple(map(text_of, rows[index])), (number,))
            row = rows[index][0].getparent()
            assert row is not None
            remove(row)
            return place
        return None

    return damage


def _cells_swapped(show: Show) -> Place | None:
    for number, _, rows in _tables(show):
        one, other = rows[1][-1], rows[2][-1]
        if text_of(one) != text_of(other):
            place = Place((text_of(one), text_of(other)), (number,))
            swap_content(one, other)
            return place
    return None


def _cell(change: Change) -> Damage:
    def damage(show: Show) -> Place | None:
        for number, _, rows in _tables(show):
            for row in rows[1:]:
                for each in row:
                    before = text_of(each)
                    if words := edit(each, change):
                        return Place((*words, before), (number,))
        return None

    return damage


def _charts(show: Show) -> list[tuple[int, str]]:
    return [
        (number, part)
        for number, slide in enumerate(show.slides, 1)
        for part in show.targets(slide, "chart").values()
    ]


def _chart(path: tuple[str, ...], change: Change) -> Damage:
    """Return the damage to a text of a chart that stands below these elements."""

    def damage(show: Show) -> Place | None:
        for number, part in _charts(show):
            for each in show.tree(part).iter("*"):
                around = [name(one) for one in (each, *each.iterancestors())]
                if not all(one in around for one in path) or name(each) not in ("v", "t"):
                    continue
                if result := change(each.text or ""):
                    each.text = result.text
                    return Place(result.words, (number,))
        return None

    return damage


def _chart_removed(show: Show) -> Place | None:
    for number, each in show.all("graphicFrame"):
        if any(name(one) == "chart" for one in each.iter("*")):
            own = next(one for one in each.iter("*") if name(one) == "cNvPr")
            remove(each)
            return Place((opening(own.get("descr", "")), token(own.get("descr", ""))), (number,))
    return None


def _with_alternative(show: Show) -> list[tuple[int, Element]]:
    return [(number, each) for number, each in show.all("cNvPr") if len(each.get("descr", "")) > 10]


def _alt_emptied(show: Show) -> Place | None:
    for number, each in _with_alternative(show):
        text = each.get("descr", "")
        each.set("descr", "")
        return Place((opening(text), token(text)), (number,))
    return None


def _alt_of_another(show: Show) -> Place | None:
    some = _with_alternative(show)
    if len(some) < 2 or some[0][1].get("descr") == some[-1][1].get("descr"):
        return None
    number, each = some[-1]
    text = each.get("descr", "")
    each.set("descr", some[0][1].get("descr", ""))
    return Place((opening(text), token(text)), (number,))


def _alt(change: Change) -> Damage:
    def damage(show: Show) -> Place | None:
        for number, each in _with_alternative(show):
            if result := change(each.get("descr", "")):
                each.set("descr", result.text)
                return Place(result.words, (number,))
        return None

    return damage


def _picture_removed(show: Show) -> Place | None:
    for number, each in show.all("pic"):
        own = next(one for one in each.iter("*") if name(one) == "cNvPr")
        if own.get("descr"):
            remove(each)
            return Place((opening(own.get("descr", "")), token(own.get("descr", ""))), (number,))
    return None


def _core(key: str, value: str) -> Damage:
    def damage(show: Show) -> Place | None:
        for each in show.tree("docProps/core.xml").iter("*"):
            if name(each) == key:
                words = (each.text or "", value)
                each.text = value
                return Place(words)
        return None

    return damage


def _language(show: Show) -> Place | None:
    """Say of every run that it is in Finnish."""
    for part in [each for each in show.parts if each.startswith("ppt/slides/slide")]:
        for each in show.tree(part).iter("*"):
            if name(each) == "rPr" and each.get("lang"):
                each.set("lang", "fi-FI")
    return _core("language", "fi")(show) or Place(("fi",))


def _formula_sign(show: Show) -> Place | None:
    for number, each in show.all("t"):
        if each.tag == "{http://schemas.openxmlformats.org/officeDocument/2006/math}t" and "=" in (
            each.text or ""
        ):
            text = each.text or ""
            each.text = text.replace("=", "≠")
            formula = next(one for one in each.iterancestors() if name(one) == "oMath")
            return Place(("".join(map(str, formula.itertext())),), (number,))
    return None


_OBJECTS: tuple[tuple[str, frozenset[str], Callable[[Show], Place | None]], ...] = (
    ("column-cut", CELL, _column_cut(-1, 3)),
    ("first-column-cut", CELL, _column_cut(0, 2)),
    ("columns-swapped", CELL, _columns_swapped),
    ("row-cut", CELL, _row_cut(2)),
    ("table-head-dropped", CELL, _row_cut(0)),
    ("cells-swapped", CELL | CITATION | FACT, _cells_swapped),
    ("cell-digit", CELL | FACT, _cell(w.digit)),
    ("cell-word", CELL | FACT, _cell(w.letter)),
    ("chart-value", WORDS | CELL | ALT, _chart(("val", "numCache"), w.digit)),
    ("chart-label", WORDS | CELL | ALT, _chart(("dLbls",), w.digit)),
    ("chart-series", WORDS | CELL | ALT, _chart(("ser", "tx", "strCache"), w.letter)),
    ("chart-category", WORDS | CELL | ALT, _chart(("cat", "strCache"), w.digit)),
    ("chart-removed", ALT | WORDS, _chart_removed),
    ("alt-emptied", ALT, _alt_emptied),
    ("alt-of-another", ALT, _alt_of_another),
    ("alt-digit", ALT, _alt(w.digit)),
    ("picture-removed", ALT, _picture_removed),
    ("formula-sign", TEXT, _formula_sign),
    ("title-changed", META, _core("title", "Another title")),
    ("language-changed", META, _language),
)

KINDS = tuple(
    Kind(each, FILE, codes, on_slides(damage))
    for each, codes, damage in (*WORD_KINDS, *LINK_KINDS, *_OBJECTS)
)
