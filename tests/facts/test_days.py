"""By which day and which settings a fact is fresh, where an article has several."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from pipeline.facts.coverage import coverage
from pipeline.facts.difference import changes
from pipeline.facts.revisions import Revision
from pipeline.load.article import load, locate
from pipeline.model.dates import PartialDate
from pipeline.model.facts import Fact, Ledger
from pipeline.model.settings import StaleDays

FACT: TypeAdapter[Fact] = TypeAdapter(Fact)


@pytest.mark.parametrize(("as_of", "fresh_count"), [("2020-02-01", 1), ("2025-12-01", 0)])
def test_facts_are_fresh_by_the_day_that_the_article_was_checked(
    tmp_path: Path, as_of: str, fresh_count: int
) -> None:
    (tmp_path / "article.md").write_text(
        f"---\ntitle: Hills\ndate: 2026-01-01\nas-of: {as_of}\n---\n\nThere are [12 hills]{{fact=hills}}.\n"
    )
    (tmp_path / "facts.yaml").write_text(
        "facts:\n- {id: hills, kind: count, subject: Hills, value: {amount: 12, unit: hills}, "
        "as-of: 2020-01-01, sources: [{ref: a}]}\n"
    )
    manuscript = load(locate(str(tmp_path), tmp_path)).manuscript
    assert coverage(manuscript, StaleDays()).total.fresh_count == fresh_count


@pytest.mark.parametrize(("days", "whats"), [((365, 30), ["stale"]), ((365, 365), []), ((30, 30), [])])
def test_each_revision_is_judged_by_its_own_days(days: tuple[int, int], whats: list[str]) -> None:
    values: dict[str, Any] = {"id": "a", "kind": "office-holder", "subject": "S", "value": {"holder": "A"}}
    fact = FACT.validate_python({**values, "as-of": "2025-01-01", "sources": [{"ref": "a"}]})
    day = PartialDate.parse("2025-06-01")
    old, new = (
        Revision(name, Ledger(facts=(fact,)), day, StaleDays(office_holder=count), "en")
        for name, count in zip(("1", "2"), days, strict=True)
    )
    assert [each.what for each in changes(old, new)] == whats
