"""The pages that cite a source, written at the end of its entry while it is laid out.

Sources come after the text, so all pages that cite them are laid out by then. With CSS counters WeasyPrint
would lay out the sources twice, and list a page once for each citation on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.formats.pdf.boxes import classes_of
from pipeline.formats.pdf.patches.page_history import ANCHORS, places
from pipeline.formats.pdf.patches.patch import NO_FAULT, Patch
from pipeline.formats.pdf.patches.targets import IN_FLOW, Flow, Layout, Step

ENTRY, BACKLINKS, BACKLINK = "csl-entry", "returns", "return"


def write_pages(layout: Layout) -> Layout:
    """Return a layout that first writes the pages of an entry."""

    def lay_out(flow: Flow) -> Step:
        if ENTRY in classes_of(flow.child):
            for each in flow.child.descendants():
                if BACKLINKS in classes_of(each) and _asks_for_pages(each):
                    _write(each, places(flow.context, ANCHORS).pages, flow.context.current_page)
        return layout(flow)

    return lay_out


def _asks_for_pages(box: Any) -> bool:
    """Tell whether links are to say pages; in a deck they say slides."""
    return hasattr(box, "all_links") or any(
        "{page}" in (child.element.get("title") or "") for child in box.children if child.element is not None
    )


def _write(box: Any, pages: Mapping[str, tuple[int, ...]], here: int) -> None:
    """Write the page into each link, and drop links to a page that is listed already.

    `pages` are those of each anchor on the pages that are done, counted from 0.

    A layout may be repeated with other pages: all links and their texts are stored for that.
    """
    if not hasattr(box, "all_links"):
        box.all_links = [child for child in box.children if BACKLINK in classes_of(child)]
        box.commas = [child for child in box.children if BACKLINK not in classes_of(child)]
        box.titles = {id(link): link.element.get("title", "") for link in box.all_links}
    links: dict[int, Any] = {}
    for link in box.all_links:
        numbers = pages.get(link.element.get("href", "#")[1:])
        links.setdefault(max(numbers) + 1 if numbers else here, link)
    children: list[Any] = []
    for page, link in links.items():
        for text in _texts(link):
            text.text = str(page)
        link.element.set("title", box.titles[id(link)].replace("{page}", str(page)))
        children += [*box.commas[:1], link] if children else [link]
    box.children = children


def _texts(box: Any) -> Iterator[Any]:
    return (each for each in box.descendants() if hasattr(each, "text"))


PATCH = Patch("backlinks", NO_FAULT, ((IN_FLOW, write_pages),))
