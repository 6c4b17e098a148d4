"""A cluster of this machine, to try builds on one: a scheduler and workers that only this machine reaches."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.bounds import children, descendants
from pipeline.cluster.dask import import_distributed
from pipeline.model.diagnostics import DossierError, Place, error

_HOST = "127.0.0.1"
_PATIENCE, _TICK = 10.0, 0.05  # seconds


@contextmanager
def start(workers: int, port: int, folder: Path) -> Iterator[str]:
    """Start a scheduler with workers of one thread each, whose files are in a folder; yield its address.

    At the end of the block all their processes have ended. Raises DossierError.
    """
    library = import_distributed()
    _refuse_taken(port)
    import dask

    settings: dict[str, Any] = {
        "distributed.scheduler.http.routes": [],
        "distributed.worker.http.routes": [],
        "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None,
        "temporary-directory": str(folder),
    }
    with dask.config.set(settings):
        cluster = library.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host=_HOST,
            scheduler_port=port,
            # The server of pages cannot be left out: it has none, and only this machine reaches it.
            dashboard_address=f"{_HOST}:0",
            worker_dashboard_address=f"{_HOST}:0",
            memory_limit=0,
            local_directory=str(folder),
        )
        try:
            yield cluster.scheduler_address
        finally:
            processes = _below_workers()
            cluster.close(timeout=_PATIENCE)
            _wait_for(processes)


def _below_workers() -> list[int]:
    """Return the processes that workers have started; Dask waits for its own."""
    return [each for child in children(os.getpid()) for each in descendants(child)]


def _wait_for(processes: Sequence[int]) -> None:
    """Wait until processes have ended: they end after those that have started them."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and any(Path("/proc", str(each)).exists() for each in processes):
        time.sleep(_TICK)


def _refuse_taken(port: int) -> None:
    """Raise DossierError for a port that another program has: Dask would take any other."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((_HOST, port))
        except OSError as failure:
            reason = (failure.strerror or str(failure)).lower()
            message = f"the port cannot be used: {reason}"
            hint = "name another with --port, or 0 for any that is free"
            raise DossierError([error("port-unusable", message, Place(f"{_HOST}:{port}"), hint)]) from failure
