"""The client of a cluster: it reads articles, has Dask schedule their building, and writes what comes back.

An article is read here, by a station, into its bundle. Which worker builds it, and who does when one is lost,
is left to Dask. No more articles are under way than keep the workers busy.
"""

from __future__ import annotations

import queue
import time
import uuid
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

from pipeline import artifacts, build, child, shelf, supervision, workers, write
from pipeline.bounds import Bounds
from pipeline.build_report import WAIT, Report
from pipeline.cluster import answer, bundle, job, remote
from pipeline.cluster.bundle import Bundle
from pipeline.cluster.connection import Connection, connect
from pipeline.cluster.message import Message, pack, unpack
from pipeline.cluster.stations import StationLost, Stations
from pipeline.isolation import REPORT
from pipeline.load.location import Location
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error
from pipeline.product import Product

_LOOK, _TICK = 2.0, 0.5  # seconds
# So long a cluster may have no worker that builds, as between two of its own.
_NO_WORKERS = 60.0
_MOST_REFUSALS = 10
_READING = 16  # threads of workers that one reading station is enough for
# A file of so many bytes that a second article needs travels by its digest from then on.
_SHARING_SIZE = 4096


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster to build on, the stations that read articles here, and what was found about its workers."""

    connection: Connection
    stations: Stations
    refusals: list[Diagnostic]


@contextmanager
def join(address: str, *, untrusted: bool) -> Iterator[Cluster]:
    """Connect to a cluster that has workers that may build; see `connect`."""
    with connect(address, untrusted=untrusted) as (connection, stations):
        refused_workers = connection.wait()
        yield Cluster(connection, stations, list(connection.refusals(refused_workers)))


@dataclass(slots=True)
class _Task:
    """An article that is with the cluster: its bundle, Dask's future, and the workers it may go to."""

    bundle: Bundle
    future: Any = None
    workers: frozenset[str] = frozenset()
    refusals: int = 0


def build_articles(
    locations: Sequence[Location],
    plan: build.Plan,
    bounds: Bounds,
    jobs: int | None,
    hear: supervision.Hear,
    cluster: Cluster,
) -> Generator[tuple[int, Report]]:
    """Build articles as `supervision.build_articles` does, on a cluster.

    `jobs` is how many articles are under way at a time; None is as many as keep all workers busy. Raises
    DossierError if the cluster is lost.
    """
    with ExitStack() as stack:
        numbers: list[int] = []
        for number, location in supervision.longest_first(locations):
            try:
                if location.is_untrusted:
                    stack.enter_context(write.reserve(plan.out / location.slug))
            except DossierError as failure:
                yield number, build.failure_report(location, plan, failure.diagnostics)
                continue
            numbers.append(number)
        readers = stack.enter_context(ThreadPoolExecutor(workers.processors()))
        # Before the threads are waited for: they wait for stations.
        stack.callback(cluster.stations.close)
        work = _Work(locations, plan, bounds, hear, cluster, readers)
        with closing(work.run(deque(numbers), jobs)) as reports:
            yield from reports


