"""Whole processes measured: elapsed time, processor time, memory; contestants take turns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

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


Contestant = Callable[[int], Sequence[Command]]


class ProgramError(Exception):
    """A program that is to be measured failed; says which, and its last words."""


def run(commands: Sequence[Command]) -> Cost:
    """Run programs one after the other, each to its end with all that it started."""
    costs = [_cost(command) for command in commands]
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


def in_turns(contestants: Mapping[str, Contestant], rounds: int) -> Mapping[str, Sequence[Cost]]:
    """Run each contestant once in every round; the first round is not counted, and each begins elsewhere.

    What slows the machine down for a while so meets all of them, and none always comes first.
    """
    names = list(contestants)
    costs: dict[str, list[Cost]] = {name: [] for name in names}
    for number in range(rounds + 1):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            cost = run(contestants[name](number))
            if number:
                costs[name].append(cost)
    return costs


def table(title: str, costs: Mapping[str, Sequence[Cost]]) -> str:
    """Return a table of medians, and of the ratios to the first contestant, round by round."""
    base = next(iter(costs.values()))
    width = max(map(len, [title, *costs]))
    lines = [f"{title:{width}}   seconds   ratio   (least, most)   CPU s   ratio    MB"]
    for name, mine in costs.items():
        ratios = sorted(cost.wall / other.wall for cost, other in zip(mine, base, strict=True))
        work = median(cost.cpu / other.cpu for cost, other in zip(mine, base, strict=True))
        lines.append(
            f"{name:{width}}   {median(c.wall for c in mine):7.2f}   {median(ratios):5.2f}   "
            f"({ratios[0]:5.2f}, {ratios[-1]:5.2f})   {median(c.cpu for c in mine):5.2f}   {work:5.2f}   "
            f"{max(c.memory for c in mine) / 1e6:3.0f}"
        )
    return "\n".join(lines)
