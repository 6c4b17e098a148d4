"""The PDF of the deck, read back: slides, words, structure, outline and links are those of the HTML deck."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from lxml import html

from pipeline.build import resolve_article
from pipeline.editions.deck import deck
from pipeline.formats.deck_pdf import DECK_PDF
from pipeline.formats.reveal import HTML
from pipeline.load.article import locate
from pipeline.model.stages import Artifact, Edition
from tests.canvas import CANVAS
from tests.editions.deck_sample import edition
from tests.formats.deck_pages import HEADINGS, Page, letters_outside, outline, read_pages
from tests.formats.deck_setting import SETTING
from tests.formats.standards import breaches
from tests.formats.test_slides_kinds import BODIES, WORD
from tests.pdf_pages import Piece, page_texts, read
from tests.test_random_articles import png

TARGETS = ("tests/sample", "tests/joss/paper.md", "kinds")
KINDS = "---\ntitle: T\n---\n\n# First\n\n" + "\n".join(
    f":::: {{.slide message='Of {kind}.'}}\n{body}\n::::\n" for kind, body in BODIES.items()
)


def make(text: str, folder: Path) -> Edition:
    """Return the deck of a text."""
    (folder / "sheet.png").write_bytes(png(40, 20))
    (folder / "paper.md").write_text(text, "utf-8")
    return deck(resolve_article(locate(str(folder / "paper.md"), folder)).document)


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return make(KINDS, tmp_path_factory.mktemp("kinds"))


@pytest.fixture(scope="module", params=TARGETS)
def content(request: pytest.FixtureRequest, kinds: Edition) -> Edition:
    return kinds if request.param == "kinds" else edition(request.param)


@pytest.fixture(scope="module")
def artifact(content: Edition) -> Artifact:
    return DECK_PDF.render(content, SETTING)


@pytest.fixture(scope="module")
def pages(artifact: Artifact) -> list[Page]:
    return read_pages(artifact.data)


def sections(content: Edition) -> list[Any]:
    """Return the slides of the HTML deck, without what is only said."""
    result = html.fromstring(HTML.render(content, SETTING).data).xpath("//div[@class='slides']/section")
    for section in result:
        for notes in section.xpath("aside"):
            notes.drop_tree()
        for formula in section.xpath(".//math"):
            formula.tail = f"{formula.get('alttext')}{formula.tail or ''}"
            formula.drop_tree()
        for image in section.xpath(".//img"):
            image.text = image.get("alt")
    return list(result)


def squeeze(text: str) -> str:
    """Return a text without blanks, marks of lists and case."""
    return re.sub(r"[\s\u00ad\u200b☐☒]", "", text).casefold()


def test_each_page_has_the_words_of_its_slide_in_their_order(content: Edition, pages: list[Page]) -> None:
    texts = [squeeze(section.text_content()) for section in sections(content)]
    assert [squeeze(page.words) for page in pages] == texts
    assert len(pages) == len(content.slides) > 2


def test_each_page_is_a_slide_of_the_usual_size(content: Edition, artifact: Artifact) -> None:
    assert (artifact.name, artifact.extent, artifact.extent_unit) == (
        "deck.pdf",
        len(content.slides),
        "pages",
    )
    size = (CANVAS.width, CANVAS.height)
    for page in pypdfium2.PdfDocument(artifact.data):
        assert page.get_size() == pytest.approx(size, abs=0.1)


def test_the_words_on_a_page_are_those_of_its_structure(artifact: Artifact, pages: list[Page]) -> None:
    """What is copied from a page has the title and the words of the slide; its number stands at the foot."""
    for number, (text, page) in enumerate(zip(page_texts(artifact.data), pages, strict=True), 1):
        assert squeeze(page.title) in squeeze(text)
        assert [word for word in WORD.findall(text) if word not in squeeze(page.words)] == []
        assert f"{number} / {len(pages)}" in text


def test_the_outline_has_the_title_of_each_slide(
    content: Edition, artifact: Artifact, pages: list[Page]
) -> None:
    entries = outline(artifact.data)
    assert [squeeze(title) for _, title, _ in entries] == [squeeze(page.title) for page in pages]
    assert [page for *_, page in entries] == list(range(len(pages)))
    levels = [level for level, *_ in entries]
    assert levels == [0, *(slide.level - 1 for slide in content.slides[1:])]


def test_every_slide_is_a_section_with_one_heading(pages: list[Page]) -> None:
    for page in pages:
        assert len(page.all(*HEADINGS)) == 1
        for figure in page.all("Figure", "Formula"):
            assert str(figure.entries["Alt"])
        for item in page.all("LI"):
            assert [kid.tag for kid in item.children()] in (["LBody"], ["Lbl", "LBody"], ["Lbl"])
        for table in page.all("Table"):
            heads = table.all("TH")
            assert all("Scope" in each.attributes["Table"] for each in heads)


def test_no_letter_leaves_its_page(artifact: Artifact) -> None:
    assert letters_outside(artifact.data) == []
    assert [each.code for each in artifact.diagnostics if each.code == "text-cut"] == []


def test_the_pdf_keeps_to_its_standards_and_to_its_bytes(
    content: Edition, artifact: Artifact, tmp_path: Path
) -> None:
    assert breaches(artifact.data, tmp_path) == []
    assert DECK_PDF.render(content, SETTING).data == artifact.data


def test_links_within_the_deck_lead_to_the_page_of_their_slide(content: Edition, artifact: Artifact) -> None:
    with pikepdf.open(io.BytesIO(artifact.data)) as pdf:
        pages = link_pages(pdf)
        targets = [
            str(each.Dest) for page in pdf.pages for each in page.get("/Annots", []) if "/Dest" in each
        ]
    slides = {name: at for at, slide in enumerate(content.slides) for name in slide.ids if name}
    assert pages == [slides[name] for name in targets]
    assert bool(targets) == (content.front.title != "T")


def test_a_link_to_a_place_in_the_notes_leads_to_their_slide(tmp_path: Path) -> None:
    prose = "Prose that is said, with [a place]{#there}."
    own = ":::: {.slide message='So.'}\nSee [the place](#there).\n::::"
    content = make(f"---\ntitle: T\n---\n\n# First\n\n{prose}\n\n{own}\n", tmp_path)
    [at] = [at for at, slide in enumerate(content.slides) if "there" in slide.ids]
    with pikepdf.open(io.BytesIO(DECK_PDF.render(content, SETTING).data)) as pdf:
        assert link_pages(pdf) == [at]


def link_pages(pdf: pikepdf.Pdf) -> list[int]:
    """Return the pages, from 0, that the links of a PDF within it lead to."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    names = list(pdf.Root.Names.Dests.Names) if "/Dests" in pdf.Root.get("/Names", {}) else []
    places = {
        str(name): numbers[place[0].objgen] for name, place in zip(names[::2], names[1::2], strict=True)
    }
    annotations = [each for page in pdf.pages for each in page.get("/Annots", [])]
    return [places[str(each.Dest)] for each in annotations if "/Dest" in each]


