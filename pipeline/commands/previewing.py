"""The command `preview`: a page on this machine with an article's editions, findings and ledger."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from pipeline import arguments
from pipeline.bounds import Bounds
from pipeline.commands.article_options import with_artifacts, with_root, with_title
from pipeline.commands.bounding import with_bounds
from pipeline.commands.findings import with_exit_status

# What the page shows: the PDF of the deck and its PPTX have the slides of its HTML.
SHOWN_EDITIONS = ("briefing", "ebook", "deck", "web")
SHOWN_FORMATS = ("pdf", "epub", "html")


@click.command()
@with_artifacts
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    show_default="any that is free",
    help="Port of the page on 127.0.0.1.",
)
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
@click.option(
    "--editor",
    metavar="EDITOR",
    default="vscode",
    show_default=True,
    help="Where places lead to: vscode, vscodium, cursor, idea, or a command such as 'gvim +{line} {file}'.",
)
@with_title
@with_root
@with_bounds
@with_exit_status
def preview(
    articles: tuple[str, ...],
    to: tuple[str, ...],
    editions: tuple[str, ...],
    draft: bool,
    out: Path,
    port: int,
    opens: bool,
    editor: str,
    title: str,
    root: Path | None,
    bounds: Bounds,
    untrusted: bool,
) -> int:
    """Show an article's editions side by side in the browser, and build it on each save; Ctrl-C ends it.

    \b
    dossier preview cambodia-us-relations --open
    dossier preview paper.md --edition briefing
    """
    from pipeline import build as stages
    from pipeline import cache, process, write
    from pipeline.editions import EDITIONS
    from pipeline.preview.editor import editor_of
    from pipeline.preview.run import listen, run

    try:
        own_editor = editor_of(editor)
    except ValueError as failure:
        raise click.UsageError(f"--editor {editor!r}: {failure}; name one, or its command") from None
    if own_editor.command and shutil.which(own_editor.command[0]) is None:
        raise click.UsageError(f"--editor: there is no program {own_editor.command[0]!r}")
    location = _location(articles, title, root, untrusted=untrusted)
    formats = _formats(to, editions)
    # An article may choose among all that the page can show.
    choice = () if editions else _formats(to, tuple(EDITIONS))
    store = cache.Cache(None if untrusted else cache.user_folder())
    plan = stages.Plan(formats, out, arguments.clock(), store, draft, choice=choice, verify=False)
    try:
        listener = listen(port)
    except OSError as failure:
        raise click.UsageError(
            f"--port {port}: {failure.strerror}; leave it out for any that is free"
        ) from None
    # A folder that appears beside an article would look like a change of it.
    with write.folder(out):
        pass

    def tell(address: str) -> None:
        click.echo(f"{location.slug} is shown at {address}")
        click.echo("  Ctrl-C ends it; who has this address can read the article on this machine")
        if opens:
            click.launch(address)

    with suppress(SystemExit), listener:
        run(location, plan, bounds, listener, own_editor, process.start, tell)
    click.echo("the preview has ended", err=True)
    return 0


def _location(articles: tuple[str, ...], title: str, root: Path | None, *, untrusted: bool) -> Any:
    """Return the location of the one article that is named, or of the only one there is."""
    from pipeline.model.diagnostics import DossierError

    locations, faults = arguments.articles(articles, title, root, untrusted=untrusted)
    if faults:
        raise DossierError(faults)
    if len(locations) > 1:
        names = ", ".join(each.slug for each in locations)
        raise click.UsageError(f"the preview shows one article; name one of {names}")
    return locations[0]


def _formats(to: tuple[str, ...], editions: tuple[str, ...]) -> Any:
    from pipeline.editions import EDITIONS
    from pipeline.preview.snapshot import panes_of

    names = editions or tuple(each for each in SHOWN_EDITIONS if each in EDITIONS)
    formats = [each for each in arguments.formats(to or SHOWN_FORMATS, names) if panes_of([each])]
    if not formats:
        raise click.UsageError(
            "the preview shows briefing, e-book, deck, web page, summary and handout, as PDF, EPUB or HTML"
        )
    return tuple(formats)
