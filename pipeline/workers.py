"""Workers: jobs side by side, each in a process forked from this one, as many as the memory has room for.

What this process has imported, its workers have at once. A crash, a leak or a bomb in one touches no other.
"""

from __future__ import annotations

import os
import selectors
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline import bounds, child, memory, sandbox, scratch
from pipeline.isolation import COSTLY
from pipeline.model.diagnostics import DossierError, Place, error

T = TypeVar("T")
_CRASH = "run `dossier doctor`; if nothing is missing, please report the crash with the article"
_SYSTEM = "free memory or space for temporary files, then run it again"


@dataclass(frozen=True, slots=True)
class Job(Generic[T]):
    """Work for a process of its own, and its limits; see `child.run` for the types of its result.

    `subject` is the file that the work is about, `cell` the sandbox that it is done in, `memory` the bytes
    that it is expected to need. `crash` is the outcome of work whose process crashes; else that is
    `article-failed`.
    """

    work: Callable[[child.Tell], T]
    subject: Place
    bounds: bounds.Bounds | None = None
    cell: sandbox.Sandbox | None = None
    memory: int = 0
    crash: DossierError | None = None


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    jobs: Iterable[Job[T]], count: int, hear: Callable[[int, str], None] = lambda number, step: None
) -> Generator[tuple[int, T | DossierError | child.Fault]]:
    """Start jobs in order, up to `count` at a time, and yield the number and outcome of each when it ends.

    The next job is asked for when one is begun. A job waits for memory while others run. `hear` gets the
    number and the steps of jobs. A job that goes beyond its bounds (`article-too-costly`) or crashes
    (`article-failed`) has a DossierError. When the generator is closed, all processes have ended.
    """
    numbered_jobs = enumerate(jobs)
    upcoming = next(numbered_jobs, None)
    active: dict[int, _Worker[T]] = {}
    selector = selectors.DefaultSelector()
    try:
        while upcoming or active:
            while upcoming and len(active) < count and _has_room(upcoming[1], active.values()):
                number, job = upcoming
                worker = active[number] = _Worker(job, number, hear)
                if worker.child:
                    selector.register(worker.child.reader, selectors.EVENT_READ, number)
                upcoming = next(numbered_jobs, None)
            ready = {key.data for key, _ in selector.select(child.TICK)} if selector.get_map() else set()
            for number, worker in list(active.items()):
                if worker.advance(is_ready=number in ready):
                    if worker.child:
                        selector.unregister(worker.child.reader)
                    worker.close()
                    del active[number]
                    yield number, worker.outcome()
    finally:
        for worker in active.values():
            worker.close()
        selector.close()


@contextmanager
def beside(work: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Do work in a process of its own during the block; the function waits for its result and returns it.

    A process that crashes, or cannot be started, is no failure: the work is done again in this one.
    """
    with ExitStack() as stack:
        process: child.Child[T] | None = None
        with suppress(OSError):
            folder = stack.enter_context(scratch.folder())
            process = stack.enter_context(child.start(lambda tell: work(), None, lambda step: None, folder))

        def wait() -> T:
            if process is not None:
                with suppress(child.LimitExceeded, child.ProcessCrash):
                    return process.wait()
            return work()

        yield wait


def _has_room(job: Job[T], workers: Collection[_Worker[T]]) -> bool:
    """Return whether the memory has room for a job beside those that run; one alone may always try."""
    available = memory.available()
    if not workers or available is None:
        return True
    return job.memory <= available - sum(each.reserve() for each in workers)


class _Worker(Generic[T]):
    """A job in its process."""

    def __init__(self, job: Job[T], number: int, hear: Callable[[int, str], None]) -> None:
        self.job = job
        self.steps: list[str] = []
        self.stack = ExitStack()
        self.child: child.Child[T] | None = None
        self.failure: DossierError | None = None

        def remember(step: str) -> None:
            self.steps.append(step)
            hear(number, step)

        try:
            folder = self.stack.enter_context(scratch.folder())
            process = child.start(job.work, job.bounds, remember, folder, job.cell)
            self.child = self.stack.enter_context(process)
        except OSError as reason:
            self.failure = self._error("system-failed", reason, _SYSTEM)

    def advance(self, *, is_ready: bool) -> bool:
        """Return whether the job has ended."""
        if self.child is None:
            return True
        try:
            return self.child.advance(is_ready=is_ready)
        except child.LimitExceeded as reason:
            self.failure = self._error("article-too-costly", reason, COSTLY)
        except child.ProcessCrash as reason:
            self.failure = self.job.crash or self._error("article-failed", reason, _CRASH)
        return True

    def outcome(self) -> T | DossierError | child.Fault:
        """Return the result of a job that has ended, or what prevented it."""
        if self.failure or self.child is None:
            assert self.failure is not None
            return self.failure
        try:
            return self.child.result()
        except child.LimitExceeded as reason:
            return self._error("article-too-costly", reason, COSTLY)
        except (DossierError, child.Fault) as failure:
            return failure

    def reserve(self) -> int:
        """Return the bytes of memory that the job is expected to need besides those that it has."""
        own_bytes = bounds.private_memory(self.child.process) if self.child else 0
        return max(0, self.job.memory - own_bytes)

    def close(self) -> None:
        """End the processes of the job, and remove its temporary files."""
        self.stack.close()

    def _error(self, code: str, reason: Exception, hint: str) -> DossierError:
        during = f", in the step `{self.steps[-1]}`" if self.steps else ""
        return DossierError([error(code, f"{reason}{during}", self.job.subject, hint)])
