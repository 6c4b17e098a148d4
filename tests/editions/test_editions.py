"""The table of editions: which are built always, and which where they are asked for."""

from __future__ import annotations

import pytest

from pipeline.editions import EDITIONS
from pipeline.editions.projection import Projection
from tests.articles import document


def test_all_editions_are_built_but_the_summary() -> None:
    assert [name for name, each in EDITIONS.items() if not each.on_demand] == ["briefing", "ebook", "deck"]
    assert EDITIONS["summary"].on_demand
    assert not Projection("other", EDITIONS["deck"].edit).on_demand


@pytest.mark.parametrize("name", EDITIONS)
def test_an_edition_has_its_name_and_what_it_is_of(name: str) -> None:
    whole = document("tests/sample")
    edition = EDITIONS[name].edit(whole)
    assert edition.name == name == EDITIONS[name].name
    assert (edition.slug, edition.source) == (whole.slug, whole.source)
    assert edition.drawings == whole.drawings
    assert edition.media == whole.media
    assert edition.front.title == whole.front.title
    assert edition.files == (whole.files if name == "briefing" else ())
