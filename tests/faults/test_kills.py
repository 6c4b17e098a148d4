"""A few builds that are ended at random; `make kills` ends seven hundred."""

from __future__ import annotations

import random
import signal
from pathlib import Path

import pytest

from tests.faults.kills import STATUS, Blow, Ending, Keeping, blows, table, trials
from tests.faults.room import Room

pytestmark = pytest.mark.slow  # begun first

# Those that are made fastest, and in two processes.
FEW = ("ebook.epub", "deck.pptx")


def test_builds_that_are_killed_leave_old_files_or_new_ones(tmp_path: Path) -> None:
    with Room.prepare(tmp_path) as room:
        endings = trials(room, 2, 3, 7, lambda number, ending: None, FEW)
    wrong = [(each.blow, each.keeping, fault) for each in endings for fault in each.wrong]
    assert wrong == []
    assert {each.blow.number for each in endings} == {signal.SIGKILL, *STATUS}
    # Had all been over before, nothing would have been ended.
    assert not all(each.over for each in endings)


def test_the_same_seed_gives_the_same_blows() -> None:
    first, again, other = (blows(20, 9, random.Random(seed)) for seed in (1, 1, 2))
    assert first == again != other
    assert sum(each.number is signal.SIGKILL for each in first) == 20
    assert all(sum(each.number is kind for each in first) == 3 for kind in STATUS)


def test_the_table_counts_by_signal_and_moment() -> None:
    early = Ending(Blow(signal.SIGKILL, 0.05), Keeping.NONE, False, False, "old", ())
    mixed_ending = Ending(
        Blow(signal.SIGKILL, 1.02), Keeping.CACHE, True, False, "mixed", ("deck.html is neither",)
    )
    lines = table([early, mixed_ending]).splitlines()
    assert len(lines) == 2
    cells = [cell.strip() for cell in lines[1].split("|")]
    assert cells == ["SIGKILL", "2", "1", "0", "0", "1", "1", "0", "1", "1 0 0 0 0 0 0 0 0 0 1"]
