"""The command line: it alone prints, reads arguments and the environment, and sets the exit status.

0 fine; 1 errors were found (or warnings, with --strict); 2 wrong usage; 3 a needed program is missing.
"""

from __future__ import annotations

import difflib
import os
import sys
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import NoReturn

import click

from pipeline import __version__, arguments, project, stopping
from pipeline.bounds import Bounds
from pipeline.commands import (
    branding,
    building,
    caching,
    clustering,
    comparing,
    completing,
    conforming,
    coverage,
    dumping,
    extracting,
    facts,
    handbook,
    importing,
    previewing,
    releasing,
    starting,
    streams,
    usage,
    verifying,
    watching,
)
from pipeline.commands.article_options import with_root, with_title
from pipeline.commands.bounding import with_bounds
from pipeline.commands.findings import REPORTS, print_findings, with_exit_status
from pipeline.commands.findings import status as status_of
from pipeline.model.checkout import is_checkout


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dossier")
def dossier() -> None:
    """Turn one article into a PDF briefing, an e-book and a slide deck that state the same facts.

    An ARTICLE is a folder under `source/` by its name, any folder with an article.md, or a Markdown file.

    `dossier new` begins one, and `dossier handbook --open` tells the rest.
    """


@dossier.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...", shell_complete=completing.articles)
@click.option(
    "--format",
    "form",
    type=click.Choice(REPORTS),
    default="text",
    show_default=True,
    help="Form of the findings.",
)
@with_title
@click.option("--strict", is_flag=True, help="End with status 1 on warnings too.")
@click.option("--against", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="Compare FILE (PPTX, DOCX, PDF, EPUB, HTML, text) with the article instead: "
              "which of its numbers, dates and names are not the article's.")  # fmt: skip
@click.option("--lang", metavar="TAG", show_default="that of its words",
              help="Language of FILE, as `de` or `en-US`.")  # fmt: skip
@with_root
@with_bounds
@with_exit_status
def check(
    articles: tuple[str, ...],
    form: str,
    title: str,
    strict: bool,
    against: Path | None,
    lang: str | None,
    root: Path | None,
    bounds: Bounds,
    untrusted: bool,
) -> int:
    """Check articles without building them, or another file against an article.

    \b
    dossier check cambodia-us-relations
    dossier check --against colleague.pptx cambodia-us-relations

    The second compares each number, date, office-holder and name of the file with the ledger and the prose:
    what differs (with the article's value, line and source), what the article does not have, and how many are
    the same. It ends with status 1 if anything differs, with --strict also if anything is not in the article.
    """
    from pipeline import supervision

    if against is not None:
        wish = comparing.Wish(against, lang, form, strict=strict, untrusted=untrusted)
        return comparing.compare_file(articles, wish, bounds)
    if lang is not None:
        raise click.UsageError("--lang is the language of the file of --against")

    locations, diagnostics = arguments.articles(articles, title, root, untrusted=untrusted)
    diagnostics += supervision.sandbox_warnings() if untrusted else ()
    for location in locations:
        diagnostics += supervision.check_article(location, bounds)
    print_findings(diagnostics, form, [each.reach for each in locations], err=False)
    return status_of(diagnostics, strict=strict)


@dossier.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...", shell_complete=completing.articles)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=project.build,
              show_default="build/ of the project",
              help="Folder that the artifacts were built in.")  # fmt: skip
@click.option("--node", type=click.Path(file_okay=False, path_type=Path), envvar="DOSSIER_NODE",
              help="Folder with the node_modules of validators."
              f"{'  [default: .venv/node]' * is_checkout()}")  # fmt: skip
@click.option("--strict", is_flag=True, help="End with status 1 on warnings and on what was not checked.")
@with_exit_status
def validate(articles: tuple[str, ...], out: Path, node: Path | None, strict: bool) -> int:
    """Ask validators about what was built, as `verify --conformance` does."""
    return conforming.conform(articles, out, node, Bounds(), strict=strict)


@dossier.command()
@click.argument("code", required=False, shell_complete=completing.codes)
@with_exit_status
def explain(code: str | None) -> int:
    """Tell what a code means: what it finds, why that matters, and how to mend it."""
    from pipeline.checks.registry import explanations
    from pipeline.report.explanation import render

    all_explanations = explanations()
    if code is None:
        for each in all_explanations.values():
            click.echo(f"{each.code:24} {each.what}")
        return 0
    code = code.partition("/")[0]
    if code not in all_explanations:
        close = difflib.get_close_matches(code, all_explanations, n=3)
        hint = f"; did you mean {' or '.join(close)}?" if close else "; `dossier explain` lists all"
        raise click.UsageError(f"unknown code {code!r}{hint}")
    click.echo(render(all_explanations[code]), nl=False)
    return 0


