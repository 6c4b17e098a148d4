"""Text read back as facts, case by case: a fact, a text, and whether they agree."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from pipeline.model.facts import Fact
from pipeline.wording.facts import fact_text, part_text
from pipeline.wording.reading import disagreement, read_date

ADAPTER: TypeAdapter[Fact] = TypeAdapter(Fact)


def fact(kind: str, subject: str = "a subject", **value: object) -> Fact:
    """Return a fact of a kind."""
    return ADAPTER.validate_python({"id": "x", "kind": kind, "subject": subject, "value": value})


AID = fact("money", amount="409600000", currency="USD", basis="unspecified", date="1955/1963")
BITCOIN = fact("count", amount="127271", unit="bitcoin")
TARIFF = fact("percent", amount="19", of="the value of goods", date="2025-08-07")
KILLED = fact("count", min="30", max="40", unit="people")
OPENED = fact("event", date="1991-11-11", place="Phnom Penh")
FIGHTING = fact("event", date="1997-07-05/1997-07-06")
PERIOD = fact("date", date="1955/1963")
MURPHY = fact("office-holder", holder="W. Patrick Murphy", **{"from": "2019", "to": "2024-05"})
VACANT = fact("office-holder", **{"from": "2024-05"})
RANGE = fact("money", min="30000000", max="40000000", currency="EUR", basis="nominal")
ABOUT = fact("count", amount="600000", unit="square miles", approximate="true")
CLAIM = fact("claim", text="The embassy stood on 2.6 hectares in 2005.")
WORDED = fact("claim", text="Long", wording=["a de facto one-party state"])
LIGHT = fact("count", amount="299792458", unit="m/s")
PLANCK = fact("count", amount="6.62607015E-34", unit="J s")

AGREE = [
    (AID, "$409.6 million", "en"),
    (AID, "US$409.6 million", "en"),
    (AID, "409.6 million U.S. dollars", "en"),
    (AID, "$410 million", "en"),
    (AID, "$409,600,000", "en"),
    (AID, "about $400 million", "en"),
    (AID, "more than $400 million", "en"),
    (AID, "$409.6 million in 1955–63", "en"),
    (AID, "409,6 millions de dollars", "fr"),
    (BITCOIN, "127,271", "en"),
    (BITCOIN, "about 127,000 bitcoin", "en"),
    (TARIFF, "19 per cent", "en"),
    (TARIFF, "19%", "en"),
    (TARIFF, "nineteen per cent", "en"),
    (TARIFF, "19 %", "fr"),
    (KILLED, "30 to 40", "en"),
    (KILLED, "between 30 and 40 people", "en"),
    (OPENED, "11 November 1991", "en"),
    (OPENED, "November 11, 1991", "en"),
    (OPENED, "11 November", "en"),
    (OPENED, "the mission opened in November 1991", "en"),
    (OPENED, "11 novembre 1991", "fr"),
    (FIGHTING, "5–6 July 1997", "en"),
    (FIGHTING, "5 and 6 July 1997", "en"),
    (PERIOD, "1955–63", "en"),
    (PERIOD, "1955--63", "en"),
    (RANGE, "€30--40 million", "en"),
    (RANGE, "30 à 40 millions d'euros", "fr"),
    (ABOUT, "about 600,000 square miles", "en"),
    (PERIOD, "1955 to 1963", "en"),
    (MURPHY, "Murphy", "en"),
    (MURPHY, "May 2024", "en"),
    (VACANT, "the post is vacant", "en"),
    (CLAIM, "it stood on 2.6 hectares", "en"),
    (WORDED, "a de facto one-party state", "en"),
    (LIGHT, "299 792 458 m/s", "fr"),
    (LIGHT, "299\u202f792\u202f458", "fr"),
    (PLANCK, "6,626 070 15 × 10-34", "fr"),
]
DIFFER = [
    (AID, "$406.9 million", "en", "409.6"),
    (AID, "$409.6 billion", "en", "409.6"),
    (AID, "€409.6 million", "en", "EUR"),
    (AID, "$409.6 million in May 1965", "en", "May 1965"),
    (AID, "a lot of money", "en", "no number"),
    (AID, "more than $410 million", "en", "410"),
    (BITCOIN, "127,000", "en", "127,000"),
    (BITCOIN, "127 271", "en", "127"),
    (TARIFF, "$19", "en", "money"),
    (KILLED, "30", "en", "one end"),
    (KILLED, "30 to 50", "en", "50"),
    (OPENED, "13 May 1994", "en", "13 May 1994"),
    (OPENED, "12 November 1991", "en", "12 November"),
    (OPENED, "October 1991", "en", "October"),
    (FIGHTING, "7 July 1997", "en", "7 July"),
    (PERIOD, "between 1955 and 1964", "en", "1964"),
    (MURPHY, "Bridgette Walker", "en", "Murphy"),
    (MURPHY, "June 2024", "en", "June 2024"),
    (VACANT, "W. Patrick Murphy", "en", "vacant"),
    (CLAIM, "it stood on 3 hectares", "en", "3"),
    (WORDED, "a one-party state", "en", "de facto"),
    (LIGHT, "299 792 459 m/s", "fr", "299"),
]


@pytest.mark.parametrize(("bound", "text", "lang"), AGREE)
def test_a_text_that_says_what_the_ledger_says_agrees(bound: Fact, text: str, lang: str) -> None:
    assert disagreement(text, bound, None, lang) is None


@pytest.mark.parametrize(("bound", "text", "lang", "named"), DIFFER)
def test_a_text_that_says_something_else_is_told_what(bound: Fact, text: str, lang: str, named: str) -> None:
    reason = disagreement(text, bound, None, lang)
    assert reason is not None
    assert named in reason


@pytest.mark.parametrize(
    ("bound", "show", "right", "wrong"),
    [
        (AID, "year", "1955–1963", "1964"),
        (OPENED, "place", "Phnom Penh", "Washington"),
        (OPENED, "year", "1991", "1994"),
        (MURPHY, "to", "May 2024", "June 2024"),
        (KILLED, "max", "40", "30"),
        (TARIFF, "of", "the value of goods", "the price"),
    ],
)
def test_a_part_is_compared_with_that_part_only(bound: Fact, show: str, right: str, wrong: str) -> None:
    assert disagreement(right, bound, show, "en") is None
    assert disagreement(wrong, bound, show, "en") is not None


@pytest.mark.parametrize(
    "bound", [AID, BITCOIN, TARIFF, KILLED, OPENED, FIGHTING, PERIOD, MURPHY, VACANT, CLAIM]
)
@pytest.mark.parametrize("lang", ["en", "en-US", "fr", "de"])
def test_what_the_ledger_fills_in_agrees_with_the_ledger(bound: Fact, lang: str) -> None:
    assert disagreement(fact_text(bound, lang), bound, None, lang) is None


def test_facts_are_worded_as_the_language_does() -> None:
    assert fact_text(AID, "en") == "$409.6 million"
    assert fact_text(AID, "pl") == "409\xa0600\xa0000\xa0USD"
    assert fact_text(AID, "fr") == "409,6 millions de dollars des États-Unis"
    assert fact_text(OPENED, "en") == "11 November 1991"
    assert fact_text(OPENED, "en-US") == "November 11, 1991"
    assert fact_text(OPENED, "fr") == "11 novembre 1991"
    assert fact_text(TARIFF, "en") == "19 per cent"
    assert fact_text(TARIFF, "en", short=True) == "19%"
    assert fact_text(BITCOIN, "en", short=True) == "127,271"
    assert fact_text(LIGHT, "fr") == "299\u202f792\u202f458 m/s"
    assert fact_text(ABOUT, "en") == "about 600,000 square miles"
    assert fact_text(ABOUT, "fr", short=True) == "environ 600\u202f000"
    assert part_text(RANGE, "min", "en") == "€30 million"
    assert part_text(AID, "year", "en") == "1955–1963"
    assert part_text(OPENED, "amount", "en") is None


def test_dates_of_journals_are_read() -> None:
    assert str(read_date("13 August 2017", "en")) == "2017-08-13"
    assert str(read_date("1er mars 2019", "fr")) == "2019-03-01"
    assert read_date("30 February 2017", "en") is None
    assert read_date("from 2017 to 2019", "en") is None


@pytest.mark.parametrize(
    ("text", "fact", "lang"),
    [
        ("409,6 miliona dolarów", AID, "pl"),
        ("dola milioni 409.6", AID, "sw"),
        ("4億960万ドル", AID, "ja"),
        ("19 prosenttia", TARIFF, "fi"),
        ("%19", TARIFF, "tr"),
        ("11. marraskuuta 1991", OPENED, "fi"),
        ("marraskuussa 1991", OPENED, "fi"),
        ("11 listopada 1991 roku", OPENED, "pl"),
        ("między 30 a 40 osobami", KILLED, "pl"),
        ("wakat", VACANT, "pl"),
        ("Мерфи", MURPHY, "ru"),
        ("Murphy'ego", MURPHY, "pl"),
    ],
)
def test_in_a_language_without_rules_only_what_is_sure_is_a_difference(
    text: str, fact: Fact, lang: str
) -> None:
    assert disagreement(text, fact, None, lang) is None


@pytest.mark.parametrize(
    ("text", "fact", "lang"),
    [
        ("409,7 miliona dolarów", AID, "pl"),
        ("409,6", AID, "pl"),
        ("20 prosenttia", TARIFF, "fi"),
        ("12. marraskuuta 1991", OPENED, "fi"),
        ("11 października 1991", OPENED, "pl"),
        ("w 1992 roku", OPENED, "pl"),
        ("1991年11月12日", OPENED, "ja"),
        ("Nowak", MURPHY, "pl"),
    ],
)
def test_and_that_is_one(text: str, fact: Fact, lang: str) -> None:
    assert disagreement(text, fact, None, lang) is not None
