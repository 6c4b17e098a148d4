"""`dossier build` in one process without bounds, as no user can run it, for what the bounds cost."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import partial

from pipeline import build, cli, supervision
from pipeline.bounds import Bounds
from pipeline.build_report import Report
from pipeline.load.article import Location


def build_unbounded(
    locations: Sequence[Location], plan: build.Plan, bounds: Bounds, jobs: int, hear: supervision.Hear
) -> Generator[tuple[int, Report]]:
    """Build articles in this process, where `supervision.build_articles` forks bounded ones."""
    for number, location in enumerate(locations):
        yield number, build.build(location, plan, partial(hear, number))


if __name__ == "__main__":
    supervision.build_articles = build_unbounded
    cli.main()
