"""The building of those articles of a command that have changed since the last build into the same folder."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager

from pipeline import arguments, cache, manifest, progress, supervision, workers
from pipeline.bounds import Bounds
from pipeline.build import Plan
from pipeline.build_report import Report
from pipeline.cache import Cache
from pipeline.cluster import scheduling
from pipeline.commands.findings import print_findings
from pipeline.load.location import Location
from pipeline.manifest import Wish


def build_changed(
    locations: Sequence[Location],
    reports: Sequence[Report | None],
    wish: Wish,
    store: Cache,
    bounds: Bounds,
    jobs: int | None,
    scheduler: str | None = None,
    *,
    quiet: bool = False,
) -> Generator[tuple[int, Report]]:
    """Build the articles that have no report, and yield the number of each and its report when it is built.

    What builds takes longer to import than to see that nothing has changed: `building` imports this late.
    """
    formats = arguments.formats(wish.formats, wish.editions)
    choice = arguments.choice(wish.formats, wish.editions)
    plan = Plan(formats, wish.out, wish.clock, store, wish.draft, choice=choice, verify=wish.verify)
    numbers = [number for number, report in enumerate(reports) if report is None]
    rest = [locations[number] for number in numbers]
    with ExitStack() as stack:
        cluster = stack.enter_context(_cluster(scheduler, rest)) if scheduler else None
        display = stack.enter_context(
            progress.show([each.slug for each in rest], sys.stderr.isatty() and not quiet)
        )
        if cluster:
            building = scheduling.build_articles(rest, plan, bounds, jobs, display.step, cluster)
        else:
            count = jobs or workers.processors()
            building = supervision.build_articles(rest, plan, bounds, count, display.step)
        with closing(building):
            for place, report in building:
                display.advance()
                manifest.remember(rest[place], wish, store, report)
                yield numbers[place], report
    cache.trim(store.folder)


@contextmanager
def _cluster(address: str, locations: Sequence[Location]) -> Iterator[scheduling.Cluster]:
    """Connect to a cluster; tell which of its workers build nothing, later ones at the end."""
    with scheduling.join(address, untrusted=any(each.is_untrusted for each in locations)) as cluster:
        if first := len(cluster.refusals):
            print_findings(cluster.refusals, "text", ())
        try:
            yield cluster
        finally:
            if later := cluster.refusals[first:]:
                print_findings(later, "text", ())
