"""Notes that no page has room for at its foot follow the text, numbered with the others, linked both ways."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from pipeline.editions.prose import back_heading
from pipeline.formats.pdf import PDF
from pipeline.formats.pdf.endnotes import with_endnotes
from pipeline.model import nodes as n
from pipeline.model.stages import Media
from pipeline.model.walk import walk
from tests.formats.pdf_setting import SETTING, edition, text
from tests.formats.standards import breaches
from tests.formats.tagged_text import read_structure
from tests.test_random_articles import png

WORDS = "The warrant is kept in the archives of the treasury. "


def note(*words: str) -> n.Note:
    return n.Note(tuple(n.Para(text(each.strip())) for each in words))


def long(first: str, last: str, times: int) -> n.Note:
    return note(f"{first} {WORDS * times} {last}")


def cell(*inlines: n.Inline) -> n.Cell:
    return n.Cell(n.Attr(), "AlignDefault", 1, 1, (n.Plain(inlines),))


def rows(*cells: n.Cell) -> n.Table:
    row = n.Row(n.Attr(), cells)
    return n.Table(
        n.Attr(), n.Caption(None, ()), tuple(n.ColSpec("AlignDefault", None) for _ in cells),
        n.TableEnd(n.Attr(), ()), (n.TableBody(n.Attr(), 0, (), (row,)),), n.TableEnd(n.Attr(), ()),
    )  # fmt: skip


def pages(data: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))


def test_a_note_higher_than_a_page_follows_the_text(tmp_path: Path) -> None:
    call = (
        *text("One."),
        note("Short."),
        *text("Two."),
        long("alpha", "omega", 130),
        *text("Three."),
        note("Last."),
    )
    artifact = PDF.render(edition(n.Para(call), back_heading("sources", "Sources")), SETTING)
    assert artifact.diagnostics == ()
    words = " ".join(pages(artifact.data).split())
    assert "One.1Two.2Three.3" in words.replace(" ", "")
    assert "1 Short. 3 Last." in words  # at the page's foot
    places = [words.index(each) for each in ("Notes 2 alpha", "omega", "Sources")]
    assert places == sorted(places)
    assert breaches(artifact.data, tmp_path) == []


def test_reader_and_listener_come_there_and_back(tmp_path: Path) -> None:
    high = n.Note(
        (n.CodeBlock(n.Attr(), "\n".join(f"line{at}" for at in range(90))), n.Para(text("The end.")))
    )
    call = (*text("One."), note("Short."), *text("Two."), high)
    artifact = PDF.render(edition(n.Para(call)), SETTING)
    assert artifact.diagnostics == ()
    with pikepdf.open(io.BytesIO(artifact.data)) as pdf:
        root = read_structure(pdf)
        references = [each for each in root.all("Reference") if each.text().strip().isdigit()]
        notes = list(root.all("Note"))
        names = {str(each.entries["ID"]) for each in notes}
        there, back = (
            next(link for part in whole.all("Link") for link in part.links())
            for whole in (references[1], next(iter(notes[1].all("Lbl"))))
        )
        assert there.page < back.page
        assert there.contents.startswith("line0")
        assert back.contents == "Back to the text"
    assert [each.text().strip() for each in references] == ["1", "2"]
    assert [len(names), notes[1].children()[0].tag] == [2, "Lbl"]
    assert all(f"line{at}" in notes[1].text() for at in range(90))
    assert breaches(artifact.data, tmp_path) == []


@pytest.mark.parametrize("times", [15, 30, 45])
def test_several_notes_called_at_one_place_are_whole(times: int) -> None:
    calls = [long(f"first{at}", f"last{at}", times) for at in range(4)]
    for block in (n.Para((*text("Four."), *calls)), rows(*(cell(*text("x"), each) for each in calls))):
        artifact = PDF.render(edition(block), SETTING)
        assert artifact.diagnostics == ()
        words = pages(artifact.data)
        assert [at for at in range(4) if f"first{at}" not in words or f"last{at}" not in words] == []


def test_notes_that_turn_out_too_high_follow_the_text_all_of_them() -> None:
    high = {"a.png": Media("a.png", "image/png", png(100, 190))}
    high_note = n.Note(
        (n.Para((n.Image(n.Attr("", (), (("style", "width:100%"),)), text("High"), "a.png", ""),)),)
    )
    whole = edition(n.Para((*text("One."), note("Short."), high_note, high_note, high_note)))
    whole = type(whole)(whole.name, whole.slug, whole.front, whole.source, whole.blocks, {}, high)
    assert with_endnotes(whole) is whole
    artifact = PDF.render(whole, SETTING)
    assert artifact.diagnostics == ()
    assert "Notes 1 Short." in " ".join(pages(artifact.data).split())


def test_notes_of_many_paragraphs_stay_where_they_are_called() -> None:
    whole = edition(
        *(n.Para((*text(f"Paragraph {at} " + "of words " * 60), long("a", "b", 12))) for at in range(9))
    )
    assert with_endnotes(whole) is whole


def test_ids_of_the_article_are_left_alone_and_no_link_is_within_a_link() -> None:
    own = n.Header(1, n.Attr("notes"), text("Notes"))
    inside = n.Link(n.Attr("endnote-1"), (*text("words"), long("a", "b", 99)), "https://example.org", "")
    blocks = with_endnotes(edition(own, n.Para((inside, long("c", "d", 99))))).blocks
    names = [
        node.attr.id for node in walk(blocks) if isinstance(node, n.Header | n.Link | n.Div) and node.attr.id
    ]
    assert len(set(names)) == len(names)
    (link,) = (
        node for node in walk(blocks) if isinstance(node, n.Link) and node.url == "https://example.org"
    )
    assert not any(isinstance(node, n.Link) for node in walk(link.inlines))


def test_a_citation_is_counted_as_it_is_shown() -> None:
    citation = n.Citation("a", (note("Hidden"),))
    cite = n.Cite((citation,), text("(One 2001)"))
    blocks = with_endnotes(edition(n.Para((cite, long("a", "b", 99))))).blocks
    calls = [node for node in walk(blocks) if isinstance(node, n.Link) and "note-call" in node.attr.classes]
    assert [call.attr.get("data-number") for call in calls] == ["1"]
