"""Limits on the resources of a process, which ends with the process that started it."""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of linux/prctl.h
_HEAPS = -8  # M_ARENA_MAX of malloc.h
_PROC = Path("/proc")
_SPARE = 5  # seconds
# A share of the address space: the rest is needed to write the content of the layout.
_FULL = 0.8


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits for an article: bytes of memory and seconds in all, processes; open files and their bytes."""

    memory: int = 4_000_000_000
    seconds: float = 900.0
    processes: int = 64
    files: int = 1024
    file_bytes: int = 2_000_000_000


STRICT = Bounds(memory=2_000_000_000, seconds=180.0, processes=24, files=256, file_bytes=500_000_000)


def confine(bounds: Bounds, reserve: int) -> None:
    """Set the limits of this process and its children; a limit that is stricter already stays.

    The limit on memory is beyond `reserve`, the bytes of address space that a forked process has of its
    parent (`reserved_bytes`).
    """
    for limit, most in (
        (resource.RLIMIT_AS, reserve + bounds.memory),
        (resource.RLIMIT_CPU, int(bounds.seconds)),
        (resource.RLIMIT_NOFILE, bounds.files),
        (resource.RLIMIT_FSIZE, bounds.file_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(limit)[1]
        value = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # macOS refuses a limit on memory; there the parent process watches it.
        with suppress(ValueError, OSError):
            # At its hard time limit a process is killed without a reason, at the soft one it gets a signal.
            spare = _SPARE if limit == resource.RLIMIT_CPU and hard == resource.RLIM_INFINITY else 0
            resource.setrlimit(limit, (value, value + spare))


def reserved_bytes() -> int:
    """Return the size of this process's address space in bytes; 0 if it is not known, as in a sandbox."""
    return _pages(os.getpid(), 0) * resource.getpagesize()


def _pages(process: int, column: int) -> int:
    """Return a column of a process's `statm` (proc(5)), a number of pages; 0 if it is not known."""
    with suppress(OSError, ValueError, IndexError):
        return int((_PROC / str(process) / "statm").read_text("ascii").split()[column])
    return 0


def room(most: int) -> int:
    """Return the bytes of memory for a program that works for an article, beside those of the article."""
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    return most if limit == resource.RLIM_INFINITY else min(most, limit * 3 // 5)


def is_full() -> bool:
    """Return whether this process has nearly filled its address space; False if that is not known."""
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    return limit != resource.RLIM_INFINITY and reserved_bytes() > limit * _FULL


def die_with_parent(parent: int) -> None:
    """Have the kernel (Linux) kill this process when the thread of `parent` that started it ends."""
    if sys.platform == "linux":
        # Only here: it takes longer to import than `dossier --help`.
        import ctypes

        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
        # A parent that has ended before sends no signal.
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)


def share_heap() -> None:
    """Make all threads of this process share one heap of the C library: each heap keeps free memory."""
    if sys.platform == "linux":
        import ctypes

        library = ctypes.CDLL(None)
        # Not every C library of Linux has it.
        if hasattr(library, "mallopt"):
            library.mallopt(_HEAPS, 1)


def descendants(process: int) -> Iterator[int]:
    """Yield the children of a process and theirs, if the kernel lists them (Linux)."""
    todo = list(children(process))
    while todo:
        current = todo.pop()
        todo += children(current)
        yield current


def children(process: int) -> Iterator[int]:
    """Yield the processes that a process has started, if the kernel lists them (Linux)."""
    with suppress(OSError, ValueError):
        for task in os.listdir(_PROC / str(process) / "task"):
            yield from map(
                int, (_PROC / str(process) / "task" / task / "children").read_text("ascii").split()
            )


def exceed(processes: Sequence[int], memory: int) -> bool:
    """Return whether processes use more memory in all than `memory`; shared memory counts once.

    For the exact part of each, the kernel goes through all of its pages. Their whole memory is known at once,
    and mostly small enough.
    """
    return sum(map(_resident, processes)) > memory and sum(map(_proportional, processes)) > memory


def private_memory(process: int) -> int:
    """Return the bytes of memory that a process and its descendants share with no other.

    What a forked process has of its parent is not among them.
    """
    processes = [process, *descendants(process)]
    return sum(_rollup(each, "Private_Clean:", "Private_Dirty:") for each in processes)


def _resident(process: int) -> int:
    """Return the bytes of memory that a process uses, shared memory included; 0 if they are not known."""
    return _pages(process, 1) * resource.getpagesize()


def _proportional(process: int) -> int:
    """Return the bytes of memory that a process uses, with its part of shared memory; 0 if not known."""
    return _rollup(process, "Pss:")


def _rollup(process: int, *keys: str) -> int:
    """Return the sum of rows of a process's `smaps_rollup` (proc(5)) in bytes; 0 if they are not known."""
    with suppress(OSError, ValueError, IndexError):
        lines = (_PROC / str(process) / "smaps_rollup").read_text("ascii").splitlines()
        return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(keys))
    return 0
