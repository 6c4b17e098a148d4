"""The command `watch`: build articles, and build each again when a file that it is made of is saved."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

import click

from pipeline import arguments
from pipeline.bounds import Bounds
from pipeline.commands.article_options import with_artifacts, with_root, with_title
from pipeline.commands.bounding import with_bounds
from pipeline.commands.findings import with_exit_status

MOST_FINDINGS = 20
# The seconds in which nothing may change before another version counts as complete.
SETTLING = 1.0


@click.command()
@with_artifacts
@with_title
@with_root
@with_bounds
@with_exit_status
def watch(
    articles: tuple[str, ...],
    to: tuple[str, ...],
    editions: tuple[str, ...],
    draft: bool,
    out: Path,
    title: str,
    root: Path | None,
    bounds: Bounds,
    untrusted: bool,
) -> int:
    """Build articles, and build each again when a file that it is made of is saved; Ctrl-C ends it.

    \b
    dossier watch cambodia-us-relations --to pdf
    dossier watch paper.md --draft
    """
    from pipeline import build as stages
    from pipeline import cache, supervision, warming, write
    from pipeline.model.diagnostics import DossierError
    from pipeline.watch import Watch

    store = cache.Cache(None if untrusted else cache.user_folder())
    plan = stages.Plan(
        arguments.formats(to, editions),
        out,
        arguments.clock(),
        store,
        draft,
        choice=arguments.choice(to, editions),
        verify=False,
    )
    locations, faults = arguments.articles(articles, title, root, untrusted=untrusted)
    if faults:
        raise DossierError(faults)
    arguments.refuse_twins(locations)
    state = warming.warm_up(plan)
    # A folder that appears beside an article would look like a change of it.
    with write.folder(out):
        pass

    tellers = [_Teller() for _ in locations]

    def build(number: int, paths: Sequence[str]) -> Any:
        if warming.installation() != state:
            _start_again(warming.installation)
        start = time.perf_counter()
        building = supervision.build_articles([locations[number]], plan, bounds, 2, lambda *step: None)
        with closing(building):
            [(_, report)] = building
        cache.trim(store.folder)
        tellers[number].tell(report, paths, time.perf_counter() - start)
        return report

    # It writes a line of its own when a signal comes.
    logging.getLogger("watchfiles").setLevel(logging.ERROR)
    with suppress(SystemExit):
        Watch([each.root for each in locations], build).run()
    click.echo("watching has ended", err=True)
    return 0


def _start_again(installation: Callable[[], str]) -> NoReturn:
    """Start this command again, once the files of another version have all been written."""
    from pipeline import process

    click.echo(f"{datetime.now():%H:%M:%S} Dossier has changed: it starts again")
    state = ""
    while state != (state := installation()):
        time.sleep(SETTLING)
    process.start_again()


class _Teller:
    """Tells what came of the builds of an article."""

    def __init__(self) -> None:
        self.findings: Sequence[Any] | None = None

    def tell(self, report: Any, paths: Sequence[str], seconds: float) -> None:
        """Print a line for a build, and one for each finding that came or went."""
        from pipeline.watch import difference

        change = difference(self.findings or (), report.diagnostics)
        names = ", ".join(dict.fromkeys(map(os.path.basename, paths)))
        words = _summary(report, change, first=self.findings is None)
        self.findings = report.diagnostics
        cause = f" ({names})" if names else ""
        click.echo(f"{datetime.now():%H:%M:%S} {report.slug}{cause}: {words} in {seconds:.1f} s")
        for line in _lines(change):
            click.echo(line)


def _summary(report: Any, change: Any, *, first: bool) -> str:
    """Return what a build came to, in words: `5 artifacts, 1 new finding, 2 gone`."""
    parts = [_count(len(report.artifacts), "artifact")]
    if report.failed_paths:
        parts.append(f"{len(report.failed_paths)} not built")
    if first:
        parts.append(_count(len(change.new), "finding"))
    elif change.new or change.obsolete:
        parts += [_count(len(change.new), "new finding"), f"{len(change.obsolete)} gone"]
    return ", ".join(parts)


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _lines(change: Any) -> Iterator[str]:
    """Yield a line for each finding that came or went, the new ones first."""
    from pipeline.report.report import printable

    rows = [("+", each) for each in change.new] + [("-", each) for each in change.obsolete]
    for sign, each in rows[:MOST_FINDINGS]:
        place = each.place if sign == "+" else each.place.file
        yield printable(f"  {sign} {place}: {each.severity.value} {each.code}: {each.message}")
    if len(rows) > MOST_FINDINGS:
        yield f"  and {len(rows) - MOST_FINDINGS} more; `dossier check` lists all"
