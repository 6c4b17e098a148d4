"""A job in a child process, bounded and watched: when `run` ends, so have all of its processes.

The parent only waits: a signal reaches it at any moment.
"""

from __future__ import annotations

import json
import os
import select
import selectors
import signal
import struct
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar

from pipeline import sandbox, stopping, values
from pipeline.bounds import (
    Bounds,
    confine,
    descendants,
    die_with_parent,
    exceed,
    reserved_bytes,
    share_heap,
)
from pipeline.model.diagnostics import DossierError

T = TypeVar("T")
Tell = Callable[[str], None]

_STEP, _RESULT, _FAILURE, _FAULT, _MEMORY = b"s", b"r", b"d", b"f", b"m"
_HEAD = struct.Struct("!cI")
_CHUNK = 1 << 20
TICK, _WEIGHING = 0.05, 0.25
# The ends of pipes to all children: a child that kept one would hide the parent's end from others.
_ends_of_parent: set[int] = set()


class LimitExceeded(Exception):
    """A job exceeded its limits, or its process was killed: the reason."""


class ProcessCrash(Exception):
    """The process of a job was killed by a signal from outside; the text names the signal."""


class Fault(Exception):
    """An exception that no job should raise, with the words of the process it arose in."""

    def __init__(self, words: str, trace: str) -> None:
        """Keep the exception's words and its traceback."""
        super().__init__(words)
        self.trace = trace


def run(
    job: Callable[[Tell], T],
    bounds: Bounds | None,
    hear: Tell,
    folder: Path,
    cell: sandbox.Sandbox | None = None,
) -> T:
    """Run a job in a process of its own, with its temporary files in a folder, and return its result.

    The result consists of plain values, paths and the pipeline's own classes. `hear` gets the steps that the
    job reports. In a cell, it opens nothing else and writes nothing to the streams of this process. Raises
    DossierError as the job did, LimitExceeded, ProcessCrash or Fault.
    """
    with start(job, bounds, hear, folder, cell) as child:
        return child.wait()


@contextmanager
def start(
    job: Callable[[Tell], T],
    bounds: Bounds | None,
    hear: Tell,
    folder: Path,
    cell: sandbox.Sandbox | None = None,
) -> Iterator[Child[T]]:
    """Start a job as `run` does; at the end of the block its processes have ended."""
    parent = os.getpid()
    with ExitStack() as stack:
        with stopping.delay_signals():
            reader, writer = os.pipe()
            life, keeper = os.pipe()
            process = os.fork()
            if process == 0:
                for each in {reader, keeper, *_ends_of_parent}:
                    os.close(each)
                _ends_of_parent.clear()
                _work(job, bounds, folder, cell, (writer, life), parent)
            os.close(writer)
            os.close(life)
            for each in (reader, keeper):
                _ends_of_parent.add(each)
                stack.callback(_close, each)
            stack.callback(_end, process)
            with suppress(OSError):
                os.setpgid(process, process)
        yield Child(process, reader, bounds, hear)


def _close(end: int) -> None:
    _ends_of_parent.remove(end)
    os.close(end)


