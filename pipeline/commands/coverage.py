"""The command `coverage`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline import arguments
from pipeline.commands.findings import print_findings, reporting


@click.command()
@click.argument("article")
@click.option("--format", "shape", type=click.Choice(("text", "html", "json")), default="text",
              show_default=True, help="A table, the article with every number marked, or data.")  # fmt: skip
@click.option("--fail-under", type=click.FloatRange(0, 100), metavar="PERCENT",
              help="End with status 1 when fewer numbers and dates are bound and sourced.")  # fmt: skip
@click.option("--badge", type=click.Path(dir_okay=False, path_type=Path), help="Write a badge (SVG) there.")
@reporting
def coverage(article: str, shape: str, fail_under: float | None, badge: Path | None) -> int:
    """Tell how many of the numbers and dates in the prose are bound, sourced, fresh and doubly sourced.

    \b
    dossier coverage cambodia-us-relations --fail-under 95
    dossier coverage cambodia-us-relations --format html > coverage.html
    """
    from pipeline import write
    from pipeline.checking import desk_options
    from pipeline.facts import coverage_page, coverage_views
    from pipeline.facts.coverage import coverage as covered
    from pipeline.load.article import load
    from pipeline.model.diagnostics import DossierError, Severity
    from pipeline.model.settings import CheckSettings

    loaded = load(arguments.article(article))
    manuscript = loaded.manuscript
    grave = [each for each in loaded.diagnostics if each.severity is Severity.ERROR]
    if grave and not manuscript.blocks:
        raise DossierError(grave)
    if grave:
        print_findings(grave, "text")
    desk = CheckSettings(days=desk_options()[0].days)
    shares = covered(manuscript, manuscript.front.checks.over(desk).days)
    views = {"text": coverage_views.table, "json": coverage_views.data, "html": coverage_page.page}
    click.echo(views[shape](shares), nl=False)
    if badge is not None:
        write.atomically(badge, coverage_views.badge(shares).encode())
    reached = shares.total.share("sourced")
    if fail_under is not None and reached < fail_under:
        click.echo(f"coverage: {reached:.1f}% bound and sourced, under {fail_under:g}%", err=True)
        return 1
    return int(bool(grave))
