"""Options on what an article is made of, which `build` and `check` share."""

from __future__ import annotations

from pathlib import Path

import click

with_title = click.option(
    "--title", default="", metavar="TITLE", help="The articles named are files of one, with this title."
)
with_root = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder whose files articles may name, as `../refs.bib`.  [default: the article's git repository]",
)
