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
    return {
        anchor: number
        for number, (*_, state) in enumerate(context.page_maker, 1)
        for anchor in state.get("anchors", ())
    }


def _write(box: Any, pages: dict[str, int], here: int) -> None:
    """Put the page into each link, and leave out links that say a page again.

    A layout may be repeated with other pages: all links, and what they are to say, are kept for that.
    """
    if not hasattr(box, "all_links"):
        box.all_links = [child for child in box.children if RETURN in classes_of(child)]
        box.commas = [child for child in box.children if RETURN not in classes_of(child)]
        box.titles = {id(link): link.element.get("title", "") for link in box.all_links}
    said: dict[int, Any] = {}
    for link in box.all_links:
        said.setdefault(pages.get(link.element.get("href", "#")[1:], here), link)
    kept: list[Any] = []
    for page, link in said.items():
        for text in _texts(link):
            text.text = str(page)
        link.element.set("title", box.titles[id(link)].replace("{page}", str(page)))
        kept += [*box.commas[:1], link] if kept else [link]
    box.children = kept


def _texts(box: Any) -> Iterator[Any]:
    return (each for each in box.descendants() if hasattr(each, "text"))
