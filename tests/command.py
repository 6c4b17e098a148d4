"""The command line in a process that is forked from one with every module in memory.

Starting Python and importing costs as much as checking a short article. Tests of how a command starts, and of
what only a new interpreter reads (PYTHONHASHSEED, the locale), start it themselves.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.preloading"])


@dataclass(frozen=True, slots=True)
class Run:
    """What a command printed, and its status: minus the number of the signal that ended it, if one did."""

    returncode: int
    stdout: str
    stderr: str


def dossier(
    *arguments: object, cwd: Path = ROOT, env: Mapping[str, str] | None = None, cpu: int | None = None
) -> Run:
    """Run `dossier` with these arguments; `env` adds to the environment, `cpu` bounds its seconds."""
    with tempfile.TemporaryDirectory() as folder:
        names = tuple(str(Path(folder, name)) for name in ("out", "err"))
        environment = {**os.environ, **(env or {})}
        process = _CONTEXT.Process(
            target=_run, args=(list(map(str, arguments)), str(cwd), environment, names, cpu)
        )
        process.start()
        process.join()
        texts = [Path(name).read_text("utf-8", "replace") for name in names]
    assert process.exitcode is not None
    return Run(process.exitcode, *texts)


def _run(
    arguments: list[str], cwd: str, environment: dict[str, str], names: tuple[str, str], cpu: int | None
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(cwd)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, name in enumerate(names, 1):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  # for the life of the process
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
    if cpu is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    sys.argv = ["dossier", *arguments]
    from pipeline.__main__ import main

    main()
