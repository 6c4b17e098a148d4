"""Words in bold take their own width: lines of runs, and what is set from them in the finished PPTX."""

from __future__ import annotations

import io
import random
from dataclasses import replace

import pptx
import pytest

from pipeline.formats.pptx import PPTX
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.slides import measuring as measure
from pipeline.slides.measuring import Run
from pipeline.slides.paragraphs import Paragraph
from pipeline.slides.points import paragraph_height
from tests.editions.deck_sample import edition, of_slides
from tests.formats.deck_geometry import overlaps, places
from tests.formats.deck_setting import SETTING

WORDS = (
    "municipality",
    "an",
    "unreconstructedness",
    "well-known",
    "of",
    "wwwwwwwwwwwwww",
    "Ouagadougou",
    "1867",
)


def strong(*texts: str) -> n.Inline:
    return n.Strong(tuple(part for text in texts for part in (n.Str(text), n.Space()))[:-1])


def test_a_bold_word_is_as_wide_as_bold_words_are() -> None:
    plain = (n.Str("wwwwwwwwww"),)
    room = measure.width("wwwwwwwwww", measure.TEXT) + 1
    assert measure.lines_of(measure.runs_of(plain, measure.TEXT), room) == 1
    assert measure.lines_of(measure.runs_of((strong("wwwwwwwwww"),), measure.TEXT), room) == 2
    emphasis = n.Emph((n.Span(n.Attr(), (strong("wwwwwwwwww"),)),))
    assert measure.lines_of(measure.runs_of((emphasis,), measure.TEXT), room) == 2


def test_a_word_goes_on_from_one_run_to_the_next() -> None:
    both = measure.width("un", measure.LABEL) + measure.width("do", measure.TEXT)
    before = measure.width("a", measure.TEXT) + measure.width(" ", measure.TEXT)
    words = (n.Str("a"), n.Space(), strong("un"), n.Str("do"))
    runs = measure.runs_of(words, measure.TEXT)
    assert measure.lines_of(runs, before + both + 0.01) == 1
    assert measure.lines_of(runs, before + both - 0.01) == 2
    assert measure.lines_of((), 9) == measure.lines_of((Run(" ", measure.TEXT),), 9) == 0


def test_what_is_not_bold_is_measured_as_its_text() -> None:
    quotation = n.Quoted("DoubleQuote", (n.Str("well-known"),))
    words = (
        n.Emph((quotation, n.Space())),
        n.Code(n.Attr(), "a b"),
        n.LineBreak(),
        n.Math("InlineMath", r"\frac{a}{b}"),
    )
    runs = measure.runs_of(words, measure.TEXT)
    assert "".join(run.text for run in runs) == measure.visible_text(words)
    assert {run.style for run in runs} == {measure.TEXT}


@pytest.mark.parametrize("seed", range(40))
def test_runs_never_take_fewer_lines_than_their_text(seed: int) -> None:
    chance = random.Random(seed)
    words: list[n.Inline] = []
    for _ in range(chance.randint(1, 30)):
        text = chance.choice(WORDS)
        words += [strong(text) if chance.random() < 0.5 else n.Str(text), n.Space()]
    room = chance.uniform(60, 700)
    text = " ".join(measure.visible_text((word,)) for word in words if not isinstance(word, n.Space))
    normal, lines, bold = (
        measure.lines(text, measure.TEXT, room),
        measure.lines_of(measure.runs_of(tuple(words), measure.TEXT), room),
        measure.lines(text, measure.LABEL, room),
    )
    assert normal <= bold
    # A line may be filled otherwise where a wider word has gone to the next.
    assert normal <= lines <= bold + 1
    paragraph = Paragraph(tuple(words))
    assert paragraph_height(paragraph, measure.TEXT, room) == lines * measure.TEXT.line


@pytest.mark.parametrize("seed", range(6))
def test_points_of_long_bold_words_keep_to_their_box(seed: int) -> None:
    chance = random.Random(seed)
    items = tuple(
        (n.Plain((strong(*chance.choices(WORDS, k=chance.randint(4, 14))),)),)
        for _ in range(chance.randint(2, 5))
    )
    base = edition("tests/sample")
    slide = Slide("own", "points", (n.Str("Points"),), content=(n.BulletList(items),))
    artifact = PPTX.render(of_slides((slide,), base), SETTING)
    [page] = pptx.Presentation(io.BytesIO(artifact.data)).slides
    if not artifact.diagnostics:
        assert [each.name for each in places(page) if each.overflow > 1] == []
        assert overlaps(places(page)) == []


def test_a_text_on_screen_is_no_wider_than_with_a_substitute() -> None:
    for style in (measure.TEXT, measure.LEAD, measure.LABEL):
        for text in ("The mission left days before the city fell.", "1990", "iiii llll"):
            assert 0 < measure.width(text, replace(style, on_screen=True)) < measure.width(text, style)
