"""Options that commands on articles share: what an article is made of, and what is built of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

import click

from pipeline import arguments, project
from pipeline.commands import completing
from pipeline.commands.table_option import TableOption

with_title = click.option(
    "--title", default="", metavar="TITLE", help="The articles named are files of one, with this title."
)
with_root = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder whose files articles may name, as `../refs.bib`.  [default: the article's git repository]",
)


def with_artifacts(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `articles`, `to`, `editions`, `draft` and `out` to a command that builds."""
    options = (
        click.argument("articles", nargs=-1, metavar="[ARTICLE]...", shell_complete=completing.articles),
        click.option(
            "--to",
            metavar="FORMAT,...",
            multiple=True,
            cls=TableOption,
            describe=arguments.format_help,
            shell_complete=completing.formats,
        ),
        click.option(
            "--edition",
            "editions",
            metavar="EDITION,...",
            multiple=True,
            cls=TableOption,
            describe=arguments.edition_help,
            shell_complete=completing.editions,
        ),
        click.option(
            "--draft", is_flag=True, help="Mark what is built as a draft, and its errors where they stand."
        ),
        click.option(
            "--out",
            type=click.Path(file_okay=False, path_type=Path),
            default=project.build,
            show_default="build/ of the project",
            help="Folder for the artifacts; each article gets a folder in it.",
        ),
    )
    return reduce(lambda function, option: option(function), reversed(options), command)
