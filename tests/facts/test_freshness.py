"""When a fact is stale, to the day; and what that does to the states of coverage and to errata."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import TypeAdapter

from pipeline.facts.coverage import Mark, Tally
from pipeline.facts.difference import changes, data, markdown, text
from pipeline.facts.freshness import is_dated, is_stale
from pipeline.facts.revisions import Revision
from pipeline.model.dates import PartialDate
from pipeline.model.diagnostics import Place
from pipeline.model.facts import Fact, Ledger
from pipeline.model.settings import StaleDays

DAYS = StaleDays(office_holder=365, count=1096)
HOLDER = {"kind": "office-holder", "subject": "Mayor", "value": {"holder": "Ann Smith"}}
COUNT = {"kind": "count", "subject": "Sheep", "value": {"amount": 3, "unit": "sheep"}}


def fact(form: dict[str, Any], **more: Any) -> Fact:
    """Return a fact from the fields of a ledger."""
    values = {"id": "x", **form, **more}
    if "as_of" in values:
        values["as-of"] = values.pop("as_of")
    result: Fact = TypeAdapter(Fact).validate_python(values)
    return result


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


@pytest.mark.parametrize(
    ("form", "as_of", "today", "stale"),
    [
        (HOLDER, "2025-01-01", "2026-01-01", False),  # 365 days
        (HOLDER, "2025-01-01", "2026-01-02", True),
        (HOLDER, "2025-01", "2026-01-31", False),  # a month holds to its last day
        (HOLDER, "2025-01", "2026-02-01", True),
        (HOLDER, "2025-01-31", "2026-02", True),  # a month begins on its first
        (HOLDER, "2025-02-01", "2026-02", False),
        (HOLDER, "2024", "2025", False),
        (COUNT, "2023-01-01", "2026-01-01", False),  # 1096 days: a leap year is among them
        (COUNT, "2023-01-01", "2026-01-02", True),
        (COUNT, "2030-01-01", "2026-01-02", False),
    ],
)
def test_a_fact_is_stale_from_the_day_after_its_kind_allows(
    form: dict[str, Any], as_of: str, today: str, stale: bool
) -> None:
    assert is_stale(fact(form, as_of=as_of), day(today), DAYS) is stale


LONG_AGO, TODAY = "1990-01-01", day("2026-01-01")


@pytest.mark.parametrize(
    ("form", "stale", "has_date"),
    [
        ({**HOLDER, "as_of": LONG_AGO}, True, True),
        ({**HOLDER, "value": {"holder": "A", "from": "1980"}, "as_of": LONG_AGO}, True, True),
        ({**HOLDER, "value": {"holder": "A", "to": "1990"}, "as_of": LONG_AGO}, False, True),
        ({**HOLDER, "value": {"holder": "A", "to": "1990"}}, False, True),
        ({**HOLDER, "value": {"holder": "A", "from": "1980"}}, False, True),
        (HOLDER, False, False),
        ({**COUNT, "as_of": LONG_AGO}, True, True),
        ({**COUNT, "value": {"amount": 3, "unit": "sheep", "date": "1990"}, "as_of": LONG_AGO}, False, True),
        ({**COUNT, "value": {"amount": 3, "unit": "sheep", "date": "1990"}}, False, True),
        (COUNT, False, False),
    ],
)
def test_what_has_ended_or_has_a_date_of_its_own_does_not_go_stale(
    form: dict[str, Any], stale: bool, has_date: bool
) -> None:
    one = fact(form)
    assert (is_stale(one, TODAY, DAYS), is_dated(one)) == (stale, has_date)
    assert not is_stale(one, None, DAYS)


def mark(one: Fact | None, *, stale: bool = False, is_counted: bool = True) -> Mark:
    return Mark(0, 1, "x", "count", one, None, "", is_counted, stale, Place("a.md"))


ONE, TWO = [{"ref": "a"}], [{"ref": "a"}, {"ref": "b"}]
SAME = [{"ref": "a"}, {"ref": "a", "locator": "p. 3"}]


@pytest.mark.parametrize(
    ("one", "stale", "state", "qualities"),
    [
        (None, False, "unbound", (False, False, False, False)),
        (fact(COUNT), False, "unsourced", (True, False, False, False)),
        (fact(COUNT, as_of="2020"), True, "unsourced", (True, False, False, False)),
        (fact(COUNT, as_of="2020", sources=ONE), True, "stale", (True, True, False, False)),
        (fact(COUNT, as_of="2020", sources=TWO), True, "stale", (True, True, False, True)),
        (fact(COUNT, as_of="2020", sources=ONE), False, "single", (True, True, True, False)),
        (fact(COUNT, as_of="2020", sources=SAME), False, "single", (True, True, True, False)),
        (fact(COUNT, as_of="2020", sources=TWO), False, "double", (True, True, True, True)),
        (fact(COUNT, sources=TWO), False, "double", (True, True, False, True)),
        (fact(COUNT, sources=TWO, status="proposed"), True, "proposed", (True, True, False, True)),
        (fact(COUNT, status="proposed"), False, "unsourced", (True, False, False, False)),
    ],
)  # fmt: skip
def test_the_state_of_a_mark_is_the_gravest(
    one: Fact | None, stale: bool, state: str, qualities: tuple[bool, ...]
) -> None:
    mark_of_fact = mark(one, stale=stale)
    assert mark_of_fact.state == state
    assert (
        mark_of_fact.is_bound,
        mark_of_fact.is_sourced,
        mark_of_fact.is_fresh,
        mark_of_fact.is_double,
    ) == qualities


def test_a_tally_counts_what_is_counted_only() -> None:
    fact_with_sources = fact(COUNT, as_of="2020", sources=TWO)
    marks = [
        mark(fact_with_sources),
        mark(fact_with_sources, stale=True),
        mark(None),
        mark(None),
        mark(fact_with_sources, is_counted=False),
    ]
    tally = Tally.of(marks)
    assert tally == Tally(tokens=4, bound_count=2, sourced_count=2, fresh_count=1, double_count=2)
    shares = [tally.share(each) for each in ("bound", "sourced", "fresh", "double")]
    assert shares == [50.0, 50.0, 25.0, 50.0]
    assert Tally.of([]).share("bound") == 100.0


def revision(name: str, today: str, *facts: Fact) -> Revision:
    return Revision(name, Ledger(facts=facts), day(today), DAYS, "en")


@pytest.mark.parametrize(
    ("before", "after", "keys"),
    [
        ("2025-06-01", "2026-01-01", []),
        ("2026-01-01", "2026-01-02", ["stale"]),  # fresh at the first, stale at the second
        ("2026-01-02", "2026-06-01", []),  # stale at both: it was told before
        ("2026-01-02", "2026-01-01", []),
    ],
)
def test_errata_name_a_fact_once_as_stale(before: str, after: str, keys: list[str]) -> None:
    holder = fact(HOLDER, as_of="2025-01-01")
    old, new = revision("v1", before, holder), revision("v2", after, holder)
    assert [each.what for each in changes(old, new)] == keys


def test_a_new_fact_that_is_stale_is_added_and_stale() -> None:
    old = revision("v1", "2025-01-01")
    new = revision("v2", "2026-06-01", fact(HOLDER, as_of="2025-01-01"))
    result = changes(old, new)
    assert [(each.what, each.id, each.old) for each in result] == [("added", "x", None), ("stale", "x", None)]
    assert "stale x: Mayor\n  last known to hold on 2025-01-01, article as of 2026-06-01\n" in text(
        result, old, new
    )
    assert "### Gone stale\n\n- **Mayor** (`x`): last known to hold on 2025-01-01\n" in markdown(
        result, old, new
    )
    assert '"what": "stale"' in data(result, old, new)


def test_errata_say_when_nothing_changed_and_only_then() -> None:
    one, other = fact(COUNT, as_of="2025-01-01"), fact(COUNT, as_of="2025-02-01")
    old, new = revision("v1", "2025-03-01", one), revision("v2", "2025-03-01", other)
    same, difference = changes(old, old), changes(old, new)
    assert text(same, old, old) == "no fact changed between v1 and v1\n"
    assert markdown(same, old, old) == "## Facts from v1 to v1\n\nNo fact changed.\n"
    assert [(each.what, each.keys) for each in difference] == [("changed", ("as-of",))]
    assert "no fact changed" not in text(difference, old, new)
    assert "No fact changed" not in markdown(difference, old, new)
    (change,) = json.loads(data(difference, old, new))["changes"]
    assert (change["old"]["as-of"], change["new"]["as-of"]) == ("2025-01-01", "2025-02-01")
