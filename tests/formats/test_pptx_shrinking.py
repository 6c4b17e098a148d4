"""Text that its box does not hold shrinks as far as is read, and no further."""

from __future__ import annotations

import io
import random

import pptx
import pytest

from pipeline.formats.pptx import PPTX
from pipeline.model import nodes as n
from pipeline.model.canvas import Box
from pipeline.model.slides import Kind, Slide
from pipeline.slides import measuring as measure
from pipeline.slides.paragraphs import Paragraph
from pipeline.slides.shrinking import LEAST, scaled_height, text_scale
from tests.canvas import CANVAS
from tests.editions.deck_sample import edition, of_slides
from tests.formats.deck_geometry import font_scale, places
from tests.formats.deck_setting import SETTING

WORDS = ("the", "harbour", "unreconstructedness", "of", "1867", "well-known", "municipality", "a")


def words(count: int, chance: random.Random) -> n.Inlines:
    return tuple(part for _ in range(count) for part in (n.Str(chance.choice(WORDS)), n.Space()))[:-1]


def shrink(content: n.Block, kind: Kind = "text") -> tuple[float, float, bool]:
    """Return the scale of a slide's text, how far it leaves its box, and whether a finding names it."""
    slide = Slide("own", kind, (n.Str("So"),), content=(content,))
    artifact = PPTX.render(of_slides((slide,), edition("tests/sample")), SETTING)
    [page] = pptx.Presentation(io.BytesIO(artifact.data)).slides
    [shape] = [each for each in page.placeholders if each.placeholder_format.idx == 1]
    [place] = [each for each in places(page) if each.name == shape.name]
    has_finding = not {"slide-overflow", "text-cut"}.isdisjoint(each.code for each in artifact.diagnostics)
    return font_scale(shape), place.overflow, has_finding


def test_text_that_fits_keeps_its_size() -> None:
    scale, overflow, has_finding = shrink(n.Para(words(30, random.Random(1))))
    assert (scale, has_finding) == (1.0, False)
    assert overflow < 0


def test_text_of_more_lines_than_its_box_has_shrinks_until_it_fits() -> None:
    for count in range(60, 110, 10):
        scale, overflow, has_finding = shrink(n.Para(words(count, random.Random(count))))
        assert (scale < 1) == has_finding
        assert overflow <= 1
        assert scale >= LEAST.points / measure.TEXT.points
    assert scale < 1


def test_text_shrinks_to_the_least_size_on_slides_and_no_further() -> None:
    scale, overflow, has_finding = shrink(n.Para(words(600, random.Random(2))))
    assert scale == pytest.approx(LEAST.points / measure.TEXT.points, abs=0.01)
    assert scale * measure.TEXT.points >= LEAST.points
    assert overflow > 100
    assert has_finding


@pytest.mark.parametrize("seed", range(8))
def test_lists_of_any_depth_shrink_until_they_fit(seed: int) -> None:
    chance = random.Random(seed)
    items = tuple(
        (n.Plain(words(chance.randint(9, 22), chance)), n.BulletList(((n.Plain(words(5, chance)),),)))
        for _ in range(chance.randint(2, 4))
    )
    kind: Kind = chance.choice(("text", "points"))
    scale, overflow, _ = shrink(n.BulletList(items), kind)
    assert overflow <= 1 or scale * measure.TEXT.points < LEAST.points + 1


@pytest.mark.parametrize("seed", range(30))
def test_the_scale_is_the_largest_at_which_text_fits(seed: int) -> None:
    chance = random.Random(seed)
    box = Box(0, 0, chance.uniform(200, 800), chance.uniform(60, 400))
    paragraphs = tuple(Paragraph(words(chance.randint(1, 40), chance)) for _ in range(chance.randint(1, 4)))
    scale = text_scale(paragraphs, measure.TEXT, box)
    if scale < 1:
        assert scaled_height(paragraphs, measure.TEXT, box, 1.0) > box.height
        assert scaled_height(paragraphs, measure.TEXT, box, scale + 0.01) > box.height
    if scale * measure.TEXT.points > LEAST.points + 0.3:
        assert scaled_height(paragraphs, measure.TEXT, box, scale) <= box.height + 1


def test_text_with_leads_keeps_its_size() -> None:
    paragraph = Paragraph((n.Str("x " * 900),), lead=(n.Str("1867"),))
    assert text_scale((paragraph,), measure.TEXT, CANVAS.body) == 1.0
