"""The display of a build: a line of progress while it runs, and a table of artifacts at its end."""

from __future__ import annotations

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

from pipeline.build_report import WAIT, Report
from pipeline.closing_table import text_of
from pipeline.setup.doctor import Tool
from pipeline.timing import StageTime

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


def stage_rows(start: StageTime, reports: Sequence[Report], whole: StageTime) -> tuple[StageTime, ...]:
    """Return the stages from the start of a run to its end; with several articles, each under its name.

    What the stages do not tell is the last but one: cache, processes, answers between them, failed formats.
    """
    stages = [
        replace(time, stage=f"{report.slug}: {time.stage}") if len(reports) > 1 else time
        for report in reports
        for time in report.times
    ]
    # On a cluster, others compute; formats are made side by side: on the clock, nothing may be left.
    cpu = max(0.0, whole.cpu - start.cpu - sum(each.cpu for each in stages))
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
    return text_of(result)


def tools_table(tools: Sequence[Tool]) -> str:
    """Return the lines of the doctor's report, missing tools with their cure."""
    result = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("tool", "version", "needed for", "how to get it"):
        result.add_column(head, overflow="fold")
    for tool in tools:
        state = tool.version or ("missing" if tool.is_required else "not here (optional)")
        result.add_row(tool.name, state, tool.purpose, "" if tool.is_found else tool.cure)
    return text_of(result)
