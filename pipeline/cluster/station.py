"""A station: a process that has all imported, and does one job after the other, each in a process of its own.

The worker of a cluster and the client of one have threads, and must not fork; a station has none. It is
started by `pipeline.cluster.stations`, gets jobs by a socket and ends with it. All that it does
with an article it does as `build` does on one machine.
"""

from __future__ import annotations

import itertools
import os
import signal
import socket
import sys
from functools import partial
from types import FrameType
from typing import Any

from pipeline import build, cache, child, stopping, supervision, warming, workers
from pipeline.cluster import answer, bundle, fingerprint, frames, job
from pipeline.cluster.answer import Outcome, Refusal
from pipeline.cluster.bundle import Bundle
from pipeline.cluster.message import Message, pack, unpack
from pipeline.cluster.stations import BUILDS, LOOK
from pipeline.disk import replay
from pipeline.formats import FORMATS
from pipeline.model.diagnostics import DossierError
from pipeline.product import Product
from pipeline.sandbox import Sandbox

_LOOK = 0.5  # seconds
_TRIM = 64  # jobs


def main(purpose: str, descriptor: int) -> None:
    """Tell the fingerprint of this machine, or what it lacks; do the jobs of a socket until it ends."""
    stream = socket.socket(fileno=descriptor).makefile("rwb")
    stopping.begin()
    _end_with_parent()
    # First: files that change later are not those that this process imports.
    state = warming.installation()
    try:
        own = fingerprint.take()
        if purpose == BUILDS:
            warming.warm_up(build.Plan(FORMATS))
    except DossierError as failure:
        frames.write(stream, pack(answer.to_message(failure)))
        return
    frames.write(stream, pack(Message({"fingerprint": own})))
    for count in itertools.count(1):
        data = frames.read(stream)
        if data is None or warming.installation() != state:
            return  # who asked starts another, which is what is installed now
        frames.write(stream, pack(_answer(unpack(data), own)))
        if purpose == BUILDS and count % _TRIM == 0:
            cache.trim(cache.user_folder())


def _end_with_parent() -> None:
    """End this process soon after the one that started it, also in the middle of a job."""
    parent = os.getppid()

    def look(number: int, frame: FrameType | None) -> None:
        if os.getppid() != parent:
            raise SystemExit(1)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _LOOK, _LOOK)


def _answer(message: Message, own: fingerprint.Fingerprint) -> Message:
    if message.value == LOOK:
        return Message({"fingerprint": own})
    if "read" in message.value:
        return _read(message.value)
    order = job.from_message(message.value, message.files)
    untrusted = order.bundle.location.is_untrusted
    if fingerprint.differences(order.fingerprint, own, untrusted=untrusted):
        return answer.to_message(Refusal(own))
    return answer.to_message(_build(order))


def _read(value: Any) -> Message:
    """Return the bundle of an article of this machine, or why it cannot be read."""
    location, bounds, store = job.reading_from_json(value)

    def read(tell: child.Tell) -> Bundle:
        return bundle.collect(location, store)

    cell, place = supervision.cell_of(location), supervision.place_of(location)
    outcome = _outcome(workers.Job(read, place, bounds, cell))
    if isinstance(outcome, Bundle):
        return Message({"bundle": bundle.to_json(outcome)}, outcome.files)
    return answer.to_message(outcome)


def _build(order: job.Job) -> Outcome:
    """Build the article of a bundle, which answers instead of the disk."""
    location = order.bundle.location
    # All of an article that is not trusted is in the bundle: there is nothing to open.
    cell = Sandbox(()) if location.is_untrusted else None
    with replay(order.bundle.memory):
        place = supervision.place_of(location)
    outcome: Outcome = _outcome(workers.Job(partial(_make, order), place, order.bounds, cell))
    return outcome


def _make(order: job.Job, tell: child.Tell) -> Product:
    os.chdir(os.environ["TMPDIR"])
    with replay(order.bundle.memory):
        return build.make(order.bundle.location, order.plan, tell)


def _outcome(work: workers.Job[Any]) -> Any:
    [(_, outcome)] = workers.run([work], 1)
    return outcome


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
