"""The connection to a Dask cluster: its scheduler, and which of its workers may build for this machine."""

from __future__ import annotations

import json
import queue
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

from pipeline.cluster import remote
from pipeline.cluster.dask import import_distributed
from pipeline.cluster.fingerprint import Fingerprint, differences, sentence
from pipeline.cluster.stations import READS, StationLost, Stations
from pipeline.isolation import REPORT
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, error, warning

_REACH, _ANSWER, _SPARE, _FIRST_WORKER = 10.0, 10.0, 2.0, 10.0  # seconds
_MEND = "install the same version of Dossier there, from the same lock file, and start the worker again"
_TLS = "DASK_DISTRIBUTED__COMM__TLS"
_NO_DOSSIER = "Dossier is not installed there"


class Connection:
    """A scheduler and its workers: those that may build, with their threads, and why others may not."""

    def __init__(self, client: Any, address: str, own: Fingerprint, *, untrusted: bool) -> None:
        """Use a client of Dask; look at no worker yet."""
        self.client, self.address, self.own, self.untrusted = client, address, own, untrusted
        self.able: dict[str, int] = {}
        self.unable: dict[str, str] = {}

    @property
    def threads(self) -> int:
        """How many articles the workers that may build can build at a time."""
        return sum(self.able.values())

    def look(self) -> tuple[str, ...]:
        """Look which workers are there, ask the new ones, and return those of them that may not build.

        Raises DossierError if the scheduler is not there any more.
        """
        threads = self._threads()
        for table in (self.able, self.unable):
            for name in table.keys() - threads.keys():
                del table[name]
        new = [each for each in threads if each not in self.able and each not in self.unable]
        answers = self._ask(new) if new else {}
        # One that does not answer is asked again.
        answers = {worker: each for worker, each in answers.items() if not isinstance(each, OSError)}
        for worker, answer in answers.items():
            if reason := self._reason(answer):
                self.unable[worker] = reason
            else:
                self.able[worker] = threads[worker]
        return tuple(each for each in answers if each in self.unable)

    def forget(self) -> None:
        """Forget the answers of all workers: they are asked anew."""
        self.able.clear()
        self.unable.clear()

    def wait(self) -> tuple[str, ...]:
        """Look until there is a worker, and return as `look` does. Raises DossierError if none may build."""
        deadline = time.monotonic() + _FIRST_WORKER
        refused_workers = self.look()
        while not self.able and not self.unable and time.monotonic() < deadline:
            time.sleep(0.2)
            refused_workers = self.look()
        if not self.able and not self.unable:
            hint = f"start some: dask worker {self.address} --nthreads 1"
            message = "its workers do not answer" if self._threads() else "it has no workers"
            raise DossierError([error("workers-missing", message, Place(self.address), hint)])
        if not self.able:
            raise DossierError(self.refusals(refused_workers, Severity.ERROR))
        return refused_workers

    def refusals(
        self, workers: tuple[str, ...], severity: Severity = Severity.WARNING
    ) -> tuple[Diagnostic, ...]:
        """Return the diagnostics of workers that may not build: one for all with the same reason."""
        by_reason: dict[str, list[str]] = {}
        for each in workers:
            by_reason.setdefault(self.unable.get(each, _NO_DOSSIER), []).append(each)
        make = error if severity is Severity.ERROR else warning
        return tuple(
            make("worker-refused", f"{_subject(names)}: {reason}", Place(names[0]), _MEND)
            for reason, names in by_reason.items()
        )

    def loss(self) -> DossierError:
        """Return the failure that the scheduler is not there any more."""
        hint = "what is built stays: start it again, and go on with `dossier build --resume --scheduler ...`"
        message = "the scheduler has gone away, or cannot be reached any more"
        return DossierError([error("scheduler-lost", message, Place(self.address), hint)])

    def _threads(self) -> Mapping[str, int]:
        if self.client.status != "running":
            raise self.loss()
        try:
            threads: Mapping[str, int] = self.client.nthreads()
        except (OSError, TimeoutError, ValueError) as failure:
            raise self.loss() from failure
        return threads

    def _ask(self, workers: list[str]) -> Mapping[str, Any]:
        try:
            answers: Mapping[str, Any] = self.client.run(remote.look, workers=workers, on_error="return")
        except (OSError, TimeoutError) as failure:
            raise self.loss() from failure
        except ValueError:
            return {}  # one has gone meanwhile
        return answers

    def _reason(self, answer: Any) -> str:
        """Return why a worker with this answer may not build; nothing if it may."""
        if isinstance(answer, ImportError | AttributeError):
            return f"{_NO_DOSSIER}, or in a version that has no builds for others"
        try:
            value = json.loads(answer)
        except (TypeError, ValueError):
            return f"it answers with {type(answer).__name__}: {' '.join(str(answer).split())[:120]}"
        if isinstance(value, dict):
            return sentence(differences(self.own, value, untrusted=self.untrusted))
        return str(value)[:200]


