"""Numbers and dates that a sentence states; not those in names, ordinals and pronouns."""

from __future__ import annotations

import time

import pytest

from pipeline.discourse.factual import read
from pipeline.discourse.readings import AmountReading, DateReading
from pipeline.discourse.sentences import spans_of


def tokens_of(text: str, lang: str = "en") -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in read(text, lang)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("It cost $409.6 million in 1963.", [("money", "$409.6 million"), ("date", "1963")]),
        ("It seized 15 billion U.S. dollars.", [("money", "15 billion U.S. dollars")]),
        ("US$2.4 billion and EUR 5 million.", [("money", "US$2.4 billion"), ("money", "EUR 5 million")]),
        ("Some 62 per cent, or 7%, agreed.", [("percent", "62 per cent"), ("percent", "7%")]),
        ("More than 40,000 refugees fled.", [("count", "40,000")]),
        ("More than 2000 soldiers came.", [("count", "2000")]),
        ("A Boeing 747 used National Road 4 under Article 5.", []),
        ("Resolution 1 of the 19th session.", []),
        ("One of them; the two countries; a two-year plan.", []),
        ("Two companies were left of five firms.", [("count", "Two"), ("count", "five")]),
        ("In May 1965 and on July 2, 1969.", [("date", "May 1965"), ("date", "July 2, 1969")]),
        ("You may 5 times.", [("count", "5")]),
        ("The F-16 and COVID-19 and 3rd.", []),
        ("Nothing is said.", []),
        ("Potsherds date back to 5000 BC.", []),
        ("It stood from 1500 to 1200 B.C. and again in 1200.", [("date", "1200")]),
        ("The 300–200 BC layer held 5000 BCG doses.", [("count", "5000")]),
    ],
)
def test_what_is_stated(text: str, tokens: list[tuple[str, str]]) -> None:
    assert tokens_of(text) == tokens


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Fondée en 1200 av. J.-C., elle tomba.", "fr"),
        ("Die Stadt wurde 1200 v. Chr. gegründet.", "de"),
        ("La ciudad existe desde 1200 a. C.", "es"),
        ("A cidade existe desde 1200 a.C.", "pt"),
    ],
)
def test_years_before_the_first_are_neither_dates_nor_counts(text: str, lang: str) -> None:
    assert tokens_of(text, lang) == []


@pytest.mark.parametrize(
    ("text", "when", "year"),
    [
        ("between 1955 and 1963", "1955/1963", "stated"),
        ("the 1970–1975 war", "1970/1975", "stated"),
        ("in 1955–63", "1955/1963", "stated"),
        ("from May 1965 to 2 July 1969", "1965-05/1969-07-02", "stated"),
        ("on 5--6 July 1997", "1997-07-05/1997-07-06", "stated"),
        ("the early 1960s", "1960/1969", "stated"),
        ("on 9 April", "None", "missing"),
        ("31 February 1990", "None", "stated"),
    ],
)
def test_dates(text: str, when: str, year: str) -> None:
    [token] = read(text, "en")
    assert isinstance(token.reading, DateReading)
    assert (str(token.reading.when), token.reading.year) == (when, year)


def test_a_date_without_a_year_takes_that_of_its_neighbour() -> None:
    first, second = read("on April 2, 2025, lowered on August 1", "en")
    assert isinstance(first.reading, DateReading)
    assert isinstance(second.reading, DateReading)
    assert (str(second.reading.when), second.reading.year) == ("2025-08-01", "inherited")


def test_what_is_counted() -> None:
    [token] = read("barred 118 senior members from politics", "en")
    assert isinstance(token.reading, AmountReading)
    assert token.reading.unit == "senior members"


def test_french() -> None:
    text = "Le 1er juillet 2017, dix-sept États ont versé 409,6 millions de dollars, soit 30 % en une fois."
    assert tokens_of(text, "fr") == [
        ("date", "1er juillet 2017"),
        ("count", "dix-sept"),
        ("money", "409,6 millions de dollars"),
        ("percent", "30 %"),
    ]
    [decade] = read("au début des années 1960", "fr")
    assert isinstance(decade.reading, DateReading)
    assert decade.reading.decade


def test_reading_takes_as_long_as_the_text() -> None:
    one = (
        "In May {year} the council gave ${year}.6 million to {year} villages, 30 per cent more than in 1990. "
    )

    def seconds(number: int) -> float:
        text = "".join(one.format(year=1500 + each) for each in range(number))
        times = []
        for _ in range(3):
            start = time.process_time()
            for a, b in spans_of(text, "en"):
                read(text[a:b], "en")
            times.append(time.process_time() - start)
        return min(times)

    assert seconds(280) < 8 * seconds(70) + 0.05


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        # Four digits are no year where a fraction or a group of three goes on.
        ("It is 1990.5 tons.", [("count", "1990.5", "tons")]),
        ("It is 1,990 tons.", [("count", "1,990", "tons")]),
        ("In 1990, 5 men came.", [("date", "1990", ""), ("count", "5", "men")]),
        # What is counted are three words at most.
        ("There were 5 very old grey big ships.", [("count", "5", "very old grey")]),
        ("There were 5 old ships there.", [("count", "5", "old ships")]),
    ],
)
def test_where_a_date_and_what_is_counted_end(text: str, parts: list[tuple[str, str, str]]) -> None:
    parts_of_text = [
        (token.kind, token.text, getattr(token.reading, "unit", "")) for token in read(text, "en")
    ]
    assert parts_of_text == parts


@pytest.mark.parametrize(("digits", "count"), [(40, 1), (41, 0)])
def test_a_number_has_forty_digits_at_most(digits: int, count: int) -> None:
    assert len(read(f"There were {'7' * digits} ships.", "en")) == count
