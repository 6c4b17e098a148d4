"""Which quick tests execute which lines: `python -m tests.mutants.contexts OUT`, in a copy of the tree."""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path

import coverage
import pytest

# Tests of what is changed, without those that build whole articles: a fault that only they see is seen late.
FOLDERS = (
    "checks",
    "discourse",
    "editions",
    "facts",
    "formats",
    "languages",
    "load",
    "resolve",
    "slides",
    "snapshots",
    "wording",
)
FILES = ("test_cache.py", "test_cache_limit.py", "test_write.py")
BEFORE = "at import"


class Contexts:
    """Switches the context of the coverage with each test, and times it by CPU."""

    def __init__(self, measuring: coverage.Coverage) -> None:
        self.measuring = measuring
        self.seconds: dict[str, float] = defaultdict(float)
        self.failures: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Attribute what runs to a test."""
        self.measuring.switch_context(item.nodeid)
        start = time.process_time()
        result = yield
        self.seconds[item.nodeid] += time.process_time() - start
        self.measuring.switch_context(BEFORE)
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what does not pass here."""
        if not report.passed:
            self.failures.add(report.nodeid)


def main(out: Path) -> int:
    """Run the quick tests; write them with their seconds, and those that run each line of each file."""
    root = Path.cwd()
    measuring = coverage.Coverage(
        data_file=None,
        config_file=False,
        source=[str(root / "pipeline")],
        messages=False,
    )
    measuring.start()
    measuring.switch_context(BEFORE)
    contexts = Contexts(measuring)
    paths = [f"tests/{name}" for name in (*FOLDERS, *FILES) if Path("tests", name).exists()]
    pytest.main(
        ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not slow", *paths], plugins=[contexts]
    )
    measuring.stop()
    data = measuring.get_data()
    names = sorted(set(contexts.seconds) - contexts.failures)
    numbers = {name: number for number, name in enumerate(names)}
    lines: dict[str, dict[int, list[int]]] = {}
    for file in data.measured_files():
        by_line = data.contexts_by_lineno(file)
        lines[Path(file).relative_to(root).as_posix()] = {
            line: sorted(numbers[each] for each in tests if each in numbers)
            for line, tests in by_line.items()
        }
    out.write_text(json.dumps({"tests": [(name, contexts.seconds[name]) for name in names], "lines": lines}))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
