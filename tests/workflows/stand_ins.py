"""Programs that stand for others where a step would leave this machine or change it."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path

_GH = """\
import json, pathlib, shutil, sys
place, arguments = pathlib.Path({place!r}), sys.argv[1:]
with (place / "calls.jsonl").open("a") as calls:
    calls.write(json.dumps(arguments) + "\\n")
state = place / "state"
match arguments[:2]:
    case ["release", "view"]:
        if not state.exists():
            sys.exit("release not found")
        print(state.read_text())
    case ["release", "create"]:
        if state.exists():
            sys.exit("a release is there")
        state.write_text("true" if "--draft" in arguments else "false")
    case ["release", "upload"]:
        for name in arguments[3:]:
            target = place / "attached" / pathlib.Path(name).name
            if name != "--clobber":
                if target.exists() and "--clobber" not in arguments:
                    sys.exit("asset under the same name already exists")
                shutil.copy(name, target)
    case ["release", "edit"]:
        if "--draft=false" in arguments:
            state.write_text("false")
    case _:
        sys.exit(f"unknown: {{arguments}}")
"""


def program(folder: Path, name: str, script: str) -> None:
    """Write a program of the shell."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (folder / name).chmod(0o755)


def record(folder: Path, name: str, calls: Path) -> None:
    """Write a program that only writes down its arguments, in a line of a file."""
    program(folder, name, f'echo {name} "$@" >> {shlex.quote(str(calls))}')


def gh(folder: Path, place: Path) -> None:
    """Write the command line of GitHub, for a repository without releases.

    It writes down its arguments in `calls.jsonl` of a place, keeps the state of the release there, and in
    `attached` the files that are attached to it.
    """
    (place / "attached").mkdir(parents=True)
    folder.mkdir(parents=True, exist_ok=True)
    (place / "gh.py").write_text(_GH.format(place=str(place)), "utf-8")
    program(folder, "gh", f'exec {shlex.quote(sys.executable)} {shlex.quote(str(place / "gh.py"))} "$@"')


def calls_of_gh(place: Path) -> list[list[str]]:
    """Return the arguments of each call of the command line of GitHub."""
    return [json.loads(line) for line in (place / "calls.jsonl").read_text("utf-8").splitlines()]


def dossier(folder: Path, root: Path) -> None:
    """Write the command of Dossier as a checkout has it, and pip and apt-get that install nothing."""
    run = f'PYTHONPATH={shlex.quote(str(root))} exec {shlex.quote(sys.executable)} -P -m pipeline "$@"'
    program(folder, "dossier", run)
