"""Amounts as text, at the boundaries between the words of scale, in ranges and below zero."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pipeline.model.facts import CountValue, MoneyValue, PercentValue
from pipeline.wording.numbers import count_text, money_text, number_text, percent_text


def money(lang: str = "en", **values: Any) -> str:
    value = MoneyValue.model_validate({"currency": "USD", "basis": "nominal", **values})
    return money_text(value, lang).replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("amount", "english", "french"),
    [
        ("0.5", "$0.5", "0,5 dollars des États-Unis"),
        ("999", "$999", "999 dollars des États-Unis"),
        ("1000", "$1,000", "1 000 dollars des États-Unis"),
        ("999999", "$999,999", "999 999 dollars des États-Unis"),
        ("999999.99", "$999,999.99", "999 999,99 dollars des États-Unis"),
        ("1000000", "$1 million", "1 million de dollars des États-Unis"),
        ("1000001", "$1.000001 million", "1,000001 million de dollars des États-Unis"),
        ("1999999", "$1.999999 million", "1,999999 million de dollars des États-Unis"),
        ("2000000", "$2 million", "2 millions de dollars des États-Unis"),
        ("999999999", "$999.999999 million", "999,999999 millions de dollars des États-Unis"),
        ("1000000000", "$1 billion", "1 milliard de dollars des États-Unis"),
        ("1000000000000", "$1 trillion", "1 billion de dollars des États-Unis"),
    ],
)
def test_a_word_of_scale_begins_at_exactly_its_power(amount: str, english: str, french: str) -> None:
    assert (money(amount=amount), money("fr", amount=amount)) == (english, french)


def test_an_amount_below_zero_is_told_at_the_scale_of_its_size() -> None:
    assert "1 million" in money(amount="-1000000")
    assert "999,999" in money(amount="-999999")


def test_the_upper_end_of_a_range_says_the_scale_of_both() -> None:
    assert money(min="900000", max="1000000") == "$0.9 to 1 million"
    assert money(min="900000", max="999999") == "$900,000 to 999,999"
    assert money("fr", min="2000000", max="3500000").startswith("2 à 3,5 millions de")


def test_a_language_without_data_keeps_all_digits() -> None:
    assert "1" in money("pl", amount="1000000")
    assert "million" not in money("pl", amount="1000000")


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        ("1e3", "1,000", "1 000"),
        ("1.50", "1.5", "1,5"),
        ("-1234.5", "-1,234.5", "-1 234,5"),
        ("1E+2", "100", "100"),
        ("0.001", "0.001", "0,001"),
        ("999", "999", "999"),
        ("0", "0", "0"),
    ],
)
def test_a_number_keeps_its_digits_and_no_empty_places(number: str, english: str, french: str) -> None:
    texts = [number_text(Decimal(number), lang).replace("\u202f", " ") for lang in ("en", "fr")]
    assert texts == [english, french]


def test_shares_and_counts_are_told_short_and_long_alone_and_as_ranges() -> None:
    one = PercentValue.model_validate({"amount": "12.50", "of": "x"})
    two = PercentValue.model_validate({"min": 1, "max": 2, "of": "x"})
    assert [percent_text(each, "en") for each in (one, two)] == ["12.5 per cent", "1 to 2 per cent"]
    assert [percent_text(each, "en", short=True) for each in (one, two)] == ["12.5%", "1 to 2%"]
    people = CountValue.model_validate({"min": 1000, "max": 2000, "unit": "people"})
    assert count_text(people, "en") == "1,000 to 2,000 people"
    assert count_text(people, "en", short=True) == "1,000 to 2,000"
