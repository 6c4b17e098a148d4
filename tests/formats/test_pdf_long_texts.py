"""Long texts: what a page of one costs, counted and not timed."""

from __future__ import annotations

import base64
import gc
from functools import partial
from types import SimpleNamespace
from typing import Any

from pipeline.formats.pdf import weasy
from pipeline.formats.pdf.patches import layout_end, table
from pipeline.formats.pdf.patches.page_history import ANCHORS, places
from pipeline.formats.pdf.resource import Resource
from tests.articles import ROOT
from tests.load.test_costs import calls
from tests.upstream.counting import count_calls

CSS = (
    "@page{size:220px 200px;margin:20px;@bottom-left{content:counter(page)}}"
    "body,h2,p{font-size:10px;line-height:12px;margin:0}.footnote{float:footnote}"
    ".entry::after{content:leader('. ') target-counter(attr(href),page)}"
)


def page(*anchors: str) -> tuple[Any, ...]:
    return None, None, True, None, {ANCHORS: list(anchors)}


def test_the_places_of_anchors_follow_pages_that_are_laid_out_again() -> None:
    context = SimpleNamespace(page_maker=[page("a", "b"), page("c"), page()])
    assert places(context, ANCHORS).pages == {"a": (0,), "b": (0,), "c": (1,)}
    context.page_maker[2][-1][ANCHORS] += ["d", "a"]
    assert places(context, ANCHORS).pages == {"a": (0, 2), "b": (0,), "c": (1,), "d": (2,)}
    context.page_maker[0] = page("a")
    context.page_maker[1][-1][ANCHORS] = ["b", "c"]
    assert places(context, ANCHORS).pages == {"a": (2, 0), "b": (1,), "c": (1,), "d": (2,)}
    del context.page_maker[1:]
    assert places(context, ANCHORS).pages == {"a": (0,)}


def text_of(sections: int) -> str:
    """Return HTML with contents, and with links, notes and a table in each section."""
    entries = "".join(f"<p><a class='entry' href='#s{each}'>Entry</a></p>" for each in range(sections))
    body = "".join(
        f"<h2 id='s{each}'>Head</h2><p>Words <a href='#s{each}' id='c{each}'>link</a> and more words"
        f"<span class='footnote'>A note</span></p><table><tr><td style='text-align:right'>9</table>"
        f"{'<p>A paragraph of some words</p>' * 8}"
        f"<p>{''.join(f'<i id=i{each}-{place}>i</i> ' for place in range(40))}</p>"
        for each in range(sections)
    )
    return f'<html lang="en"><title>T</title><body>{entries}{body}'


def write(sections: int) -> weasy.Printout:
    return weasy.write(text_of(sections), weasy.press(CSS, ()), {}, b"x")


def test_later_pages_take_as_many_calls_as_earlier_ones() -> None:
    write(1)
    few, more, most = (calls(partial(write, size)) for size in (10, 30, 50))
    assert most - more < 1.02 * (more - few)


def test_boxes_go_when_their_page_is_painted() -> None:
    def count_lines(*_: object) -> int:
        return sum(type(each).__name__ == "LineBox" for each in gc.get_objects())

    gc.collect()
    gc.disable()
    try:
        with (
            count_calls("weasyprint.document", "generate_pdf", count_lines) as before,
            count_calls("weasyprint.pdf", "add_outlines", count_lines) as after,
        ):
            write(40)
    finally:
        gc.enable()
    assert before[0] > 40 * 10
    assert after[0] < before[0] / 4


def test_a_picture_has_its_words_and_its_pictures_after_the_layout_has_gone() -> None:
    pixels = base64.b64encode(next((ROOT / "tests" / "sample" / "media").glob("*.png")).read_bytes())
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><text y="20">Words</text>'
        f'<image width="5" height="5" href="data:image/png;base64,{pixels.decode()}"/></svg>'
    )
    html = '<html lang="en"><title>T</title><body><p>Text<p><img alt="Picture" src="picture.svg">'

    def paint() -> weasy.Printout:
        resources = {"https://article.invalid/picture.svg": Resource("image/svg+xml", drawing.encode())}
        return weasy.write(html, weasy.press(CSS, ()), resources, b"x")

    after = paint()
    try:
        table.apply([each for each in table.PATCHES if each is not layout_end.PATCH])
        whole = paint()
    finally:
        table.apply()
    assert not whole.messages
    assert b"/Image" in whole.data
    assert after == whole
