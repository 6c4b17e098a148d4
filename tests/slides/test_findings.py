"""What does not fit on a slide is found."""

from __future__ import annotations

from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.slides.findings import content_height, findings
from tests.canvas import CANVAS
from tests.editions.deck_sample import edition

SAMPLE = "tests/sample"
PAPER = "tests/joss/paper.md"


def test_what_does_not_fit_is_found_with_its_place() -> None:
    deck = edition(SAMPLE)
    text = n.Para(words(" ".join(["word"] * 300)))
    slide = Slide("x", "text", words("Too much"), content=(text,), at=deck.source.text.index("# From"))
    (finding,) = findings([slide], CANVAS, deck.source)
    assert finding.code == "slide-overflow"
    assert finding.message == "the content of the slide “Too much” does not fit"
    assert finding.place.line > 0
    assert finding.hint


def test_the_sample_fits() -> None:
    for target in (SAMPLE, PAPER):
        assert findings(edition(target).slides, CANVAS, edition(target).source) == ()


def test_a_slide_overflows_with_the_first_line_that_has_no_room() -> None:
    source = edition(SAMPLE).source

    def slide(lines: int) -> Slide:
        blocks = tuple(n.Para(words("A line.")) for _ in range(lines))
        return Slide("x", "text", words("Title"), content=blocks)

    overflows = [bool(findings([slide(lines)], CANVAS, source)) for lines in range(1, 40)]
    first = overflows.index(True) + 1
    assert overflows == [lines >= first for lines in range(1, 40)]
    assert (
        content_height(slide(first - 1), CANVAS)
        <= CANVAS.body.height + 1
        < content_height(slide(first), CANVAS)
    )
