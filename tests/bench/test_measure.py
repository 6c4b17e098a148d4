"""The arithmetic of contests: turns, ratios round by round, tables and records."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.bench.measure import (
    Command,
    Contest,
    Contestant,
    Cost,
    ProgramError,
    Ratio,
    in_turns,
    ratio,
    ratios,
    record,
    run,
    table,
)

FAST = (Cost(1.0, 2.0, 5_000_000), Cost(2.0, 2.0, 7_000_000), Cost(4.0, 2.0, 6_000_000))
SLOW = (Cost(2.0, 8.0, 1_000_000), Cost(8.0, 4.0, 1_000_000), Cost(4.0, 16.0, 1_000_000))


def test_ratios_are_taken_pair_by_pair() -> None:
    # The ratio of the medians is 2 / 4.
    assert ratio([1, 2, 4], [2, 8, 4]) == Ratio(0.5, 0.25, 1.0)
    assert ratio([2, 9, 3], [1, 3, 3]) == Ratio(2, 1, 3)


def test_a_round_without_its_pair_is_a_fault() -> None:
    with pytest.raises(ValueError, match="shorter"):
        ratio([1, 2], [1])


def test_cpu_and_seconds_have_their_own_ratios() -> None:
    assert ratios(FAST, SLOW) == (Ratio(0.25, 0.125, 0.5), Ratio(0.5, 0.25, 1.0))
    assert ratios(FAST, FAST) == (Ratio(1, 1, 1), Ratio(1, 1, 1))


def test_the_table_has_medians_ratios_and_failures() -> None:
    lines = table(Contest("all", {"one": FAST, "the other": SLOW}, {"third": "no\nsuch  thing"})).splitlines()
    assert [line.split() for line in lines[1:]] == [
        ["one", "2.00", "1.00", "(1.00-1.00)", "2.00", "1.00", "(1.00-1.00)", "7"],
        ["the", "other", "8.00", "0.25", "(0.12-0.50)", "4.00", "0.50", "(0.25-1.00)", "1"],
        ["third", "failed:", "no", "such", "thing"],
    ]
    assert lines[0].startswith("all ")
    assert len({len(line) for line in lines[:3]}) == 1, "columns stand below their heads"


def test_the_record_is_json_with_every_run() -> None:
    values = json.loads(json.dumps(record(Contest("all", {"one": FAST, "two": SLOW}, {"three": "no"}))))
    assert values["title"] == "all"
    assert values["failures"] == {"three": "no"}
    assert [each["wall"] for each in values["contestants"]["two"]["runs"]] == [2.0, 8.0, 4.0]
    assert values["contestants"]["two"]["cpu_ratio"] == {"median": 0.25, "least": 0.125, "most": 0.5}
    assert values["contestants"]["one"]["wall_ratio"] == {"median": 1, "least": 1, "most": 1}


def program(text: str) -> Command:
    return Command((sys.executable, "-c", text), Path.cwd(), {})


def test_a_run_adds_up_its_programs() -> None:
    work = "import time\nwhile time.process_time() < 0.2: pass"
    one, two = run([program(work)]), run([program(work), program(work)])
    assert one.cpu >= 0.15
    assert two.cpu >= 0.3
    assert two.wall >= 0.3
    assert one.memory > 1_000_000


def test_a_program_that_fails_says_its_last_words() -> None:
    with pytest.raises(ProgramError, match="ended with 3: no such thing"):
        run([program("import sys; print('no such thing', end=''); sys.exit(3)")])


def test_each_round_begins_elsewhere_and_the_first_is_not_counted(tmp_path: Path) -> None:
    calls: list[tuple[str, int]] = []

    def contestant(name: str, failing_round: int | None = None) -> Contestant:
        def commands(number: int) -> Sequence[Command]:
            calls.append((name, number))
            return (program(f"raise SystemExit({int(number == failing_round)})"),)

        return commands

    contest = in_turns("x", {"a": contestant("a"), "b": contestant("b", 1), "c": contestant("c")}, 2)
    assert calls == [
        *[("a", 0), ("b", 0), ("c", 0)],
        *[("b", 1), ("c", 1), ("a", 1)],
        *[("c", 2), ("a", 2)],
    ]
    assert {name: len(costs) for name, costs in contest.costs.items()} == {"a": 2, "c": 2}
    assert list(contest.failures) == ["b"]
