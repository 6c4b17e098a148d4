"""A small repository whose workflows are run, with the service and the programs around them."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.command import ROOT
from tests.workflows import actions, running, stand_ins

FOLDER = ROOT / ".github" / "workflows"
REPOSITORY, TOOLS = "desk/articles", "house/dossier"
ARTICLE = "---\ntitle: The canal\nauthors:\n  - name: A. Writer\n---\n\n# The year\n\nThe canal is long.\n"


@dataclass(frozen=True, slots=True)
class Desk:
    """A repository with an article and one for the tools, the programs that stand in, and the service."""

    place: Path
    repository: Path
    service: actions.Service

    def run(self, workflow: Mapping[Any, Any], **contexts: object) -> list[running.Step]:
        """Run a workflow for the last commit."""
        sha = git(self.repository, "rev-parse", "HEAD")
        github = {"ref_name": "v1.0", "repository": REPOSITORY, "token": "t", "ref": "refs/tags/v1.0"}
        event = running.Event(
            REPOSITORY,
            sha,
            self.service.repositories,
            {"github": github, **contexts},
            self.place / "stand-ins",
        )
        return list(running.run(workflow, event, self.service, self.place / "jobs"))

    def calls(self) -> list[str]:
        """Return the calls of programs that only wrote them down."""
        return (self.place / "calls").read_text("utf-8").splitlines()


def git(folder: Path, *arguments: str) -> str:
    author = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    command = ["git", "-C", str(folder), *author, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "All")


def new_repository(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    git(folder, "init", "--quiet")
    git(folder, "config", "uploadpack.allowAnySHA1InWant", "true")
    commit(folder)
    return folder


def new_desk(place: Path) -> Desk:
    """Return a repository with an article, as clean clones of it see it."""
    repository = new_repository(
        place / "desk", {"source/canal/article.md": ARTICLE, "requirements-khmer.lock": ""}
    )
    tools = new_repository(place / "tools", {"requirements-khmer.lock": ""})
    programs = place / "stand-ins"
    for name in ("apt-get", "pip"):
        stand_ins.record(programs, name, place / "calls")
    stand_ins.program(programs, "sudo", 'exec "$@"')
    stand_ins.gh(programs, place / "github")
    stand_ins.dossier(programs, ROOT)
    command = shlex.quote(str(programs / "dossier"))
    make = f'mkdir -p .venv/bin && ln -s {command} .venv/bin/dossier && echo make "$@" >> {place / "calls"}'
    stand_ins.program(programs, "make", make)
    service = actions.Service({REPOSITORY: repository, TOOLS: tools}, place / "artifacts")
    return Desk(place, repository, service)


def statuses(steps: list[running.Step]) -> list[int]:
    return [each.status for each in steps]


def report(steps: list[running.Step]) -> str:
    return "".join(f"{each.job}: {each.name}: {each.status}\n{each.output}" for each in steps)
