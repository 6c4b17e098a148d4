"""The pages of finished briefings measured: lines, breaks, edges and what stands on what."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import mean

import pytest

from pipeline import theme
from pipeline.charts.figure import layout
from pipeline.charts.frame import Frame
from tests.articles import ARTICLES, PASSAGES, TORTURE, artifact, document
from tests.charts.faults import faults
from tests.pdf_pages import Element, PdfPages, Piece, overlaps, read

pytestmark = pytest.mark.slow  # begun first

ALL = (*ARTICLES, TORTURE, PASSAGES)
THEME = theme.load()
TEXT = THEME.points("size.text")
SHORTEST, LONGEST = 40, 75  # characters of a line of text, on average
HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
# Below this height are the running lines at the foot, above that one those at the head.
FOOT, HEAD = THEME.points("page.bottom"), THEME.points("page.top")
EDGE = 6.0  # what ink and hanging marks may stand over the edge of the text


@cache
def read_pages(path: Path, article: str) -> PdfPages:
    return read(artifact(path, article, "briefing.pdf"))


def paragraphs(pdf: PdfPages) -> Iterator[Element]:
    """Yield the paragraphs of the text: not of notes, tables, captions or the margin."""
    for element in pdf.elements:
        sizes = {piece.size for piece in element.pieces if "Text" in piece.font}
        if element.tag == "P" and TEXT in sizes and not {"Note", "Table", "Caption"} & set(element.within):
            yield element


def text(line: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in line).strip()


# Of articles that are read: in the difficult ones a page may hold two lines of text, or another script.
@pytest.mark.parametrize("article", ARTICLES)
def test_lines_of_text_are_of_a_length_that_reads_well(
    build_folder: Path, article: str, numbers: list[str]
) -> None:
    lengths: dict[int, list[int]] = {}
    for paragraph in paragraphs(read_pages(build_folder, article)):
        if "LI" in paragraph.within or "BlockQuote" in paragraph.within:
            continue  # set in from the left
        *full, _ = paragraph.lines()
        for line in full:
            lengths.setdefault(line[0].page, []).append(len(text(line)))
    assert lengths
    means = {page: mean(some) for page, some in lengths.items()}
    # A page may hold a few lines only.
    assert {page: length for page, length in means.items() if not SHORTEST <= length <= LONGEST + 1} == {}
    typical = mean(length for some in lengths.values() for length in some)
    assert typical <= LONGEST
    numbers.append(
        f"{article}: lines of text hold {typical:.0f} characters on average,"
        f" page by page {min(means.values()):.0f} to {max(means.values()):.0f}"
    )


@pytest.mark.parametrize("article", ALL)
def test_no_line_of_a_paragraph_stands_alone_on_a_page(build_folder: Path, article: str) -> None:
    for paragraph in paragraphs(read_pages(build_folder, article)):
        lines = list(paragraph.lines())
        pages = [line[0].page for line in lines]
        if len(set(pages)) > 1:
            alone = [text(line) for line in lines if pages.count(line[0].page) < 2]
            assert alone == []


@pytest.mark.parametrize("article", ALL)
def test_no_heading_is_the_last_thing_on_a_page(build_folder: Path, article: str) -> None:
    pdf = read_pages(build_folder, article)
    for element in pdf.elements:
        if element.tag not in HEADINGS or not element.pieces:
            continue
        page, bottom = element.pieces[-1].page, min(piece.bottom for piece in element.pieces)
        # A heading stands at the left edge of the text: what is below it is not the points in the margin.
        edge = element.pieces[0].left
        below = [
            piece
            for piece in pdf.pieces
            if piece.page == page and FOOT < piece.bottom < bottom - 1 and piece.left < edge + 250
        ]
        assert below, f"page {page + 1} ends with {element.text!r}"


@pytest.mark.parametrize("article", ALL)
def test_nothing_stands_outside_the_page_or_in_its_margins(build_folder: Path, article: str) -> None:
    pdf = read_pages(build_folder, article)
    inner = THEME.points("page.inner")
    for piece in pdf.pieces:
        width, height = pdf.sizes[piece.page]
        if not piece.text.strip():
            continue
        inside = inner - EDGE <= piece.left and piece.right <= width - inner + EDGE
        assert inside, (piece.page + 1, piece.text)
        assert piece.bottom > 0, (piece.page + 1, piece.text)
        assert piece.top < height, (piece.page + 1, piece.text)


@pytest.mark.parametrize("article", ALL)
def test_no_text_stands_on_other_text(build_folder: Path, article: str) -> None:
    assert [
        (one.page + 1, one.text, other.text)
        for one, other in overlaps(read_pages(build_folder, article).pieces)
    ] == []


@pytest.mark.parametrize("article", ALL)
def test_nothing_in_a_figure_stands_on_anything_else(article: str) -> None:
    frame = Frame(THEME.points("page.wide"), THEME.points("page.figure"), THEME.points("size.furniture"))
    for drawing in document(article).drawings.values():
        assert faults(layout(drawing, frame, THEME)) == (), drawing.id


def test_the_measures_find_what_is_wrong() -> None:
    one = Piece(0, 0, "one", 10, 10, 50, 20, "Dossier-Text", 10.5)
    over = Piece(0, 1, "over", 20, 12, 60, 22, "Dossier-Text", 10.5)
    beside = Piece(0, 2, "beside", 70, 12, 90, 22, "Dossier-Text", 10.5)
    assert list(overlaps((one, over, beside))) == [(over, one)]
    assert [len(line) for line in Element("P", (), (one, beside)).lines()] == [2]
    below = Piece(0, 3, "below", 10, -5, 50, 5, "Dossier-Text", 10.5)
    assert [text(line) for line in Element("P", (), (one, below)).lines()] == ["one", "below"]
