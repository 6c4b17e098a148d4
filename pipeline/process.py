"""External programs: found, bounded in time, ended with their children, their failures explained."""

from __future__ import annotations

import os
import pickle
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from typing import NoReturn

from pipeline import disk
from pipeline.bounds import die_with_parent
from pipeline.model.diagnostics import DossierError, Place, ToolMissing, error


@dataclass(frozen=True, slots=True)
class ProcessResult:
    """The result of a program: exit status, standard output and standard error."""

    status: int
    output: bytes
    errors: str


def run(
    command: Sequence[str],
    stdin: bytes = b"",
    *,
    timeout: float = 60.0,
    env: Mapping[str, str] | None = None,
) -> ProcessResult:
    """Run a program and return its result, whatever its status.

    `timeout` is in seconds. Raises ToolMissing if it is not there and DossierError if it does not
    end in time; in either case, and when this process is interrupted, its whole process group is ended.
    """
    program = command[0]
    if disk.program(program) is None:
        raise _missing_program(program, "no such program")
    tether = _tether(os.getpid())
    try:
        child = subprocess.Popen(
            [*tether, *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(os.environ if env is None else env),
            start_new_session=True,
            preexec_fn=None if tether else partial(die_with_parent, os.getpid()),
        )
    except (FileNotFoundError, PermissionError) as failure:
        raise _missing_program(program, str(failure.strerror)) from failure
    try:
        output, errors = child.communicate(stdin, timeout=timeout)
    except subprocess.TimeoutExpired as failure:
        disk.note(("failure", program), disk.TWO_ANSWERS)
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
    return ProcessResult(child.returncode, output, errors.decode("utf-8", "replace"))


def _missing_program(program: str, reason: str) -> ToolMissing:
    hint = "run `dossier doctor` to see what is missing and how to get it"
    return ToolMissing(
        [error("tool-missing", f"{program} cannot be started: {reason}", Place(program), hint)]
    )


# A parent that has ended before `setpriv` asks for its signal sends none.
_IF_CHILD_OF = 'test "$PPID" = "$0" && exec "$@"'


def _tether(parent: int) -> tuple[str, ...]:
    """Return a command that makes a program end with its parent, if `setpriv` is there (util-linux)."""
    setpriv = _setpriv()
    return (*setpriv, "/bin/sh", "-c", _IF_CHILD_OF, str(parent)) if setpriv else ()


@cache
def _setpriv() -> tuple[str, ...]:
    # Python code between fork and exec does the same, but copies the page tables of a large process.
    setpriv = disk.program("setpriv") if sys.platform == "linux" else None
    command = (setpriv, "--pdeathsig", "KILL") if setpriv else ()
    return command if command and subprocess.run([*command, "true"], check=False).returncode == 0 else ()


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
    return disk.program(program)


def output_of(command: Sequence[str], *, timeout: float = 20.0) -> str:
    """Return the output of a program, both streams, or the empty text if it cannot be run."""
    try:
        result = run(command, timeout=timeout)
    except DossierError:
        return ""
    return (result.output.decode("utf-8", "replace") + result.errors).strip()


def start(command: Sequence[str]) -> None:
    """Start a program that goes on by itself, as an editor, apart from the streams of this process.

    One that cannot be started is passed over: who asked for it sees that nothing comes.
    """
    with suppress(OSError):
        null = subprocess.DEVNULL
        program = subprocess.Popen(command, stdin=null, stdout=null, stderr=null, start_new_session=True)
        threading.Thread(target=program.wait, daemon=True).start()


def start_again() -> NoReturn:
    """Start the command of this process again in its place, with the code that is there now."""
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


class ProcessError(Exception):
    """A function in a process of its own failed, crashed, or exceeded its limits: the reason."""


def with_memory_limit(command: Sequence[str], memory: int) -> list[str]:
    """Return a command that ends by itself if it needs more than this many bytes of memory."""
    # macOS has no such limit; the time limit applies there too.
    return ["/bin/sh", "-c", f'ulimit -v {memory // 1024} 2>/dev/null; exec "$@"', "sh", *command]


def run_apart(function: Callable[..., bytes], *arguments: object, timeout: float, memory: int) -> bytes:
    """Run a function in a process of its own, which contains crashes and bounds memory.

    `timeout` is in seconds, `memory` in bytes. The function is one of a module, and its arguments can be
    pickled. Raises ProcessError.
    """
    # A fork could wait for a lock of another thread of this process, and multiprocessing would run the
    # main module of whoever uses this one.
    command = [sys.executable, "-I", "-S", "-c", _CHILD, str(memory), *sys.path]
    try:
        result = run(command, pickle.dumps((function, arguments)), timeout=timeout)
    except ToolMissing:
        raise
    except DossierError:
        raise ProcessError(f"it takes more than {timeout:g} seconds") from None
    answer = result.output
    if result.status or not answer:
        # Another run may have more memory: what was built without the picture is not remembered.
        disk.note(("failure", command[0]), disk.TWO_ANSWERS)
        raise ProcessError("the library that draws it crashed")
    if answer.startswith(_REASON):
        raise ProcessError(answer[1:].decode())
    return answer[1:]


_DATA, _REASON = b"+", b"-"
_CHILD = """
import sys
sys.path[:] = sys.argv[2:]
from pipeline.process import answer
sys.stdout.buffer.write(answer(sys.stdin.buffer.read(), int(sys.argv[1])))
"""


def answer(request: bytes, memory: int) -> bytes:
    """Run a function in the process of `run_apart` and return its answer."""
    for limit, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        # macOS refuses the first limit; the time limit applies there too.
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))
    try:
        function, arguments = pickle.loads(request)
        return _DATA + bytes(function(*arguments))
    except MemoryError:
        return _REASON + f"it needs more than {memory // 1_000_000:,} MB of memory".encode()
    except Exception as failure:  # A library's exception is that of no other process; its words are.
        return _REASON + (" ".join(str(failure).split())[:120] or type(failure).__name__).encode()
