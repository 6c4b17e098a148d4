"""The words of the closing table."""

from __future__ import annotations

import pytest

from pipeline.progress import extent_text, size_text


@pytest.mark.parametrize(
    ("count", "unit", "said"),
    [
        (1, "pages", "1 page"),
        (2, "pages", "2 pages"),
        (1, "slides", "1 slide"),
        (0, "chapters", "0 chapters"),
    ],
)
def test_one_thing_is_told_in_the_singular(count: int, unit: str, said: str) -> None:
    assert extent_text(count, unit) == said


@pytest.mark.parametrize(("size", "said"), [(12, "1 kB"), (258_103, "258 kB"), (1_200_000, "1.2 MB")])
def test_sizes_are_told_in_powers_of_ten(size: int, said: str) -> None:
    assert size_text(size) == said
