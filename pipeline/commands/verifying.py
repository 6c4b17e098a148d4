"""The command `verify`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from pipeline import arguments, project
from pipeline.bounds import Bounds
from pipeline.commands import completing
from pipeline.commands.article_options import with_root
from pipeline.commands.bounding import with_bounds
from pipeline.commands.conforming import conform
from pipeline.commands.findings import print_findings, with_exit_status
from pipeline.commands.findings import status as status_of
from pipeline.commands.reproducing import reproduce
from pipeline.commands.table_option import TableOption
from pipeline.model.checkout import is_checkout

# Written beside the files: the proof for programs, and for a person.
PROOF, PAGE = "proof.json", "proof.html"


@click.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...", shell_complete=completing.articles)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=project.build,
              show_default="build/ of the project",
              help="Folder that the artifacts were built in.")  # fmt: skip
@click.option("--reproducible", is_flag=True,
              help="Build again in other surroundings instead, and compare all bytes.")  # fmt: skip
@click.option("--conformance", is_flag=True,
              help="Ask validators about the files instead.")  # fmt: skip
@click.option("--node", type=click.Path(file_okay=False, path_type=Path), envvar="DOSSIER_NODE",
              help="Folder with the node_modules of validators."
              f"{'  [default: .venv/node]' * is_checkout()}")  # fmt: skip
@click.option("--to", metavar="FORMAT,...", multiple=True, cls=TableOption,
              describe=arguments.format_help, shell_complete=completing.formats)  # fmt: skip
@click.option("--edition", "editions", metavar="EDITION,...", multiple=True, cls=TableOption,
              describe=arguments.edition_help, shell_complete=completing.editions)  # fmt: skip
@click.option("--strict", is_flag=True, help="End with status 1 on what was not checked too.")
@with_root
@with_bounds
@with_exit_status
def verify(
    articles: tuple[str, ...],
    out: Path,
    reproducible: bool,
    conformance: bool,
    node: Path | None,
    to: tuple[str, ...],
    editions: tuple[str, ...],
    strict: bool,
    root: Path | None,
    bounds: Bounds,
    untrusted: bool,
) -> int:
    """Read finished files back, and compare what a reader finds in them with the article.

    \b
    dossier build suez && dossier verify suez
    dossier verify suez --conformance
    dossier verify suez --reproducible

    Every fact, citation, note, cell, heading, text alternative and character is compared, in its order. The
    table counts what is the same in each file; each difference is an error with its place in the source and
    the file. `proof.json` and `proof.html` beside the files have all of it, the page
    with a picture of each fact in a PDF.

    With --conformance every validator that is here is asked about each file, and each page of a site or of a
    release, several at a time; a verdict on a file that has not changed is remembered. A finding is told at
    its place in the source where the file leads to it. With --strict a validator that is missing is an error.

    With --reproducible the article is built again in 21 surroundings: other time zones, clock, locale,
    rights, caches, workers, folders, fonts and more. --edition and --to choose as in `build`. Each file must
    have the bytes that it has in `build/`.
    """
    if (to or editions) and not reproducible:
        raise click.UsageError("--to and --edition tell what --reproducible builds: name that too")
    if reproducible and conformance:
        raise click.UsageError("--conformance and --reproducible are two proofs: ask for one after the other")
    if conformance:
        return conform(articles, out, node, bounds, root=root, strict=strict, untrusted=untrusted)
    if reproducible:
        if untrusted:
            raise click.UsageError("--reproducible copies and builds with full rights, not with --untrusted")
        return reproduce(articles, to, editions, out, bounds, root=root, strict=strict)
    return _prove(articles, out, root, bounds, strict=strict, untrusted=untrusted)


def _prove(
    articles: tuple[str, ...],
    out: Path,
    root: Path | None,
    bounds: Bounds,
    *,
    strict: bool,
    untrusted: bool,
) -> int:
    """Compare articles with what was built of them."""
    from pipeline import supervision, write
    from pipeline.model.diagnostics import DossierError
    from pipeline.proofs.article import ArticleProof
    from pipeline.proofs.report import report
    from pipeline.proofs.table import json_text, table

    locations, unknown_articles = arguments.articles(articles, limit=root, untrusted=untrusted)
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
