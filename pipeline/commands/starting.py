"""The commands that begin something: `new` writes an article."""

from __future__ import annotations

import shlex
import sys
from datetime import datetime
from pathlib import Path

import click

from pipeline import arguments, project
from pipeline.commands.findings import with_exit_status
from pipeline.commands.table_option import TableOption

DEFAULT_TEMPLATE = "briefing"
DEFAULT_LANGUAGE = "en"


def _template_help() -> str:
    from pipeline.starting.templates import TEMPLATES

    return (
        "; ".join(f"{name}: {what}" for name, what in TEMPLATES.items()) + f".  [default: {DEFAULT_TEMPLATE}]"
    )


@click.command()
@click.argument("slug")
@click.option("--template", metavar="NAME", cls=TableOption, describe=_template_help)
@click.option("--title", help="Title of the article.  [default: made of the slug]")
@click.option("--lang", metavar="TAG", help=f"Language of the article.  [default: {DEFAULT_LANGUAGE}]")
@click.option(
    "--in",
    "above",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder for the article's own.  [default: source/ of the project, else the working folder]",
)
@with_exit_status
def new(slug: str, template: str | None, title: str | None, lang: str | None, above: Path | None) -> int:
    """Write a new article, SLUG/article.md, with an example text that builds and comments that teach.

    At a terminal it asks for what is not given. It overwrites nothing.

    \b
    dossier new suez
    dossier new suez --template paper --title "The canal" --lang fr
    """
    from pipeline import write
    from pipeline.starting import templates

    folder = (_folder() if above is None else above) / arguments.new_slug(slug, above)
    write.refuse_full(folder)
    asks = sys.stdin.isatty() and sys.stdout.isatty()
    usual_title = slug.replace("-", " ").capitalize()
    if asks and title is None:
        title = click.prompt("Title", default=usual_title)
    if asks and lang is None:
        tag_list = ", ".join(templates.languages())
        lang = click.prompt(
            f"Language ({tag_list} or another)", default=DEFAULT_LANGUAGE, value_proc=arguments.language
        )
    if asks and template is None:
        for name, what in templates.TEMPLATES.items():
            click.echo(f"  {name:9} {what}")
        template = click.prompt("Template", default=DEFAULT_TEMPLATE, value_proc=arguments.template)
    template, lang = (
        arguments.template(template or DEFAULT_TEMPLATE),
        arguments.language(lang or DEFAULT_LANGUAGE),
    )
    day = (arguments.clock() or datetime.now()).date()
    files = templates.files(template, " ".join((title or usual_title).split()), lang, day)
    write.new_folder(folder, files)
    for name in files:
        click.echo(folder / name)
    if not templates.has_text(lang):
        click.echo(f"the example text is in English: there is none in the language {lang}")
    name = shlex.quote(slug if above is None else str(folder))
    click.echo(f"\nto see what is wrong: dossier check {name}\nto build it:          dossier build {name}")
    return 0


def _folder() -> Path:
    """Return the folder for articles: that of the project, or else the working folder."""
    return Path() if project.folder() is None else project.source()
