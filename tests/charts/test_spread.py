"""Labels pushed apart."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from pipeline.charts.spread import spread


def test_labels_with_room_stay_where_they_belong() -> None:
    assert spread([0, 30, 60], [10, 10, 10], 2, 0, 100) == (0, 30, 60)


def test_labels_of_one_place_stand_around_it() -> None:
    assert spread([50, 50], [10, 10], 0, 0, 100) == (45, 55)


def test_labels_stay_within_the_ends() -> None:
    assert spread([95, 96], [10, 10], 0, 0, 100) == (80, 90)
    assert spread([-5, -6], [10, 10], 0, 0, 100) == (0, 10)


@pytest.mark.parametrize("seed", range(20))
def test_labels_never_overlap_and_keep_their_order(seed: int) -> None:
    random = Random(seed)
    sizes = [random.uniform(1, 9) for _ in range(random.randint(1, 12))]
    places = sorted(random.uniform(0, 100) for _ in sizes)
    tops = spread(places, sizes, 1.0, 0.0, 130.0)
    for (top, size), (below, _) in pairwise(zip(tops, sizes, strict=True)):
        assert top + size + 1.0 <= below + 1e-9
    assert tops[0] >= 0
    assert tops[-1] + sizes[-1] <= 130 + 1e-9
