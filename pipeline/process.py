"""External programs: found, bounded in time, ended with their children, their failures explained."""

from __future__ import annotations

import multiprocessing
import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

from pipeline.model.diagnostics import DossierError, Place, ToolMissing, error


@dataclass(frozen=True, slots=True)
class Finished:
    """What a program left: exit status, standard output and standard error."""

    status: int
    output: bytes
    errors: str


def run(
    command: Sequence[str],
    stdin: bytes = b"",
    *,
    timeout: float = 60.0,
    env: Mapping[str, str] | None = None,
) -> Finished:
    """Run a program and return what it left, whatever its status.

    `timeout` is in seconds. Raises ToolMissing when it is not there and DossierError when it does not
    end in time; in either case, and when this process is interrupted, its whole process group is ended.
    """
    program = command[0]
    try:
        child = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(os.environ if env is None else env),
            start_new_session=True,
        )
    except (FileNotFoundError, PermissionError) as failure:
        raise ToolMissing(
            [
                error(
                    "tool-missing",
                    f"{program} cannot be started: {failure.strerror}",
                    Place(program),
                    "run `dossier doctor` to see what is missing and how to get it",
                )
            ]
        ) from failure
    try:
        output, errors = child.communicate(stdin, timeout=timeout)
    except subprocess.TimeoutExpired as failure:
        raise DossierError(
            [
                error(
                    "tool-timeout",
                    f"{os.path.basename(program)} did not end within {timeout:g} seconds",
                    Place(program),
                    "look for deeply nested brackets, lists or tables in the source",
                )
            ]
        ) from failure
    finally:
        if child.poll() is None:
            _end(child)
    return Finished(child.returncode, output, errors.decode("utf-8", "replace"))


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a program and its children at once."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for stream in (child.stdin, child.stdout, child.stderr):
        if stream:
            stream.close()


def find(program: str) -> str | None:
    """Return the path of a program on PATH, or None."""
    return shutil.which(program)


def said(command: Sequence[str], *, timeout: float = 20.0) -> str:
    """Return what a program prints, both streams, or nothing where it cannot be asked."""
    try:
        finished = run(command, timeout=timeout)
    except DossierError:
        return ""
    return (finished.output.decode("utf-8", "replace") + finished.errors).strip()


class Unanswered(Exception):
    """A function in a process of its own that failed, crashed, or went beyond its bounds; says why."""


def limited(command: Sequence[str], memory: int) -> list[str]:
    """Return a command that ends by itself where it asks for more than this many bytes of memory."""
    # macOS knows no such bound; the one in time holds there too.
    return ["/bin/sh", "-c", f'ulimit -v {memory // 1024} 2>/dev/null; exec "$@"', "sh", *command]


def apart(function: Callable[..., bytes], *arguments: object, timeout: float, memory: int) -> bytes:
    """Return what a function returns in a process of its own, which neither a crash nor a bomb leaves.

    `timeout` is in seconds, `memory` in bytes. The function is one of a module, and its arguments can be
    pickled. Raises Unanswered.
    """
    # Forked, it could wait for a lock that a thread of this process holds.
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(sender, memory, function, arguments), daemon=True)
    child.start()
    sender.close()
    try:
        if not receiver.poll(timeout):
            raise Unanswered(f"it takes more than {timeout:g} seconds")
        data, problem = receiver.recv()
    except EOFError:
        raise Unanswered("the library that draws it crashed") from None
    finally:
        child.kill()
        child.join()
        receiver.close()
    if problem:
        raise Unanswered(problem)
    return bytes(data)


def _answer(
    sender: Connection, memory: int, function: Callable[..., bytes], arguments: tuple[object, ...]
) -> None:
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = (function(*arguments), "")
    except MemoryError:
        answer = (b"", f"it needs more than {memory // 1_000_000:,} MB of memory")
    except Exception as failure:  # Libraries' exceptions may not pass to another process; their words do.
        answer = (b"", " ".join(str(failure).split())[:120] or type(failure).__name__)
    sender.send(answer)
