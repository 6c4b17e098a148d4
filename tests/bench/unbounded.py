"""`dossier build` in one process without bounds, as no user can run it, for what the bounds cost."""

from __future__ import annotations

from pipeline import build, child, cli, supervision
from pipeline.bounds import Bounds
from pipeline.load.article import Location


def build_unbounded(location: Location, plan: build.Plan, bounds: Bounds, hear: child.Tell) -> build.Report:
    """Build an article in this process, where `supervision.built` forks a bounded one and watches it."""
    return build.build(location, plan, hear)


if __name__ == "__main__":
    supervision.build_article = build_unbounded
    cli.main()
