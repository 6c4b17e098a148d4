"""The command `dump`."""

from __future__ import annotations

from typing import Any

import click

from pipeline import arguments
from pipeline.bounds import Bounds
from pipeline.commands.bounding import with_bounds
from pipeline.commands.findings import print_sandbox_warnings, with_exit_status

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
@with_bounds
@with_exit_status
def dump(article: str, stage: str, edition: Any, bounds: Bounds, untrusted: bool) -> int:
    """Print a stage of an article as pandoc's JSON, which `pandoc -f json` reads."""
    from pipeline import supervision
    from pipeline.dump import dump_text

    location = arguments.article(article, untrusted=untrusted)
    print_sandbox_warnings(untrusted=untrusted)
    click.echo(supervision.of_article(location, bounds, lambda: dump_text(location, stage, edition)))
    return 0
