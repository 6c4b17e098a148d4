"""Options of other programs' formats: paper, slides, numbered sections, contents."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.load.papers import values
from pipeline.load.papers.draft import Draft
from tests.load.frontmatter import read


@pytest.mark.parametrize(
    ("front", "options", "briefing", "count"),
    [
        ({"papersize": "A4"}, {}, {"paper": "A4"}, 0),
        ({"papersize": "us-letter"}, {}, {"paper": "Letter"}, 0),
        ({"geometry": "paper=letterpaper, margin=1in"}, {}, {"paper": "Letter"}, 0),
        ({}, {"papersize": "letter"}, {"paper": "Letter"}, 0),
        ({"papersize": "a4"}, {"papersize": "letter"}, {"paper": "A4"}, 0),
        ({"papersize": "b5", "briefing": {"paper": "Letter"}}, {}, {"paper": "Letter"}, 1),
        ({"papersize": "a4", "briefing": {"paper": "Letter"}}, {}, {"paper": "Letter"}, 0),
        ({"papersize": "a4", "briefing": {"contents": "true"}}, {}, {"paper": "A4", "contents": "true"}, 0),
        ({"papersize": "a4", "briefing": "x"}, {}, "x", 0),
        ({"classoption": ["legalpaper", "11pt"]}, {}, None, 1),
        ({"geometry": "height=a5"}, {}, None, 1),
        ({"papersize": ["a4", {"x": "a5"}]}, {}, {"paper": "A4"}, 0),
    ],
)
def test_the_size_of_the_paper(
    front: dict[str, Any], options: dict[str, Any], briefing: Any, count: int
) -> None:
    draft = Draft(dict(front), {}, "paper.md")
    values.paper(draft, options)
    assert draft.value.get("briefing") == briefing
    assert len(draft.diagnostics) == count
    assert set(draft.value) <= {"briefing"}


@pytest.mark.parametrize(
    ("front", "options", "deck", "count"),
    [
        ({"aspectratio": "43"}, {}, {"ratio": "4:3"}, 0),
        ({"aspectratio": "169"}, {}, {"ratio": "16:9"}, 0),
        ({"aspectratio": "4/3"}, {}, {"ratio": "4:3"}, 0),
        ({}, {"aspectratio": "43"}, {"ratio": "4:3"}, 0),
        ({"aspectratio": "169"}, {"aspectratio": "43"}, {"ratio": "16:9"}, 0),
        ({"classoption": "11pt, aspectratio=43"}, {}, {"ratio": "4:3"}, 0),
        ({"aspectratio": "43", "deck": {"ratio": "16:9"}}, {}, {"ratio": "16:9"}, 0),
        ({"aspectratio": "43", "deck": {"minutes": "9"}}, {}, {"ratio": "4:3", "minutes": "9"}, 0),
        ({"aspectratio": "1610"}, {}, None, 1),
        ({"aspectratio": ["43"]}, {}, None, 0),
        ({"classoption": "a4paper"}, {}, None, 0),
    ],
)
def test_the_ratio_of_slides(front: dict[str, Any], options: dict[str, Any], deck: Any, count: int) -> None:
    draft = Draft(dict(front), {}, "paper.md")
    values.ratio(draft, options)
    assert draft.value.get("deck") == deck
    assert len(draft.diagnostics) == count
    assert set(draft.value) <= {"deck", "classoption"}


@pytest.mark.parametrize(
    ("front", "options", "result"),
    [
        ({"numbersections": "yes"}, {}, {"number-sections": "true"}),
        ({"number-sections": "no"}, {"number-sections": "yes"}, {"number-sections": "false"}),
        ({}, {"number-sections": "1"}, {"number-sections": "true"}),
        ({"number-sections": "false", "numbersections": "true"}, {}, {"number-sections": "false"}),
        ({"toc": "true"}, {"toc": "false"}, {"briefing": {"contents": "true"}}),
        ({}, {"toc": "false"}, {"briefing": {"contents": "false"}}),
        ({"toc": {"x": "y"}}, {}, {}),
    ],
)
def test_switches(front: dict[str, Any], options: dict[str, Any], result: dict[str, Any]) -> None:
    draft = Draft(dict(front), {}, "paper.md")
    values.switches(draft, options)
    assert draft.value == result


@pytest.mark.parametrize(
    ("front", "options"),
    [
        ({"format": {"html": {"TOC": "a"}, "pdf": {"toc": "b"}, "docx": {"toc": "c"}}}, {"toc": "b"}),
        ({"format": {"html": {"toc": "a"}, "docx": {"toc": "c", "x": "d"}}}, {"toc": "a", "x": "d"}),
        ({"format": "pdf", "output": {"pdf_document": {"toc": "a"}, "html": "default"}}, {"toc": "a"}),
        ({"format": {"html": {"toc": "a"}}, "output": {"pdf_document": {"toc": "b"}}}, {"toc": "b"}),
        ({}, {}),
    ],
)
def test_options_of_formats(front: dict[str, Any], options: dict[str, str]) -> None:
    assert values.formats(Draft(dict(front), {}, "paper.md")) == options


def test_a_ratio_that_no_slides_have_is_told_where_it_is() -> None:
    front = read("---\ntitle: T\nformat:\n  beamer:\n    aspectratio: 1610\n---\n\nText.\n")
    [diagnostic] = front.diagnostics
    assert (diagnostic.code, diagnostic.place.line) == ("front-matter-invalid", 5)
    assert "'1610'" in diagnostic.message
    assert front.matter.deck.ratio == "16:9"
    [own] = read("---\ntitle: T\ndeck:\n  ratio: 4/3\n---\n\nText.\n").diagnostics
    assert (own.message, own.hint) == ("`ratio` cannot be '4/3': it is '16:9' or '4:3'", "write `4:3`")
