"""Times of sentences: what part a date plays, and the ledger's day where the words give a year."""

from __future__ import annotations

import pytest

from pipeline import pandoc
from pipeline.discourse.moments import Moment, moments
from pipeline.discourse.sentences import sentences
from pipeline.model.dates import When

TIMES = {
    "fall": When.parse("1975-04-17"),
    "aid": When.parse("1955/1963"),
    "lasting": When.parse("1990/.."),
    "month": When.parse("1990-05"),
}


def read(text: str, lang: str = "en") -> list[Moment]:
    return [m for s in sentences(pandoc.read(text).blocks, lang) for m in moments(s, lang, TIMES)]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("On 3 May 1965 it broke.", "at"),
        ("It broke in early 1965.", "at"),
        ("On Monday, 3 May 1965, it broke.", "at"),
        ("Since 1965 it is broken.", "bound"),
        ("It was the rule of 1965.", "bound"),
        ("The 1965 rule broke.", "name"),
        ("1965 was a year.", "at"),
        ("It broke by about 1965.", "bound"),
        ("It broke in early about 1965.", "at"),
        ("It was so until about 1965.", "bound"),
        ("It broke before 3 May 1965.", "bound"),
        # A weekday stands between, where the word before it says so.
        ("Monday, 3 May 1965, was so.", "name"),
        ("The Monday, 3 May 1965, was so.", "name"),
        ("It was Monday, 3 May 1965.", "name"),
        ("It was within 1965.", "name"),
        ("It was so, 1965.", "name"),
    ],
)
def test_the_part_that_a_date_plays(text: str, role: str) -> None:
    assert [moment.role for moment in read(text)] == [role]


def test_a_bound_date_is_as_exact_as_the_ledger() -> None:
    [moment] = read("It fell in [1975]{fact=fall}.")
    assert (moment.text, str(moment.first), str(moment.last), moment.fact) == (
        "1975",
        "1975-04-17",
        "1975-04-17",
        "fall",
    )


def test_a_date_that_the_ledger_does_not_have_stays_what_it_says() -> None:
    [moment] = read("It fell in [1976]{fact=fall}.")
    assert moment.years == (1976, 1976)


def test_words_without_a_date_have_the_time_of_their_fact() -> None:
    [moment] = read("They gave [much]{fact=aid}.")
    assert (moment.role, moment.years) == ("fact", (1955, 1963))


def test_the_day_of_checking_is_no_time_of_an_event() -> None:
    [moment] = read("It held as of [April 1975]{fact=fall show=as-of}.")
    assert (moment.role, moment.fact) == ("as-of", "")


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("3 May 1965", "4 May 1965", True),
        ("3 May 1965", "3 May 1965", False),
        ("May 1965", "31 May 1965", False),
        ("May 1965", "1 June 1965", True),
        ("1964", "1 January 1965", True),
        ("1965", "May 1965", False),
        ("4 May 1965", "3 May 1965", False),
    ],
)
def test_a_time_is_before_another_where_all_of_it_is(one: str, other: str, before: bool) -> None:
    first, second = (read(f"On {text} it broke.")[0] for text in (one, other))
    assert first.before(second) == before


@pytest.mark.parametrize(
    ("text", "first", "last", "fact"),
    [
        ("It was in [the 1970s]{fact=fall}.", "1975-04-17", "1975-04-17", "fall"),
        ("It was in [the 1950s]{fact=aid}.", "1955-01-01", "1963-12-31", "aid"),
        ("It was in [1955]{fact=aid}.", "1955-01-01", "1955-12-31", "aid"),
        ("It was in [1963]{fact=aid}.", "1963-01-01", "1963-12-31", "aid"),
        ("It was in [1960]{fact=aid}.", "1960-01-01", "1960-12-31", "aid"),
        ("It was from [1955 to 1963]{fact=aid}.", "1955-01-01", "1963-12-31", "aid"),
        ("It was from [1950 to 1970]{fact=aid}.", "1955-01-01", "1963-12-31", "aid"),
        ("It was from [1955 to 1960]{fact=aid}.", "1955-01-01", "1960-12-31", "aid"),
        ("It was from [1956 to 1963]{fact=aid}.", "1956-01-01", "1963-12-31", "aid"),
        ("It was in [1990]{fact=lasting}.", "1990-01-01", "1990-12-31", "lasting"),
        ("It was [so]{fact=lasting}.", "1990-01-01", "1990-12-31", "lasting"),
        ("It was on [3 May 1990]{fact=month}.", "1990-05-03", "1990-05-03", "month"),
        ("It was in [1990]{fact=month}.", "1990-05-01", "1990-05-31", "month"),
        ("It was in [1975]{fact=gone}.", "1975-01-01", "1975-12-31", ""),
        ("It was in 1990--1995.", "1990-01-01", "1995-12-31", ""),
    ],
)
def test_a_bound_date_is_the_part_of_the_fact_that_it_can_mean(
    text: str, first: str, last: str, fact: str
) -> None:
    [moment] = read(text)
    assert (str(moment.first), str(moment.last), moment.fact) == (first, last, fact)
    assert moment.years == (int(first[:4]), int(last[:4]))


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("They gave [much]{fact=gone}.", []),
        ("They gave [much]{fact=fall show=as-of}.", []),
        ("It was so on 3 May.", []),
        ("They gave $5 to 7 men.", []),
        # A fact is told of once, by its date rather than by its words.
        ("[It]{fact=fall} fell in [1975]{fact=fall}.", [("1975", "fall")]),
        ("[It]{fact=fall} fell before 1990.", [("It", "fall"), ("1990", "")]),
        ("Before 1990 [it]{fact=fall} fell.", [("1990", ""), ("it", "fall")]),
        (
            "As of [April 1975]{fact=fall show=as-of}, [it]{fact=fall} fell.",
            [("April 1975", ""), ("it", "fall")],
        ),
    ],
)
def test_the_times_of_a_sentence(text: str, times: list[tuple[str, str]]) -> None:
    assert [(each.text, each.fact) for each in read(text)] == times


def test_a_language_without_rules_knows_no_parts() -> None:
    assert [each.role for each in read("w 1990 roku", "pl")] == ["name"]
