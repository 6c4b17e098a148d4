"""Figures that float to the head of the next page, in place of WeasyPrint's page break before them."""

from __future__ import annotations

import pytest

from tests.formats.pages import lines, pages, words

CSS = (
    "@page{size:200px 200px;margin:10px}body{font-size:10px;line-height:20px;margin:0;orphans:2;widows:2}"
    "p,figure,h2{margin:0;font-size:10px}figure{height:80px;break-inside:avoid}h2{break-after:avoid}"
)  # nine lines a page; a figure takes four


def texts(body: str) -> list[list[str]]:
    """Return the lines of each page, a figure by its words."""
    return [[words(line).strip() for line in lines(page)] for page in pages(CSS, body)]


def paragraph(name: str, count: int) -> str:
    return f"<p>{'<br>'.join(f'{name}{number}' for number in range(1, count + 1))}</p>"


def figure(name: str) -> str:
    return f"<figure>{name}</figure>"


def test_the_text_goes_on_where_a_figure_does_not_fit() -> None:
    body = paragraph("a", 6) + figure("F") + paragraph("b", 3) + paragraph("c", 2)
    assert texts(body) == [
        ["a1", "a2", "a3", "a4", "a5", "a6", "b1", "b2", "b3"],
        ["F", "c1", "c2"],
    ]


def test_a_figure_that_fits_stays_in_its_place() -> None:
    body = paragraph("a", 4) + figure("F") + paragraph("b", 3)
    assert texts(body) == [["a1", "a2", "a3", "a4", "F"], ["b1", "b2", "b3"]]


def test_a_paragraph_that_goes_over_the_page_goes_on_below_the_figure() -> None:
    body = paragraph("a", 6) + figure("F") + paragraph("b", 6)
    assert texts(body) == [
        ["a1", "a2", "a3", "a4", "a5", "a6", "b1", "b2", "b3"],
        ["F", "b4", "b5", "b6"],
    ]


@pytest.mark.parametrize("before", range(1, 10))
@pytest.mark.parametrize("count", range(1, 13))
def test_nothing_is_lost_or_repeated(before: int, count: int) -> None:
    body = paragraph("a", before) + figure("F") + paragraph("b", count) + figure("G") + paragraph("c", count)
    result = [line for page in texts(body) for line in page]
    all_lines = [f"a{i + 1}" for i in range(before)] + [f"{n}{i + 1}" for n in "bc" for i in range(count)]
    assert [line for line in result if line not in "FG"] == all_lines
    assert (result.count("F"), result.count("G")) == (1, 1)
    assert result.index("F") < result.index("G")


@pytest.mark.parametrize("before", range(1, 10))
def test_no_figure_floats_into_the_parts_after_the_text(before: int) -> None:
    body = paragraph("a", before) + figure("F") + "<h2 class='back'>Sources</h2>" + paragraph("s", 4)
    result = [line for page in texts(body) for line in page]
    assert result.index("F") < result.index("Sources") < result.index("s1")


def test_two_figures_keep_their_order_when_neither_fits() -> None:
    body = paragraph("a", 6) + figure("F") + figure("G") + figure("H") + paragraph("b", 12)
    assert texts(body) == [
        ["a1", "a2", "a3", "a4", "a5", "a6", "b1", "b2", "b3"],
        ["F", "G"],
        ["H", "b4", "b5", "b6", "b7", "b8"],
        ["b9", "b10", "b11", "b12"],
    ]


def test_a_figure_stays_with_a_heading_right_before_it() -> None:
    body = paragraph("a", 5) + "<h2>Head</h2>" + figure("F") + paragraph("b", 2)
    assert texts(body) == [["a1", "a2", "a3", "a4", "a5"], ["Head", "F", "b1", "b2"]]


def test_a_figure_with_a_footnote_stays_with_its_call() -> None:
    note = "<figure>F<span style='float:footnote'>note</span></figure>"
    result = texts(paragraph("a", 6) + note + paragraph("b", 2))
    assert result[0] == ["a1", "a2", "a3", "a4", "a5", "a6"]


def tall(name: str) -> str:
    """Return a figure of two parts, each as high as a page."""
    parts = "".join(f"<div style='height:170px'>{name}{part}</div>" for part in (1, 2))
    return f"<figure style='height:auto'>{parts}</figure>"