def _subject(workers: list[str]) -> str:
    return "this worker builds nothing" if len(workers) == 1 else f"{len(workers)} workers build nothing"


@contextmanager
def connect(address: str, *, untrusted: bool) -> Iterator[tuple[Connection, Stations]]:
    """Connect to a scheduler; at the end of the block its jobs for this client are given up.

    The stations read articles here. Raises DossierError, ToolMissing without the extra `cluster`.
    """
    _knock(address)
    library = import_distributed()
    stations = Stations(READS)
    client = None
    try:
        with ThreadPoolExecutor(1) as pool:
            # The one imports while the other waits.
            starting = pool.submit(_fingerprint, stations)
            client = _client(library, address)
            own = starting.result()
        yield Connection(client, address, own, untrusted=untrusted), stations
    finally:
        stations.close()
        if client is not None:
            with suppress(Exception):  # whatever the rest of a lost connection raises
                client.close(timeout=2)


def _fingerprint(stations: Stations) -> Fingerprint:
    try:
        with stations.one() as station:
            return station.fingerprint
    except StationLost:
        message = "the process that reads articles does not start"
        raise DossierError([error("article-failed", message, Place("dossier"), REPORT)]) from None


def _knock(address: str) -> None:
    """Raise DossierError at once if nothing listens at an address: Dask goes on trying."""
    parts = urlsplit(address)
    try:
        socket.create_connection((parts.hostname, parts.port), _REACH).close()
    except OSError as failure:
        reason = (failure.strerror or str(failure)).lower()
        raise _unreachable(address, f"the scheduler cannot be reached: {reason}") from failure


def _client(library: Any, address: str) -> Any:
    """Return a client of a scheduler. Raises DossierError.

    Dask waits for ever for what takes a connection and is silent: it is waited for in a thread of its own,
    which ends with this process.
    """
    if address.startswith("tls:"):
        _refuse_without_certificates(library, address)
    results: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def start() -> None:
        try:
            results.put(library.Client(address, timeout=_ANSWER, set_as_default=False, name="dossier"))
        except Exception as failure:  # whatever Dask makes of what listens there
            results.put(failure)

    threading.Thread(target=start, daemon=True).start()
    try:
        result = results.get(timeout=_ANSWER + _SPARE)
    except queue.Empty:
        result = TimeoutError()
    if isinstance(result, Exception):
        raise _unreachable(address, "what listens there does not answer as a Dask scheduler does") from result
    return result


def _refuse_without_certificates(library: Any, address: str) -> None:
    """Raise DossierError if Dask has no certificates here, or cannot read them."""
    try:
        context = library.Security().get_connection_args("client").get("ssl_context")
    except (OSError, ValueError, TypeError) as failure:
        reason = (getattr(failure, "strerror", None) or str(failure)).lower()
        raise _unreachable(address, f"the certificates for TLS cannot be used: {reason}") from failure
    if context is None:
        raise _unreachable(address, "Dask is not configured for TLS: it has no certificates here")


def _unreachable(address: str, message: str) -> DossierError:
    tls = (
        f"name the files of its certificates in {_TLS}__CA_FILE, {_TLS}__CLIENT__CERT and {_TLS}__CLIENT__KEY"
    )
    tcp = "start one, as `dossier cluster --local 4` does here; if it speaks TLS, its address begins with tls://"
    hint = tls if address.startswith("tls:") else tcp
    return DossierError([error("scheduler-unreachable", message, Place(address), hint)])
