"""Slides of an article from right to left: tables, columns and the lines of the cover, in both decks."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pptx
import pytest
from lxml import html
from pptx.enum.text import PP_ALIGN

from pipeline.build import resolve_article
from pipeline.editions.deck import deck
from pipeline.formats.pptx import PPTX
from pipeline.formats.reveal import HTML
from pipeline.load.article import locate
from tests.canvas import CANVAS
from tests.formats.deck_geometry import overlaps, places
from tests.formats.deck_setting import SETTING
from tests.formats.test_slides_kinds import columns

ARTICLE = """---
title: {0}
subtitle: {0}
author: {0}
lang: {1}
---

# {0}

::: {{.slide message="{0}"}}
| {0} | {0} |
|---|--:|
| {0} | 1 |
:::

:::::: {{.slide message="{0}"}}
{2}
::::::
"""
TEXTS = """---
title: {0}
lang: {1}
---

::: {{.slide message="{0}"}}
- {0}
- {0}
:::

::: {{.slide message="{0}"}}
{0}.

> {0}
:::
"""
LETTERS = {"ar": "دراسة", "en": "Words"}
POINT = 12700
Decks = tuple[bool, Any, list[Any]]


@pytest.fixture(scope="module", params=LETTERS)
def decks(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Decks:
    """Return whether an article runs from right to left, its HTML deck and the slides of its PPTX."""
    lang: str = request.param
    folder: Path = tmp_path_factory.mktemp(lang)
    word = LETTERS[lang]
    text = ARTICLE.format(word, lang, columns(f"{word} 1", f"{word} 2"))
    (folder / "paper.md").write_text(text, "utf-8")
    content = deck(resolve_article(locate(str(folder / "paper.md"), folder)).document)
    office = pptx.Presentation(io.BytesIO(PPTX.render(content, SETTING).data))
    return lang == "ar", html.fromstring(HTML.render(content, SETTING).data), list(office.slides)


def edges(shape: Any) -> tuple[float, float]:
    """Return how far a shape is from the left and the right edge of the text of a slide, in points."""
    whole = CANVAS.body
    left, right = shape.left / POINT, (shape.left + shape.width) / POINT
    return round(left - whole.x), round(whole.x + whole.width - right)


def test_a_table_runs_from_its_side_in_the_pptx(decks: Decks) -> None:
    is_rtl, _, slides = decks
    [shape] = (shape for shape in slides[1].shapes if shape.has_table)
    table = shape.table
    assert (table._tbl.tblPr.get("rtl") == "1") == is_rtl
    before, behind = edges(shape)
    assert (behind, before > 0) == (0, True) if is_rtl else (before, behind > 0) == (0, True)
    first, last = table.cell(1, 0), table.cell(1, 1)
    assert (first.margin_left == 0, first.margin_right == 0) == (not is_rtl, is_rtl)
    alignment = first.text_frame.paragraphs[0].alignment
    assert alignment == (PP_ALIGN.RIGHT if is_rtl else None)
    assert last.text_frame.paragraphs[0].alignment == PP_ALIGN.RIGHT


def test_a_table_runs_from_its_side_in_the_html(decks: Decks) -> None:
    is_rtl, page, _ = decks
    assert page.xpath("//table/@dir") == (["rtl"] if is_rtl else [])


def test_the_first_column_is_at_the_side_where_reading_begins(decks: Decks) -> None:
    is_rtl, page, slides = decks
    holders = [shape for shape in slides[2].placeholders if shape.name in ("Left", "Right")]
    shapes = {shape.text_frame.text[-1]: shape for shape in holders}
    assert (shapes["1"].left > shapes["2"].left) == is_rtl
    assert overlaps(places(slides[2])) == []
    [content] = page.xpath("//section[contains(@class, 'is-columns')]/div[starts-with(@class, 'content')]")
    assert (content.get("dir") == "rtl") == is_rtl


@pytest.mark.parametrize("lang", LETTERS)
def test_points_and_text_run_from_their_side_in_the_html(lang: str, tmp_path: Path) -> None:
    (tmp_path / "paper.md").write_text(TEXTS.format(LETTERS[lang], lang), "utf-8")
    content = deck(resolve_article(locate(str(tmp_path / "paper.md"), tmp_path)).document)
    page = html.fromstring(HTML.render(content, SETTING).data)
    kinds = ("is-points", "is-text")
    contents = [page.xpath(f"//section[contains(@class, '{kind}')]/div/@dir") for kind in kinds]
    assert contents == [["rtl"] if lang == "ar" else []] * 2


def test_the_lines_of_the_cover_are_flush_with_its_title(decks: Decks) -> None:
    is_rtl, page, slides = decks
    shapes = {shape.name: shape for shape in slides[0].placeholders}
    for name in ("Subtitle", "Authors and date"):
        before, behind = edges(shapes[name])
        assert (behind if is_rtl else before) == 0, name
        assert (before if is_rtl else behind) >= 0, name
    lines = page.xpath("//section[1]/p[@class='subtitle' or @class='foot']")
    assert [line.get("dir") for line in lines] == (["rtl"] if is_rtl else [None]) * 2
