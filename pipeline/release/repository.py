"""The git repository that an article lies in, as far as a release asks about it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import process
from pipeline.load.text import display_path
from pipeline.model.diagnostics import DossierError, Place, error

_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Repository:
    """A working tree: its top folder, its commit (or nothing), its tags, and the commits of all tags."""

    top: Path
    commit: str
    tags: tuple[str, ...]
    commits: Mapping[str, str]

    def changes(self, built_folders: Sequence[Path]) -> tuple[str, ...]:
        """Return the paths that differ from the commit or are not in it, but for what is built."""
        exclusions = [f":(exclude,literal){name}" for each in built_folders if (name := self._inside(each))]
        options = ("--porcelain=v1", "-z", "--no-renames", "--untracked-files=all")
        fields = _git(self.top, "status", *options, "--", ".", *exclusions)
        if fields is None:
            message = "git cannot tell what differs from the commit"
            hint = "`git status` in that folder tells why"
            raise DossierError([error("release-no-repository", message, Place(display_path(self.top)), hint)])
        return tuple(each[3:] for each in fields.split("\0") if each)

    def files_beyond(self, paths: Sequence[Path]) -> tuple[str, ...]:
        """Return those of the files within the tree that no commit has, as files that git ignores."""
        names = {name: None for each in paths if (name := self._inside(each))}
        tracked_names = (_git(self.top, "ls-files", "-z") or "").split("\0")
        return tuple(sorted(set(names) - set(tracked_names)))

    def _inside(self, path: Path) -> str:
        """Return the name of a path from the top; empty for one that lies elsewhere."""
        name = os.path.relpath(os.path.realpath(path), self.top)
        return "" if name == "." or name.split(os.sep)[0] == ".." else Path(name).as_posix()

    def name_of(self, path: Path) -> str:
        """Return the name of a file from the top of the tree, or its last part if it lies elsewhere."""
        return self._inside(path) or path.name


def find(folder: Path) -> Repository | str:
    """Return the repository of a folder; if git reads none, what it says, or nothing where there is none."""
    result = _run(folder, "rev-parse", "--show-toplevel")
    if result.status != 0:
        return "" if "not a git repository" in result.errors else _first_line(result.errors)
    top = Path(os.path.realpath(result.output.decode("utf-8", "surrogateescape").rstrip("\n")))
    commit = (_git(top, "rev-parse", "--verify", "--quiet", "HEAD^{commit}") or "").strip()
    form = "%(refname:strip=2)%00%(objectname)%00%(*objectname)"
    rows = [
        line.split("\0")
        for line in (_git(top, "for-each-ref", f"--format={form}", "refs/tags") or "").splitlines()
    ]
    commits = {name: target or own for name, own, target in (row for row in rows if len(row) == 3)}
    tags = tuple(sorted(name for name, each in commits.items() if commit and each == commit))
    return Repository(top, commit, tags, commits)


def _run(folder: Path, *arguments: str) -> process.ProcessResult:
    # What git says is read here in English; it takes no locks that an editor may hold.
    own = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    return process.run(["git", "-C", str(folder), *arguments], timeout=_SECONDS, env=os.environ | own)


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0].removeprefix("fatal: ")


def _git(top: Path, *arguments: str) -> str | None:
    result = _run(top, *arguments)
    return result.output.decode("utf-8", "surrogateescape") if result.status == 0 else None
