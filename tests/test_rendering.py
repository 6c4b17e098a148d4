"""The order in which formats are rendered side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from pipeline import cache, rendering
from pipeline.editions import EDITIONS
from pipeline.formats import DEFAULT, FORMATS
from pipeline.formats.format import Setting
from pipeline.model.stages import Artifact, Edition
from tests.articles import document

CLOCK = datetime(2024, 1, 2, tzinfo=UTC)


def render(edition: Edition, setting: Setting) -> Artifact:
    return Artifact("file", "kind", b"data", 1, "pages", ())


def test_the_longest_are_rendered_first() -> None:
    sample = document("tests/sample")
    editions = {each.edition: EDITIONS[each.edition].edit(sample) for each in DEFAULT}
    formats = [replace(each, render=render) for each in reversed(DEFAULT)]
    steps: list[str] = []
    outcomes = rendering.render_formats(formats, editions, CLOCK, cache.Cache(None), 1, steps.append)
    assert steps == ["render", "deck.pdf", "briefing.pdf", "deck.pptx", "ebook.epub", "deck.html"]
    assert [type(each) for each in outcomes] == [rendering.RenderedArtifact] * len(formats)


def test_every_format_has_a_place_in_the_order() -> None:
    assert {each.name for each in FORMATS} == set(rendering._LONGEST_FIRST)
