"""A slide of its own that holds several things is several slides, in both decks, with nothing lost."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pptx
import pytest
from lxml import html

from pipeline import build as stages
from pipeline.formats import FORMATS
from pipeline.load.article import locate
from tests.test_random_articles import png

TABLE = "| {0}head | b |\n|---|---|\n| {0}cell | c |\n\n: The {0}caption. It says more, {0}more.\n"
FIGURE = "![The {0}caption. It says more, {0}more.](sheet.png){{alt='A sheet'}}\n"
WORD = re.compile(r"\b(?:one|two|Words|point)\w+")
QUOTATION = "> Wordsbefore.\n>\n" + "".join(f"> {line}\n" for line in TABLE.format("one").split("\n"))
BODIES = {
    "two tables": (TABLE.format("one") + "\n" + TABLE.format("two"), 2),
    "words around a table": ("Wordsbefore.\n\n" + TABLE.format("one") + "\nWordsafter.\n", 3),
    "a figure and a table": (FIGURE.format("one") + "\n" + TABLE.format("two"), 2),
    "a table in a quotation": (QUOTATION, 2),
    "verse and a table": ("| Wordsofverse\n| Wordsmore\n\n" + TABLE.format("one"), 2),
    "a numbered list": ("1. Wordsfirst\n2. Wordssecond\n", 1),
    "a quotation and code": ("> Wordsquoted\n\n```\nWordsofcode\n```\n", 1),
    "terms": ("Wordsofterm\n:   Wordsmeant\n", 1),
    "points and a figure": ("- pointone\n- pointtwo\n\n" + FIGURE.format("one"), 2),
}  # fmt: skip


@pytest.mark.parametrize("kind", BODIES)
def test_each_thing_has_a_slide(kind: str, tmp_path: Path) -> None:
    body, count = BODIES[kind]
    (tmp_path / "sheet.png").write_bytes(png(40, 20))
    text = f"---\ntitle: T\n---\n\n# First\n\n:::: {{.slide message='It is so.'}}\n{body}\n::::\n"
    (tmp_path / "paper.md").write_text(text, "utf-8")
    formats = tuple(each for each in FORMATS if each.file in ("deck.html", "deck.pptx"))
    report = stages.build(locate(str(tmp_path / "paper.md"), tmp_path), stages.Plan(formats, tmp_path))
    web, office = sorted(each.path for each in report.artifacts)
    slides = [_words(slide) for slide in pptx.Presentation(str(office)).slides]
    assert sum("It is so" in slide for slide in slides) == count
    page = html.fromstring(web.read_bytes()).text_content()
    for word in WORD.findall(body):
        assert any(word in slide for slide in slides), word
        assert word in page, word


def _words(slide: Any) -> str:
    """Return the words on a slide and in its notes."""
    shapes = list(slide.shapes)
    notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
    cells = [
        cell.text for shape in shapes if shape.has_table for row in shape.table.rows for cell in row.cells
    ]
    return "\n".join([*(shape.text_frame.text for shape in shapes if shape.has_text_frame), *cells, notes])
