"""Work on an article under supervision: bounded, apart from all others, each failure one diagnostic."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar, assert_never

from pipeline import build, checking, child, sandbox, warming, workers, write
from pipeline.bounds import Bounds
from pipeline.build_report import Report
from pipeline.isolation import REPORT
from pipeline.load.article import Location
from pipeline.load.reach import Reach, real
from pipeline.load.text import display_path
from pipeline.model.diagnostics import (
    Diagnostic,
    DossierError,
    Place,
    ToolMissing,
    error,
    limit_per_code,
    warning,
)

T = TypeVar("T")
Hear = Callable[[int, str], None]
# What a build of an article takes, in bytes, and what each byte of its text adds.
_MEMORY, _MEMORY_A_BYTE = 250_000_000, 600


def supervise(
    work: Callable[[child.Tell], T],
    subject: Place,
    bounds: Bounds,
    cell: sandbox.Sandbox | None = None,
) -> T:
    """Do work in a bounded process of its own, and return its result; see `child.run` for its types.

    `subject` is the file that the work is about, `cell` the sandbox that it is done in. Raises DossierError,
    also for work that goes beyond its bounds (`article-too-costly`) or crashes (`article-failed`).
    """
    [(_, outcome)] = workers.run([workers.Job(work, subject, bounds, cell)], 1)
    if isinstance(outcome, DossierError | child.Fault):
        raise outcome
    return outcome


def build_articles(
    locations: Sequence[Location], plan: build.Plan, bounds: Bounds, jobs: int, hear: Hear
) -> Generator[tuple[int, Report]]:
    """Build articles, up to `jobs` at a time, and yield the number of each and its report when it is built.

    The longest are begun first: a long one at the end would be built beside idle processors. A failure of the
    process that builds one is a finding in its report. Raises ToolMissing if a needed program is not there:
    no other article can be built then.
    """
    alone = len(locations) == 1
    own_plan = replace(plan, processes=min(plan.processes, jobs) if alone else 1)
    if not alone:
        warming.warm_up(plan)
    numbers: list[int] = []
    work: list[workers.Job[Report]] = []
    with ExitStack() as stack:
        for number, location in longest_first(locations):
            folder = plan.out / location.slug
            try:
                if location.is_untrusted:
                    stack.enter_context(write.reserve(folder))
            except DossierError as failure:
                yield number, build.failure_report(location, plan, failure.diagnostics)
                continue
            job = partial(build.build, location, own_plan)
            need = min(bounds.memory, _MEMORY + _MEMORY_A_BYTE * _size(location))
            numbers.append(number)
            work.append(workers.Job(job, place_of(location), bounds, cell_of(location, folder), need))
        outcomes = workers.run(work, jobs, lambda place, step: hear(numbers[place], step))
        with closing(outcomes):
            for place, outcome in outcomes:
                number = numbers[place]
                yield number, report_of(locations[number], plan, outcome, alone=alone)


def report_of(
    location: Location, plan: build.Plan, outcome: Report | DossierError | child.Fault, *, alone: bool
) -> Report:
    """Return the report of an outcome; raise what no other article of the batch survives."""
    match outcome:
        case Report():
            return outcome
        case ToolMissing():
            raise outcome
        case DossierError():
            return build.failure_report(location, plan, outcome.diagnostics)
        case child.Fault():
            if alone:
                raise outcome
            fault = error("article-failed", f"a fault in Dossier: {outcome}", place_of(location), REPORT)
            return build.failure_report(location, plan, [fault])
        case _:
            assert_never(outcome)


def longest_first(locations: Sequence[Location]) -> list[tuple[int, Location]]:
    """Return articles with their numbers, the longest first."""
    return sorted(enumerate(locations), key=lambda each: -_size(each[1]))


def _size(location: Location) -> int:
    """Return the bytes of an article's text; 0 for a file that is not there, which its own build reports."""
    size = 0
    for file in (location.file, *location.others):
        with suppress(OSError):
            size += file.stat().st_size
    return size


def check_article(location: Location, bounds: Bounds) -> tuple[Diagnostic, ...]:
    """Check an article; a failure of the process that checks it is a finding.

    Raises ToolMissing if a needed program is not there.
    """

    def job(tell: child.Tell) -> tuple[Diagnostic, ...]:
        tell("check")
        return limit_per_code(checking.gate(location))

    try:
        return supervise(job, place_of(location), bounds, cell_of(location))
    except ToolMissing:
        raise
    except DossierError as failure:
        return failure.diagnostics


def of_article(location: Location, bounds: Bounds, job: Callable[[], T]) -> T:
    """Run a job on an article; see `supervise`."""

    def run(tell: child.Tell) -> T:
        return job()

    return supervise(run, place_of(location), bounds, cell_of(location))


def sandbox_warnings() -> tuple[Diagnostic, ...]:
    """Return warnings on the missing features of this machine's sandbox."""
    hint = "use Linux 5.13 or later, or run this in a container that can reach nothing"
    message = "this machine has no {}: what is not trusted is checked, and not held by the system"
    return tuple(
        warning("sandbox-missing", message.format(words), Place("sandbox"), hint)
        for words in sandbox.missing_features()
    )


def reach_and_sandbox(file: Path, *, untrusted: bool) -> tuple[Reach | None, sandbox.Sandbox | None]:
    """Return the reach of a file of the command line, and its sandbox."""
    if not untrusted:
        return None, None
    # Its images are beside or below it.
    reach = Reach.of(file.parent, strict=True)
    return reach, sandbox.Sandbox((reach.own,))


def cell_of(location: Location, *writes: Path) -> sandbox.Sandbox | None:
    """Return the sandbox of an untrusted article; None for a trusted one."""
    if not location.is_untrusted:
        return None
    return sandbox.Sandbox((real(location.root),), tuple(map(real, writes)))


def place_of(location: Location) -> Place:
    """Return the place of findings on a whole article."""
    return Place(display_path(location.file))
