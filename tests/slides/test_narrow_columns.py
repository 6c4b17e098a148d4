"""A table whose columns break words is told by every deck alike, with the slide's number and a place."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.build import resolve_article
from pipeline.editions.deck import deck
from pipeline.formats.deck_pdf import DECK_PDF
from pipeline.formats.pptx import PPTX
from pipeline.formats.reveal import HTML
from pipeline.load.article import locate
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.stages import Edition
from pipeline.slides.findings import findings
from tests.formats.deck_setting import SETTING


def content(folder: Path, columns: int, cell: str, ratio: str, rows: int = 1) -> Edition:
    row = "| " + " | ".join([cell] * columns) + " |\n"
    table = row + "|---" * columns + "|\n" + row * rows
    text = f'---\ntitle: A title\ndeck: {{ratio: "{ratio}"}}\n---\n\n# Work\n\n'
    text += f'::: {{.slide message="First"}}\n- A.\n:::\n\n::: {{.slide message="Wide"}}\n{table}:::\n'
    file = folder / "article.md"
    file.write_text(text, "utf-8")
    return deck(resolve_article(locate(str(file), folder)).document)


def narrow_columns(edition: Edition) -> list[Diagnostic]:
    every = findings(edition.slides, edition.canvas, edition.source)
    return [each for each in every if "break words" in each.message]


@pytest.mark.parametrize(
    ("columns", "cell", "ratio", "is_told"),
    [
        (3, "agricultural", "4:3", False),
        (12, "agricultural", "4:3", True),
        (12, "a b c", "4:3", False),
        (4, "agricultural", "16:9", False),
        (18, "agricultural", "16:9", True),
        (12, "`agricultural`", "4:3", False),
        (12, "$x_{agricultural}$", "4:3", False),
        (12, "a/b/c/d/e/f/g/h/i/j", "4:3", False),
    ],
)
def test_columns_that_break_words_are_told(
    columns: int, cell: str, ratio: str, is_told: bool, tmp_path: Path
) -> None:
    edition = content(tmp_path, columns, cell, ratio)
    diagnostics = narrow_columns(edition)
    assert len(diagnostics) == is_told
    for each in diagnostics:
        number = next(place for place, slide in enumerate(edition.slides, 1) if slide.kind == "table")
        assert (each.code, each.place.line) == ("slide-overflow", 13)
        assert f"slide {number}, “Wide”" in each.message
        assert "`agricultural` and" in each.message


def test_a_table_on_many_slides_is_told_once(tmp_path: Path) -> None:
    edition = content(tmp_path, 12, "agricultural", "4:3", rows=20)
    assert sum(slide.kind == "table" for slide in edition.slides) > 1
    assert len(narrow_columns(edition)) == 1


def test_every_deck_tells_it_alike(tmp_path: Path) -> None:
    edition = content(tmp_path, 12, "agricultural", "4:3")
    by_format = [
        [each for each in form.render(edition, SETTING).diagnostics if "break words" in each.message]
        for form in (HTML, PPTX, DECK_PDF)
    ]
    assert by_format[0] == by_format[1] == by_format[2] == narrow_columns(edition) != []
