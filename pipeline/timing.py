"""The times of stages of a build: seconds of processors and on the clock, and memory, as values."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

_UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, getrusage(2)


@dataclass(frozen=True, slots=True)
class StageTime:
    """What a stage took: seconds of processors, seconds on the clock, bytes of its largest process.

    Programs that the stage started and waited for are in it. The bytes are the most that a process held from
    its start to the end of the stage: stages that share a process share its past.
    """

    stage: str
    cpu: float
    wall: float
    memory: int


@dataclass(frozen=True, slots=True)
class Beginning:
    """The readings of the clocks when a stage begins."""

    cpu: float
    wall: float
    clock: Callable[[], float]

    def stage_time(self, stage: str) -> StageTime:
        """Return what a stage that ends now has taken."""
        return StageTime(stage, self.clock() - self.cpu, time.perf_counter() - self.wall, _peak())


def begin() -> Beginning:
    """Return the beginning of a stage that has this process for itself."""
    return Beginning(_process_cpu(), time.perf_counter(), _process_cpu)


def begin_in_thread() -> Beginning:
    """Return the beginning of a stage that works in this thread, while others work beside it."""
    return Beginning(_thread_cpu(), time.perf_counter(), _thread_cpu)


def begin_beside() -> Beginning:
    """Return the beginning of a stage of this thread that starts no program, while others beside it do."""
    return Beginning(time.thread_time(), time.perf_counter(), time.thread_time)


def of_process(stage: str) -> StageTime:
    """Return what this process has taken since it started."""
    return StageTime(stage, _process_cpu(), time.perf_counter() - _FIRST_WALL + _FIRST_CPU, _peak())


def _process_cpu() -> float:
    return time.process_time() + _cpu_of_programs()


def _thread_cpu() -> float:
    return time.thread_time() + _cpu_of_programs()


def _cpu_of_programs() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _peak() -> int:
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(each).ru_maxrss for each in whose) * _UNIT


# `__main__` imports this first: until now Python has only started, which takes hardly longer than its CPU.
_FIRST_WALL, _FIRST_CPU = time.perf_counter(), time.process_time()
