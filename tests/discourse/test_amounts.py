"""Amounts in prose: how far each reaches, what it counts, and which numbers count nothing."""

from __future__ import annotations

import pytest

from pipeline.discourse.factual import read
from pipeline.discourse.readings import AmountReading


def amounts(text: str, lang: str = "en") -> list[tuple[str, str, str]]:
    return [
        (token.kind, token.text, token.reading.unit)
        for token in read(text, lang)
        if isinstance(token.reading, AmountReading)
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It cost US$5 then.", "US$5"),
        ("It cost A$5 then.", "A$5"),
        ("It cost USD 5 then.", "USD 5"),
        ("It cost $ 5 then.", "$ 5"),
        ("It cost $5.", "$5"),
        ("It cost 5 dollars then.", "5 dollars"),
        ("It cost 5 million of dollars then.", "5 million of dollars"),
        ("It cost 5\u00a0euros then.", "5\u00a0euros"),
        ("It cost 5 EUR then.", "5 EUR"),
        ("It was 5 % then.", "5 %"),
        ("It was 5 PER CENT then.", "5 PER CENT"),
        ("It was 5 percentage points then.", "5 percentage points"),
        ("It was 5% then.", "5%"),
    ],
)
def test_an_amount_reaches_over_its_signs_and_words(text: str, words: str) -> None:
    ((kind, text_of_amount, unit),) = amounts(text)
    assert (text_of_amount, unit) == (words, "")
    assert kind == ("money" if "cost" in text else "percent")


@pytest.mark.parametrize(
    "text",
    [
        # Parts of words, ordinals, times, fractions, signs of sections.
        "They saw 5th, 5-year, 5:30, 5/6, 5°, 5x.",
        "They saw A5, A-5, v:5, x.5, 2/5b.",
        "They saw #5, §5, § 5, °5, @5.",
        # Numbers that are made of several, or begin with a zero.
        "The ISBN is 978-3-16-148410-0.",
        "They call 030-90-18 or 0800 then.",
        # Numbers of names, also those that a word names.
        "In Article 5 ships rest.",
        "See no. 5 ships.",
        "They saw Dover 5 ships.",
        "In Dover's 5 ships rest.",
        # Numerals that point back, and those below the least.
        "The two ships sank.",
        "These three ships sank.",
        "They saw one ship, one ships.",
        # A numeral needs a noun in the plural.
        "They saw ninety sheep.",
        "They saw three.",
        # A number that opens a line of other words is a marker.
        "5 The ship sank here then.",
        "  5 of the very best old ships.",
        "5 of all s",
    ],
)
def test_what_counts_nothing_is_no_amount(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("They saw 5 ships.", "ships"),
        ("They saw two ships.", "ships"),
        ("They saw five old ships.", "old ships"),
        ("They saw 5 old new ships sails.", "old new ships"),
        ("They saw 5 ships boats.", "ships"),
        ("They saw 5 old new big ships.", "old new big"),
        ("They saw 5 of the ships.", ""),
        ("They saw 5, ships.", ""),
        ("They saw 5.", ""),
        ("It was 5 and more.", ""),
        ("They saw 5 well-known ships.", "well-known ships"),
        # A word with a capital before a number is a name, but where it opens a sentence or a quotation.
        ("Dover 5 ships.", "ships"),
        ("“Dover 5 ships.”", "ships"),
        ("(Dover 5 ships)", "ships"),
        ("They saw then 5 ships.", "ships"),
        # A number that stands alone is one; words of more than eight signs behind it make it a marker.
        ("5", ""),
        ("5 of all", ""),
        ("5 of alls", ""),
        ("12 ships sank yesterday evening", "ships"),
        ("They saw 10^6 ships.", ""),
    ],
)
def test_a_count_names_what_it_counts(text: str, unit: str) -> None:
    result = amounts(text)
    assert [each[2] for each in result][:1] == [unit]
    assert {each[0] for each in result} == {"count"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Das ist der 3. Band.", []),
        ("Das sind die 13. Bände.", []),
        ("Das sind 100. Bände.", ["100"]),
        ("Es waren 3 Bände.", ["3"]),
        ("Am Hafen 5 Schiffe.", ["5"]),  # German nouns have capitals, names or not
    ],
)
def test_german_numbers_with_a_stop_are_ordinals(text: str, words: list[str]) -> None:
    assert [each[1] for each in amounts(text, "de")] == words


def test_a_language_without_rules_has_money_and_shares_only() -> None:
    assert [each[:2] for each in amounts("5 statków, 7 % i 8 USD", "pl")] == [
        ("percent", "7 %"),
        ("money", "8 USD"),
    ]


def test_amounts_and_dates_stand_in_the_order_of_the_text() -> None:
    tokens = read("$5 in 1990, 7% in May 1991, 8 ships.", "en")
    assert [(each.kind, each.text) for each in tokens] == [
        ("money", "$5"),
        ("date", "1990"),
        ("percent", "7%"),
        ("date", "May 1991"),
        ("count", "8"),
    ]
    assert [each.text for each in tokens] == [
        "$5 in 1990, 7% in May 1991, 8 ships."[t.start : t.end] for t in tokens
    ]


@pytest.mark.parametrize(
    ("text", "count"), [("No number.", 0), ("Two ships sank.", 1), ("In may it rained.", 0)]
)
def test_a_text_without_digits_may_have_numerals(text: str, count: int) -> None:
    assert len(read(text, "en")) == count
