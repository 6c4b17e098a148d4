"""The times of the stages: one for each, none more than the whole, and the same files whoever asks."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import build as stages
from pipeline import cache
from pipeline.build_report import Report
from pipeline.formats import DEFAULT
from pipeline.formats.format import Format, Setting
from pipeline.load.article import locate
from pipeline.model.stages import Artifact, Edition
from pipeline.progress import stage_rows, stage_table
from pipeline.timing import StageTime, begin, begin_in_thread, of_process
from tests.articles import FORMATS
from tests.command import dossier

EARLY = ["load", "check", "resolve"]
# The kernel counts the two kinds of CPU by different clocks.
TICK = 0.02


def burn(seconds: float) -> float:
    """Work in this thread for some seconds of a processor, and return how many they were."""
    start = time.thread_time()
    while time.thread_time() - start < seconds:
        sum(range(1000))
    return time.thread_time() - start


def small(folder: Path) -> Path:
    file = folder / "a.md"
    file.write_text("---\ntitle: A\nlang: en\n---\n\n# One\n\nA sentence stands here.\n", "utf-8")
    return file


@pytest.mark.parametrize(
    ("formats", "names"),
    [
        (
            DEFAULT,
            [*EARLY, "edit briefing", "edit ebook", "edit deck", "import", *(each.file for each in DEFAULT)],
        ),
        (
            (FORMATS["ebook.epub"],),
            [*EARLY, "edit ebook", "import", "ebook.epub"],
        ),
    ],
)
def test_each_stage_has_a_time_within_the_whole(
    formats: tuple[Format, ...], names: list[str], tmp_path: Path
) -> None:
    start = begin()
    store = cache.Cache(tmp_path / "cache")
    plan = stages.Plan(formats, tmp_path / "out", cache=store)
    location = locate(str(small(tmp_path)), tmp_path)
    anew = stages.build(location, plan)
    again = stages.build(location, plan)
    whole = start.stage_time("whole")
    for report in (anew, again):
        assert [each.stage for each in report.times] == names
        for each in report.times:
            assert 0 <= each.cpu <= whole.cpu + TICK
            assert 0 <= each.wall <= whole.wall
            assert each.memory > 0
    every = (*anew.times, *again.times)
    assert sum(each.cpu for each in every) <= whole.cpu + TICK
    # From the cache, formats are not made.
    costs = [sum(t.cpu for t in report.times if t.stage in FORMATS) for report in (anew, again)]
    assert costs[1] < costs[0]


def test_a_format_that_fails_has_no_time(tmp_path: Path) -> None:
    def fail(edition: Edition, setting: Setting) -> Artifact:
        raise ValueError("no such thing")

    plan = stages.Plan((replace(FORMATS["ebook.epub"], render=fail),), tmp_path / "out")
    report = stages.build(locate(str(small(tmp_path)), tmp_path), plan)
    assert [path.name for path in report.failed_paths] == ["ebook.epub"]
    assert [each.stage for each in report.times] == [*EARLY, "edit ebook", "import"]


def test_programs_that_a_stage_waits_for_are_in_its_time() -> None:
    program = "import time\nwhile time.process_time() < 0.3: pass"
    start, beside = begin(), begin_in_thread()
    subprocess.run([sys.executable, "-c", program], check=True)
    assert start.stage_time("x").cpu >= 0.3 - TICK
    assert beside.stage_time("x").cpu >= 0.3 - TICK


def test_the_memory_is_that_of_the_largest_process() -> None:
    start = begin()
    subprocess.run([sys.executable, "-c", "bytes(range(256)) * 2_000_000"], check=True)
    assert start.stage_time("x").memory > 500_000_000


def test_the_time_of_a_thread_is_without_the_work_beside_it() -> None:
    start, beside = begin(), begin_in_thread()
    thread = threading.Thread(target=burn, args=(0.4,))
    thread.start()
    own = burn(0.1)
    thread.join()
    assert own <= beside.stage_time("x").cpu < 0.4
    assert start.stage_time("x").cpu >= own + 0.4 - TICK


def test_the_whole_process_counts_from_its_start() -> None:
    before = of_process("x")
    seconds = burn(0.1)
    after = of_process("x")
    assert before.cpu > 0
    assert before.wall > 0
    assert after.cpu >= before.cpu + seconds - TICK
    assert after.memory >= before.memory > 1_000_000


def stage_time(stage: str, cpu: float, wall: float) -> StageTime:
    return StageTime(stage, cpu, wall, 5_000_000)


@pytest.mark.parametrize(("wall", "rest"), [(8.0, 1.0), (3.0, 0.0)])
def test_what_no_stage_tells_is_a_row(wall: float, rest: float) -> None:
    reports = [
        Report(slug, (), (), (), (stage_time("load", 1, 2), stage_time("check", 2, 1))) for slug in "ab"
    ]
    rows = stage_rows(stage_time("start", 0.5, 1), reports, stage_time("whole", 8, wall))
    assert [each.stage for each in rows] == [
        *("start", "a: load", "a: check", "b: load", "b: check", "other", "whole")
    ]
    assert rows[-2].cpu == 1.5
    assert rows[-2].wall == max(0.0, wall - 7) == rest
    alone = stage_rows(stage_time("start", 0.5, 1), reports[:1], stage_time("whole", 8, wall))
    assert [each.stage for each in alone] == ["start", "load", "check", "other", "whole"]


def test_the_table_has_a_line_for_each_row() -> None:
    rows = (stage_time("start", 0.25, 1.5), stage_time("[red]x: load", 12.3456, 2))
    lines = [line.split() for line in stage_table(rows).splitlines()]
    assert lines == [
        ["stage", "CPU", "s", "seconds", "peak", "MB"],
        ["start", "0.250", "1.500", "5"],
        ["[red]x:", "load", "12.346", "2.000", "5"],
    ]


def test_the_command_tells_it_on_standard_error_only_if_asked(tmp_path: Path) -> None:
    file = small(tmp_path)
    options = ("--no-cache", "--to", "epub,html", "--out")
    silent = dossier("build", file, *options, tmp_path / "one")
    run = dossier("build", file, *options, tmp_path / "two", "--profile")
    assert (silent.returncode, run.returncode) == (0, 0), run.stderr
    assert "peak MB" not in silent.stdout + silent.stderr + run.stdout
    table = run.stderr[run.stderr.index("stage ") :].splitlines()
    figures = {line.rsplit(maxsplit=3)[0]: [float(each) for each in line.split()[-3:]] for line in table[1:]}
    assert list(figures) == [
        *("start", *EARLY, "edit ebook", "edit deck", "import", "ebook.epub", "deck.html", "other", "whole")
    ]
    assert all(number >= 0 for row in figures.values() for number in row)
    assert all(row[0] <= figures["whole"][0] + TICK for row in figures.values())
    for name in ("ebook.epub", "deck.html"):
        data = [(tmp_path / each / "a" / name).read_bytes() for each in ("one", "two")]
        assert data[0] == data[1]
