"""The part of `check` that compares another file with an article."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from pipeline import arguments
from pipeline.bounds import Bounds
from pipeline.commands.findings import print_findings, print_sandbox_warnings, status


@dataclass(frozen=True, slots=True)
class Wish:
    """What to compare and how to tell it: the file, its language if named, and the form of the report."""

    file: Path
    lang: str | None
    form: str
    strict: bool = False
    untrusted: bool = False


def compare_file(articles: tuple[str, ...], wish: Wish, bounds: Bounds) -> int:
    """Compare the statements of a file with those of one article, print them, and return the exit status."""
    from pipeline import languages, supervision
    from pipeline.against import reading
    from pipeline.wording.locale import locale

    if wish.lang is not None and languages.primary(wish.lang) not in locale("en").languages:
        raise click.UsageError(f"--lang {wish.lang} is no language; write its tag, as `de` or `en-US`")
    if len(articles) > 1:
        raise click.UsageError("--against compares a file with one article: name one")
    locations, diagnostics = arguments.articles(articles, untrusted=wish.untrusted)
    if len(locations) > 1:
        names = ", ".join(each.slug for each in locations)
        raise click.UsageError(f"--against compares a file with one article: name one of {names}")
    if not locations:
        print_findings(diagnostics, wish.form, err=False)
        return 1
    location = locations[0]
    print_sandbox_warnings(untrusted=wish.untrusted)
    # The sandbox of an article does not reach the other file: its bytes are read here, and parsed there.
    data = reading.bytes_of(wish.file)
    findings, view = supervision.of_article(
        location, bounds, lambda: _compare(location, wish.file, data, wish.lang)
    )
    if wish.form == "text":
        click.echo(view, nl=False)
    else:
        print_findings(findings, wish.form, err=False, sort=False)
    return status(findings, strict=wish.strict)


def _compare(location: Any, file: Path, data: bytes, lang: str | None) -> tuple[tuple[Any, ...], str]:
    from pipeline.against import own, reading, telling
    from pipeline.against.comparison import compare
    from pipeline.load.article import load
    from pipeline.load.text import display_path
    from pipeline.model.diagnostics import DossierError, Severity, limit_per_code
    from pipeline.resolve import resolve

    other = reading.read(file, data)
    article = load(location)
    grave = [each for each in article.diagnostics if each.severity is Severity.ERROR]
    if grave:
        raise DossierError(grave)
    document, _ = resolve(article.manuscript)
    ours = own.read(article.manuscript, document)
    comparison = compare(other, ours, lang or reading.language_of(other, ours.lang))
    name = display_path(file)
    subject = telling.Subject(name, article.manuscript.slug)
    return limit_per_code(telling.diagnostics(comparison, name)), telling.table(comparison, subject)
