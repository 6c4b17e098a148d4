"""A deck that somebody edited: each edit is told with its slide and words, and nothing else."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData

from tests.against import editing
from tests.against.judging import findings_of, judge, own_text
from tests.articles import artifact

DEFAULT = "cambodia-us-relations"


def replace(frames: list[Any], before: str, after: str) -> None:
    """Replace words in the first run that has them."""
    for frame in frames:
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                if before in run.text:
                    run.text = run.text.replace(before, after, 1)
                    return
    raise AssertionError(f"no run has {before!r}")


def shapes(deck: Any, number: int) -> list[Any]:
    return [each.text_frame for each in deck.slides[number - 1].shapes if each.has_text_frame]


def cells(deck: Any, number: int) -> list[Any]:
    tables = [each.table for each in deck.slides[number - 1].shapes if each.has_table]
    return [cell.text_frame for table in tables for row in table.rows for cell in row.cells]


def notes(deck: Any, number: int) -> list[Any]:
    return [deck.slides[number - 1].notes_slide.notes_text_frame]


def numbers_of(deck: Any, words: str) -> int:
    """Return the number of the first slide whose title, shapes, cells or notes have these words."""
    for number, slide in enumerate(deck.slides, 1):
        frames = [*shapes(deck, number), *cells(deck, number)]
        frames += notes(deck, number) if slide.has_notes_slide else []
        if any(words in frame.text for frame in frames):
            return number
    raise AssertionError(f"no slide has {words!r}")


def change_chart(deck: Any, number: int, series: str, before: float, after: float) -> None:
    chart = next(each.chart for each in deck.slides[number - 1].shapes if each.has_chart)
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = list(chart.plots[0].categories)
    for each in chart.plots[0].series:
        values = [after if each.name == series and value == before else value for value in each.values]
        data.add_series(each.name, values)
    chart.replace_data(data)


def add_point(deck: Any, number: int, text: str) -> None:
    body = next(each for each in deck.slides[number - 1].shapes if each.name == "Points").text_frame
    body._txBody.append(copy.deepcopy(body.paragraphs[-1]._p))
    first, *others = body.paragraphs[-1].runs
    first.text = text
    for run in others:
        run.text = ""


def test_ten_edits(build_folder: Path, tmp_path: Path) -> None:
    deck = Presentation(str(artifact(build_folder, DEFAULT, "deck.pptx")))
    glance = numbers_of(deck, "$409.6 million")
    mission = numbers_of(deck, "A U.S. mission opened on")
    chart = next(n for n, slide in enumerate(deck.slides, 1) if any(s.has_chart for s in slide.shapes))
    steps = numbers_of(deck, "10 November 2021")
    points = numbers_of(deck, "Phnom Penh fell in 1975")
    replace(shapes(deck, glance), "$409.6 million", "$409.8 million")  # a digit
    replace(shapes(deck, glance), "$9.9 billion", "$9.9 million")  # a scale
    replace(shapes(deck, glance), "19%", "17%")  # a per cent
    replace(shapes(deck, points), "1975", "1974")  # a date
    replace(shapes(deck, mission), "11 November 1991", "11 October 1991")  # a month
    replace(notes(deck, mission), "Charles H. Twining", "Charles H. Harding")  # an office-holder
    replace(notes(deck, chart), "$83.7 million", "$87.3 million")  # the notes
    replace(cells(deck, steps), "10 November 2021", "12 November 2021")  # a table
    change_chart(deck, chart, "military aid", 1180, 1280)  # a chart
    add_point(deck, points, "Some 4,500 American students live in the country.")  # a number nobody has
    path = tmp_path / "edited.pptx"
    deck.save(str(path))
    findings = {
        (state, words.partition(",")[0], theirs, ours)
        for state, words, theirs, ours in findings_of(judge(path, DEFAULT))
    }
    assert findings == {
        ("differs", f"slide {glance}", "$409.8 million", "$409.6 million"),
        ("differs", f"slide {glance}", "$9.9 million", "$9.9 billion"),
        ("differs", f"slide {glance}", "17%", "19%"),
        ("differs", f"slide {points}", "1974", "1975"),
        ("differs", f"slide {mission}", "11 October 1991", "11 November 1991"),
        ("differs", f"slide {mission}", "Charles H. Harding", "Charles H. Twining"),
        ("differs", f"slide {chart}", "$87.3 million", "$83.7 million"),
        ("differs", f"slide {steps}", "12 November 2021", "10 November 2021"),
        ("differs", f"slide {chart}", "1,280", "1,180"),
        ("unknown", f"slide {points}", "4,500", ""),
    }  # fmt: skip


@pytest.mark.parametrize(("article", "lang", "count"), [(DEFAULT, "en", 12), ("si-2019", "fr", 8)])
@pytest.mark.parametrize("seed", [101, 102, 103])
def test_seeded_edits(
    article: str, lang: str, count: int, seed: int, build_folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "edited.pptx"
    citations = own_text(article).citations
    source = artifact(build_folder, article, "deck.pptx")
    edits = editing.edit(source, path, seed, count, lang, citations)
    assert len(edits) == count
    findings = sorted(
        (int(words.split()[1].strip(",")), _plain(theirs))
        for _, words, theirs, _ in findings_of(judge(path, article))
    )
    assert findings == sorted((each.slide, _plain(each.after)) for each in edits)


def _plain(text: str) -> str:
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())