@dossier.command()
@click.option(
    "--measured",
    "with_measures",
    is_flag=True,
    help="How often each was right, where judged.",
)
@with_exit_status
def checks(with_measures: bool) -> int:
    """List the checks by theme, with the severity that each has at this desk.

    A check whose findings were often wrong on articles by other people is a note, or off, unless the desk or
    an article sets its severity or the profile to strict; `--measured` prints the figures.
    """
    from pipeline.checking import desk_options
    from pipeline.checks.measures import row
    from pipeline.checks.registry import CHECKS

    options, diagnostics = desk_options()
    for theme, group in groupby(CHECKS, key=lambda each: each.theme):
        click.echo(theme)
        for each in group:
            severity = options.severity(each.explanation, each.severity(plain=False))
            level = severity.value if severity else "off"
            text = row(each.code) if with_measures else each.explanation.what
            click.echo(f"  {each.code:28} {level:8} {text}")
    if diagnostics:
        print_findings(diagnostics, "text")
    return status_of(diagnostics)


@dossier.command()
@with_exit_status
def doctor() -> int:
    """Tell what is here, in which version, what is missing and how to get it."""
    from pipeline import process
    from pipeline.progress import tools_table
    from pipeline.setup.doctor import examine

    tools = examine(lambda command: process.output_of(command))
    click.echo(tools_table(tools))
    return 3 if any(tool.is_required and not tool.is_found for tool in tools) else 0


@dossier.command()
@click.argument("name", required=False, shell_complete=completing.styles)
@with_exit_status
def styles(name: str | None) -> int:
    """List the citation styles that `csl:` takes by name; NAME filters them."""
    from pipeline.load.style_names import installed_styles, other_styles, style_of
    from pipeline.model.checkout import extra

    own = style_of(name.lower()) if name else None
    names = [each for each in installed_styles() if name is None or name.lower() in each or each == own]
    for each in names:
        click.echo(each)
    others = sum(name is None or name.lower() in each for each in other_styles())
    if others:
        click.echo(f"other citation styles: {others:,}; `{extra('styles')}` brings them", err=True)
    elif not names:
        close = difflib.get_close_matches(str(name).lower(), installed_styles(), n=3)
        hint = f"; did you mean {' or '.join(close)}?" if close else "; `dossier styles` lists all"
        click.echo(f"no citation style has {name!r} in its name{hint}", err=True)
    return int(not names)


@dossier.command()
@click.argument("name", type=click.Choice(("front-matter", "facts", "figure", "findings", "manifest")))
@with_exit_status
def schema(name: str) -> int:
    """Print the JSON Schema of a YAML file, for editors, or of JSON that Dossier writes, for programs."""
    from pipeline.schemas import schema_text

    click.echo(schema_text(name), nl=False)
    return 0


for each in (
    starting.new,
    starting.init,
    branding.brand,
    building.build,
    watching.watch,
    releasing.release,
    previewing.preview,
    clustering.cluster,
    caching.cache,
    verifying.verify,
    importing.import_,
    extracting.extract,
    facts.facts,
    coverage.coverage,
    dumping.dump,
    completing.completion,
    handbook.handbook,
):
    dossier.add_command(each)


def main() -> NoReturn:
    """Run the command line; print a sentence, not a traceback, for any failure."""
    streams.prepare()
    stopping.begin()
    try:
        arguments.refuse_empty(sys.argv[1:])
        arguments.refuse_lost_folder()
        dossier(prog_name="dossier", standalone_mode=False)
    except click.exceptions.Exit as ending:
        raise SystemExit(ending.exit_code) from None
    except click.Abort:
        raise SystemExit(130) from None
    except click.ClickException as failure:
        usage.improve(failure).show()
        if hint := arguments.option_like_file(sys.argv[1:]):
            click.echo(f"Hint: {hint}", err=True)
        raise SystemExit(failure.exit_code) from None
    except Exception as failure:  # The last resort: a fault of Dossier must not look like one of the user.
        if os.environ.get("DOSSIER_TRACEBACK"):
            raise
        reason = streams.failure(failure) if isinstance(failure, OSError) else None
        kind = type(failure).__name__
        fault = f"a fault in Dossier: {kind}: {failure}\n  DOSSIER_TRACEBACK=1 shows where"
        with suppress(OSError):
            click.echo(f"error: {reason or fault}", err=True)
        if reason:
            streams.silence()
        raise SystemExit(1) from None
    raise SystemExit(0)
