"""Dates of papers in figures of other kinds: decimal ones of any script are read, all others are no date."""

from __future__ import annotations

import pytest

from pipeline.load.papers import dates


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("٥ January ٢٠٢٤", "2024-01-05"),
        ("२०२४-०१-०५", "2024-01-05"),
        ("² January 2024", None),
        ("① January 2024", None),
        ("January ²⁰²⁴", None),
        ("5 January 2024²", None),
        ("1/²/2024", None),
        ("0 January 2024", None),
        ("9" * 5000, None),
        (f"5 January {'9' * 5000}", None),
    ],
)
def test_figures_of_other_kinds(text: str, date: str | None) -> None:
    reading = dates.read(text, "en")
    assert (str(reading) if reading else None) == date
