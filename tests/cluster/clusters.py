"""Clusters for tests: the command `cluster` in a process of its own, and the processes below it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.bounds import descendants
from pipeline.build_report import MANIFEST
from tests.command import ROOT


class Cluster:
    """A cluster that runs: its address and its process."""

    def __init__(self, workers: int, home: Path, tree: Path = ROOT) -> None:
        """Start one from the code in a tree, with a cache of its own."""
        environment = {**os.environ, "PYTHONPATH": str(tree), "XDG_CACHE_HOME": str(home)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "cluster", "--local", str(workers), "--port", "0"],
            env=environment, cwd=tree, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        match = re.search(r"--scheduler (tcp://127\.0\.0\.1:\d+)$", line)
        assert match, line + self.end(9)
        self.address = match[1]

    def below(self) -> list[int]:
        """Return the processes below it."""
        return list(descendants(self.process.pid))

    def workers(self) -> list[int]:
        """Return the processes of its workers."""
        return [each for each in self.below() if b"spawn_main" in command_line(each)]

    def end(self, number: int) -> str:
        """End it by a signal, and return what it printed on standard error."""
        with suppress(ProcessLookupError):
            self.process.send_signal(number)
        return self.process.communicate()[1]


def command_line(process: int) -> bytes:
    with suppress(OSError):
        return Path("/proc", str(process), "cmdline").read_bytes()
    return b""


def is_running(process: int) -> bool:
    """Return whether a process is there that is not only waiting to be read off."""
    with suppress(OSError):
        return Path("/proc", str(process), "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@contextmanager
def start_cluster(workers: int, home: Path, tree: Path = ROOT) -> Iterator[Cluster]:
    """Start a cluster, and end it."""
    one = Cluster(workers, home, tree)
    try:
        yield one
    finally:
        one.end(15)


def start_build(folder: Path, *arguments: object, **environment: str) -> subprocess.Popen[str]:
    """Start `dossier build` in a folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline", "build", *map(str, arguments)],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def artifacts(folder: Path) -> Mapping[str, bytes]:
    """Return the artifacts in a folder by their paths in it, without the lists of them."""
    paths = (
        path
        for path in folder.rglob("*")
        if path.is_file() and path.parent != folder and path.name != MANIFEST
    )
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def wait_for(condition: object) -> None:
    """Wait until a function returns something true."""
    assert callable(condition)
    while not condition():
        time.sleep(0.05)