def pieces_of(text: str, folder: Path) -> tuple[Piece, ...]:
    """Return the pieces of text on the second page of a deck, behind the cover."""
    data = DECK_PDF.render(make(text, folder), SETTING).data
    (folder / "deck.pdf").write_bytes(data)
    return tuple(piece for piece in read(folder / "deck.pdf").pieces if piece.page == 1)


def test_columns_stand_side_by_side(tmp_path: Path) -> None:
    text = f"---\ntitle: T\n---\n\n# First\n\n:::: {{.slide message='So.'}}\n{BODIES['columns']}\n::::\n"
    pieces = {piece.text.strip(): piece for piece in pieces_of(text, tmp_path)}
    assert pieces["wleft1"].top == pytest.approx(pieces["wright3"].top, abs=4)
    assert pieces["wright3"].left > CANVAS.width / 2 > pieces["wleft1"].right


def test_titles_have_lines_of_like_length(tmp_path: Path) -> None:
    title = "The five war years brought about fourteen times the military aid of the peace before"
    lines = title_lines(title, tmp_path)
    assert len(lines) == 2
    assert min(lines) > 0.7 * max(lines)


def test_an_exponent_in_large_letters_is_as_large_as_on_screen(tmp_path: Path) -> None:
    text = "---\ntitle: T\n---\n\n# First\n\n:::: {.slide message='Ten^34^ of H~2~'}\nWords.\n::::\n"
    sizes = {piece.text.strip(): piece.size for piece in pieces_of(text, tmp_path)}
    assert sizes["34"] == sizes["2"] == pytest.approx(sizes["Ten"] / 1.2, abs=0.1)


def test_a_short_title_is_one_line(tmp_path: Path) -> None:
    assert len(title_lines("Aid came first", tmp_path)) == 1


def title_lines(title: str, folder: Path) -> list[float]:
    """Return the widths of the lines of a slide's title."""
    text = f"---\ntitle: T\n---\n\n# First\n\n:::: {{.slide message='{title}.'}}\nWords.\n::::\n"
    pieces = [piece for piece in pieces_of(text, folder) if piece.size > 25 and piece.text.strip() in title]
    return [piece.right - piece.left for piece in pieces if piece.text.strip()]


def test_a_formula_in_a_title_is_said_in_the_outline(tmp_path: Path) -> None:
    text = "---\ntitle: T\n---\n\n# First\n\n## Lines of $n$ words\n\n- A point.\n\n- Another point.\n"
    data = DECK_PDF.render(make(text, tmp_path), SETTING).data
    assert "Lines of n words" in [title for _, title, _ in outline(data)]
    assert any(page.all("Formula") for page in read_pages(data))


def test_a_kicker_of_another_script_has_its_typeface(tmp_path: Path) -> None:
    text = "---\ntitle: T\n---\n\n# ភាសាខ្មែរ\n\n:::: {.slide message='So.'}\nWords.\n::::\n"
    fonts = {piece.font for piece in pieces_of(text, tmp_path)}
    assert any("Khmer" in name for name in fonts)


def test_tasks_keep_their_signs(kinds: Edition) -> None:
    data = DECK_PDF.render(kinds, SETTING).data
    [text] = [text for text in page_texts(data) if "wtodo1" in text]
    assert ["☐" in line for line in text.splitlines() if "wtodo1" in line] == [True]
    assert ["☒" in line for line in text.splitlines() if "wdone2" in line] == [True]


def test_ordered_lists_have_their_numbers(kinds: Edition) -> None:
    data = DECK_PDF.render(kinds, SETTING).data
    [numbers] = [page for page in read_pages(data) if page.title == "Of numbers"]
    labels = [each.text().strip() for each in numbers.all("Lbl")]
    assert labels == ["3.", "4.", "b.", "c.", "5."]
