"""The process that builds: on each save it builds the article, and tells what comes of it."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from pipeline import cache, supervision, warming
from pipeline.bounds import Bounds
from pipeline.build import Plan
from pipeline.build_report import Report
from pipeline.load.article import Location
from pipeline.load.excerpts import excerpts
from pipeline.model.diagnostics import Diagnostic, DossierError
from pipeline.preview import events, ledger
from pipeline.watch import Watch

# A save of several files, as by a program that formats them, is one change if it takes no longer.
DEBOUNCE = 60
MOST_FINDINGS = 500
_LONGEST_EXCERPT = 2_000


def watch(location: Location, plan: Plan, bounds: Bounds, jobs: int, tell: Callable[[str], None]) -> None:
    """Build an article now and on each change of what it is made of, and tell events, until it is ended."""
    logging.getLogger("watchfiles").setLevel(logging.ERROR)
    state = warming.warm_up(plan)
    files = frozenset(each.file for each in (*plan.formats, *plan.choice))

    def send(event: events.Event) -> None:
        tell(events.write(event))

    def hear(number: int, step: str) -> None:
        send(events.FileWritten(step) if step in files else events.StepBegun(step))

    def build(number: int, paths: Sequence[str]) -> Report:
        if warming.installation() != state:
            send(events.VersionChanged())
        send(events.BuildBegun(tuple(dict.fromkeys(map(os.path.basename, paths)))))
        start = time.perf_counter()
        building = supervision.build_articles([location], plan, bounds, jobs, hear)
        with closing(building):
            [(_, report)] = building
        send(_ending(report, location, time.perf_counter() - start))
        # A text that cannot be loaded keeps the ledger that was shown: the findings tell why.
        with suppress(DossierError):
            send(supervision.of_article(location, bounds, partial(ledger.read, location)))
        cache.trim(plan.cache.folder)
        return report

    Watch([location.root], build, DEBOUNCE).run()


def _ending(report: Report, location: Location, seconds: float) -> events.BuildEnded:
    return events.BuildEnded(
        tuple(each.path.name for each in report.artifacts),
        tuple(each.name for each in report.failed_paths),
        tuple(_rows(report.diagnostics[:MOST_FINDINGS], location)),
        seconds,
    )


def _rows(diagnostics: Sequence[Diagnostic], location: Location) -> Iterator[events.FindingRow]:
    texts = excerpts(diagnostics, [location.reach])
    for each in diagnostics:
        place = each.place
        line = texts[place.file].line(place.line) if place.file in texts else ""
        path = os.path.abspath(place.file) if place.line and Path(place.file).is_file() else ""
        yield events.FindingRow(
            each.code,
            each.severity.value,
            each.message,
            each.hint or "",
            place.file,
            path,
            place.line,
            place.column,
            place.end_column,
            line[:_LONGEST_EXCERPT],
        )
