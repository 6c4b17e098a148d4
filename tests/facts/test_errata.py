"""What errata say of a fact: its value with date, basis, state and sources, in text, Markdown and data."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import TypeAdapter

from pipeline.facts.difference import Change, changes, data, markdown, text, value_text
from pipeline.facts.revisions import Revision
from pipeline.model.dates import PartialDate
from pipeline.model.facts import Fact, Ledger
from pipeline.model.settings import StaleDays


def fact(kind: str, value: dict[str, Any], name: str = "x", **more: Any) -> Fact:
    fields = {"id": name, "kind": kind, "subject": f"Subject of {name}", "value": value, **more}
    result: Fact = TypeAdapter(Fact).validate_python(fields)
    return result


MONEY = {"amount": 5, "currency": "USD", "basis": "constant 1990", "date": "1990"}
SHIPS = {"amount": 5, "unit": "ships"}
HOLDER = {"holder": "Ann Lee"}


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (fact("money", MONEY), "$5 (1990; constant 1990; no source)"),
        (fact("count", {**SHIPS, "date": "1990"}, sources=[{"ref": "a"}]), "5 ships (1990; a)"),
        (fact("percent", {"amount": 5, "of": "men", "date": "1990/1991"}),
         "5 per cent (of men; 1990–1991; no source)"),
        (fact("count", SHIPS, sources=[{"ref": "a", "locator": "p. 3"}, {"ref": "b"}]),
         "5 ships (a p. 3, b)"),
        (fact("count", SHIPS, status="proposed", **{"as-of": "2020"}),
         "5 ships (as of 2020; proposed; no source)"),
        (fact("event", {"date": "1990"}, sources=[{"ref": "a"}]), "1990 (a)"),  # no date of its date
        (fact("office-holder", HOLDER, **{"as-of": "2020-01"}), "Ann Lee (as of 2020-01; no source)"),
        (None, ""),
    ],
)  # fmt: skip
def test_a_value_has_its_date_basis_state_and_sources(one: Fact | None, words: str) -> None:
    assert value_text(one, "en") == words


def revision(name: str, *facts: Fact, today: str | None = "2026-01-01", lang: str = "en") -> Revision:
    day = PartialDate.parse(today) if today else None
    return Revision(name, Ledger(facts=facts), day, StaleDays(), lang)


OLD = revision("v1", fact("count", SHIPS, "b"), fact("count", SHIPS, "gone"), fact("count", SHIPS, "a"))
NEW = revision(
    "v2",
    fact("count", {**SHIPS, "amount": 6}, "a"),
    fact("count", SHIPS, "new"),
    fact("count", {**SHIPS, "amount": 7}, "b"),
)


def test_changes_are_grouped_in_the_order_of_the_ledgers() -> None:
    assert [(each.what, each.id, each.keys) for each in changes(OLD, NEW)] == [
        ("changed", "a", ("value",)),
        ("changed", "b", ("value",)),
        ("added", "new", ()),
        ("removed", "gone", ()),
    ]


@pytest.mark.parametrize(
    ("key", "value", "keys"),
    [
        ("subject", "Other", ("subject",)),
        ("as-of", "2025", ("as-of",)),
        ("status", "disputed", ("status",)),
        ("sources", [{"ref": "a"}], ("sources",)),
        ("note", "n", ()),
        ("label", "l", ()),
    ],
)
def test_notes_and_labels_are_no_errata(key: str, value: Any, keys: tuple[str, ...]) -> None:
    one, other = (
        fact("count", SHIPS, **{"as-of": "2026"}),
        fact("count", SHIPS, **{"as-of": "2026", key: value}),
    )
    result = changes(revision("v1", one), revision("v2", other))
    assert [each.keys for each in result] == ([keys] if keys else [])


def test_another_kind_is_a_change_of_kind_and_value() -> None:
    result = changes(revision("v1", fact("count", SHIPS)), revision("v2", fact("event", {"date": "1990"})))
    assert [each.keys for each in result] == [("kind", "value")]


def test_the_first_of_two_facts_with_an_id_counts() -> None:
    one, other = fact("count", SHIPS), fact("count", {**SHIPS, "amount": 6})
    assert [each.keys for each in changes(revision("v1", one, other), revision("v2", one))] == []
    assert [each.what for each in changes(revision("v1", one), revision("v2", other, one))] == ["changed"]


def test_errata_as_text() -> None:
    assert text(changes(OLD, NEW), OLD, NEW).splitlines() == [
        "changed a [value]: Subject of a",
        "  - 5 ships (no source)",
        "  + 6 ships (no source)",
        "changed b [value]: Subject of b",
        "  - 5 ships (no source)",
        "  + 7 ships (no source)",
        "added new: Subject of new",
        "  + 5 ships (no source)",
        "removed gone: Subject of gone",
        "  - 5 ships (no source)",
    ]


def test_errata_as_markdown() -> None:
    assert markdown(changes(OLD, NEW), OLD, NEW).split("\n") == [
        "## Facts from v1 to v2",
        "",
        "### Changed",
        "",
        "- **Subject of a** (`a`): 6 ships (no source); was 5 ships (no source)",
        "- **Subject of b** (`b`): 7 ships (no source); was 5 ships (no source)",
        "",
        "### Added",
        "",
        "- **Subject of new** (`new`): 5 ships (no source)",
        "",
        "### Removed",
        "",
        "- **Subject of gone** (`gone`): 5 ships (no source)",
        "",
    ]


def test_signs_of_markdown_are_escaped() -> None:
    one = fact("claim", {"text": "a*b_c [d] <e> `f` $g\\"}).model_copy(update={"subject": "*S*"})
    line = markdown(changes(revision("v1"), revision("v2", one)), OLD, NEW).splitlines()[-1]
    assert line == "- **\\*S\\*** (`x`): a\\*b\\_c \\[d\\] \\<e\\> \\`f\\` \\$g\\\\ (no source)"


def test_each_side_is_in_its_language() -> None:
    old = revision("v1", fact("money", MONEY), lang="fr")
    new = revision("v2", fact("money", {**MONEY, "amount": 7}))
    first, second = text(changes(old, new), old, new).splitlines()[1:]
    assert first.startswith("  - 5 dollars des États-Unis")
    assert second.startswith("  + $7 ")


def test_errata_as_data() -> None:
    result = json.loads(data(changes(OLD, NEW), OLD, NEW))
    assert (result["old"], result["new"]) == ("v1", "v2")
    first = result["changes"][0]
    assert (first["what"], first["id"], first["keys"]) == ("changed", "a", ["value"])
    assert [bool(each["old"]) for each in result["changes"]] == [True, True, False, True]
    assert [bool(each["new"]) for each in result["changes"]] == [True, True, True, False]
    assert result["changes"][0]["new"]["value"]["amount"] == "6"
    assert "note" not in result["changes"][0]["new"]


def test_a_change_without_facts_has_its_id() -> None:
    assert Change("removed", "x", None, None).subject == "x"


def test_a_fact_without_a_day_of_the_article_is_not_stale() -> None:
    holder = fact("office-holder", HOLDER, **{"as-of": "2000"})
    assert [each.what for each in changes(revision("v1", holder, today=None), revision("v2", holder))] == [
        "stale"
    ]
    assert changes(revision("v1", holder), revision("v2", holder, today=None)) == ()
