"""The pages that cite a source, written at the end of its entry while it is laid out.

Sources come after the text, so all pages that cite them are there by then. Counters of CSS would ask
WeasyPrint to lay out the sources twice, and would say a page once for each citation on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pipeline.formats.pdf.boxes import classes_of

Layout = Callable[..., tuple[Any, ...]]
ENTRY, RETURNS, RETURN = "csl-entry", "returns", "return"


def paged(layout: Layout) -> Layout:
    """Return WeasyPrint's `_in_flow_layout` that first writes an entry's pages."""

    def in_flow_layout(context: Any, box: Any, index: int, child: Any, *rest: Any) -> tuple[Any, ...]:
        if ENTRY in classes_of(child):
            for each in child.descendants():
                if RETURNS in classes_of(each):
                    _write(each, _pages(context), context.current_page)
        return layout(context, box, index, child, *rest)

    return in_flow_layout


def _pages(context: Any) -> dict[str, int]:
    """Return the page of each anchor on the pages that are done."""
    if getattr(context, "anchors_until", None) != context.current_page:
        context.anchors_until = context.current_page
        context.anchor_pages = {
            anchor: number
            for number, (*_, state) in enumerate(context.page_maker, 1)
            for anchor in state.get("anchors", ())
        }
    pages: dict[str, int] = context.anchor_pages
    return pages


def _write(box: Any, pages: dict[str, int], here: int) -> None:
    """Put the page into each link, and leave out links that say a page again."""
    links = [child for child in box.children if RETURN in classes_of(child)]
    commas = [child for child in box.children if RETURN not in classes_of(child)]
    said: dict[int, Any] = {}
    for link in links:
        page = pages.get(link.element.get("href", "#")[1:], here)
        said.setdefault(page, link)
    for page, link in said.items():
        for text in _texts(link):
            text.text = str(page)
        link.element.set("title", link.element.get("title", "").replace("{page}", str(page)))
    kept: list[Any] = []
    for number, link in enumerate(said.values()):
        kept += [*commas[:1], link] if number else [link]
    box.children = kept


def _texts(box: Any) -> Iterator[Any]:
    return (each for each in box.descendants() if hasattr(each, "text"))
