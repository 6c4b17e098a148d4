"""CHANGES.md: what a reader is told of each fact, date and office-holder, source and title that changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from pipeline.model.facts import Fact
from pipeline.release.changes import changes, markdown
from pipeline.release.published import OldData, previous
from pipeline.release.repository import Repository, find
from pipeline.release.version import parse
from tests.release.project import project

_FACTS: TypeAdapter[tuple[Fact, ...]] = TypeAdapter(tuple[Fact, ...])
ATLAS = {"id": "atlas", "title": "An *atlas*", "author": [{"family": "Ng"}, {"family": "Roe"}],
         "issued": {"date-parts": [[2024, 5]]}}  # fmt: skip
REPORT = {
    "id": "report",
    "title": "The report",
    "author": [{"literal": "Office"}],
    "issued": {"raw": "2025"},
}
MONEY = {"id": "aid", "kind": "money", "subject": "aid", "as-of": "2025-01-01", "sources": [{"ref": "atlas"}],
         "value": {"amount": 3_000_000, "currency": "USD", "basis": "nominal", "date": "2023"}}  # fmt: skip
TERM = {
    "id": "head",
    "kind": "office-holder",
    "subject": "minister",
    "value": {"holder": "A. One", "from": "2020"},
}
DAY = {"id": "day", "kind": "date", "subject": "the signing", "value": {"date": "1991-10-23"}}
CLAIM = {"id": "claim", "kind": "claim", "subject": "a claim", "value": {"text": "It *is* so."}}


def data(facts: Sequence[Mapping[str, Any]], works: Sequence[Mapping[str, Any]] | None = (ATLAS, REPORT),
         version: str = "1.0", title: str = "Title") -> OldData:  # fmt: skip
    references = None if works is None else {str(each["id"]): each for each in works}
    return OldData(version, title, "en", _FACTS.validate_python(list(facts)), references)


def value(fact: Mapping[str, Any], **parts: Any) -> Mapping[str, Any]:
    return {**fact, "value": {**fact["value"], **parts}}


CASES: Mapping[str, tuple[Mapping[str, Any] | None, Mapping[str, Any] | None, str]] = {
    "a figure": (
        MONEY, value(MONEY, amount=3_200_000),
        "**aid**: \\$3.2 million (2023, nominal), was \\$3 million (2023, nominal); as of 2025-01-01; "
        "source: Ng and Roe, *An \\*atlas\\**, 2024.",
    ),
    "the date of a figure": (
        MONEY, value(MONEY, date="2024"),
        "**aid**: \\$3 million (2024, nominal), was \\$3 million (2023, nominal); as of 2025-01-01; "
        "source: Ng and Roe, *An \\*atlas\\**, 2024.",
    ),
    "an as-of date": (
        MONEY, {**MONEY, "as-of": "2026-02-01"},
        "**aid**: \\$3 million (2023, nominal); as of 2026-02-01, was as of 2025-01-01; "
        "source: Ng and Roe, *An \\*atlas\\**, 2024.",
    ),
    "a source": (
        MONEY, {**MONEY, "sources": [{"ref": "report", "locator": "p. 3"}]},
        "**aid**: \\$3 million (2023, nominal); as of 2025-01-01; source: Office, *The report*, 2025, p. 3; "
        "the source was Ng and Roe, *An \\*atlas\\**, 2024.",
    ),
    "a holder": (
        TERM, value(TERM, holder="B. Two"), "**minister**: B. Two (since 2020), was A. One (since 2020).",
    ),
    "a day": (DAY, value(DAY, date="1991-10-24"), "**the signing**: 24 October 1991, was 23 October 1991."),
    "a status": (
        CLAIM, {**CLAIM, "status": "disputed"}, "**a claim**: “It \\*is\\* so.”; disputed, was confirmed.",
    ),
    "a subject": (DAY, {**DAY, "subject": "the treaty"},
                  "**the treaty**: 23 October 1991; it was called “the signing”."),
    "a new fact": (None, DAY, "New: **the signing**: 23 October 1991."),
    "a fact that is gone": (DAY, None, "No longer stated: **the signing**: 23 October 1991."),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_change_is_one_sentence(name: str) -> None:
    old, new, sentence = CASES[name]
    [change] = changes(data([old] if old else []), data([new] if new else [], version="1.1"))
    assert change.text == sentence
    assert change.facts == ((new or old or {})["id"],)


def test_notes_labels_and_the_order_are_no_change() -> None:
    one, other = data([MONEY, {**DAY, "note": "x"}]), data([{**DAY, "label": "y"}, MONEY])
    assert changes(one, other) == ()
    assert "no fact, source or title changed" in markdown("T", "1.1", "2026-01-01", (), "1.0")
    assert "First release." in markdown("T", "1.1", "2026-01-01", (), "")


def test_sources_and_the_title_are_told_if_they_are_known() -> None:
    new = data([], [REPORT], title="Another")
    texts = [each.text for each in changes(data([], [ATLAS]), new)]
    assert texts == [
        "The title is *Another*; it was *Title*.",
        "New source: Office, *The report*, 2025.",
        "No longer a source: Ng and Roe, *An \\*atlas\\**, 2024.",
    ]
    assert [each.text for each in changes(data([], None, title=""), new)] == []
    assert changes(None, new) == ()


def test_without_its_folder_the_last_release_is_read_from_its_tag(tmp_path: Path) -> None:
    own = project(tmp_path)
    for tag in ("v0.9", "v0.10"):
        own.edit("source/canal/facts.yaml", "p. 3", f"p. 3 {tag}")
        own.commit(tag)
    own.commit("nightly", "v0.11")
    repository = find(tmp_path)
    assert isinstance(repository, Repository)
    version = parse("0.11")
    assert version is not None
    article = tmp_path / "source/canal/article.md"
    old = previous(tmp_path / "none", "canal", version, article, repository)
    assert old is not None
    assert (old.version, old.references) == ("0.10", None)
    assert old.facts[0].sources[0].locator == "p. 3 v0.10 v0.9"
    assert previous(tmp_path / "none", "canal", version, article, None) is None
