"""Faults of WeasyPrint that make a page of a long text cost more time or memory than one of a short text."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from typing import Any

from tests.formats.pages import pages, words
from tests.upstream.counting import count_calls

SMALL = "@page{size:200px 200px;margin:10px}body,p{margin:0;font-size:10px;line-height:20px}"


def part_styles() -> bool:
    """Each element has styles for the markers and calls of notes that it does not have."""
    count = 20
    with count_calls("weasyprint.css", "ComputedStyle.__init__", lambda *_: 1) as counts:
        pages(SMALL, "<p>a</p>" * count)
    return sum(counts) > 6 * count


def page_styles() -> bool:
    """The rules of all pages are gone through for each."""
    css = f"{SMALL}@page{{@top-left{{content:'a'}}@bottom-left{{content:'b'}}}}p{{break-after:page}}"
    name = "set_page_type_computed_styles"
    with count_calls("weasyprint.layout.page", name, lambda *a: len(a[2].get_cascaded_styles())) as counts:
        pages(css, "<p>a</p>" * 12)
    return counts[-1] > 2 * len(counts)


def page_history() -> bool:
    """The anchors of all pages before a page are copied and searched."""
    body = "".join(f"<p style='break-after:page' id='a{number}'>a</p>" for number in range(12))

    def count_earlier(collector: Any, anchor: str, values: Any, page: int, page_maker: Any) -> int:
        return sum(len(state["anchors"]) for *_, state in page_maker[:page])

    name = "TargetCollector.cache_target_page_counters"
    with count_calls("weasyprint.css.targets", name, count_earlier) as counts:
        pages(SMALL, body)
    assert len(counts) == 12
    return max(counts) > 2


def counter_lookups() -> bool:
    """Each anchor is compared with all entries of contents."""
    count = 20
    css = f"{SMALL}a::after{{content:target-counter(attr(href),page)}}"
    entries = "".join(f"<p><a href='#a{number}'>entry </a></p>" for number in range(count))
    texts = "".join(f"<p id='a{number}'>a</p>" for number in range(count))

    def count_reads(item: object, name: str) -> int:
        return name == "missing_target_counters"

    with count_calls("weasyprint.css.targets", "CounterLookupItem.__getattribute__", count_reads) as counts:
        assert "entry 3" in words(pages(css, entries + texts)[0])
    return sum(counts) > 10 * count


def shared_styles() -> bool:
    """Each cell that has an attribute of style has a style of its own."""
    count = 90
    texts = "<p lang=en style='color:red'>a<p lang=en>b<p style='color:red'>c"
    table = "<table><tr>" + "<td style='text-align:right'>" * count
    with count_calls("weasyprint.css", "ComputedStyle.__init__", lambda *_: 1) as counts:
        boxes = [box for page in pages(SMALL, texts + table) for box in page.descendants()]
    colors = {words(box): str(box.style["color"]) for box in boxes if box.element_tag == "p"}
    assert colors["a"] == colors["c"] != colors["b"]
    return sum(counts) > count


def layout_end() -> bool:
    """The boxes that pages are made from are kept with the pages, for a picture that asks for fonts."""
    from weasyprint.layout import LayoutContext

    def states() -> int:
        gc.collect()
        return sum(hasattr(each, "page_maker") for each in gc.get_objects() if type(each) is LayoutContext)

    before = states()
    picture = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>a</text></svg>"
    boxes = pages(SMALL, f"<p>{picture}</p>")
    assert len(boxes) == 1
    return states() > before


LONG_TEXT_FAULTS: Mapping[str, tuple[Callable[[], bool], ...]] = {
    "part-styles": (part_styles, page_styles),
    "page-history": (page_history,),
    "counter-lookups": (counter_lookups,),
    "layout-end": (layout_end,),
    "shared-styles": (shared_styles,),
}
