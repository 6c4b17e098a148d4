"""Tables on small screens: they scroll, and those with much text become lists, each row an entry."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

from pipeline.formats.epub.markup import XHTML, add_classes, words, wrap
from pipeline.wording.terms import term

# Characters of the widest cells of all columns together that a telephone can show side by side; a cell
# counts for no more than it is wide when it is broken into lines.
ROOM = 48
WIDEST = 24


def fit(table: Element, lang: str) -> None:
    """Make a wide table scrollable, with the keyboard too, or mark it to be shown as a list."""
    for cell in table.iter(f"{{{XHTML}}}th"):
        in_head = next(cell.iterancestors(f"{{{XHTML}}}thead"), None) is not None
        cell.set("scope", "col" if in_head else "row")
    caption = table.find(f"{{{XHTML}}}caption")
    if caption is None and "officials" in table.get("class", "").split():
        caption = etree.Element(f"{{{XHTML}}}caption")
        caption.text = term(lang, "officials")
        table.insert(0, caption)
    stack(table, lang)
    name = words(caption) if caption is not None else term(lang, "table")
    # Only what has a name of its own is a landmark.
    role = "region" if caption is not None else "group"
    box = wrap(table, "div")
    for key, value in (("class", "table"), ("role", role), ("aria-label", name), ("tabindex", "0")):
        box.set(key, value)


def stack(table: Element, lang: str) -> None:
    """Mark a table with much text to be read as a list, and label each cell with its column."""
    rows = [list(row) for row in table.iter(f"{{{XHTML}}}tr")]
    heads = [list(row) for row in table.iterfind(f"{{{XHTML}}}thead/{{{XHTML}}}tr")]
    if len(heads) != 1 or any(cell.get("colspan") or cell.get("rowspan") for row in rows for cell in row):
        return
    columns = list(zip(*rows, strict=False))
    if sum(min(WIDEST, max(len(words(cell)) for cell in column)) for column in columns) <= ROOM:
        return
    add_classes(table, "stacks")
    names = [words(cell) for cell in heads[0]]
    for row in rows[1:]:
        for name, cell in list(zip(names, row, strict=False))[1:]:
            cell.set("data-label", term(lang, "named", words=name))
