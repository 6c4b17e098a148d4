"""The handout, read back: each slide with its speaker notes below it, on the paper of the article."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from pipeline.build import resolve_article
from pipeline.checking import check_article
from pipeline.editions.handout import handout
from pipeline.formats.deck_pdf import HANDOUT
from pipeline.load.article import locate
from pipeline.model import nodes as n
from pipeline.model.stages import Artifact, Edition
from pipeline.model.walk import map_tree, text_of, walk
from pipeline.theme import load
from tests.articles import document
from tests.canvas import CANVAS
from tests.editions.deck_sample import edition as deck_of
from tests.formats.deck_pages import letters_outside, outline, read_pages
from tests.formats.deck_setting import SETTING
from tests.formats.standards import breaches
from tests.formats.tagged_text import read_structure
from tests.formats.test_deck_pdf import squeeze
from tests.pdf_pages import Piece, page_texts, read

HEAD = "---\ntitle: T\nbriefing: {{paper: {paper}}}\n---\n\n# First\n\n"
LONG = "nlong " * 900


def edition(text: str, folder: Path, paper: str = "A4", head: str = HEAD) -> Edition:
    (folder / "paper.md").write_text(head.format(paper=paper) + text, "utf-8")
    return handout(resolve_article(locate(str(folder / "paper.md"), folder)).document)


def slide(message: str, notes: str = "") -> str:
    words_with_it = f"\n::: notes\n{notes}\n:::\n" if notes else ""
    return f"::: {{.slide message='{message}.'}}\nWords on {message}.\n:::\n{words_with_it}\n"


def page_of(texts: list[str], words: str) -> int:
    [number] = [number for number, text in enumerate(texts) if squeeze(words) in squeeze(text)]
    return number


def pieces_of(data: bytes, folder: Path) -> dict[str, Piece]:
    (folder / "handout.pdf").write_bytes(data)
    return {piece.text.strip(): piece for piece in read(folder / "handout.pdf").pieces}


@cache
def artifact_of(target: str) -> Artifact:
    return HANDOUT.render(handout(document(target)), SETTING)


@pytest.mark.parametrize("target", ["tests/sample", "tests/joss/paper.md"])
def test_notes_follow_their_slide(target: str, tmp_path: Path) -> None:
    content = handout(document(target))
    artifact = artifact_of(target)
    pages = read_pages(artifact.data)
    assert len(pages) == len(content.slides)
    for page, each in zip(pages, content.slides, strict=True):
        assert squeeze(page.title) == squeeze(text_of(each.title))
    assert (artifact.name, artifact.extent_unit) == ("handout.pdf", "pages")
    assert artifact.extent == len(pypdfium2.PdfDocument(artifact.data))
    titles = [squeeze(title) for _, title, _ in outline(artifact.data)]
    assert titles == [squeeze(page.title) for page in pages]
    assert letters_outside(artifact.data) == []
    assert breaches(artifact.data, tmp_path) == []
    assert HANDOUT.render(content, SETTING).data == artifact.data


@pytest.mark.parametrize("target", ["tests/sample", "tests/joss/paper.md"])
def test_all_words_of_notes_are_read_after_their_slide(target: str) -> None:
    content = handout(document(target))
    with pikepdf.open(io.BytesIO(artifact_of(target).data)) as pdf:
        parts = [squeeze(each.text()) for each in read_structure(pdf).children()]
    texts = [text for each in content.slides for text in ((n.Plain(each.title),), each.notes) if text]
    assert len(parts) == len(texts)
    for part, words in zip(parts, texts, strict=True):
        assert list(words_apart(words, part)) == []


def words_apart(blocks: n.Blocks, part: str) -> Iterator[str]:
    """Yield the words of notes that a part of a PDF lacks, or has in another order; formulas are pictures."""

    def without_formula(node: n.Inline) -> n.Inlines:
        return () if isinstance(node, n.Math) else (node,)

    place = 0
    for word in map(squeeze, text_of(map_tree(blocks, inline=without_formula)).split()):
        position = part.find(word, place)
        if position < 0:
            yield word
        else:
            place = position + len(word)


@pytest.mark.parametrize("word", ["second", "note", "first"])
def test_a_word_of_a_note_that_is_lost_is_found(word: str) -> None:
    words = (n.Para((n.Str("first"), n.Space(), n.Str("second"), n.Space(), n.Str("note"))),)
    assert list(words_apart(words, "firstsecondnote")) == []
    assert word in list(words_apart(words, "firstsecondnote".replace(word, "")))
    assert list(words_apart(words, "secondfirstnote")) == ["second"]


def test_the_notes_of_a_slide_are_on_its_page(tmp_path: Path) -> None:
    content = edition(slide("One", "nfirst note.") + slide("Two", "nsecond note."), tmp_path)
    data = HANDOUT.render(content, SETTING).data
    texts = page_texts(data)
    for words, note in (("Words on One.", "nfirst note."), ("Words on Two.", "nsecond note.")):
        assert page_of(texts, words) == page_of(texts, note)
    pieces = pieces_of(data, tmp_path)
    assert pieces["nfirst note."].top < pieces["on One."].bottom


def test_long_notes_flow_on_to_the_next_page(tmp_path: Path) -> None:
    content = edition(slide("One", LONG) + slide("Two", "nsecond note."), tmp_path)
    texts = page_texts(HANDOUT.render(content, SETTING).data)
    first, second = page_of(texts, "Words on One."), page_of(texts, "Words on Two.")
    assert second == first + 2
    assert sum(text.count("nlong") for text in texts[first:second]) == LONG.count("nlong")
    assert "nlong" in texts[first + 1]


def test_two_slides_without_notes_are_on_one_page(tmp_path: Path) -> None:
    content = edition("".join(slide(each) for each in ("One", "Two", "Three", "Four")), tmp_path)
    texts = page_texts(HANDOUT.render(content, SETTING).data)
    pages = [page_of(texts, f"Words on {each}.") for each in ("One", "Two", "Three", "Four")]
    assert max(pages.count(page) for page in pages) == 2
    assert pages == sorted(pages)


@pytest.mark.parametrize(("paper", "size"), [("A4", (595.3, 841.9)), ("Letter", (612, 792))])
def test_the_paper_is_that_of_the_article(paper: str, size: tuple[float, float], tmp_path: Path) -> None:
    data = HANDOUT.render(edition(slide("One", "nfirst note."), tmp_path, paper), SETTING).data
    assert pypdfium2.PdfDocument(data)[0].get_size() == pytest.approx(size, abs=0.1)
    pieces = pieces_of(data, tmp_path)
    # A slide is as wide as text and margin of the briefing, and its letters are smaller by as much.
    share = load().points("page.wide") / CANVAS.width
    assert pieces["on One."].size == pytest.approx(load().points("slide.text-large") * share, abs=0.1)
    assert pieces["nfirst note."].size == pytest.approx(load().points("size.text"), abs=0.1)


def test_each_slide_has_its_number_and_the_list_of_sources_those_of_slides(tmp_path: Path) -> None:
    """Pages are others: notes flow on, and slides share pages."""
    text = f"Words [@work].\n\n{slide('One', LONG + LONG)}{slide('Two')}{slide('Three [@work]')}"
    (tmp_path / "refs.bib").write_text("@misc{work, title={The Work}, author={Writer}, year=2020}", "utf-8")
    head = HEAD.replace("title: T\n", "title: T\nbibliography: refs.bib\n")
    content = edition(text, tmp_path, head=head)
    pages = read_pages(HANDOUT.render(content, SETTING).data)
    for number, page in enumerate(pages, 1):
        assert page.words.rpartition(" ")[2] == str(number)
    [entry] = [each for page in pages for each in page.all("LI") if "Work" in each.text()]
    numbers = [link.text() for link in entry.all("Link")]
    links = (
        node for node in walk(content.blocks) if isinstance(node, n.Link) and "return" in node.attr.classes
    )
    assert numbers == [text_of(link.inlines) for link in links] == ["2", "5"]


def test_the_handout_shows_what_the_deck_shows_and_has_no_name_of_its_own(tmp_path: Path) -> None:
    text = "---\ntitle: T\n---\n\n# First\n\nWords of it.\n\n::: {only=handout}\nNever.\n:::\n"
    (tmp_path / "paper.md").write_text(text, "utf-8")
    codes = [each.message for each in check_article(locate(str(tmp_path / "paper.md"), tmp_path)).diagnostics]
    assert "unknown edition `handout`" in codes
    assert handout(document("tests/sample")).slides == deck_of("tests/sample").slides


def test_a_listing_in_notes_has_its_whole_lines(tmp_path: Path) -> None:
    listing = f"~~~\n{'one long line ' * 20}end\n{'y' * 300}\n~~~"
    own = edition(slide("One", listing), tmp_path)
    artifact = HANDOUT.render(own, SETTING)
    assert [each.code for each in artifact.diagnostics if each.code == "text-cut"] == []
    (tmp_path / "handout.pdf").write_bytes(artifact.data)
    assert squeeze("one long line " * 20 + "end" + "y" * 300) in squeeze(
        "".join(page_texts(tmp_path / "handout.pdf"))
    )
