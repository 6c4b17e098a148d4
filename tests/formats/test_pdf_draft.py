"""Drafts, handling and summaries: what is on their pages when another library reads them back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from pipeline import theme
from pipeline.charts.figure import draw
from pipeline.editions.summary import summary
from pipeline.formats.format import Setting
from pipeline.formats.pdf import PDF, SUMMARY
from pipeline.formats.pdf.draft import Sheet, style_draft
from pipeline.model import nodes as n
from pipeline.model.diagnostics import DossierError
from pipeline.model.front_matter import BriefingOptions, FrontMatter
from pipeline.model.source import SourceText
from pipeline.model.stages import Edition
from tests.articles import document
from tests.formats.standards import breaches
from tests.pdf_pages import page_texts

THEME = theme.load()
SETTING = Setting(
    THEME, datetime(2026, 11, 23, tzinfo=UTC), lambda drawing, frame: draw(drawing, frame, THEME)
)
WORDS = tuple(part for _ in range(600) for part in (n.Str("words"), n.Space()))


def edition(options: BriefingOptions, lang: str = "en") -> Edition:
    front = FrontMatter(title="Sample", lang=lang, briefing=options)
    blocks = (n.Header(1, n.Attr("one"), (n.Str("One"),)), n.Para(WORDS), n.Para(WORDS))
    return Edition("briefing", "sample", front, SourceText("article.md", ""), blocks, {}, {})


def test_the_handling_line_is_on_every_page_at_its_head_and_foot(tmp_path: Path) -> None:
    data = PDF.render(edition(BriefingOptions(handling="For official use")), SETTING).data
    texts = page_texts(data)
    assert len(texts) > 1
    assert [text.count("FOR OFFICIAL USE") for text in texts] == [2] * len(texts)
    assert breaches(data, tmp_path) == []
    assert "OFFICIAL" not in "".join(page_texts(PDF.render(edition(BriefingOptions()), SETTING).data))


def marks(data: bytes) -> int:
    """Count the numbers in the margin left of the text: runs of rows with ink in them."""
    count = 0
    for page in pypdfium2.PdfDocument(data):
        margin = page.render(scale=2, grayscale=True).to_pil().crop((2 * 36, 0, 2 * 60, 2 * 842))
        dark_rows = [
            min(margin.crop((0, y, margin.width, y + 1)).tobytes()) < 170 for y in range(margin.height)
        ]
        count += sum(ink and not before for before, ink in pairwise([False, *dark_rows]))
    return count


def test_a_draft_has_a_number_beside_each_line(tmp_path: Path) -> None:
    plain = PDF.render(edition(BriefingOptions()), SETTING).data
    data = PDF.render(edition(BriefingOptions(draft=True)), SETTING).data
    # Lines break alike; numbers and watermark are no words of the text.
    assert page_texts(data) == page_texts(plain)
    lines = [line for text in page_texts(plain) for line in text.splitlines() if "words" in line]
    assert len(lines) > 40
    assert marks(plain) == 0
    assert marks(data) == len(lines) + 2  # and the title and the heading
    assert breaches(data, tmp_path) == []


def test_numbers_begin_anew_on_every_page_and_the_word_is_across_all() -> None:
    sheets = [
        Sheet(595, 842, 62, 62, ((62.0, 100.0), (62.0, 115.0))),
        Sheet(595, 842, 62, 62, ((62.0, 90.0),)),
    ]
    style = style_draft(sheets, "Draft", THEME)
    assert re.findall(r":nth\((\d)\)", style.css) == ["1", "2"]
    one, mark, two = style.resources.values()
    assert (one.data.count(b"<path"), two.data.count(b"<path")) == (2, 1)
    assert b"rotate(" in mark.data
    assert mark.data.count(b"<path") == 1


@cache
def sample() -> Edition:
    return summary(document("cambodia-us-relations"))


def test_the_summary_is_two_pages(tmp_path: Path) -> None:
    artifact = SUMMARY.render(sample(), SETTING)
    assert (artifact.name, artifact.extent, artifact.diagnostics) == ("summary.pdf", 2, ())
    assert breaches(artifact.data, tmp_path) == []
    first, second = page_texts(artifact.data)
    assert "Cambodia gave up U.S. aid in 1963." in first
    assert "$409.6" in first
    assert "Figure\u00a03" in second


def test_a_summary_that_is_too_long_is_told() -> None:
    long = replace(sample(), content=(*sample().blocks, n.Para(WORDS), n.Para(WORDS), n.Para(WORDS)))
    (diagnostic,) = SUMMARY.render(long, SETTING).diagnostics
    assert diagnostic.code == "summary-long"
    assert diagnostic.hint


def test_a_summary_of_nothing_is_refused() -> None:
    with pytest.raises(DossierError) as failure:
        SUMMARY.render(replace(sample(), content=()), SETTING)
    assert [each.code for each in failure.value.diagnostics] == ["summary-empty"]
