"""`verify --reproducible`: articles built again in other surroundings, their artifacts compared by bytes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from pipeline import arguments, scratch
from pipeline.bounds import Bounds
from pipeline.commands.findings import print_findings
from pipeline.model.diagnostics import DossierError, Place, error


def reproduce(
    names: Sequence[str],
    to: Sequence[str],
    editions: Sequence[str],
    out: Path,
    bounds: Bounds,
    *,
    root: Path | None = None,
    strict: bool = False,
    variations: Sequence[str] = (),
) -> int:
    """Build articles in every variation, or in those named; print the table, and return the exit status."""
    from pipeline import supervision, workers
    from pipeline.reproduction import comparison, copies
    from pipeline.reproduction.rebuild import Request, moves_all_clocks, rebuild
    from pipeline.reproduction.table import summary, table
    from pipeline.reproduction.variation import VARIATIONS, of_names

    arguments.formats(to, editions)
    locations, diagnostics = arguments.articles(names, limit=root)
    arguments.refuse_twins(locations)
    if not locations:
        print_findings(diagnostics, "text")
        return 1
    original, reason = None, ""
    try:
        paths = [
            path
            for each in locations
            for path in supervision.of_article(each, bounds, partial(copies.paths_of, each))
        ]
        original = copies.original(locations, paths)
    except DossierError as failure:
        reason = failure.diagnostics[0].message
    options = [*(f"--to={each}" for each in to), *(f"--edition={each}" for each in editions)]
    article_names = tuple(names) if names and not diagnostics else tuple(str(each.root) for each in locations)
    request = Request(article_names, tuple(options), original, reason)
    rows: Any = ()
    before = copies.contents(original)
    with scratch.folder() as folder:
        choice = of_names(variations) if variations else VARIATIONS
        rebuilds = []
        for each in rebuild(request, choice, folder, workers.processors()):
            rebuilds.append(each)
            if sys.stderr.isatty():
                click.echo(f"{len(rebuilds)} of {len(choice)}: {each.variation.name}", err=True)
        if copies.contents(original) != before:
            hint = "run it again, and leave the files alone until it ends"
            message = "the article, or Dossier itself, changed while it was built again: nothing was compared"
            places = [Place(each.slug) for each in locations]
            print_findings([error("not-reproducible", message, each, hint) for each in places], "text")
            return 1
        slugs = [each.slug for each in locations]
        rows = comparison.compare(slugs, out, rebuilds)
        findings = [*diagnostics, *comparison.diagnostics(rows)]
        for location in locations:
            if all(row.slug != location.slug for row in rows):
                words = rebuilds[0].words or rebuilds[0].reason
                hint = "mend what `dossier build` tells first"
                findings.append(
                    error("artifact-missing", f"nothing was built: {words}", Place(location.slug), hint)
                )
    if rows:
        click.echo(table(rows))
        click.echo()
        click.echo(summary(rows))
    if any(each.variation.seconds for each in rebuilds) and not moves_all_clocks():
        click.echo("the clock was moved for Python alone; with the program `faketime`, for all of the build")
    if findings:
        print_findings(findings, "text")
        return 1
    if strict and any(each.reason for each in rebuilds):
        click.echo("error: with --strict, what was not checked is an error", err=True)
        return 1
    return 0
