"""The display of a build: a line of progress while it runs, and a table of artifacts at its end."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from pipeline.build import WAIT, Report
from pipeline.setup.doctor import Tool
from pipeline.timing import StageTime

FAILURE_LABEL = "not built"
# The time left is told from the articles that were built in so many seconds before.
_PERIOD = 600.0


class Display:
    """What is shown while articles are built: the step of one that runs, and how many are ready."""

    def __init__(self, slugs: Sequence[str], console: Console, bar: Progress | None) -> None:
        """Show articles on a console: with a bar, or without one only a wait for another build."""
        self.slugs, self.console, self.bar = slugs, console, bar
        self.task = bar.add_task("", total=len(slugs)) if bar else None

    def step(self, number: int, name: str) -> None:
        """Show the step of an article."""
        text = f"{self.slugs[number]}: {name}"
        if self.bar and self.task is not None:
            self.bar.update(self.task, description=text)
        elif name == WAIT:
            self.console.print(text)

    def advance(self) -> None:
        """Show that one more article is ready."""
        if self.bar and self.task is not None:
            self.bar.advance(self.task)


@contextmanager
def show(slugs: Sequence[str], terminal: bool) -> Iterator[Display]:
    """Show the progress of articles on standard error; without a terminal, only a wait for another build."""
    console = Console(stderr=True, soft_wrap=not terminal, markup=False)
    if not terminal:
        yield Display(slugs, console, None)
        return
    words = TextColumn("{task.description}", markup=False)
    columns: tuple[ProgressColumn, ...] = (SpinnerColumn(), words, TimeElapsedColumn())
    if len(slugs) > 1:
        count = MofNCompleteColumn()
        columns = (
            SpinnerColumn(),
            BarColumn(),
            count,
            TimeRemainingColumn(),
            words,
        )
    with Progress(*columns, console=console, transient=True, speed_estimate_period=_PERIOD) as bar:
        yield Display(slugs, console, bar)


def table(reports: Sequence[Report]) -> str:
    """Return the closing table: each artifact with its size, pages or slides, and seconds, or `not built`."""
    result = Table(box=None, pad_edge=False, header_style="bold")
    result.add_column("artifact", overflow="fold")
    for head in ("size", "extent", "seconds"):
        result.add_column(head, justify="right", overflow="fold")
    for report in reports:
        for item in report.artifacts:
            result.add_row(
                str(item.path),
                size_text(item.size),
                extent_text(item.extent, item.extent_unit),
                f"{item.seconds:.1f}",
            )
        for path in report.failed_paths:
            result.add_row(str(path), FAILURE_LABEL, "", "")
    return _text(result)


def stage_rows(start: StageTime, reports: Sequence[Report], whole: StageTime) -> tuple[StageTime, ...]:
    """Return the stages from the start of a run to its end; with several articles, each under its name.

    What the stages do not tell is the last but one: cache, processes, answers between them, failed formats.
    """
    stages = [
        replace(time, stage=f"{report.slug}: {time.stage}") if len(reports) > 1 else time
        for report in reports
        for time in report.times
    ]
    cpu = whole.cpu - start.cpu - sum(each.cpu for each in stages)
    # Formats are made side by side: on the clock, nothing may be left.
    wall = max(0.0, whole.wall - start.wall - sum(each.wall for each in stages))
    return (start, *stages, StageTime("other", cpu, wall, whole.memory), whole)


def stage_table(rows: Sequence[StageTime]) -> str:
    """Return the table of what each stage took."""
    result = Table(box=None, pad_edge=False, header_style="bold")
    result.add_column("stage", overflow="fold")
    for head in ("CPU s", "seconds", "peak MB"):
        result.add_column(head, justify="right", overflow="fold")
    for each in rows:
        result.add_row(each.stage, f"{each.cpu:.3f}", f"{each.wall:.3f}", f"{each.memory / 1e6:.0f}")
    return _text(result)


def extent_text(count: int, unit: str) -> str:
    """Return how many pages, chapters or slides there are; the unit is a plural."""
    return f"{count} {unit.removesuffix('s') if count == 1 else unit}"


def size_text(size: int) -> str:
    """Return a size in bytes as kB or MB (powers of ten)."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"


def tools_table(tools: Sequence[Tool]) -> str:
    """Return the lines of the doctor's report, missing tools with their cure."""
    result = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("tool", "version", "needed for", "how to get it"):
        result.add_column(head, overflow="fold")
    for tool in tools:
        state = tool.version or ("missing" if tool.is_required else "not here (optional)")
        result.add_row(tool.name, state, tool.purpose, "" if tool.is_found else tool.cure)
    return _text(result)


def _text(rich_table: Table) -> str:
    width = max(80, shutil.get_terminal_size((110, 24)).columns)
    out = io.StringIO()
    # Brackets are text, as in `pip install '.[khmer]'` and in names of folders, and no style.
    Console(file=out, width=width, highlight=False, markup=False).print(rich_table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())
