"""The command `import`: an article made of a file in another form."""

from __future__ import annotations

import os
from pathlib import Path

import click

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
@reporting
def import_(file: Path, folder: Path, source: str | None, lang: str, strict: bool) -> int:
    """Make an article of a file: article.md, facts.yaml and references.json.

    Reads the plain-text dump of an encyclopedia's article, wikitext, and what pandoc reads: docx, odt,
    html, latex, org, rst and more. What could not be carried is listed with its place in the file.

    \b
    dossier import relations.wiki --to source/relations
    """
    from pipeline import write
    from pipeline.importers import reading
    from pipeline.model.diagnostics import DossierError, Place, error

    if source is not None and source not in reading.FORMS:
        raise click.BadParameter(f"no form is named {source!r}; there are {', '.join(reading.FORMS)}")
    if folder.is_dir() and os.listdir(folder):
        hint = "choose another folder, or take what is in it away"
        raise DossierError(
            [error("import-target-full", "the folder holds something", Place(str(folder)), hint)]
        )
    made = reading.read(file, source, lang)
    files = made.files()
    with write.folder(folder):
        for name, data in files.items():
            if "/" in name:
                with write.folder((folder / name).parent):
                    write.atomically(folder / name, data)
            else:
                write.atomically(folder / name, data)
    if made.diagnostics:
        print_findings(made.diagnostics, "text")
    lost = sum(each.code == "import-skipped" for each in made.diagnostics)
    click.echo(
        f"{folder}: {len(made.body.split())} words, {len(made.fields)} proposed facts, "
        f"{len(made.references)} references, {len(made.media)} images; {lost} things not carried"
    )
    return status(made.diagnostics, strict=strict)
