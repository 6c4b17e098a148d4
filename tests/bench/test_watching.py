"""What a save takes while an article is watched."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.bench.measure import Command, Cost, ProgramError, in_turns
from tests.bench.watching import PROC, Watching, cpu_seconds

pytestmark = pytest.mark.skipif(not PROC.is_dir(), reason="it reads /proc")

# It builds at the start, then when its file grows; each build takes a child some time of a processor.
WATCHER = """
import os, subprocess, sys, time
burn = "import time\\nwhile time.process_time() < 0.3: pass"
size = 0
while True:
    if (now := os.path.getsize(sys.argv[1])) != size:
        size = now
        subprocess.run([sys.executable, "-c", burn])
        print("12:00:00 a (a.md): 1 artifact", sys.argv[2], "in 0.3 s", flush=True)
        print("  + a finding with 1 artifact", flush=True)
    time.sleep(0.01)
"""


def watching(path: Path, words: str = "") -> Watching:
    return Watching(Command((sys.executable, "-c", WATCHER, str(path), words), path.parent, {}))


def test_a_save_costs_what_all_processes_take_until_the_line_of_its_build(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("a", "utf-8")
    contestant = watching(path)
    with closing(contestant):
        costs = [contestant.cost_of(lambda: path.write_text(path.read_text() + "b")) for _ in range(2)]
        assert contestant.process
        assert contestant.process.poll() is None
        for cost in costs:
            assert 0.29 <= cost.cpu < 3
            assert cost.wall > 0.2
            assert cost.memory > 1_000_000
        assert cpu_seconds(contestant.process.pid) >= 3 * 0.29
    assert contestant.process.poll() is not None


def test_a_build_that_fails_leaves_the_contest(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("a", "utf-8")
    for contestant in (watching(path, "1 not built"), watching(tmp_path / "nowhere")):
        with closing(contestant), pytest.raises(ProgramError, match="dossier watch"):
            contestant.cost_of(lambda: None)


def test_a_turn_may_measure_by_itself() -> None:
    contest = in_turns("edits", {"one": lambda number: lambda: Cost(number, 2 * number, 3)}, 2)
    assert contest.costs == {"one": [Cost(1, 2, 3), Cost(2, 4, 3)]}
