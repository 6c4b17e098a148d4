"""Numbers that tests measure, shown at the end of the run."""

from __future__ import annotations

import pytest

_NUMBERS: pytest.StashKey[list[str]] = pytest.StashKey()


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
