"""The command `extract`: writes the article out of a PDF briefing."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path

import click

from pipeline import arguments, project
from pipeline.bounds import Bounds
from pipeline.commands.bounding import with_bounds
from pipeline.commands.findings import print_sandbox_warnings, with_exit_status
from pipeline.load.reach import Reach

# A PDF contains the article's files and the results of them.
MAX_BYTES = 1_000_000_000


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the article; it must not hold anything.",
)
@with_bounds
@with_exit_status
def extract(file: Path, folder: Path, bounds: Bounds, untrusted: bool) -> int:
    """Write the article that a briefing carries into a folder: text, ledger, references, figures, images.

    Building the folder makes the same briefing again, byte for byte. Nothing is written where a file in
    the PDF is not what its checksum tells of.

    \b
    dossier extract briefing.pdf --to again
    dossier build again --to pdf
    """
    from pipeline import supervision, write
    from pipeline.model.diagnostics import Place

    arguments.refuse_unlisted(folder)
    write.refuse_full(folder)
    reach, cell = supervision.reach_and_sandbox(file, untrusted=untrusted)
    files, article, clock = supervision.supervise(
        lambda tell: _extract(file, reach), Place(str(file)), bounds, cell
    )
    write.new_folder(folder, files)
    print_sandbox_warnings(untrusted=untrusted)
    click.echo(f"{folder}: {len(files)} files, {sum(map(len, files.values())):,} bytes")
    name = shlex.quote(str(_build_argument(folder, article)))
    click.echo(f"to make the briefing again: {clock}dossier build {name} --to pdf")
    return 0


def _extract(file: Path, reach: Reach | None) -> tuple[Mapping[str, bytes], str, str]:
    """Return the files of a briefing, the name of its text, and the setting of the clock that it needs."""
    from pipeline.formats.pdf.attachment_reading import read_attachments
    from pipeline.load.text import display_path, read_bytes

    content = read_attachments(read_bytes(file, reach, MAX_BYTES), display_path(file))
    other = content.clock is not None and content.clock != _own_clock(content.files[content.article])
    return dict(content.files), content.article, f"SOURCE_DATE_EPOCH={content.clock} " if other else ""


def _own_clock(article: bytes) -> float:
    """Return the time that an article sets for its artifacts, in seconds since 1970."""
    from pipeline.load import front
    from pipeline.model.front_matter import own_clock
    from pipeline.model.source import SourceText

    text = "\n".join(article.decode("utf-8-sig", "replace").splitlines())
    head = front.read(SourceText("", text), plain=True, default_bibliography=(), title="x")
    return own_clock(head.matter).timestamp()


def _build_argument(folder: Path, article: str) -> Path | str:
    """Return the argument that names the article to `build`: its folder if that is possible."""
    from pipeline.load.article import locate
    from pipeline.model.diagnostics import DossierError

    for name in (str(folder), f"./{folder}"):
        try:
            if locate(name, project.source()).file.samefile(folder / article):
                return name
        except DossierError:
            continue
    return folder / article
