"""The command `verify`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from pipeline import arguments, project
from pipeline.bounds import Bounds
from pipeline.commands import completing
from pipeline.commands.bounding import with_bounds
from pipeline.commands.findings import print_findings, with_exit_status
from pipeline.commands.findings import status as status_of

# Written beside the files: the proof for programs, and for a person.
PROOF, PAGE = "proof.json", "proof.html"


@click.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...", shell_complete=completing.articles)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=project.build,
              show_default="build/ of the project",
              help="Folder that the artifacts were built in.")  # fmt: skip
@click.option("--strict", is_flag=True, help="End with status 1 on what was not checked too.")
@with_bounds
@with_exit_status
def verify(articles: tuple[str, ...], out: Path, strict: bool, bounds: Bounds, untrusted: bool) -> int:
    """Read finished files back, and compare what a reader finds in them with the article.

    \b
    dossier build suez && dossier verify suez

    Every fact, citation, note, cell, heading, text alternative and character is compared, in its order. The
    table counts what is the same in each file; each difference is an error with its place in the source and
    the file. `proof.json` and `proof.html` beside the files have all of it, the page
    with a picture of each fact in a PDF.
    """
    from pipeline import supervision, write
    from pipeline.model.diagnostics import DossierError
    from pipeline.proofs.article import ArticleProof
    from pipeline.proofs.report import report
    from pipeline.proofs.table import json_text, table

    locations, unknown_articles = arguments.articles(articles, untrusted=untrusted)
    arguments.refuse_twins(locations)
    diagnostics = [*unknown_articles, *(supervision.sandbox_warnings() if untrusted else ())]
    proofs: list[ArticleProof] = []
    for location in locations:
        try:
            job = partial(report, location, out)
            proof, page = supervision.of_article(location, bounds, job)
        except DossierError as failure:
            diagnostics += failure.diagnostics
            continue
        proofs.append(proof)
        diagnostics += proof.diagnostics
        folder = out / proof.slug
        write.write_atomically(folder / PROOF, json_text(proof).encode())
        write.write_atomically(folder / PAGE, page.encode())
    if proofs:
        click.echo(table(proofs))
    if diagnostics:
        print_findings(diagnostics, "text", [each.reach for each in locations])
    has_unread = any(proof.unread_files for proof in proofs)
    return status_of(diagnostics, strict=False) or int(strict and has_unread)
