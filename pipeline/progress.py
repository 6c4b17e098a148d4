"""What a build shows while it runs and when it ends: a line of progress, and a table of artifacts."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from pipeline.build import WAIT, Report
from pipeline.setup.doctor import Tool

NOT_BUILT = "not built"
Step = Callable[[str, str], None]


@contextmanager
def shown(articles: int, terminal: bool) -> Iterator[Step]:
    """Show what is being done, on standard error; where that is no terminal, only what holds it up."""
    console = Console(stderr=True, soft_wrap=not terminal)
    if not terminal:
        yield lambda slug, name: console.print(f"{slug}: {name}") if name == WAIT else None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=articles)
        yield lambda slug, name: bar.update(task, description=f"{slug}: {name}")


def table(reports: Sequence[Report]) -> str:
    """Return the closing table: each artifact with its size, pages or slides, and seconds, or `not built`."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    made.add_column("artifact", overflow="fold")
    for head in ("size", "extent", "seconds"):
        made.add_column(head, justify="right", overflow="fold")
    for report in reports:
        for item in report.built:
            made.add_row(
                str(item.path),
                size_text(item.size),
                extent_text(item.extent, item.extent_unit),
                f"{item.seconds:.1f}",
            )
        for path in report.unbuilt:
            made.add_row(str(path), NOT_BUILT, "", "")
    return _text(made)


def extent_text(count: int, unit: str) -> str:
    """Return how many pages, chapters or slides there are; the unit is a plural."""
    return f"{count} {unit.removesuffix('s') if count == 1 else unit}"


def size_text(size: int) -> str:
    """Return a size in bytes as kB or MB (powers of ten)."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"


def tools_table(tools: Sequence[Tool]) -> str:
    """Return what the doctor found, missing things with their cure."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("tool", "version", "needed for", "how to get it"):
        made.add_column(head, overflow="fold")
    for tool in tools:
        state = tool.version or ("missing" if tool.required else "not here (optional)")
        made.add_row(tool.name, state, tool.needed_for, "" if tool.found else tool.cure)
    return _text(made)


def _text(made: Table) -> str:
    width = max(80, shutil.get_terminal_size((110, 24)).columns)
    out = io.StringIO()
    Console(file=out, width=width, highlight=False).print(made)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())
