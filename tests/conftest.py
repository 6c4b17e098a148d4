"""What tests share: where articles are built, numbers that are shown at the end, and the order of tests."""

from __future__ import annotations

import os
import random
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from typing import Protocol

import pytest

_NUMBERS: pytest.StashKey[list[str]] = pytest.StashKey()
_WORKER, _SEED, _OUTPUT = "PYTEST_XDIST_WORKER", "DOSSIER_TEST_SEED", "numbers"


class _Node(Protocol):
    """What pytest-xdist tells of a worker that ends."""

    workeroutput: dict[str, list[str]]
    config: pytest.Config


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that shuffles."""
    parser.addoption("--seed", help="shuffle files, and the tests in each: a number, or `random`")


def pytest_configure(config: pytest.Config) -> None:
    """Draw a seed once, for all workers."""
    if config.getoption("--seed") == "random":
        if _WORKER not in os.environ:
            os.environ[_SEED] = str(random.randrange(1_000_000))
        config.option.seed = os.environ[_SEED]
    if _WORKER in os.environ:
        import_module("tests.preloading")  # a worker forks hundreds of processes that build


def pytest_report_header(config: pytest.Config) -> str | None:
    """Say how to have the same order again."""
    seed = config.getoption("--seed")
    return f"--seed {seed}" if seed else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Shuffle files and the tests of each: what a test needs, it makes. Files with slow tests come first.

    A worker that comes to a long file when the others are done is waited for.
    """
    if not (seed := config.getoption("--seed")):
        return
    chance = random.Random(seed)
    files: defaultdict[Path, list[pytest.Item]] = defaultdict(list)
    for item in items:
        files[item.path].append(item)
    groups = list(files.values())
    chance.shuffle(groups)
    for group in groups:
        chance.shuffle(group)
    groups.sort(key=lambda group: not any(item.get_closest_marker("slow") for item in group))
    items[:] = [item for group in groups for item in group]


@pytest.fixture(scope="session")
def build_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder, one for all workers, in which `tests.articles.artifact` builds what is asked for."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if _WORKER in os.environ else base) / "editions"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def numbers(request: pytest.FixtureRequest) -> list[str]:
    """Return a list whose lines are shown at the end."""
    return request.config.stash.setdefault(_NUMBERS, [])


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Send what a worker measured to the process that prints."""
    output: dict[str, list[str]] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[_OUTPUT] = session.config.stash.get(_NUMBERS, [])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: _Node, error: object) -> None:
    """Take what a worker measured."""
    result = getattr(node, "workeroutput", {}).get(_OUTPUT, [])
    node.config.stash.setdefault(_NUMBERS, []).extend(result)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Show what tests measured."""
    lines = config.stash.get(_NUMBERS, [])
    if lines:
        terminalreporter.section("measured")
        for line in lines:
            terminalreporter.write_line(line)
