"""Signals that end a run: the exit status names the signal, no traceback, temporary files removed."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def begin() -> None:
    """Convert each signal to SystemExit; an ignored signal (as by nohup) stays ignored."""
    for number in STOPS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


@contextmanager
def delay_signals() -> Iterator[None]:
    """Have signals that end a run wait until the end of this block, as while a process forks.

    Python ignores an exception from a signal in the middle of a fork: the signal would be lost.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    # A second one must not interrupt the clearing up after the first.
    for each in STOPS:
        signal.signal(each, signal.SIG_IGN)
    raise SystemExit(128 + number)
