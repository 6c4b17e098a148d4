"""The command `dump`."""

from __future__ import annotations

import click

from pipeline import arguments
from pipeline.bounds import Bounds
from pipeline.commands import completing
from pipeline.commands.bounding import with_bounds
from pipeline.commands.findings import print_sandbox_warnings, with_exit_status
from pipeline.commands.table_option import TableOption

STAGES = ("manuscript", "document", "edition")


@click.command()
@click.argument("article", shell_complete=completing.articles)
@click.option(
    "--stage",
    type=click.Choice(STAGES),
    help="Stage to print.  [default: document; edition with --edition]",
)
@click.option(
    "--edition",
    metavar="EDITION",
    cls=TableOption,
    describe=arguments.one_edition_help,
    shell_complete=completing.editions,
)
@with_bounds
@with_exit_status
def dump(article: str, stage: str | None, edition: str | None, bounds: Bounds, untrusted: bool) -> int:
    """Print a stage of an article as pandoc's JSON, which `pandoc -f json` reads."""
    from pipeline import supervision
    from pipeline.dump import dump_text

    edition_name = arguments.edition(edition)
    stage = stage or ("document" if edition is None else "edition")
    if edition is not None and stage != "edition":
        raise click.UsageError(f"--edition is for the stage `edition`, not for `{stage}`")
    location = arguments.article(article, untrusted=untrusted)
    print_sandbox_warnings(untrusted=untrusted)
    click.echo(supervision.of_article(location, bounds, lambda: dump_text(location, stage, edition_name)))
    return 0
