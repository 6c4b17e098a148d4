"""`verify --conformance` and `validate`: findings of validators, each at its place in the source."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from pipeline import arguments
from pipeline.bounds import Bounds
from pipeline.commands.findings import print_findings
from pipeline.commands.findings import status as status_of

RELEASES = "release"


def conform(
    names: Sequence[str],
    out: Path,
    node: Path | None,
    bounds: Bounds,
    *,
    root: Path | None = None,
    strict: bool = False,
    untrusted: bool = False,
) -> int:
    """Ask validators about what was built; print the table and the findings, and return the exit status."""
    from pipeline import cache, verify, write
    from pipeline.verify import table
    from pipeline.verify.memory import Memory
    from pipeline.verify.verdict import Tools

    locations, unknown_articles = arguments.articles(names, limit=root, untrusted=untrusted)
    arguments.refuse_twins(locations)
    diagnostics = [*unknown_articles]
    paths: dict[Path, Any] = {}
    for location in locations:
        built_paths, missing_artifacts = verify.artifacts([out / location.slug])
        diagnostics += missing_artifacts
        for path in (*built_paths, *verify.releases(out / RELEASES, location.slug)):
            paths.setdefault(path, location)
    store = cache.Cache(None if untrusted else cache.user_folder())
    memory = Memory(store.part, write.digest)
    outcomes = tuple(verify.verify(tuple(paths), Tools(node) if node else Tools(), memory=memory))
    for location in locations:
        findings = [
            (outcome.path, each)
            for outcome in outcomes
            if paths[outcome.path] is location
            for each in outcome.verdict.findings
        ]
        diagnostics += _at_source(location, findings, bounds)
    if outcomes:
        click.echo(table.table(outcomes))
        click.echo()
        click.echo(table.summary(outcomes))
    if diagnostics:
        print_findings(diagnostics, "text", [None, *(each.reach for each in locations)])
    has_unchecked = any(not each.verdict.is_checked for each in outcomes)
    if strict and has_unchecked:
        click.echo("error: with --strict, what was not checked is an error", err=True)
    is_no_pass = bool(outcomes) and not table.is_any_checked(outcomes)
    return status_of(diagnostics, strict=strict) or int(is_no_pass or (strict and has_unchecked))


def _at_source(location: Any, findings: Sequence[tuple[Path, Any]], bounds: Bounds) -> Sequence[Any]:
    """Return findings at their places in an article; where they were if the article cannot be built now."""
    from pipeline import supervision
    from pipeline.conformance.mapping import map_findings
    from pipeline.model.diagnostics import DossierError

    if not findings:
        return ()
    try:
        return supervision.of_article(location, bounds, partial(map_findings, location, findings))
    except DossierError:
        return [each for _, each in findings]
