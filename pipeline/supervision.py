"""Work on an article under supervision: bounded, apart from all others, each failure one diagnostic."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TypeVar

from pipeline import build, checking, child, sandbox, scratch, write
from pipeline.bounds import Bounds
from pipeline.isolation import COSTLY
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
_CRASH = "run `dossier doctor`; if nothing is missing, please report the crash with the article"
_SYSTEM = "free memory or space for temporary files, then run it again"


def supervise(
    job: Callable[[child.Tell], T],
    subject: Place,
    bounds: Bounds,
    hear: child.Tell = lambda step: None,
    cell: sandbox.Sandbox | None = None,
) -> T:
    """Run a job in a bounded process of its own, and return its result; see `child.run` for its types.

    `subject` is the file that the job is about, `cell` the sandbox that it works in. Raises DossierError,
    also for a job that goes beyond its bounds (`article-too-costly`) or crashes (`article-failed`).
    """
    steps: list[str] = []

    def remember(step: str) -> None:
        steps.append(step)
        hear(step)

    def failure(code: str, reason: Exception, hint: str) -> DossierError:
        during = f", in the step `{steps[-1]}`" if steps else ""
        return DossierError([error(code, f"{reason}{during}", subject, hint)])

    try:
        with scratch.folder() as folder:
            return child.run(job, bounds, remember, folder, cell)
    except child.LimitExceeded as reason:
        raise failure("article-too-costly", reason, COSTLY) from None
    except child.ProcessCrash as reason:
        raise failure("article-failed", reason, _CRASH) from None
    except OSError as reason:
        raise failure("system-failed", reason, _SYSTEM) from None


def build_article(location: Location, plan: build.Plan, bounds: Bounds, hear: child.Tell) -> build.Report:
    """Build an article; a failure of the process that builds it is a finding in its report.

    Raises ToolMissing if a needed program is not there: no other article can be built then.
    """
    folder = plan.out / location.slug
    job = partial(build.build, location, plan)
    try:
        with write.reserve(folder) if location.is_untrusted else nullcontext():
            return supervise(job, _place(location), bounds, hear, _cell(location, folder))
    except ToolMissing:
        raise
    except DossierError as failure:
        return build.failure_report(location, plan, failure.diagnostics)


def check_article(location: Location, bounds: Bounds) -> tuple[Diagnostic, ...]:
    """Check an article; a failure of the process that checks it is a finding.

    Raises ToolMissing if a needed program is not there.
    """

    def job(tell: child.Tell) -> tuple[Diagnostic, ...]:
        tell("check")
        return limit_per_code(checking.gate(location))

    try:
        return supervise(job, _place(location), bounds, cell=_cell(location))
    except ToolMissing:
        raise
    except DossierError as failure:
        return failure.diagnostics


def of_article(location: Location, bounds: Bounds, job: Callable[[], T]) -> T:
    """Run a job on an article; see `supervise`."""

    def run(tell: child.Tell) -> T:
        return job()

    return supervise(run, _place(location), bounds, cell=_cell(location))


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


def _cell(location: Location, *writes: Path) -> sandbox.Sandbox | None:
    """Return the sandbox of an untrusted article; None for a trusted one."""
    if not location.is_untrusted:
        return None
    return sandbox.Sandbox((real(location.root),), tuple(map(real, writes)))


def _place(location: Location) -> Place:
    return Place(display_path(location.file))
