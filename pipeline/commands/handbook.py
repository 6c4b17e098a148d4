"""The command `handbook`: Dossier's own handbook, an article that comes along, built as web pages."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline import project
from pipeline.commands.building import build

# The handbook in an installed package, and in a checkout.
_FOLDERS = (
    Path(__file__).parents[1] / "_articles" / "handbook",
    Path(__file__).parents[2] / "source" / "handbook",
)


@click.command()
@click.option("--open", "opens", is_flag=True, help="Open it when it is built.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=project.build,
    show_default="build/ of the project",
    help="Folder for the artifacts; the handbook gets a folder in it.",
)
@click.pass_context
def handbook(context: click.Context, opens: bool, out: Path) -> None:
    """Build Dossier's handbook as web pages with a search, for reading without a network.

    \b
    dossier handbook --open
    """
    folder = next(each for each in _FOLDERS if each.is_dir())
    context.invoke(build, articles=(str(folder),), editions=("site",), opens=opens, out=out)