@dataclass(slots=True)
class _Work:
    """The work on articles of one build."""

    locations: Sequence[Location]
    plan: build.Plan
    bounds: Bounds
    hear: supervision.Hear
    cluster: Cluster
    readers: ThreadPoolExecutor
    events: queue.SimpleQueue[tuple[int, Any]] = field(default_factory=queue.SimpleQueue)
    tasks: dict[int, _Task] = field(default_factory=dict)
    # Files that have travelled, and those that are results of their own now.
    sent_digests: set[str] = field(default_factory=set)
    shared_files: dict[str, Any] = field(default_factory=dict)
    name: str = field(default_factory=lambda: f"dossier-{uuid.uuid4().hex[:12]}")
    task_count: int = 0
    last_look: float = field(default_factory=time.monotonic)
    last_worker: float = field(default_factory=time.monotonic)

    @property
    def connection(self) -> Connection:
        """The connection to the cluster."""
        return self.cluster.connection

    def run(self, pending: deque[int], jobs: int | None) -> Generator[tuple[int, Report]]:
        """Yield the number and report of each article when it is built."""
        reading: set[int] = set()
        while pending or reading or self.tasks:
            readers = min(workers.processors(), 1 + self.connection.threads // _READING)
            most = jobs or 2 * self.connection.threads + readers
            while pending and len(reading) < readers and len(reading) + len(self.tasks) < most:
                number = pending.popleft()
                reading.add(number)
                self._begin_reading(number)
            try:
                number, event = self.events.get(timeout=_TICK)
            except queue.Empty:
                number, event = -1, None
            self._look()
            if event is None:
                continue
            outcome = self._hand_over(number, event) if number in reading else self._collect(number, event)
            reading.discard(number)
            if outcome is not None:
                self.tasks.pop(number, None)
                yield number, self._report(number, outcome)

    def _begin_reading(self, number: int) -> None:
        self.hear(number, "read")
        location = self.locations[number]
        order = Message(job.reading_to_json(location, self.bounds, self.plan.cache))

        def read() -> Message:
            with self.cluster.stations.one() as station:
                return station.ask(order)

        future = self.readers.submit(read)
        future.add_done_callback(lambda result: self.events.put((number, result)))

    def _hand_over(self, number: int, reading: Any) -> answer.Outcome | None:
        """Give an article that is read to the cluster; return an outcome if it cannot be read."""
        try:
            message: Message = reading.result()
        except StationLost:
            return self._failure(number, "the process that reads it has ended without an answer")
        if "bundle" not in message.value:
            return answer.from_message(message, self.locations[number].slug, (), 0)
        task = self.tasks[number] = _Task(bundle.from_json(message.value["bundle"], message.files))
        self._submit(number, task)
        self.hear(number, "build on the cluster")
        return None

    def _submit(self, number: int, task: _Task) -> None:
        order = job.to_message(job.Job(task.bundle, self.plan, self.bounds, self.connection.own))
        own_files: dict[str, bytes] = {}
        futures: dict[str, Any] = {}
        task.workers = frozenset(self.connection.able) if self.connection.unable else frozenset()
        # A worker that builds nothing keeps nothing either.
        where = {"workers": sorted(task.workers)} if task.workers else {}
        for digest, data in order.files.items():
            if digest not in self.shared_files and digest in self.sent_digests and len(data) >= _SHARING_SIZE:
                key = f"{self.name}-{self.task_count}-file-{digest}"
                self.shared_files[digest] = self.connection.client.submit(
                    remote.keep, data, key=key, pure=False, **where
                )
            if digest in self.shared_files:
                futures[digest] = self.shared_files[digest]
            else:
                own_files[digest] = data
            self.sent_digests.add(digest)
        self.task_count += 1
        future = task.future = self.connection.client.submit(
            remote.build, pack(Message(order.value, own_files)), list(futures), list(futures.values()),
            key=f"{self.name}-{self.task_count}-{self.locations[number].slug}", pure=False, **where,
        )  # fmt: skip
        future.add_done_callback(lambda result: self.events.put((number, result)))

    def _collect(self, number: int, future: Any) -> answer.Outcome | None:
        """Return the outcome of a task that has ended; None if it is not that of an article any more."""
        from distributed import CancelledError, KilledWorker

        task = self.tasks.get(number)
        if task is None or task.future is not future:
            return None  # another task has taken its place
        location = self.locations[number]
        try:
            data = future.result()
            outcome = answer.from_message(
                unpack(data), location.slug, self.plan.formats, self.bounds.file_bytes,
                tuple(task.bundle.answers.items()), self.plan.choice,
            )  # fmt: skip
        except KilledWorker as failure:
            count = failure.allowed_failures + 1
            return self._failure(number, f"{count} workers have ended while they built it")
        except CancelledError:
            if self.connection.client.status != "running":
                raise self.connection.loss() from None
            return self._again(number, task, future)
        except (ValueError, TypeError) as failure:
            return self._failure(number, f"a worker gives an invalid answer: {failure}")
        except OSError as failure:
            raise self.connection.loss() from failure
        except Exception as failure:  # what a scheduler or worker raises that runs no job of Dossier
            raise self._unable(failure) from failure
        if isinstance(outcome, answer.Refusal):
            # What is installed on workers may have changed since they were asked.
            self.connection.forget()
            self._look(at_once=True)
            return self._again(number, task, future)
        return outcome

    def _again(self, number: int, task: _Task, future: Any) -> answer.Outcome | None:
        task.refusals += 1
        if task.refusals > _MOST_REFUSALS:
            return self._failure(number, f"{task.refusals} workers in a row have not built it")
        if task.future is future:  # else a look at the workers has given it to others
            self._submit(number, task)
        return None

    def _look(self, *, at_once: bool = False) -> None:
        """Look at the workers from time to time, and move tasks away from those that have gone."""
        now = time.monotonic()
        if self.connection.client.status != "running":
            raise self.connection.loss()
        if now - self.last_look < _LOOK and not at_once:
            return
        self.last_look = now
        self.cluster.refusals.extend(self.connection.refusals(self.connection.look()))
        if self.connection.able:
            self.last_worker = now
        elif now - self.last_worker > _NO_WORKERS:
            message = f"for {_NO_WORKERS:.0f} seconds it has had no worker that builds"
            hint = "what is built stays; start workers, and go on with `dossier build --resume`"
            raise DossierError([error("workers-missing", message, Place(self.connection.address), hint)])
        lost_numbers = [
            number
            for number, task in self.tasks.items()
            if task.workers and not task.workers & self.connection.able.keys()
        ]
        if lost_numbers and self.connection.able:
            self.shared_files.clear()
            for number in lost_numbers:
                self._submit(number, self.tasks[number])

    def _report(self, number: int, outcome: answer.Outcome) -> Report:
        location = self.locations[number]
        match outcome:
            case answer.Refusal():
                raise AssertionError("a refusal is no outcome of an article")
            case Product():
                return self._write(number, outcome)
            case DossierError() | child.Fault():
                alone = len(self.locations) == 1
                return supervision.report_of(location, self.plan, outcome, alone=alone)

    def _write(self, number: int, product: Product) -> Report:
        """Write what a worker has made, and store it under its keys where the cache has nothing."""
        location, store = self.locations[number], self.plan.cache
        folder = self.plan.out / location.slug
        for each in product.artifacts:
            if store.folder is not None and each.entry and store.get(each.entry) is None:
                store.put(each.entry, artifacts.pack(each.artifact))
        try:
            with write.folder(folder, lambda: self.hear(number, WAIT)):
                return shelf.write_product(product, folder, location.root)
        except DossierError as failure:
            return build.failure_report(location, self.plan, failure.diagnostics)

    def _failure(self, number: int, words: str) -> DossierError:
        place = supervision.place_of(self.locations[number])
        return DossierError([error("article-failed", words, place, REPORT)])

    def _unable(self, failure: Exception) -> DossierError:
        cause = failure.__cause__ or failure
        words = " ".join(str(cause).split())[:200]
        message = f"the cluster cannot run jobs of Dossier: {type(cause).__name__}: {words}"
        hint = "install Dossier with its extra `cluster` for the scheduler too, in the version of its workers"
        return DossierError([error("cluster-unable", message, Place(self.connection.address), hint)])
