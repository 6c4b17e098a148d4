"""What tests share: the articles built once, and numbers that are measured and shown at the end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.articles import ARTICLES, PASSAGES, ROOT, TORTURE

_NUMBERS: pytest.StashKey[list[str]] = pytest.StashKey()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build every article once, without the user's cache."""
    out = tmp_path_factory.mktemp("editions")
    for asked in ((*ARTICLES, PASSAGES), (TORTURE, "--to", "pdf")):
        command = [sys.executable, "-m", "pipeline", "build", *asked, "--out", str(out)]
        done = subprocess.run(
            [*command, "--strict", "--no-cache"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=900,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture
def numbers(request: pytest.FixtureRequest) -> list[str]:
    """Return a list whose lines are shown at the end."""
    return request.config.stash.setdefault(_NUMBERS, [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Show what tests measured."""
    lines = config.stash.get(_NUMBERS, [])
    if lines:
        terminalreporter.section("measured")
        for line in lines:
            terminalreporter.write_line(line)