def test_a_figure_higher_than_a_page_goes_on_on_the_next() -> None:
    body = paragraph("a", 6) + tall("F") + paragraph("b", 6)
    assert texts(body) == [
        ["a1", "a2", "a3", "a4", "a5", "a6", "b1", "b2", "b3"],
        ["F1"],
        ["F2"],
        ["b4", "b5", "b6"],
    ]


def test_what_waits_behind_a_figure_higher_than_a_page_is_not_lost() -> None:
    body = paragraph("a", 6) + tall("F") + figure("G") + figure("H") + paragraph("b", 6)
    result = [line for page in texts(body) for line in page]
    figures = [line for line in result if line[0] in "FGH"]
    assert figures == ["F1", "F2", "G", "H"]
    assert [line for line in result if line[0] == "b"] == [f"b{number}" for number in range(1, 7)]


SMALL = "<figure style='height:20px'>{}</figure>"


@pytest.mark.parametrize(
    "second",
    [
        SMALL.format("G"),
        "<figure style='height:140px'>G</figure>",
        "<figure style='height:20px'>G<span style='float:footnote'>note</span></figure>",
        "<h2>Head</h2>" + SMALL.format("G"),
        "<ul><li>item</li><li>" + SMALL.format("G") + "</li></ul>",
        "<blockquote style='margin:0'>" + SMALL.format("G") + "<p>quoted</p></blockquote>",
    ],
    ids=["small", "high", "with a note", "below a heading", "in a list", "in a quotation"],
)
@pytest.mark.parametrize("before", range(4, 10))
def test_no_figure_overtakes_another(before: int, second: str) -> None:
    body = paragraph("a", before) + figure("F") + paragraph("b", 1) + second + figure("H") + paragraph("c", 9)
    result = [line for page in texts(body) for line in page]
    assert [line[0] for line in result if line[0] in "FGH" and "Head" not in line] == ["F", "G", "H"]
    assert [line for line in result if line[0] == "c"] == [f"c{number}" for number in range(1, 10)]
    assert [line.count("Head") for line in result].count(1) == second.count("Head")


def test_text_that_must_stay_with_what_follows_is_not_set_again_below_a_figure() -> None:
    """The rest of a paragraph may not be broken from the listing after it, which does not fit."""
    lead = paragraph("b", 5).replace("<p>", "<p style='break-after:avoid'>")
    listing = "<div style='height:120px;break-inside:avoid'>listing</div>"
    body = paragraph("a", 6) + figure("F") + lead + listing
    assert texts(body) == [
        ["a1", "a2", "a3", "a4", "a5", "a6", "b1", "b2", "b3"],
        ["F"],
        ["b4", "b5", "listing"],
    ]


@pytest.mark.parametrize("before", range(4, 10))
def test_a_caption_in_the_margin_comes_once_where_its_figure_does_not_fit(before: int) -> None:
    caption = "<figcaption style='float:right;width:50px;break-after:avoid'>c1<br>c2<br>c3<br>c4</figcaption>"
    beside = f"<figure style='display:flow-root'>{caption}<div style='height:80px'>F</div></figure>"
    body = paragraph("a", before) + "<h2>Head</h2>" + beside + paragraph("b", 3)
    result = [line for page in texts(body) for line in page]
    assert [line for line in result if line[0] == "c"] == ["c1", "c2", "c3", "c4"]
    assert result.count("F") == 1


@pytest.mark.parametrize("height", [120, 140])
@pytest.mark.parametrize("before", range(3, 6))
def test_a_note_called_before_figures_is_not_lost_with_the_text_that_they_push_on(
    before: int, height: int
) -> None:
    """The note waits for the next page, where figures leave no room for the rest of its paragraph."""
    note = "<span style='float:footnote;footnote-policy:line'>n1<br>n2<br>n3</span>"
    figures = "".join(f"<figure style='height:{height}px'>{name}</figure>" for name in "FG")
    body = paragraph("a", before) + figures + paragraph("b", 8).replace("b1", "b1" + note) + paragraph("c", 3)
    result = [line for page in texts(body) for line in page]
    assert [line.split()[-1] for line in result if "n" in line] == ["n1", "n2", "n3"]
    assert [line for line in result if line[0] == "b"] == ["b11", *(f"b{number}" for number in range(2, 9))]
