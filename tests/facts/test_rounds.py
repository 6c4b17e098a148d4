"""Proposing in rounds: what comes first, what dates an amount, what pandoc reads, what the ledger has."""

from __future__ import annotations

import pytest

from pipeline.facts import markup
from pipeline.facts.filling import filler
from pipeline.facts.propose import Proposal, propose
from pipeline.model.facts import Ledger
from pipeline.model.source import SourceText

HEAD = "---\ntitle: T\nlang: en\n---\n\n"


def run(body: str, ledger: Ledger | None = None) -> Proposal:
    return propose(SourceText("article.md", f"{HEAD}{body}\n"), ledger or Ledger())


def bindings(result: Proposal) -> list[tuple[str, str | None]]:
    """Return the words that were bound, with the part of the fact that they show."""
    return [
        (result.text[each.inner_start : each.inner_end], each.show) for each in markup.bindings(result.text)
    ]


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("In 2023 the state gave $5 of aid.", [("2023", "date"), ("$5", None)]),
        ("In May 2023 the state gave $5 of aid.", [("May 2023", "date"), ("$5", None)]),
        # A day dates what happened, and so does a date in a clause with a verb of an event.
        ("On 3 May 2023 the state gave $5 of aid.", [("3 May 2023", None), ("$5", None)]),
        ("In 2023 the state signed for $5 of aid.", [("2023", None), ("$5", None)]),
        (
            "Much was so in 2022; in 2023 the state gave $5 of aid.",
            [("2022", None), ("2023", "date"), ("$5", None)],
        ),
        # The amount that stands nearest.
        ("In 2023 it gave $5 of aid and $6 of grain.", [("2023", "date"), ("$5", None), ("$6", None)]),
    ],
)
def test_a_year_dates_the_amount_of_its_clause(body: str, parts: list[tuple[str, str | None]]) -> None:
    assert bindings(run(body)) == parts


def test_a_year_is_of_the_amount_that_stands_nearest() -> None:
    result = run("It gave $5 of aid and $6 of grain in 2023.")
    last = list(markup.bindings(result.text))[-1]
    assert (last.show, last.fact) == ("date", "grain-2023")


def test_new_facts_stand_in_the_order_of_the_text() -> None:
    result = run("The road sank on 3 May 1990, and $5 of aid came. President Ann Lee left in June 1991.")
    assert [each.id for each in result.facts] == [
        "road-sank-1990",
        "aid-came-1990",
        "president-ann-lee",
        "president-ann-lee-1991",
    ]
    assert (result.bound_count, result.reused_count) == (4, 0)


def test_what_is_told_twice_is_bound_twice_and_counted() -> None:
    result = run(
        "The old road sank on 3 May 1990.\n\nOn 3 May 1990 the old road sank.\n\nThe road sank in 1990."
    )
    assert (result.bound_count, len(result.facts), result.reused_count) == (3, 1, 0)
    assert bindings(result) == [("3 May 1990", None), ("3 May 1990", None), ("1990", "year")]
    again = run("The old road sank on 3 May 1990. Aid of $5 came.", Ledger(facts=result.facts))
    assert (again.bound_count, len(again.facts), again.reused_count) == (2, 1, 1)


@pytest.mark.parametrize(
    ("rough", "exact", "part"),
    [("1990", "on 3 May 1990", "year"), ("1990", "in May 1990", "year"), ("May 1990", "on 3 May 1990", None)],
)
def test_the_precise_comes_before_what_it_implies(rough: str, exact: str, part: str | None) -> None:
    """A year before the day that it means is a part of that day's fact."""
    result = run(f"The old bridge collapse was in {rough}.\n\nThe old bridge collapse was {exact}.")
    assert len(result.facts) == 1
    assert bindings(result) == [(rough, part), (exact.split(" ", 1)[1], None)]


def test_an_office_with_its_state_comes_before_one_without() -> None:
    result = run("The ambassador, Ann Lee, came. Chinese ambassador Ann Lee left.")
    assert [each.subject for each in result.facts] == ["Chinese ambassador"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        # What pandoc does not read as a binding is not bound.
        ("    code of 1990\n\nIn 1991 it was so.", ["1991"]),
        ("<div title='1990'>\n\nIn 1991 it was so.\n\n</div>", ["1991"]),
        ("In 1991 it was so.\n\n[a]: https://x.example/ '1990'", ["1991"]),
        ("*In 1990* it was so, **in 1991 too**.", ["1990", "1991"]),
        ("> In 1990 it was so.", ["1990"]),
    ],
)
def test_only_what_is_read_as_a_binding_is_bound(body: str, words: list[str]) -> None:
    assert [text for text, _ in bindings(run(body))] == words


def test_a_standfirst_of_lines_is_bound_too() -> None:
    head = "---\ntitle: T\nstandfirst: |\n  It fell in 1990.\nlang: en\n---\n\nIt rose in 1991.\n"
    result = propose(SourceText("article.md", head), Ledger())
    assert bindings(result) == [("1990", None), ("1991", None)]


def test_a_text_without_anything_to_bind_stays() -> None:
    assert run("Nothing.") == Proposal(f"{HEAD}Nothing.\n", (), 0, 0)


FRENCH = "---\ntitle: T\nlang: fr\n---\n\nx\n"


@pytest.mark.parametrize(
    ("name", "show", "lang", "words"),
    [
        ("aid-2023", None, "en", "$5 million"),
        ("aid-2023", "date", "en", "2023"),
        ("aid-2023", None, "fr", "5 millions de dollars des États-Unis"),
        ("gone", None, "en", None),
    ],
)
def test_an_empty_binding_is_filled_in_the_language_of_the_article(
    name: str, show: str | None, lang: str, words: str | None
) -> None:
    ledger = Ledger(facts=run("In 2023 the state gave $5 million in aid.").facts)
    source = SourceText("article.md", FRENCH if lang == "fr" else f"{HEAD}x\n")
    assert filler(ledger, source)(name, show) == words


def test_a_front_matter_of_another_dialect_has_its_language_too() -> None:
    ledger = Ledger(facts=run("In 2023 the state gave $5 million in aid.").facts)
    source = SourceText("article.md", "---\ntitle: &title T\nsubtitle: *title\nlang: fr\n---\n\nx\n")
    assert filler(ledger, source)("aid-2023", None) == "5 millions de dollars des États-Unis"
