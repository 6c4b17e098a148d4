"""Runs the tests that execute a mutant's line, quickest first, until one fails."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.mutant import Mutant

# What the tests of one mutant may take: memory, and CPU beyond what they take without it.
MEMORY = 6 << 30
SPARE = 30


@dataclass(frozen=True)
class Coverage:
    """Tests with their seconds of CPU, and the tests that run each line of each file."""

    tests: Sequence[tuple[str, float]]
    lines: Mapping[str, Mapping[str, Sequence[int]]]

    def choose(self, mutant: Mutant, limit: float) -> list[str]:
        """Return the tests for a mutant, within seconds: those of its line, then those of its file."""
        lines = self.lines.get(mutant.file, {})
        of_line = set(lines.get(str(mutant.line), ()))
        of_file = {test for tests in lines.values() for test in tests} - of_line
        names: list[str] = []
        seconds = 0.0
        for group in (of_line, of_file):
            for test in sorted(group, key=lambda number: self.tests[number][1]):
                name, cost = self.tests[test]
                if seconds + cost <= limit or not names:
                    names.append(name)
                    seconds += cost
        return names


def copy_tree(root: Path, tree: Path) -> None:
    """Copy what git has of a tree, so that a change to it is nobody else's."""
    shutil.rmtree(tree, ignore_errors=True)
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for name in listing.splitlines():
        if (root / name).is_file() and not name.startswith(".venv"):
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, tree / name)
    (tree / ".venv").symlink_to((root / ".venv").resolve())


def orphan_tests(tree: Path, coverage: Coverage) -> list[str]:
    """Return the tests of a coverage that a tree does not have: pytest ends on them as on one that fails."""
    listing = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    names = set(listing.splitlines())
    return [name for name, _ in coverage.tests if name not in names]


def survives(mutant: Mutant, tree: Path, tests: Sequence[str], limit: float) -> bool:
    """Tell whether the tests pass with the mutant in a tree."""
    path = tree / mutant.file
    original = path.read_text("utf-8")
    for cache_file in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
        cache_file.unlink()
    path.write_text(mutant.source(tree), "utf-8")
    try:
        return run_tests(tree, tests, limit) == 0
    finally:
        path.write_text(original, "utf-8")


def run_tests(tree: Path, tests: Sequence[str], limit: float) -> int:
    """Run tests until one fails, within a limit of CPU that the clock has no part in."""
    cpu_limit = int(limit * 4 + SPARE)

    def set_limits() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_limit, cpu_limit + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    options = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-header")
    folder = tree.parent / f"{tree.name}-tests"
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, f"--basetemp={folder}", *tests],
        cwd=tree,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=set_limits,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        check=False,
    ).returncode
