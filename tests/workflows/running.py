"""Runs a workflow on this machine: its jobs in the order of their needs, each step in a clean clone.

What leaves the machine is played (`actions.py`, and programs that the caller lays first on the path); the
rest is run as it stands. Keys that are not known here are errors: no part of a workflow is left out unseen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.workflows import actions, expressions

_JOB = {"name", "runs-on", "timeout-minutes", "permissions", "needs", "strategy", "steps", "if", "env",
        "environment"}  # fmt: skip
_STEP = {"name", "id", "if", "uses", "with", "run", "env", "working-directory"}


@dataclass(frozen=True, slots=True)
class Event:
    """What a workflow is run for: the contexts of its expressions, and the programs that stand for others.

    `repositories` has the place of each repository's clone, `stand_ins` the folder of programs that come
    first on the path. `reaches_network`: Python gets an environment of its own, in which pip can install.
    """

    repository: str
    sha: str
    repositories: Mapping[str, Path]
    contexts: Mapping[str, Any]
    stand_ins: Path
    reaches_network: bool = False
    timeout: int = 600


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was run: its job, its name, the status of its command or action, and what it printed."""

    job: str
    name: str
    status: int
    output: str = field(repr=False)


def read(path: Path) -> dict[Any, Any]:
    """Return a workflow; its key `on` is read as True, as YAML 1.1 has it."""
    result: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return result


def run(workflow: Mapping[Any, Any], event: Event, service: actions.Service, place: Path) -> Iterator[Step]:
    """Run a workflow and give each step that was run; what needs a job that has failed is not run."""
    assert workflow["defaults"] == {"run": {"shell": "bash"}}
    failures: set[str] = set()
    successes: set[str] = set()
    for name in _in_order(workflow["jobs"]):
        job = workflow["jobs"][name]
        assert set(job) <= _JOB, set(job) - _JOB
        if set(_needs(job)) - successes:
            continue
        if "if" in job and not expressions.holds(job["if"], event.contexts, has_failed=False):
            continue
        for number, row in enumerate(_rows(job)):
            contexts = {**event.contexts, "matrix": row, "runner": {"os": "Linux"}}
            folder = place / f"{name}-{number}"
            for step in _steps(name, job, event, contexts, service, folder):
                yield step
                if step.status:
                    failures.add(name)
        if name not in failures:
            successes.add(name)


def _rows(job: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """Return the rows of a job's matrix that are for Linux; one without values where there is no matrix."""
    if "strategy" not in job:
        return [{}]
    rows: list[Mapping[str, str]] = job["strategy"]["matrix"]["include"]
    return [row for row in rows if not row["system"].startswith("macos")]


def _steps(
    name: str,
    job: Mapping[str, Any],
    event: Event,
    contexts: Mapping[str, Any],
    service: actions.Service,
    folder: Path,
) -> Iterator[Step]:
    workspace, programs = folder / "workspace", folder / "programs"
    workspace.mkdir(parents=True)
    shutil.copytree(event.stand_ins, programs, symlinks=True)
    place = actions.Job(workspace, programs, event.repository, event.sha, event.reaches_network)
    has_failed = False
    for step in job["steps"]:
        assert set(step) <= _STEP, set(step) - _STEP
        if not expressions.holds(step.get("if", "success()"), contexts, has_failed=has_failed):
            continue
        if "uses" in step:
            settings = {
                key: expressions.fill(expressions.as_text(value), contexts)
                for key, value in step.get("with", {}).items()
            }
            status, output = _play(step["uses"], settings, place, service)
        else:
            variables = {**job.get("env", {}), **step.get("env", {})}
            own = {
                key: expressions.fill(expressions.as_text(value), contexts)
                for key, value in variables.items()
            }
            status, output = _command(step, own, place, event, contexts)
        has_failed = has_failed or status != 0
        yield Step(name, step.get("name") or step.get("uses") or step["run"], status, output)


def _play(
    uses: str, settings: Mapping[str, str], place: actions.Job, service: actions.Service
) -> tuple[int, str]:
    try:
        actions.play(uses, settings, place, service)
    except actions.ActionFailure as failure:
        return 1, str(failure)
    return 0, ""


def _command(
    step: Mapping[str, Any],
    own: Mapping[str, str],
    place: actions.Job,
    event: Event,
    contexts: Mapping[str, Any],
) -> tuple[int, str]:
    """Run the script of a step, as the service does: by bash, which ends at the first failure."""
    assert "${{" not in step["run"], "an expression within a script"
    script = place.programs.parent / "script.sh"
    script.write_text(step["run"], "utf-8")
    path_file = place.programs.parent / "path"
    path_file.touch()
    more = reversed(path_file.read_text("utf-8").split())
    environment = {
        **_bare_environment(),
        "PATH": ":".join([str(place.programs), *more, os.environ["PATH"]]),
        "HOME": os.environ["HOME"],
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(place.workspace),
        "GITHUB_PATH": str(path_file),
        "GITHUB_REPOSITORY": event.repository,
        "GITHUB_SHA": event.sha,
        "GITHUB_SERVER_URL": "https://git.example",
        **{
            f"GITHUB_{key.upper()}": str(value)
            for key, value in contexts["github"].items()
            if isinstance(value, str) and key != "token"
        },
        **own,
    }
    folder = place.workspace / expressions.fill(step.get("working-directory", "."), contexts)
    process = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=event.timeout,
    )
    return process.returncode, process.stdout


def _bare_environment() -> dict[str, str]:
    """Return this environment without what would lead a program to this checkout or into this virtual one."""
    prefixes = ("GITHUB_", "PYTHON", "VIRTUAL_ENV", "DOSSIER_", "PYTEST_", "GIT_", "MAKE", "MFLAGS", "SEED")
    return {key: value for key, value in os.environ.items() if not key.startswith(prefixes)}


def _needs(job: Mapping[str, Any]) -> list[str]:
    needs = job.get("needs", [])
    return [needs] if isinstance(needs, str) else needs


def _in_order(jobs: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return the names of jobs, each after those that it needs."""
    result: list[str] = []
    while len(result) < len(jobs):
        ready = [name for name in jobs if name not in result and set(_needs(jobs[name])) <= set(result)]
        assert ready, "jobs that need each other"
        result += ready
    return result
