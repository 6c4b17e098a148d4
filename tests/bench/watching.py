"""`dossier watch` as a contestant: what it takes from a save to the finished file.

Its time of processors is that of its whole tree: its own, and that of all that it has started and waited for,
as Linux counts it in hundredths of a second.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, Queue
from typing import IO

from pipeline.bounds import descendants
from tests.bench.measure import Command, Cost, ProgramError

PROC = Path("/proc")
# The seconds after which a build that does not come is given up.
LONGEST = 900.0
_TICK = 0.02


class Watching:
    """A process that watches an article; it starts with the first save and ends with `close`."""

    def __init__(self, command: Command) -> None:
        """Take the call of `dossier watch`; nothing starts yet."""
        self.command = command
        self.process: subprocess.Popen[str] | None = None
        self.reader: threading.Thread | None = None
        self.lines: Queue[str] = Queue()

    def cost_of(self, save: Callable[[], object]) -> Cost:
        """Save, wait until what is watched has been built, and return what that took."""
        process = self.process or self._start()
        cpu, start = cpu_seconds(process.pid), time.perf_counter()
        save()
        memory = self._wait(process)
        return Cost(time.perf_counter() - start, cpu_seconds(process.pid) - cpu, memory)

    def _start(self) -> subprocess.Popen[str]:
        self.process = process = subprocess.Popen(
            self.command.arguments, cwd=self.command.folder, env={**os.environ, **self.command.extra},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        assert process.stdout
        self.reader = threading.Thread(target=self._read, args=(process.stdout,), daemon=True)
        self.reader.start()
        self._wait(process)
        # A save before the watch of the folders has begun is seen too, but later.
        time.sleep(1)
        return process

    def _read(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                self.lines.put(line)

    def _wait(self, process: subprocess.Popen[str]) -> int:
        """Wait for the line of a build, and return the bytes of the largest process until then."""
        memory, end = 0, time.perf_counter() + LONGEST
        while time.perf_counter() < end:
            for each in (process.pid, *descendants(process.pid)):
                memory = max(memory, peak(each))
            try:
                line = self.lines.get(timeout=_TICK)
            except Empty:
                if process.poll() is not None:
                    raise ProgramError(f"dossier watch ended with {process.returncode}") from None
                continue
            if not line.startswith("  ") and " artifact" in line:
                if " not built" in line:
                    raise ProgramError(f"dossier watch: {line.strip()}")
                return memory
        raise ProgramError(f"dossier watch built nothing for {LONGEST:g} seconds")

    def close(self) -> None:
        """End the process."""
        if self.process:
            self.process.terminate()
            self.process.wait()
        if self.reader:
            self.reader.join()


def cpu_seconds(process: int) -> float:
    """Return the seconds of processors of a process and of what it has started and waited for (proc(5))."""
    fields = (PROC / str(process) / "stat").read_text("ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def peak(process: int) -> int:
    """Return the most bytes of memory that a process has had; 0 if it has ended."""
    try:
        for line in (PROC / str(process) / "status").read_text("utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
