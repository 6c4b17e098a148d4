"""The reader of a deck in HTML: its slides in order, with their notes, marks and frames; what is amiss."""

from __future__ import annotations

from functools import cache

import pytest

from pipeline.formats.reveal import HTML
from pipeline.inspection import inspect as inspect_by_name
from pipeline.inspection.deck_page import inspect
from pipeline.model.inspection import FORMULA, Cell, InspectionError, Mark, Passage
from tests.formats.deck_setting import SETTING
from tests.inspection.slide_sample import sample


@cache
def page() -> str:
    return HTML.render(sample(), SETTING).data.decode()


def with_text(old: str, new: str) -> bytes:
    assert old in page(), old
    return page().replace(old, new, 1).encode()


def passages(spot: int, kind: str = "", data: bytes = b"") -> list[Passage]:
    own = inspect(data or page().encode()).passages
    return [each for each in own if each.spot == spot and kind in ("", each.kind)]


def marks(passage: Passage, kind: str) -> list[tuple[str, str]]:
    return [(passage.text[each.start : each.end], each.name) for each in passage.marks if each.kind == kind]


def test_the_page_says_its_title_language_and_slides() -> None:
    result = inspect(page().encode())
    assert (result.format, result.title, result.lang) == ("html", "Rivers & dams", "en")
    assert (result.unit, result.extent, result.flaws) == ("slide", 8, ())
    assert result.metadata["author"] == "Ada Lovelace"
    assert {"cover", "sec-second", "tbl-t"} <= result.anchors
    assert result.fonts
    assert all(each.is_embedded for each in result.fonts)


def test_the_file_is_told_from_a_web_page_by_its_slides() -> None:
    assert inspect_by_name("deck.html", page().encode()).unit == "slide"
    assert inspect_by_name("x.html", b"<!DOCTYPE html><html lang=en><p>Words").unit == "chapter"


def test_a_slide_is_read_in_order_and_its_notes_last() -> None:
    own = passages(3)
    assert [(each.kind, each.text) for each in own] == [
        ("text", "First"),
        ("heading", "The dam holds water"),
        ("text", "It holds $40 million worth of water."),
        ("text", "It was built in 1999, see the second."),
        ("text", "Nobody counted x = 1 before."),
        ("text", "Source: Lee 1999"),
        ("frame", "For the desk only"),
        ("text", "Prose about the dam, as Lee (1999) says."),
    ]
    assert [each.name == "notes" for each in own] == [False] * 7 + [True]


def test_facts_citations_and_links_are_marked() -> None:
    _, _, fact, link, _, source, _, note = passages(3)
    assert marks(fact, "fact") == [("$40 million", "cost")]
    assert marks(link, "link") == [("the second", "#sec-second")]
    assert marks(source, "citation") == [("Lee 1999", "lee")]
    assert marks(note, "citation") == [("Lee (1999)", "lee")]


def test_tables_pictures_and_formulas() -> None:
    cells = {each.cell: each for each in passages(4, "cell")}
    assert cells[Cell(1, 2, 2)].text == "$40 million"
    assert cells[Cell(1, 2, 2)].marks == (Mark("fact", 0, 11, "cost"),)
    assert [each.text for each in passages(5, "alt")] == ["A grey square"]
    [formula] = [each for each in passages(6, "formula") if each.name != "notes"]
    assert formula.text.startswith("∑")
    assert FORMULA in [each.text for each in passages(6, "text")]


def test_levels_are_those_of_the_outline() -> None:
    levels = {each.spot: each.level for each in inspect(page().encode()).passages if each.kind == "heading"}
    assert levels == {1: 1, 2: 2, 3: 3, 4: 3, 5: 3, 6: 2, 7: 2, 8: 2}


def test_what_stands_beside_the_slides_is_frame() -> None:
    data = with_text("</main>", "<p>Stray words</p></main>")
    assert [(each.kind, each.text) for each in passages(0, data=data)] == [("frame", "Stray words")]


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ('href="#sec-second"', 'href="#sec-third"', "link-dead", "the second"),
        ("data:image/png;base64,", "square.png?", "link-dead", "A grey square"),
        ('<section id="sec-second"', '<section hidden id="sec-second"', "glyph-unreadable", ""),
    ],
)
def test_flaws(old: str, new: str, code: str, words: str) -> None:
    [flaw] = inspect(with_text(old, new)).flaws
    assert (flaw.code, flaw.text) == (code, words)
    assert flaw.spot > 1


def test_words_between_notes_and_foot_are_kept() -> None:
    data = with_text('<aside class="notes">', 'Stray <aside class="notes">')
    assert "Stray" in [each.text for each in inspect(data).passages]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"\xff\xfe<html>", "not in UTF-8"),
        (b"<html><body><p>No slides", "0 slides"),
        (b"<html><div class=slides><section>" + b"<div>" * 5_000, "nested"),
    ],
)
def test_a_page_that_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(InspectionError, match=reason):
        inspect(data)
