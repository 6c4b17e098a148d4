"""A section without a sentence has slides of what it has, in both decks: no empty slide stands for it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pptx
import pytest
from lxml import html

from pipeline.build import resolve_article
from pipeline.editions.deck import deck
from pipeline.editions.deck_plain import MOST_OF_TABLES
from pipeline.formats.pptx import PPTX
from pipeline.formats.reveal import HTML
from pipeline.load.article import locate
from pipeline.model import nodes as n
from pipeline.model.stages import Edition
from pipeline.model.walk import text_of
from tests.formats.deck_geometry import overlaps, places
from tests.formats.deck_setting import SETTING
from tests.formats.test_slides_kinds import marks

LONG = "\n".join(f"{number}. wword{number} {'word ' * 30}" for number in range(1, 9))


def edition(body: str, folder: Path) -> Edition:
    text = f"---\ntitle: T\n---\n\n# Own\n\n{body}\n\n# Next\n\nIt is so.\n"
    (folder / "paper.md").write_text(text, "utf-8")
    return deck(resolve_article(locate(str(folder / "paper.md"), folder)).document)


def pages(content: Edition) -> list[Any]:
    """Return the slides between the cover and the next section."""
    return list(pptx.Presentation(io.BytesIO(PPTX.render(content, SETTING).data)).slides)[1:-2]


@pytest.mark.parametrize(
    ("body", "lines", "path"),
    [
        ("1. First\n2. Second", [("First", "arabicPeriod 1", 0), ("Second", "arabicPeriod 2", 0)], "ol/li"),
        ("Term\n:   Meaning", [("Term", "", 0), ("Meaning", "", 1)], "dl/dd"),
        ("| Verse\n| more", [("Verse\vmore", "", 0)], "div[@class='line-block']"),
        ("> Quoted", [("Quoted", "", 1)], "blockquote"),
        ("```\na = 1\n```", [("a = 1", "", 0)], "pre/code"),
        ("## Below\n\n1. First", [("First", "arabicPeriod 1", 0)], "ol/li"),
    ],
)
def test_what_is_no_sentence_is_shown_as_it_is(
    body: str, lines: list[tuple[str, str, int]], path: str, tmp_path: Path
) -> None:
    content = edition(body, tmp_path)
    assert "divider" not in {slide.kind for slide in content.slides}
    [page] = pages(content)
    assert marks(page) == lines
    assert html.fromstring(HTML.render(content, SETTING).data).xpath(f"//section[2]//{path}")


def test_a_long_list_is_several_slides_with_its_notes_once(tmp_path: Path) -> None:
    content = edition(LONG, tmp_path)
    own = content.slides[1:-2]
    titles = [text_of(slide.title) for slide in own]
    assert titles == [f"Own ({number}\u00a0of\u00a0{len(own)})" for number in range(1, len(own) + 1)]
    assert own[0].id == "own"
    assert len({slide.id for slide in own}) == len(own) > 1
    assert [bool(slide.notes) for slide in own] == [True] + [False] * (len(own) - 1)
    numbers = [mark for page in pages(content) for _, mark, _ in marks(page)]
    assert numbers == [f"arabicPeriod {number}" for number in range(1, 9)]


@pytest.mark.parametrize(("words", "sizes"), [(8, {"large"}), (60, {""}), (90, {""}), (300, {""})])
def test_slides_of_one_list_have_one_size_and_all_its_words(
    words: int, sizes: set[str], tmp_path: Path
) -> None:
    # At the larger size there is room for the last item alone.
    own = edition("\n".join([f"1. {'word ' * words}"] * 2 + ["1. A few words."]), tmp_path).slides[1:-2]
    assert {slide.size for slide in own} == sizes
    assert " ".join(text_of(slide.content) for slide in own).split().count("word") == 2 * words


def test_a_list_under_a_heading_below_keeps_the_id_of_its_heading(tmp_path: Path) -> None:
    content = edition("It is so.\n\n## Below\n\n1. First", tmp_path)
    assert [slide.id for slide in content.slides[1:3]] == ["own", "below"]


def test_code_that_no_slide_holds_is_divided_between_its_lines(tmp_path: Path) -> None:
    lines = [f"wline{number}" for number in range(40)]
    code = "\n".join(("```", *lines, "```"))
    for text in (f"1. First\n\n{code}\n\n2. Second", code):
        content = edition(text, tmp_path)
        own = content.slides[1:-2]
        assert len(own) > 2
        blocks = [block for slide in own for block in slide.content if isinstance(block, n.CodeBlock)]
        assert "\n".join(block.text for block in blocks).split("\n") == lines
        assert all("wline0\n" in text_of(slide.notes) for slide in own[:1])
        assert all(overlaps(places(page)) == [] for page in pages(content))


def test_a_long_table_without_a_caption_is_in_the_notes(tmp_path: Path) -> None:
    """Twenty slides show one, and of a longer one none does."""

    def count_tables(rows: int) -> int:
        lines = "".join(f"| wrow{number} | b |\n" for number in range(rows))
        content = edition(f"| a | b |\n|---|---|\n{lines}", tmp_path)
        assert any(f"wrow{rows - 1}" in text_of((*each.content, *each.notes)) for each in content.slides)
        count = sum(each.kind == "table" for each in content.slides)
        assert [each.code for each in content.diagnostics] == ["table-not-shown"] * (count == 0)
        return count

    rows_of_a_slide = next(rows for rows in range(2, 40) if count_tables(rows) == 2) - 1
    counts = [count_tables(rows_of_a_slide * slides) for slides in (15, 30)]
    assert 0 < counts[0] <= MOST_OF_TABLES
    assert counts[1] == 0


@pytest.mark.parametrize("beside", ["", "It is so.\n\n", "1. First\n\n"])
def test_a_table_is_a_table_alone_and_beside_text(beside: str, tmp_path: Path) -> None:
    table = "| Head | b |\n|---|---|\n| Cell | c |"
    *others, page = pages(edition(f"{beside}{table}", tmp_path))
    [native] = (shape.table for shape in page.shapes if shape.has_table)
    assert native.cell(1, 0).text == "Cell"
    assert not page.has_notes_slide
    assert len(others) == bool(beside)
    assert not any(shape.has_table for other in others for shape in other.shapes)


def test_sentences_and_short_lists_of_points_go_before_others(tmp_path: Path) -> None:
    for body in ("It is so.\n\n1. First", "- It is so.\n\n1. First"):
        [page] = pages(edition(body, tmp_path))
        assert [text for text, _, _ in marks(page)] == ["It is so."]
        assert "First" in page.notes_slide.notes_text_frame.text
