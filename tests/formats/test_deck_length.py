"""A deck of too many slides is refused by the file that cannot hold it, at the first slide beyond."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.formats.deck_length import require_length
from pipeline.formats.deck_pdf import DECK_PDF, HANDOUT, render
from pipeline.formats.format import Format
from pipeline.model.diagnostics import DossierError
from pipeline.model.slides import Slides
from tests.canvas import CANVAS
from tests.editions.deck_sample import edition
from tests.formats.deck_setting import SETTING


def test_exactly_the_most_is_no_fault() -> None:
    deck = edition("tests/sample")
    count = len(deck.slides)
    require_length(deck, count, "PPTX")
    with pytest.raises(DossierError) as failure:
        require_length(deck, count - 1, "PPTX")
    [diagnostic] = failure.value.diagnostics
    assert diagnostic.code == "deck-too-long"
    assert f"{count:,} slides" in diagnostic.message


@pytest.mark.parametrize("format", [DECK_PDF, HANDOUT], ids=lambda each: each.file)
def test_a_pdf_of_slides_refuses_them_before_it_lays_them_out(format: Format) -> None:
    deck = edition("tests/sample")
    slides = (deck.slides[1],) * (render.MOST_SLIDES + 1)
    with pytest.raises(DossierError) as failure:
        format.render(replace(deck, content=Slides(slides, CANVAS)), SETTING)
    assert [each.code for each in failure.value.diagnostics] == ["deck-too-long"]