def _end(child: int) -> None:
    """Kill a process, its group and its descendants, and wait for it."""
    below = list(descendants(child))
    for kill, target in ((os.killpg, child), *((os.kill, each) for each in below)):
        with suppress(OSError):
            kill(target, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(child, 0)


class Child(Generic[T]):
    """The parent's view of a child process."""

    def __init__(self, process: int, reader: int, bounds: Bounds | None, hear: Tell) -> None:
        """Begin to watch a process whose answer comes from `reader`."""
        self.process, self.reader, self.bounds, self.hear = process, reader, bounds, hear
        self.start = self.last_measure = time.monotonic()
        self.buffer = bytearray()
        self.answer: tuple[bytes, bytes] | None = None

    def advance(self, *, is_ready: bool) -> bool:
        """Take what the child has sent, if it is ready to be read, and return whether it has answered.

        Raises LimitExceeded or ProcessCrash if it has ended without an answer, or exceeds its limits.
        """
        if is_ready and (data := os.read(self.reader, _CHUNK)):
            return self._take(data)
        return self._look()

    def _take(self, data: bytes) -> bool:
        """Take what the child has sent, and return whether it is its answer."""
        self.buffer += data
        while message := self._message():
            kind, content = message
            if kind != _STEP:
                self.answer = message
                return True
            self.hear(json.loads(content))
        return False

    def wait(self) -> T:
        """Wait for the answer, and return the result; raises as `run` does."""
        with selectors.DefaultSelector() as selector:
            selector.register(self.reader, selectors.EVENT_READ)
            while not self.advance(is_ready=bool(selector.select(TICK))):
                pass
        return self.result()

    def result(self) -> T:
        """Return the result of a job that has answered; raise what it raised."""
        assert self.answer is not None
        value: T = _value(*self.answer)
        return value

    def _message(self) -> tuple[bytes, bytes] | None:
        if len(self.buffer) < _HEAD.size:
            return None
        kind, length = _HEAD.unpack_from(self.buffer)
        end = _HEAD.size + length
        if len(self.buffer) < end:
            return None
        content, self.buffer = bytes(self.buffer[_HEAD.size : end]), self.buffer[end:]
        return kind, content

    def _look(self) -> bool:
        """Return whether the child has answered and ended just now; raise what else has ended it."""
        pid, status = os.waitpid(self.process, os.WNOHANG)
        if pid:
            # It may have answered since it was last ready.
            while select.select([self.reader], [], [], 0)[0] and (data := os.read(self.reader, _CHUNK)):
                if self._take(data):
                    return True
            raise _end_of(os.waitstatus_to_exitcode(status), self.bounds)
        now = time.monotonic()
        if self.bounds is None or now - self.last_measure < _WEIGHING:
            return False
        self.last_measure = now
        if now - self.start > self.bounds.seconds:
            raise LimitExceeded(_seconds(self.bounds))
        processes = [self.process, *descendants(self.process)]
        if len(processes) > self.bounds.processes:
            raise LimitExceeded(f"it starts more than {self.bounds.processes} processes")
        if exceed(processes, self.bounds.memory):
            raise LimitExceeded(_memory(self.bounds))
        return False


def _end_of(status: int, bounds: Bounds | None) -> Exception:
    if status == -signal.SIGXCPU and bounds:
        return LimitExceeded(_seconds(bounds))
    if status >= 0:
        return ProcessCrash(f"its process ended with status {status}")
    return ProcessCrash(f"its process was ended by {signal.Signals(-status).name}")


def _seconds(bounds: Bounds) -> str:
    return f"it takes more than {bounds.seconds:g} seconds"


def _memory(bounds: Bounds) -> str:
    return f"it needs more than {bounds.memory // 1_000_000:,} MB of memory"


def _value(kind: bytes, content: bytes) -> Any:
    if kind == _MEMORY:
        raise LimitExceeded(json.loads(content))
    if kind == _FAULT:
        raise Fault(*json.loads(content))
    value = values.read(content)
    if kind == _FAILURE:
        raise value[0](value[1])
    return value


def _work(
    job: Callable[[Tell], object],
    bounds: Bounds | None,
    folder: Path,
    cell: sandbox.Sandbox | None,
    pipes: tuple[int, int],
    parent: int,
) -> NoReturn:
    """Do a job in the child process, and end it: no code of the parent runs after this."""
    status = 1
    writer, life = pipes
    try:
        with suppress(OSError):
            os.setpgid(0, 0)
        for number in stopping.STOPS:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, stopping.STOPS)
        die_with_parent(parent)
        share_heap()
        if os.getppid() == parent:
            reserve = reserved_bytes()  # a sandbox hides it
            if cell is not None:
                _isolate(cell, folder, pipes)
            threading.Thread(target=_follow, args=(life,), daemon=True).start()
            os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
            if bounds:
                confine(bounds, reserve)
            _answer(job, bounds, writer)
            status = 0
    finally:
        os._exit(status)


def _isolate(cell: sandbox.Sandbox, folder: Path, pipes: tuple[int, int]) -> None:
    """Close all but the pipes to the parent, and enter the sandbox."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    first = 3
    for descriptor in (*sorted(pipes), os.sysconf("SC_OPEN_MAX")):
        os.closerange(first, descriptor)
        first = descriptor + 1
    sandbox.enter(cell, folder)


def _follow(life: int) -> None:
    """End this process and its group when the parent has ended, if the kernel does not do so."""
    with suppress(OSError):
        os.read(life, 1)
        os.killpg(0, signal.SIGKILL)


def _answer(job: Callable[[Tell], object], bounds: Bounds | None, writer: int) -> None:
    lock = threading.Lock()

    def send(kind: bytes, content: bytes) -> None:
        data = memoryview(_HEAD.pack(kind, len(content)) + content)
        with lock:
            while data:
                data = data[os.write(writer, data) :]

    def tell(step: str) -> None:
        send(_STEP, json.dumps(step).encode())

    try:
        kind, value = _RESULT, job(tell)
    except DossierError as failure:
        # Libraries change how exceptions are pickled.
        kind, value = _FAILURE, (type(failure), failure.diagnostics)
    except MemoryError:
        send(_MEMORY, json.dumps(_memory(bounds) if bounds else "there is no memory left").encode())
        return
    except Exception as failure:  # whatever it is, the parent reports it: it would be lost here
        words = f"{type(failure).__name__}: {failure}"
        send(_FAULT, json.dumps([words, traceback.format_exc()]).encode())
        return
    send(kind, values.write(value))
