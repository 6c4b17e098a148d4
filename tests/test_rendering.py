"""The order in which formats are rendered side by side, and editions are edited for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import build, cache, rendering
from pipeline.edition_table import Editions
from pipeline.editions import EDITIONS
from pipeline.formats import DEFAULT, FORMATS
from pipeline.formats.format import Format, Setting
from pipeline.load.article import locate
from pipeline.model.diagnostics import DossierError, Place, error
from pipeline.model.stages import Artifact, Document, Edition
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


class Noting(dict[str, Edition]):
    """Editions that note when they are asked for."""

    def __init__(self, editions: Mapping[str, Edition], steps: list[str]) -> None:
        super().__init__(editions)
        self.steps = steps

    def __getitem__(self, name: str) -> Edition:
        self.steps.append(name)
        return super().__getitem__(name)


def test_an_edition_is_asked_for_when_its_first_format_is_begun() -> None:
    sample = document("tests/sample")
    steps: list[str] = []
    editions = Noting({each.edition: EDITIONS[each.edition].edit(sample) for each in DEFAULT}, steps)
    formats = [replace(each, render=render) for each in DEFAULT]
    rendering.render_formats(formats, editions, CLOCK, cache.Cache(None), 1, steps.append)
    assert steps.index("briefing") < steps.index("deck") < steps.index("briefing.pdf")
    assert steps.index("deck.pdf") < steps.index("ebook") < steps.index("ebook.epub")


def test_editions_are_edited_once_when_they_are_asked_for() -> None:
    editions = Editions(document("tests/sample"), ("briefing", "ebook"))
    assert [each.stage for each in editions.times()] == ["edit briefing"]
    ebook = editions["ebook"]
    assert isinstance(ebook, Edition)
    assert (ebook.name, editions["ebook"] is ebook) == ("ebook", True)
    assert [each.stage for each in editions.times()] == ["edit briefing", "edit ebook"]
    assert (list(editions), len(editions)) == (["briefing", "ebook"], 2)
    assert "deck" not in editions


def test_all_editions_of_a_long_text_are_edited_at_once() -> None:
    sample = document("tests/sample")
    text = replace(sample.source, text=sample.source.text + " " * 500_000)
    editions = Editions(replace(sample, source=text), ("briefing", "ebook"))
    assert [each.stage for each in editions.times()] == ["edit briefing", "edit ebook"]


def test_an_edition_that_cannot_be_edited_is_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(document: Document) -> Edition:
        raise ValueError("no such thing")

    table = {**EDITIONS, "ebook": replace(EDITIONS["ebook"], edit=fail)}
    monkeypatch.setattr("pipeline.edition_table.EDITIONS", table)
    editions = Editions(document("tests/sample"), ("briefing", "ebook"))
    assert isinstance(editions["briefing"], Edition)
    assert isinstance(editions["ebook"], DossierError)


def test_an_outcome_is_delivered_when_it_is_there() -> None:
    sample = document("tests/sample")
    failure = DossierError([error("render-failed", "the deck cannot be made", Place("article.md"))])
    editions = {each.edition: EDITIONS[each.edition].edit(sample) for each in DEFAULT} | {"deck": failure}
    formats = [replace(each, render=render) for each in DEFAULT]
    steps: list[str] = []

    def deliver(output_format: Format, outcome: rendering.Outcome) -> None:
        steps.append(f"{output_format.file} {'fails' if isinstance(outcome, DossierError) else 'is there'}")

    rendering.render_formats(formats, editions, CLOCK, cache.Cache(None), 1, steps.append, deliver)
    assert steps[0] == "render"
    failures = ["deck.html fails", "deck.pptx fails", "deck.pdf fails"]
    artifacts = ["briefing.pdf is there", "briefing.pdf", "ebook.epub is there", "ebook.epub"]
    assert sorted(steps[1:]) == sorted([*failures, *artifacts])
    assert steps.index("briefing.pdf is there") < steps.index("briefing.pdf") < steps.index("ebook.epub")


def test_an_artifact_is_written_before_the_next_is_rendered(tmp_path: Path) -> None:
    states: dict[str, list[str]] = {}

    def look(step: str) -> None:
        states[step] = sorted(each.name for each in (tmp_path / "sample").glob("[a-z]*"))

    formats = tuple(each for each in DEFAULT if each.name in ("epub", "html"))
    report = build.build(
        locate("tests/sample", Path("source")), build.Plan(formats, tmp_path, processes=1), look
    )
    assert (states["render"], states["ebook.epub"]) == ([], ["ebook.epub"])
    assert states["deck.html"] == ["deck.html", "ebook.epub"]
    assert [each.path.name for each in report.artifacts] == ["ebook.epub", "deck.html"]
