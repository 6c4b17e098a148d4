"""Facts of the ledger that candidates state: which is taken, and which part of it is shown."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from pipeline import pandoc
from pipeline.discourse.sentences import sentences
from pipeline.facts.candidates import candidates
from pipeline.facts.markup import ForbiddenSpans
from pipeline.facts.matching import find_fact
from pipeline.load import sourcemap
from pipeline.model.facts import Fact


def fact(kind: str, subject: str, value: dict[str, Any], name: str = "x", **more: Any) -> Fact:
    fields = {"id": name, "kind": kind, "subject": subject, "value": value, **more}
    result: Fact = TypeAdapter(Fact).validate_python(fields)
    return result


def find(text: str, part: str, *facts: Fact) -> tuple[str, str | None] | None:
    """Return the id and the part of the fact that is found for a part of a text."""
    blocks = sourcemap.locate(pandoc.read(text).blocks, text)
    every = candidates(sentences(blocks, "en"), text, ForbiddenSpans(text, 0), "en")
    (candidate,) = (each for each in every if each.text == part)
    result = find_fact(candidate, facts, "en")
    return None if result is None else (result[0].id, result[1])


def event(date: str, subject: str = "Opening of the bridge", **more: Any) -> Fact:
    return fact("event", subject, {"date": date, **more})


WHOLE, YEAR = ("x", None), ("x", "year")


@pytest.mark.parametrize(
    ("text", "part", "date", "result"),
    [
        # A day needs one word in common, a month too, a year alone two.
        ("The bridge fell on 3 May 1990.", "3 May 1990", "1990-05-03", WHOLE),
        ("The road fell on 3 May 1990.", "3 May 1990", "1990-05-03", None),
        ("The bridge fell in May 1990.", "May 1990", "1990-05", None),
        ("The bridge saw its opening in May 1990.", "May 1990", "1990-05", WHOLE),
        ("The bridge fell in 1990.", "1990", "1990", None),
        ("The opening of the bridge was in 1990.", "1990", "1990", WHOLE),
        ("The bridge fell in 1990--1995.", "1990--1995", "1990/1995", WHOLE),
        # A year or a month may state a day of it, with two words in common.
        ("The opening of the bridge was in 1990.", "1990", "1990-05-03", YEAR),
        ("The bridge fell in 1990.", "1990", "1990-05-03", None),
        ("The opening of the bridge was in 1991.", "1991", "1990-05-03", None),
        ("The opening of the bridge took from 1990 to 1995.", "1990 to 1995", "1990-05-03", None),
        ("The opening of the bridge was in 1990.", "1990", "1990/1995", None),
        ("The opening of the bridge was on 3 May 1990.", "3 May 1990", "1990", None),
    ],
)
def test_a_date_is_that_of_the_ledger_by_its_words(
    text: str, part: str, date: str, result: tuple[str, str | None] | None
) -> None:
    assert find(text, part, event(date)) == result
    assert find(text, part, fact("date", "Opening of the bridge", {"date": date})) == result


@pytest.mark.parametrize(
    "other",
    [
        fact("claim", "Opening of the bridge", {"text": "1990"}),
        fact("count", "Opening of the bridge", {"amount": 1990, "unit": "ships"}),
        fact("office-holder", "Opening of the bridge", {"holder": "1990"}, **{"as-of": "1990"}),
    ],
)
def test_a_date_is_no_fact_of_another_kind(other: Fact) -> None:
    assert find("The opening of the bridge was in 1990.", "1990", other) is None


def test_the_fact_with_more_words_in_common_is_taken_and_the_first_of_equals() -> None:
    text = "The opening of the old bridge was on 3 May 1990."
    poor, rich = event("1990-05-03", "A bridge"), event("1990-05-03", "Opening of the old bridge")
    poor, same = poor.model_copy(update={"id": "poor"}), rich.model_copy(update={"id": "same"})
    assert find(text, "3 May 1990", poor, rich, same) == WHOLE
    assert find(text, "3 May 1990", same, rich, poor) == ("same", None)
    year = event("1990-05", "Opening of the old bridge").model_copy(update={"id": "month"})
    # The same date weighs more than any words.
    assert find(text, "3 May 1990", year, poor) == ("poor", None)


@pytest.mark.parametrize("words", ["place", "label"])
def test_a_place_and_a_label_are_words_of_a_fact(words: str) -> None:
    text = "All fell near Dover on 3 May 1990."
    with_place = event("1990-05-03", "Storm", place="Dover")
    with_label = fact("event", "Storm", {"date": "1990-05-03"}, label="Dover")
    assert find(text, "3 May 1990", with_place if words == "place" else with_label) == WHOLE
    assert find(text, "3 May 1990", event("1990-05-03", "Storm")) is None


def money(amount: int, **more: Any) -> Fact:
    return fact("money", "Aid for bridges", {"amount": amount, "currency": "USD", "basis": "nominal", **more})


def count(amount: int, unit: str = "bridges", **more: Any) -> Fact:
    return fact("count", "Old trees", {"amount": amount, "unit": unit, **more})


@pytest.mark.parametrize(
    ("text", "part", "other", "result"),
    [
        # Three digits that count need one word in common, fewer two.
        ("Bridges cost $409 million.", "$409 million", money(409_000_000), WHOLE),
        ("Bridges cost $40 million.", "$40 million", money(40_000_000), None),
        ("Aid for bridges was $40 million.", "$40 million", money(40_000_000), WHOLE),
        ("Roads cost $409 million.", "$409 million", money(409_000_000), None),
        ("Bridges cost $4,090.", "$4,090", money(4090), WHOLE),
        ("Bridges cost $1,000.", "$1,000", money(1000), None),
        ("Bridges cost $1,001.", "$1,001", money(1001), WHOLE),
        # The currency is that of the fact.
        ("Aid for bridges was €409.", "€409", money(409), None),
        # Another kind, another number, a span of numbers.
        ("Aid for bridges was 409 ships.", "409", money(409), None),
        ("Aid for bridges was $408.", "$408", money(409), None),
        # A date in the sentence must be one of the fact's.
        ("Aid for bridges was $409 in 1990.", "$409", money(409, date="1990"), WHOLE),
        ("Aid for bridges was $409 in 1991.", "$409", money(409, date="1990"), None),
        ("Aid for bridges was $409 in May 1990.", "$409", money(409, date="1990"), WHOLE),
        ("Aid for bridges was $409 in 1991.", "$409", money(409, date="1990/1991"), WHOLE),
        ("Aid for bridges was $409 in 1992.", "$409", money(409, date="1990/1991"), None),
        ("Aid for bridges was $409 in 1989.", "$409", money(409, date="1990/.."), None),
        ("Aid for bridges was $409 in 2020.", "$409", money(409, date="1990/.."), WHOLE),
        ("Aid for bridges was $409.", "$409", money(409, date="1990"), WHOLE),
        ("Aid for bridges was $409 in 1991.", "$409", money(409), WHOLE),
        # What a count counts must be said too.
        ("There were 409 old bridges.", "409", count(409), WHOLE),
        ("There were 409 trees.", "409", count(409, "trees"), WHOLE),
        ("There were 409 ships.", "409", count(409), None),
        ("There were 409 big ships near old trees.", "409", count(409, "boats"), None),
    ],
)
def test_an_amount_is_that_of_the_ledger_by_its_words(
    text: str, part: str, other: Fact, result: tuple[str, str | None] | None
) -> None:
    assert find(text, part, other) == result


def test_a_span_of_amounts_is_no_amount() -> None:
    span = fact("money", "Aid for bridges", {"min": 400, "max": 409, "currency": "USD", "basis": "nominal"})
    assert find("Aid for bridges was $409.", "$409", span) is None


def test_the_whole_of_a_share_is_a_word_of_it() -> None:
    share = fact("percent", "Turnout", {"amount": 62, "of": "voters in towns"})
    assert find("Of voters in towns, 62% came.", "62%", share) == WHOLE
    assert find("Of voters, 62% came.", "62%", share) is None


def holder(name: str, subject: str, person: str | None = "Barack Obama") -> Fact:
    return fact("office-holder", subject, {"holder": person}, name, **{"as-of": "2010"})


@pytest.mark.parametrize(
    ("facts", "result"),
    [
        ([holder("x", "President")], WHOLE),
        ([holder("x", "U.S. president")], WHOLE),
        ([holder("x", "Vice-chairman")], None),
        ([holder("x", "President", "Bill Clinton")], None),
        ([holder("x", "President", None)], None),
        ([holder("long", "U.S. president"), holder("x", "president")], WHOLE),
        ([holder("x", "U.S. president"), holder("longer", "A U.S. president")], WHOLE),
        ([fact("claim", "President", {"text": "Barack Obama"})], None),
    ],
)
def test_a_holder_is_the_same_name_in_an_office_that_ends_alike(
    facts: list[Fact], result: tuple[str, str | None] | None
) -> None:
    assert find("There spoke President Barack Obama.", "Barack Obama", *facts) == result
