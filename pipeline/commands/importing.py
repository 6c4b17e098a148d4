"""The command `import`: an article made of a file in another form."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from pipeline.bounds import Bounds
from pipeline.commands.bounding import bounded
from pipeline.commands.findings import print_findings, reporting, status


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the article, such as source/<slug>; it must not hold anything.",
)
@click.option("--from", "source", metavar="FORM", help="Form of the file, where its name does not tell it.")
@click.option("--lang", default="en", show_default=True, help="Language of the text, where it does not say.")
@click.option("--strict", is_flag=True, help="End with status 1 when something could not be carried.")
@bounded
@reporting
def import_(
    file: Path, folder: Path, source: str | None, lang: str, strict: bool, bounds: Bounds, untrusted: bool
) -> int:
    """Make an article of a file: article.md, facts.yaml and references.json.

    Reads the plain-text dump of an encyclopedia's article, wikitext, and what pandoc reads: docx, odt,
    html, latex, org, rst and more. What could not be carried is listed with its place in the file.

    \b
    dossier import relations.wiki --to source/relations
    """
    from pipeline import supervision, write
    from pipeline.importers import reading
    from pipeline.model.diagnostics import Diagnostic, Place

    if source is not None and source not in reading.FORMS:
        raise click.BadParameter(f"no form is named {source!r}; there are {', '.join(reading.FORMS)}")
    write.refuse_full(folder)
    reach, cell = supervision.trusted_with(file, untrusted=untrusted)

    def job(tell: object) -> tuple[tuple[Diagnostic, ...], Mapping[str, bytes], str]:
        imported = reading.read(file, source, lang, reach)
        lost = sum(each.code == "import-skipped" for each in imported.diagnostics)
        summary = (
            f"{folder}: {len(imported.body.split())} words, {len(imported.fields)} proposed facts, "
            f"{len(imported.references)} references, {len(imported.media)} images; {lost} things not carried"
        )
        return tuple(imported.diagnostics), imported.files(), summary

    diagnostics, files, summary = supervision.supervised(job, Place(str(file)), bounds, cell=cell)
    write.new_folder(folder, files)
    diagnostics += supervision.unguarded() if untrusted else ()
    if diagnostics:
        print_findings(diagnostics, "text", (reach,))
    click.echo(summary)
    return status(diagnostics, strict=strict)
