"""No text leaves its box and no two boxes meet, in a program that has none of the deck's typefaces.

`make test` tries a dozen decks made at random, `make prove` three hundred .
"""

from __future__ import annotations

import io
from pathlib import Path

import pptx
import pytest

from pipeline.build import resolve_article
from pipeline.editions.deck import deck
from pipeline.formats.pptx import PPTX
from pipeline.load.article import locate
from pipeline.model.stages import Artifact, Edition
from tests.articles import document
from tests.editions.deck_sample import at_ratio, edition
from tests.formats.deck_geometry import overlaps, places
from tests.formats.deck_setting import SETTING
from tests.proving import seeds
from tests.random_markup import write

ARTICLES = (
    "source/cambodia-us-relations",
    "source/si-2019",
    "tests/sample",
    "tests/torture",
    "tests/joss/paper.md",
)
SLACK = 1


def faults(artifact: Artifact) -> list[str]:
    """Return what leaves its box or lies on something else; not on slides that a finding names."""
    findings = " ".join(each.message for each in artifact.diagnostics if each.code == "slide-overflow")
    result = []
    for number, slide in enumerate(pptx.Presentation(io.BytesIO(artifact.data)).slides, 1):
        title = slide.shapes.title.text_frame.text if slide.shapes.title is not None else ""
        if title and f"“{title}”" in findings:
            continue
        shapes = places(slide)
        result += [
            f"{number}: {each.name} over by {each.overflow:.0f}" for each in shapes if each.overflow > SLACK
        ]
        result += [f"{number}: {one} meets {other}" for one, other in overlaps(shapes)]
    return result


@pytest.mark.parametrize("article", ARTICLES)
def test_every_slide_of_an_article_holds_without_its_typefaces(article: str) -> None:
    assert faults(PPTX.render(edition(article), SETTING)) == []


def test_every_narrow_slide_of_an_article_holds_without_its_typefaces() -> None:
    assert faults(PPTX.render(deck(at_ratio(document("tests/torture"), "4:3")), SETTING)) == []


@pytest.mark.parametrize("seed", seeds(12))
def test_every_slide_of_an_article_made_at_random_holds_without_its_typefaces(
    seed: int, tmp_path: Path
) -> None:
    write(seed, tmp_path / "a")
    document = resolve_article(locate(str(tmp_path / "a" / "paper.md"), tmp_path)).document
    content: Edition = deck(at_ratio(document, "4:3" if seed % 2 else "16:9"))
    assert faults(PPTX.render(content, SETTING)) == []


def test_a_long_kicker_of_the_cover_grows_away_from_the_title(tmp_path: Path) -> None:
    kicker = "A series of briefings on aquifers " * 5
    file = tmp_path / "article.md"
    file.write_text(f"---\ntitle: A title\nkicker: {kicker}\n---\n\n# One\n\nWords.\n", encoding="utf-8")
    artifact = PPTX.render(deck(resolve_article(locate(str(file), tmp_path)).document), SETTING)
    cover = pptx.Presentation(io.BytesIO(artifact.data)).slides[0]
    assert faults(artifact) == []
    assert "Kicker" in {each.name for each in places(cover)}
