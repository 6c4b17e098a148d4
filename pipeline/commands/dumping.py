"""The command `dump`."""

from __future__ import annotations

from typing import Any

import click

from pipeline import arguments
from pipeline.bounds import Bounds
from pipeline.commands.bounding import bounded
from pipeline.commands.findings import print_unguarded, reporting

STAGES = ("manuscript", "document", "edition")


@click.command()
@click.argument("article")
@click.option(
    "--stage", type=click.Choice(STAGES), default="document", show_default=True, help="Stage to print."
)
@click.option(
    "--edition",
    type=click.Choice(("briefing", "ebook", "deck", "summary")),
    default="briefing",
    show_default=True,
    help="Edition, for the stage `edition`.",
)
@bounded
@reporting
def dump(article: str, stage: str, edition: Any, bounds: Bounds, untrusted: bool) -> int:
    """Print a stage of an article as pandoc's JSON, which `pandoc -f json` reads."""
    from pipeline import supervision
    from pipeline.dump import dumped

    location = arguments.article(article, untrusted=untrusted)
    print_unguarded(untrusted=untrusted)
    click.echo(supervision.of_article(location, bounds, lambda: dumped(location, stage, edition)))
    return 0
