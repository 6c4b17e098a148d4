"""A commit to compare with, in a git work tree that is removed afterwards."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.measure import ProgramError


@contextmanager
def work_tree(repository: Path, revision: str, folder: Path) -> Iterator[Path]:
    """Check a commit out into a new folder, and remove it from disk and from git's list at the end."""
    git(repository, "worktree", "add", "--detach", "--quiet", str(folder), commit(repository, revision))
    try:
        yield folder
    finally:
        git(repository, "worktree", "remove", "--force", str(folder))


def commit(repository: Path, revision: str) -> str:
    """Return the hash of the commit that a revision names; ProgramError if there is none."""
    return git(repository, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").strip()


def git(repository: Path, *arguments: str) -> str:
    """Return what git answers; ProgramError if it fails."""
    process = subprocess.run(["git", *arguments], cwd=repository, capture_output=True, text=True)
    if process.returncode:
        reason = process.stderr.strip() or "it names nothing"
        raise ProgramError(f"git {' '.join(arguments)}\nended with {process.returncode}: {reason}")
    return process.stdout
