"""Heads of tables in the structure of a PDF. Waits for Kozea/WeasyPrint #2508."""

from __future__ import annotations

from pipeline.formats.pdf.header_cells import name_table_heads
from pipeline.formats.pdf.tree import Content, Element, elements

Spec = tuple[str, int, int] | str


def cell(tag: str, spec: Spec) -> Element:
    text, columns, rows = spec if isinstance(spec, tuple) else (spec, 1, 1)
    content = (Content(0, ord(text[0])),) if text else ()
    return Element(tag, content, alt=text, spans=(columns, rows))


def group(tag: str, *rows: str | tuple[Spec, ...], heads: int = 0) -> Element:
    """Return a row group; the first `heads` cells of each row are heads, all of them in a THead."""
    lines = []
    for row in rows:
        count = len(row) if tag == "THead" else heads
        cells = (cell("TH" if number < count else "TD", spec) for number, spec in enumerate(row))
        lines.append(Element("TR", tuple(cells)))
    return Element(tag, tuple(lines))


def cells_with_heads(*groups: Element) -> dict[str, Element]:
    """Return the cells of a table by their text."""
    root = name_table_heads(Element("Document", (Element("Table", groups),)))
    (table,) = elements(root.kids)
    rows = [row for part in elements(table.kids) for row in elements(part.kids)]
    return {each.alt: each for row in rows for each in elements(row.kids)}


def heads_of(cells: dict[str, Element], name: str) -> str:
    """Return the texts of a cell's heads."""
    texts = {each.id: each.alt for each in cells.values() if each.id}
    return " ".join(texts[header] for header in cells[name].headers)


def test_one_row_of_heads_says_what_it_heads() -> None:
    cells = cells_with_heads(group("THead", "ab"), group("TBody", "cd", "ef", heads=1))
    assert [cells[name].scope for name in "abcdef"] == ["Column", "Column", "Row", "", "Row", ""]
    assert all(not each.id and not each.headers for each in cells.values())


def test_under_heads_that_span_each_cell_names_its_heads() -> None:
    head = group("THead", (("a", 1, 2), ("b", 2, 1)), "cd")
    cells = cells_with_heads(head, group("TBody", "efg"), group("TFoot", "hij"))
    assert [heads_of(cells, name) for name in "efg"] == ["a", "b c", "b d"]
    assert [heads_of(cells, name) for name in "hij"] == ["a", "b c", "b d"]
    assert [heads_of(cells, name) for name in "abcd"] == ["", "", "b", "b"]


def test_heads_of_rows_that_span_rows() -> None:
    body = group("TBody", (("d", 1, 2), "e", "f"), heads=2)
    rest = Element("TR", (cell("TH", "g"), cell("TD", "h")))
    body = Element("TBody", (*body.kids, rest))
    cells = cells_with_heads(group("THead", "abc"), body)
    assert [heads_of(cells, name) for name in "defgh"] == ["a", "b d", "c d e", "b d", "c d g"]


def test_heads_within_a_table_count_to_the_next_ones() -> None:
    body = group("TBody", "cd", "ef", "gh", "ij")
    first, second, third, fourth = elements(body.kids)
    rows_of_heads = [
        Element("TR", tuple(cell("TH", each.alt) for each in elements(row.kids))) for row in (first, third)
    ]
    cells = cells_with_heads(
        group("THead", "ab"), Element("TBody", (rows_of_heads[0], second, rows_of_heads[1], fourth))
    )
    assert [heads_of(cells, name) for name in "efij"] == ["a c", "b d", "a g", "b h"]


def test_an_empty_head_heads_nothing() -> None:
    cells = cells_with_heads(group("THead", (("", 1, 1), ("b", 2, 1)), "xcd"), group("TBody", "efg", heads=1))
    assert heads_of(cells, "f") == "b c e"
    assert heads_of(cells, "e") == "x"


def test_tables_are_named_apart() -> None:
    spans = Element("Table", (group("THead", ((("a", 2, 1)),), "bc"), group("TBody", "de")))
    root = name_table_heads(Element("Document", (spans, Element("Sect", (spans,)))))
    first, section = elements(root.kids)
    (second,) = elements(section.kids)
    names = [
        {
            each.id
            for part in elements(table.kids)
            for row in elements(part.kids)
            for each in elements(row.kids)
        }
        for table in (first, second)
    ]
    assert names[0] & names[1] == {""}
