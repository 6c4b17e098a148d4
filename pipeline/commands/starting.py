"""The commands that begin something: `new` writes an article, `init` a project."""

from __future__ import annotations

import shlex
import sys
from datetime import datetime
from pathlib import Path

import click

from pipeline import arguments, project
from pipeline.commands import completing
from pipeline.commands.findings import with_exit_status
from pipeline.commands.table_option import TableOption

DEFAULT_TEMPLATE = "briefing"
DEFAULT_LANGUAGE = "en"
SERVICES = ("github", "gitlab", "none")


def _template_help() -> str:
    from pipeline.starting.templates import TEMPLATES

    return (
        "; ".join(f"{name}: {what}" for name, what in TEMPLATES.items()) + f".  [default: {DEFAULT_TEMPLATE}]"
    )


@click.command()
@click.argument("slug")
@click.option(
    "--template",
    metavar="NAME",
    cls=TableOption,
    describe=_template_help,
    shell_complete=completing.templates,
)
@click.option("--title", help="Title of the article.  [default: made of the slug]")
@click.option("--lang", metavar="TAG", help=f"Language of the article.  [default: {DEFAULT_LANGUAGE}]",
              shell_complete=completing.languages)  # fmt: skip
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
    usual_title = _title(slug)
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
    files = templates.files(template, " ".join((title or "").split()) or usual_title, lang, day)
    write.new_folder(folder, files)
    for name in files:
        click.echo(folder / name)
    _tell_language(lang)
    name = shlex.quote(slug if above is None else str(folder))
    click.echo(f"\nto build it:               dossier build {name}")
    click.echo(f"to see it while you write: dossier preview {name} --open")
    return 0


@click.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--article", "slug", metavar="SLUG", default="first-article", show_default=True,
              help="Name of the first article.")  # fmt: skip
@click.option(
    "--template",
    metavar="NAME",
    cls=TableOption,
    describe=_template_help,
    shell_complete=completing.templates,
)
@click.option("--lang", metavar="TAG", help=f"Language of the article.  [default: {DEFAULT_LANGUAGE}]",
              shell_complete=completing.languages)  # fmt: skip
@click.option("--ci", "service", type=click.Choice(SERVICES), default="github", show_default=True,
              help="What checks and builds at each push.")  # fmt: skip
@with_exit_status
def init(folder: Path, slug: str, template: str | None, lang: str | None, service: str) -> int:
    """Make a project in DIR: source/ with a first article, styles/, a workflow, settings of editors.

    What is there stays as it is. Where there are articles already, none is added.

    \b
    dossier init desk
    dossier init --article suez --template paper
    dossier init --ci gitlab
    """
    from pipeline import schemas, write
    from pipeline.setup import native, origin
    from pipeline.starting import projects, templates

    arguments.new_slug(slug, command="dossier init --article")
    template, lang = (
        arguments.template(template or DEFAULT_TEMPLATE),
        arguments.language(lang or DEFAULT_LANGUAGE),
    )
    requirement = origin.requirement()
    files = projects.files(
        slug,
        requirement.text,
        tuple(native.LIBRARIES.values()),
        {name: schemas.schema_text(name) for name in projects.SCHEMAS},
        service,
    )
    has_new_article = next(folder.glob(f"{project.SOURCE}/*/article.md"), None) is None
    if has_new_article:
        day = (arguments.clock() or datetime.now()).date()
        article = templates.files(template, _title(slug), lang, day)
        files = {f"{project.SOURCE}/{slug}/{name}": data for name, data in article.items()} | files
    new_names, old_names = write.add_files(folder, files)
    for name in new_names:
        click.echo(folder / name)
    for name in old_names:
        click.echo(f"{folder / name} is there and stays as it is")
    if has_new_article:
        _tell_language(lang)
    workflow = next((name for name in new_names if name in projects.WORKFLOWS), None)
    if not requirement.is_sure and workflow is not None:
        click.echo(
            f"\nthe workflow installs {requirement.text}; where pip does not find that, name a wheel or a"
            f" repository in {folder / workflow}"
        )
    change = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
    click.echo(f"\nto see what is wrong: {change}dossier check")
    click.echo(f"to build it:          {change}dossier build")
    return 0


def _tell_language(lang: str) -> None:
    """Print that an example text is in English, if it is for want of one in a language."""
    from pipeline.starting import templates

    if not templates.has_text(lang):
        click.echo(f"the example text is in English: there is none in the language {lang}")


def _title(slug: str) -> str:
    """Return a title made of a slug."""
    return slug.replace("-", " ").capitalize()


def _folder() -> Path:
    """Return the folder for articles: that of the project, or else the working folder."""
    return Path() if project.folder() is None else project.source()
