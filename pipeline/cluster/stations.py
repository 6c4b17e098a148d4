"""Stations that this process starts: each has one job at a time, and ends with this process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.cluster import answer, frames
from pipeline.cluster.fingerprint import Fingerprint
from pipeline.cluster.message import Message, pack, unpack
from pipeline.model.diagnostics import DossierError

READS, BUILDS = "reads", "builds"
LOOK = "look"
_PATIENCE = 5.0  # seconds
_PACKAGES = str(Path(__file__).parents[2])


class StationLost(Exception):
    """A station that ended before it answered."""


class Station:
    """A station for a purpose, READS or BUILDS."""

    def __init__(self, purpose: str) -> None:
        """Start it. Raises DossierError if it lacks something, else StationLost."""
        # It imports what this process does, wherever that was found.
        path = os.pathsep.join([_PACKAGES, *filter(None, [os.environ.get("PYTHONPATH")])])
        own, other = socket.socketpair()
        with other:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "pipeline.cluster.station", purpose, str(other.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
                pass_fds=[other.fileno()],
                start_new_session=True,  # a signal of the terminal is for this process, which ends it
            )
        with own:
            self.stream = own.makefile("rwb")
        try:
            first = self._next()
            match first.value:
                case {"fingerprint": dict(value)}:
                    self.fingerprint: Fingerprint = value
                case _:
                    outcome = answer.from_message(first, "", (), 0)
                    raise outcome if isinstance(outcome, DossierError) else StationLost
        except BaseException:
            self.close()
            raise

    def ask(self, message: Message) -> Message:
        """Return the answer to a job. Raises StationLost."""
        try:
            frames.write(self.stream, pack(message))
        except (OSError, ValueError):
            raise StationLost from None
        return self._next()

    def close(self) -> None:
        """End it, and its job with it."""
        with suppress(OSError):
            self.process.terminate()
        try:
            self.process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        with suppress(OSError):
            self.stream.close()

    def _next(self) -> Message:
        try:
            data = frames.read(self.stream)
        except (OSError, ValueError):
            data = None
        if data is None:
            raise StationLost
        return unpack(data)


class Stations:
    """Stations for a purpose, as many as are asked at a time."""

    def __init__(self, purpose: str) -> None:
        """Start none yet."""
        self.purpose = purpose
        self.lock = threading.Lock()
        self.free: list[Station] = []
        self.all: set[Station] = set()

    @contextmanager
    def one(self) -> Iterator[Station]:
        """Lend a station that is free, or a new one. Raises DossierError or StationLost as `Station` does."""
        with self.lock:
            station = self.free.pop() if self.free else None
        if station is None:
            station = Station(self.purpose)
            with self.lock:
                self.all.add(station)
        try:
            yield station
        except BaseException:
            # What it would answer next is not known.
            with self.lock:
                self.all.discard(station)
            station.close()
            raise
        with self.lock:
            if station in self.all:  # else all have been ended meanwhile
                self.free.append(station)

    def close(self) -> None:
        """End all of them, those with a job too."""
        with self.lock:
            stations, self.all, self.free = self.all, set(), []
        for each in stations:
            each.close()
