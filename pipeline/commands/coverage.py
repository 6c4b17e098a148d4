"""The command `coverage`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline import arguments
from pipeline.bounds import Bounds
from pipeline.commands import completing
from pipeline.commands.bounding import with_bounds
from pipeline.commands.findings import print_findings, print_sandbox_warnings, with_exit_status


@click.command()
@click.argument("article", shell_complete=completing.articles)
@click.option("--format", "shape", type=click.Choice(("text", "html", "json")), default="text",
              show_default=True, help="A table, the article with every number marked, or data.")  # fmt: skip
@click.option("--fail-under", type=click.FloatRange(0, 100), metavar="PERCENT",
              help="End with status 1 when fewer numbers and dates are bound and sourced.")  # fmt: skip
@click.option("--badge", type=click.Path(dir_okay=False, path_type=Path), help="Write a badge (SVG) there.")
@with_bounds
@with_exit_status
def coverage(
    article: str, shape: str, fail_under: float | None, badge: Path | None, bounds: Bounds, untrusted: bool
) -> int:
    """Tell how many of the numbers and dates in the prose are bound, sourced, fresh and doubly sourced.

    \b
    dossier coverage cambodia-us-relations --fail-under 95
    dossier coverage cambodia-us-relations --format html > coverage.html
    """
    from pipeline import supervision, write

    location = arguments.article(article, untrusted=untrusted)
    print_sandbox_warnings(untrusted=untrusted)
    grave, view, image, sourced_share = supervision.of_article(
        location, bounds, lambda: _measure(location, shape)
    )
    if grave:
        print_findings(grave, "text", [location.reach])
    click.echo(view, nl=False)
    if badge is not None:
        write.write_atomically(badge, image.encode())
    if fail_under is not None and sourced_share < fail_under:
        click.echo(f"coverage: {sourced_share:.1f}% bound and sourced, under {fail_under:g}%", err=True)
        return 1
    return int(bool(grave))


def _measure(location: Any, shape: str) -> tuple[list[Any], str, str, float]:
    """Return the errors of an article, its coverage in a shape and as a badge, and the sourced share."""
    from pipeline.checking import desk_options
    from pipeline.facts import coverage_page, coverage_views
    from pipeline.facts.coverage import coverage as measure_coverage
    from pipeline.load.article import load
    from pipeline.model.diagnostics import DossierError, Severity
    from pipeline.model.settings import CheckSettings

    loaded_article = load(location)
    manuscript = loaded_article.manuscript
    grave = [each for each in loaded_article.diagnostics if each.severity is Severity.ERROR]
    if grave and not manuscript.blocks:
        raise DossierError(grave)
    # The settings around an untrusted article are as untrusted as the article.
    desk = CheckSettings() if location.is_untrusted else CheckSettings(days=desk_options()[0].days)
    shares = measure_coverage(manuscript, manuscript.front.checks.over(desk).days)
    views = {"text": coverage_views.table, "json": coverage_views.data, "html": coverage_page.page}
    return grave, views[shape](shares), coverage_views.badge(shares), shares.total.share("sourced")
