"""Long lists in columns, and the pages that an entry of the sources is cited on."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as etree

import pytest

from pipeline.formats.pdf.patches import backlinks, columns
from tests.formats.pages import lines, pages, words

CSS = (
    "@page{size:220px 200px;margin:10px}body{font-size:10px;line-height:20px;margin:0}p{margin:0}"
    "div.list{columns:2;column-gap:20px;column-fill:auto}div.list p{break-inside:avoid}"
)  # nine lines a column


def places_of(page: Any) -> list[tuple[float, float, str]]:
    """Return the lines of a page with their places."""
    return [(round(line.position_x), round(line.position_y), words(line)) for line in lines(page)]


def texts(body: str) -> list[str]:
    """Return the lines of all pages."""
    return [words(line) for page in pages(CSS, body) for line in lines(page)]


@pytest.mark.parametrize("count", [1, 2, 7, 18, 19, 36, 40])
def test_columns_hold_every_entry_once_in_order(count: int) -> None:
    entries = "".join(f"<p>e{number}</p>" for number in range(count))
    result = texts(f"<div class='list'>{entries}</div><p>end</p>")
    assert result == [*(f"e{number}" for number in range(count)), "end"]


def test_columns_are_even_where_the_list_ends() -> None:
    entries = "".join(f"<p>e{number}</p>" for number in range(7))
    (page,) = pages(CSS, f"<div class='list'>{entries}</div><p>end</p>")
    assert places_of(page) == [
        *((10, 10 + 20 * row, f"e{row}") for row in range(4)),
        *((120, 10 + 20 * row, f"e{row + 4}") for row in range(3)),
        (10, 90, "end"),
    ]


def test_columns_of_which_nothing_fits_begin_on_the_next_page() -> None:
    entries = "".join(f"<p>one<br>two<br>e{number}</p>" for number in range(4))
    body = f"<p>{'text<br>' * 8}</p><div class='list'>{entries}</div>"
    first, second = pages(CSS, body)
    assert [words(line) for line in lines(first)] == ["text"] * 8
    assert [text for *_, text in places_of(second)] == ["one", "two", "e0", "one", "two", "e1",
                                                     "one", "two", "e2", "one", "two", "e3"]  # fmt: skip


def test_parts_are_as_low_as_can_be() -> None:
    assert columns.divide("abcde", [5, 1, 1, 1, 5], 2) == [["a", "b", "c"], ["d", "e"]]
    assert columns.divide("abc", [1, 1, 4], 2) == [["a", "b"], ["c"]]
    assert columns.divide("a", [3], 2) == [["a"]]
    assert columns.divide("", [], 2) == [[]]


def test_an_entry_says_each_page_that_cites_it_once() -> None:
    def citation(number: int) -> str:
        return f"<p><a id='cited-{number}' href='#ref-a'>c</a></p>"

    links = ", ".join(
        f"<a class='return' title='Cited on page {{page}}' href='#cited-{number}'>{number}</a>"
        for number in (1, 2, 3, 4)
    )
    filler = "<p>f</p>" * 8
    entry = f"<div class='csl-entry' id='ref-a'><p>Entry <span class='returns'>{links}</span></p></div>"
    body = f"{citation(1)}{citation(2)}{filler}{citation(3)}{filler}{citation(4)}<div>{entry}</div>"
    assert texts(body)[-1] == "Entry 1, 2, 3"


def test_an_entry_laid_out_again_says_the_pages_of_then() -> None:
    class Box:
        def __init__(self, element: etree.Element, *children: object, text: str = "") -> None:
            self.element, self.children = element, list(children)
            if text:
                self.text = text

        def descendants(self) -> list[object]:
            return self.children

    def link(number: int) -> Box:
        attributes = {"class": "return", "title": "Cited on page {page}", "href": f"#cited-{number}"}
        element = etree.Element("a", attributes)
        return Box(element, Box(element, text=str(number)))

    comma = Box(etree.Element("span"), text=", ")
    one, two = link(1), link(2)
    box = Box(etree.Element("span"), one, comma, two)
    backlinks._write(box, {"cited-1": (2,), "cited-2": (2,)}, 9)
    assert box.children == [one]
    backlinks._write(box, {"cited-1": (2,), "cited-2": (3,)}, 9)
    assert box.children == [one, comma, two]
    assert [each.element.get("title") for each in (one, two)] == ["Cited on page 3", "Cited on page 4"]
    backlinks._write(box, {"cited-1": (4,)}, 9)
    assert [each.element.get("title") for each in (one, two)] == ["Cited on page 5", "Cited on page 9"]
