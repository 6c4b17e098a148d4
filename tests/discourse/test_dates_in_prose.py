"""Dates in prose: decades, spans, days of one month, years taken from a neighbour, and what is no date."""

from __future__ import annotations

import pytest

from pipeline.discourse.factual import read
from pipeline.discourse.readings import DateReading


def dates(text: str, lang: str = "en") -> list[tuple[str, str]]:
    return [(t.text, str(t.reading.when)) for t in read(text, lang) if isinstance(t.reading, DateReading)]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        # Decades.
        ("in the 1960s", [("the 1960s", "1960/1969")]),
        ("in 1960s style, 1961", [("1960s", "1960/1969"), ("1961", "1961")]),
        ("from the 1980s to 1995", [("the 1980s to 1995", "1980/1995")]),
        ("from the 1980s to the 1990s", [("the 1980s to the 1990s", "1980/1999")]),
        # Spans of years in short.
        ("in 1955–63", [("1955–63", "1955/1963")]),
        ("in 1955-63", [("1955-63", "1955/1963")]),
        ("in 1955--63 and 1970", [("1955--63", "1955/1963"), ("1970", "1970")]),
        ("in 1998–02", [("1998–02", "1998/2002")]),
        ("in 1998–98", [("1998–98", "1998/1998")]),
        ("in 1963–55", [("1963–55", "1963/1955")]),  # a slip, which a check tells
        ("in 1951–01", [("1951–01", "1951/1901")]),
        ("in 1952–01", [("1952–01", "1952/2001")]),
        ("in 1955–63 to 1970", [("1955–63", "1955/1963"), ("1970", "1970")]),
        # A month of ISO 8601, not a span.
        ("in 1955-12 and 1955-13", [("1955-12", "1955-12"), ("1955-13", "1955/1913")]),
        # Days of one month.
        ("on 5–6 July 1997", [("5–6 July 1997", "1997-07-05/1997-07-06")]),
        ("on 5 to 6 July 1997", [("5 to 6 July 1997", "1997-07-05/1997-07-06")]),
        ("on 15-16 July 1997", [("15-16 July 1997", "1997-07-15/1997-07-16")]),
        ("on 1–2 July 1997", [("1–2 July 1997", "1997-07-01/1997-07-02")]),
        ("on 6–5 July 1997", [("5 July 1997", "1997-07-05")]),
        ("on 5–5 July 1997", [("5 July 1997", "1997-07-05")]),
        ("on 0–5 July 1997", [("5 July 1997", "1997-07-05")]),
        ("of 1,4–5 July 1997", [("5 July 1997", "1997-07-05")]),
        ("on 5, 6 July 1997", [("6 July 1997", "1997-07-06")]),
        # From one date to another.
        ("from 1955 to 1963", [("1955 to 1963", "1955/1963")]),
        ("from 3 May to 5 June 1990", [("3 May to 5 June 1990", "1990-05-03/1990-06-05")]),
        ("between 3 May and 5 June 1990", [("3 May and 5 June 1990", "1990-05-03/1990-06-05")]),
        ("on 3 May and 5 June 1990", [("3 May", "1990-05-03"), ("5 June 1990", "1990-06-05")]),
        ("in 1990 and 1995", [("1990", "1990"), ("1995", "1995")]),
        ("in 1990, 1995", [("1990", "1990"), ("1995", "1995")]),
        ("1990 to 1995 to 1997", [("1990 to 1995", "1990/1995"), ("1997", "1997")]),
        ("31 May to 5 June", [("31 May", "None"), ("5 June", "None")]),
        ("31 February to 5 March 1990", [("31 February", "None"), ("5 March 1990", "1990-03-05")]),
        ("from 1990 to May 1991", [("1990 to May 1991", "1990/1991-05")]),
        # A year is taken from the date before, else from the next.
        ("3 May, 4 May 1990, 5 June",
         [("3 May", "1990-05-03"), ("4 May 1990", "1990-05-04"), ("5 June", "1990-06-05")]),
        ("In 1989 and 1990 and on 3 May", [("1989", "1989"), ("1990", "1990"), ("3 May", "1990-05-03")]),
        ("On 3 May, then in 1990 and 1991", [("3 May", "1990-05-03"), ("1990", "1990"), ("1991", "1991")]),
        ("from 1990 to 1991, on 5 July", [("1990 to 1991", "1990/1991"), ("5 July", "1991-07-05")]),
        ("on 3 May and in the 1990s", [("3 May", "None"), ("the 1990s", "1990/1999")]),
        ("on 29 February and in 1990", [("29 February", "None"), ("1990", "1990")]),
        ("on 29 February and in 1992", [("29 February", "1992-02-29"), ("1992", "1992")]),
        ("on 3 May", [("3 May", "None")]),
    ],
)  # fmt: skip
def test_when_it_was(text: str, times: list[tuple[str, str]]) -> None:
    assert dates(text) == times


@pytest.mark.parametrize(
    ("text", "year", "part", "decade", "month", "day"),
    [
        ("the early 1960s", "stated", "early", True, None, None),
        ("the mid-1960s", "stated", "mid", True, None, None),
        ("in late May 1965", "stated", "late", False, 5, None),
        ("in Early 1965", "stated", "early", False, None, None),
        ("in 1965", "stated", "", False, None, None),
        ("on 3 May", "missing", "", False, 5, 3),
        ("from the early 1980s to 1995", "stated", "early", False, None, None),
    ],
)
def test_what_a_date_says_of_itself(
    text: str, year: str, part: str, decade: bool, month: int | None, day: int | None
) -> None:
    (token,) = read(text, "en")
    reading = token.reading
    assert isinstance(reading, DateReading)
    assert (reading.year, reading.part, reading.decade, reading.month, reading.day) == (
        year, part, decade, month, day,
    )  # fmt: skip


def test_an_inherited_year_is_told() -> None:
    readings = [each.reading for each in read("In 1990 and on 3 May", "en")]
    assert [each.year for each in readings if isinstance(each, DateReading)] == ["stated", "inherited"]


@pytest.mark.parametrize(
    "text",
    [
        "may 5 come",
        "Room 1850 is here",
        "Room. 1850 is here",
        "more than 2000 came",
        "it cost $1990",
        "it cost £ 1990",
        "item #1990",
        "the A-1990 and the a-1990",
    ],
)
def test_a_number_of_four_digits_may_be_none_of_a_year(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize("text", ["in 1990 people came", "1990", "the room of 1990", "the 2-1990"])
def test_and_may_be_one(text: str) -> None:
    assert [word for word, _ in dates(text)] == ["1990"]
