"""What the actions of the workflows do: each is played here as far as the steps around it can tell.

An action that nobody plays here is an error, and so is a setting that its player does not know.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


class ActionFailure(Exception):
    """An action that would fail."""


@dataclass(slots=True)
class Service:
    """The service around a run: the repositories that can be cloned, and what the run has handed over.

    `artifacts` has a folder for each name; `attestations` has digests, `packages` names of files, `alerts` of
    tools.
    """

    repositories: Mapping[str, Path]
    artifacts: Path
    attestations: list[str] = field(default_factory=list)
    packages: list[str] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Job:
    """The place where a job's steps run: its folder, its own programs, and the commit it is about."""

    workspace: Path
    programs: Path
    repository: str
    sha: str
    reaches_network: bool


def play(uses: str, settings: Mapping[str, str], job: Job, service: Service) -> None:
    """Do what an action does."""
    name = uses.partition("@")[0]
    if name not in _PLAYERS:
        raise ActionFailure(f"nobody plays {name} here")
    player, names = _PLAYERS[name]
    if strange := set(settings) - names:
        raise ActionFailure(f"{name} has no setting {', '.join(sorted(strange))} here")
    player(settings, job, service)


def _check_out(settings: Mapping[str, str], job: Job, service: Service) -> None:
    origin = service.repositories[settings.get("repository") or job.repository]
    folder = job.workspace / settings.get("path", ".")
    depth = settings.get("fetch-depth", "1")
    git = ["git", "-C", str(folder)]
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    subprocess.run([*git, "remote", "add", "origin", origin.as_uri()], check=True)
    history = ["--tags"] if depth == "0" else [f"--depth={depth}", "--no-tags"]
    revision = settings.get("ref") or job.sha
    subprocess.run([*git, "fetch", "--quiet", *history, "origin", revision], check=True)
    subprocess.run([*git, "checkout", "--quiet", "--detach", revision], check=True)


def _set_python_up(settings: Mapping[str, str], job: Job, service: Service) -> None:
    if "cache" in settings and not (job.workspace / settings["cache-dependency-path"]).is_file():
        raise ActionFailure(f"no file {settings['cache-dependency-path']} for the key of the cache")
    if job.reaches_network:
        folder = job.programs.parent / "python"
        subprocess.run([_interpreter(settings["python-version"]), "-m", "venv", str(folder)], check=True)
        for program in (folder / "bin").iterdir():
            if not (job.programs / program.name).exists():
                (job.programs / program.name).symlink_to(program)


def _interpreter(version: str) -> str:
    """Return the Python of a version, if this machine has it; else the one that runs this."""
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    of_pyenv = next((str(each) for each in root.glob(f"{version}.*/bin/python3")), None)
    return of_pyenv or shutil.which(f"python{version}") or sys.executable


def _upload(settings: Mapping[str, str], job: Job, service: Service) -> None:
    source = job.workspace / settings["path"]
    files = [each for each in source.rglob("*") if each.is_file()] if source.is_dir() else []
    if not files:
        if settings.get("if-no-files-found", "warn") == "error":
            raise ActionFailure(f"no files in {settings['path']}")
        return
    target = service.artifacts / settings["name"]
    if target.exists():
        raise ActionFailure(f"an artifact {settings['name']} is there already")
    is_all = settings.get("include-hidden-files", "false") == "true"
    shutil.copytree(source, target, ignore=None if is_all else shutil.ignore_patterns(".*"))


def _download(settings: Mapping[str, str], job: Job, service: Service) -> None:
    target = job.workspace / settings["path"]
    if "name" in settings:
        shutil.copytree(service.artifacts / settings["name"], target, dirs_exist_ok=True)
        return
    for each in service.artifacts.iterdir():
        shutil.copytree(each, target / each.name)


def _attest(settings: Mapping[str, str], job: Job, service: Service) -> None:
    for pattern in settings["subject-path"].split():
        files = sorted(each for each in job.workspace.glob(pattern) if each.is_file())
        if not files:
            raise ActionFailure(f"no file is {pattern}")
        service.attestations += [hashlib.sha256(each.read_bytes()).hexdigest() for each in files]


def _raise_alerts(settings: Mapping[str, str], job: Job, service: Service) -> None:
    log = json.loads((job.workspace / settings["sarif_file"]).read_text("utf-8"))
    if log["version"] != "2.1.0":
        raise ActionFailure("no SARIF 2.1.0")
    service.alerts += [run["tool"]["driver"]["name"] for run in log["runs"]]


def _publish(settings: Mapping[str, str], job: Job, service: Service) -> None:
    names = sorted(each.name for each in (job.workspace / "dist").iterdir())
    if not any(name.endswith(".whl") for name in names):
        raise ActionFailure("no wheel in dist")
    service.packages += names


_Player = Callable[[Mapping[str, str], Job, Service], None]
_PLAYERS: Mapping[str, tuple[_Player, frozenset[str]]] = {
    "actions/checkout": (
        _check_out,
        frozenset({"repository", "ref", "path", "fetch-depth", "persist-credentials"}),
    ),
    "actions/setup-python": (_set_python_up, frozenset({"python-version", "cache", "cache-dependency-path"})),
    "actions/upload-artifact": (
        _upload,
        frozenset({"name", "path", "if-no-files-found", "include-hidden-files"}),
    ),
    "actions/download-artifact": (_download, frozenset({"name", "path"})),
    "actions/attest": (_attest, frozenset({"subject-path"})),
    "github/codeql-action/upload-sarif": (_raise_alerts, frozenset({"sarif_file", "category"})),
    "pypa/gh-action-pypi-publish": (_publish, frozenset()),
}
