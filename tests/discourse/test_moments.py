"""Times of sentences: what part a date plays, and the ledger's day where the words give a year."""

from __future__ import annotations

import pytest

from pipeline import pandoc
from pipeline.discourse.moments import Moment, moments
from pipeline.discourse.sentences import sentences
from pipeline.model.dates import When

TIMES = {"fall": When.parse("1975-04-17"), "aid": When.parse("1955/1963")}


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
