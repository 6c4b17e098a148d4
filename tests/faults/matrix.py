"""The matrix: each fault with its id, what is injected, what is expected, and the function that tries it."""

from __future__ import annotations

import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from tests.faults.room import Room

Trial = Callable[[Room], str]


class NotHere(Exception):
    """This machine lacks what the injection needs; says what."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: `trial` injects it, returns what happened, and raises AssertionError where that is wrong.

    A `fast` one is tried with the tests.
    """

    id: str
    injection: str
    promise: str
    trial: Trial
    fast: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened when a fault was injected, after so many seconds; `holds` of None: it could not be."""

    fault: Fault
    holds: bool | None
    result: str
    seconds: float = 0.0


FAULTS: list[Fault] = []


def fault(id: str, result: str, text: str, *, fast: bool = False) -> Callable[[Trial], Trial]:
    """Enter a function into the matrix."""

    def enter(trial: Trial) -> Trial:
        FAULTS.append(Fault(id, result, text, trial, fast))
        return trial

    return enter


def try_fault(each: Fault) -> Outcome:
    """Inject a fault, in a room of its own, and take the time."""
    start = time.monotonic()
    outcome = _try_apart(each)
    return replace(outcome, seconds=time.monotonic() - start)


def _try_apart(each: Fault) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="faults-", ignore_cleanup_errors=True) as folder:
        try:
            with Room.prepare(Path(folder)) as room:
                return Outcome(each, True, each.trial(room))
        except NotHere as reason:
            return Outcome(each, None, str(reason))
        except AssertionError as reason:
            return Outcome(each, False, " ".join(str(reason).split()) or _where(reason))
        except Exception as reason:  # one trial that fails must not hide the rest of the matrix
            return Outcome(each, False, f"{type(reason).__name__}: {reason} {_where(reason)}")


def _where(failure: BaseException) -> str:
    frame = traceback.extract_tb(failure.__traceback__)[-1]
    return f"({Path(frame.filename).name}:{frame.lineno} {frame.line})"


def run(faults: Sequence[Fault], show: Callable[[Outcome], None]) -> list[Outcome]:
    """Inject faults, two at a time, and show each outcome as it comes."""
    outcomes: list[Outcome] = []
    with ThreadPoolExecutor(2) as pool:
        for outcome in pool.map(try_fault, faults):
            show(outcome)
            outcomes.append(outcome)
    return outcomes


def line(outcome: Outcome) -> str:
    """Return an outcome as a line of the matrix."""
    verdict = {True: "holds", False: "FAILS", None: "not here"}[outcome.holds]
    result = outcome.fault
    parts = (result.id, verdict, f"{outcome.seconds:.1f}", result.injection, result.promise, outcome.result)
    return " | ".join(" ".join(part.split())[:300] for part in parts)
