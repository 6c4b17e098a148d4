"""Whole processes measured: elapsed time, processor time, memory; contestants take turns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

CLOCK = Path(__file__).with_name("clock.py")


@dataclass(frozen=True, slots=True)
class Command:
    """A program to run: its arguments, its folder, and what its environment has besides ours."""

    arguments: tuple[str, ...]
    folder: Path
    extra: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took: seconds on the clock, seconds of processors, bytes of its largest process."""

    wall: float
    cpu: float
    memory: int


# Programs to run from their start to their end, or what measures by itself.
Turn = Sequence[Command] | Callable[[], Cost]
Contestant = Callable[[int], Turn]


class ProgramError(Exception):
    """A program that is to be measured failed; says which, and its last words."""


def run(turn: Turn) -> Cost:
    """Run programs one after the other, each to its end with all that it started."""
    if callable(turn):
        return turn()
    costs = [_cost(command) for command in turn]
    return Cost(sum(c.wall for c in costs), sum(c.cpu for c in costs), max(c.memory for c in costs))


def _cost(command: Command) -> Cost:
    process = subprocess.run(
        [sys.executable, "-IS", str(CLOCK), *command.arguments],
        cwd=command.folder,
        env={**os.environ, **command.extra},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if process.returncode:
        raise ProgramError(
            f"{' '.join(command.arguments)}\nended with {process.returncode}: {process.stderr[-2000:]}"
        )
    return Cost(**json.loads(process.stdout))


@dataclass(frozen=True, slots=True)
class Contest:
    """The costs of contestants in rounds, and the reasons of those that failed and left it."""

    title: str
    costs: Mapping[str, Sequence[Cost]]
    failures: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ratio:
    """The ratio of two contestants, round by round: its median and outermost values."""

    median: float
    least: float
    most: float


def in_turns(title: str, contestants: Mapping[str, Contestant], rounds: int) -> Contest:
    """Run each contestant once in every round; the first round is not counted, and each begins elsewhere.

    What slows the machine down for a while so meets all of them, and none always comes first. A contestant
    that fails runs no more.
    """
    names = list(contestants)
    costs: dict[str, list[Cost]] = {name: [] for name in names}
    failures: dict[str, str] = {}
    for number in range(rounds + 1):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            if name in failures:
                continue
            try:
                cost = run(contestants[name](number))
            except ProgramError as failure:
                failures[name] = str(failure)
                del costs[name]
                continue
            if number:
                costs[name].append(cost)
    return Contest(title, costs, failures)


def ratio(numerators: Sequence[float], denominators: Sequence[float]) -> Ratio:
    """Return the ratio of two rows of numbers, pair by pair."""
    ratios = [one / other for one, other in zip(numerators, denominators, strict=True)]
    return Ratio(median(ratios), min(ratios), max(ratios))


def ratios(base: Sequence[Cost], costs: Sequence[Cost]) -> tuple[Ratio, Ratio]:
    """Return the ratios of a contestant's CPU and seconds to those of another."""
    return (
        ratio([each.cpu for each in base], [each.cpu for each in costs]),
        ratio([each.wall for each in base], [each.wall for each in costs]),
    )


def table(contest: Contest) -> str:
    """Return a table of medians, and of the ratios of the first contestant to each, round by round."""
    width = max(map(len, [contest.title, *contest.costs, *contest.failures]))
    unit = "first / this (least-most)"
    lines = [f"{contest.title:{width}}    CPU s   {unit}   seconds   {unit}     MB"]
    base = next(iter(contest.costs.values()), [])
    for name, costs in contest.costs.items():
        cpu, wall = ratios(base, costs)
        lines.append(
            f"{name:{width}}   {median(c.cpu for c in costs):6.2f}   {_ratio_text(cpu):>25}   "
            f"{median(c.wall for c in costs):7.2f}   {_ratio_text(wall):>25}   "
            f"{max(c.memory for c in costs) / 1e6:4.0f}"
        )
    lines += [f"{name:{width}}   failed: {' '.join(text.split())}" for name, text in contest.failures.items()]
    return "\n".join(lines)


def _ratio_text(value: Ratio) -> str:
    return f"{value.median:.2f} ({value.least:.2f}-{value.most:.2f})"


def record(contest: Contest) -> dict[str, Any]:
    """Return a contest as plain values: every run, and the ratios of the first contestant to each."""
    base = next(iter(contest.costs.values()), [])
    contestants = {}
    for name, costs in contest.costs.items():
        cpu, wall = map(asdict, ratios(base, costs))
        contestants[name] = {"runs": [asdict(each) for each in costs], "cpu_ratio": cpu, "wall_ratio": wall}
    return {"title": contest.title, "contestants": contestants, "failures": dict(contest.failures)}
