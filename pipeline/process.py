"""External programs: found, bounded in time, ended with their children, their failures explained."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

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
