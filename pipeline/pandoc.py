"""Pandoc: the only module that calls it. Every call is sandboxed and bounded in memory and time."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline import process
from pipeline.model import codec
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, ToolMissing, error

# Author's YAML, macros and title blocks never reach pandoc; smart typography is a transform of Dossier's,
# so that the words of the tree are the words of the text.
READER = "markdown-smart-latex_macros-yaml_metadata_block-pandoc_title_block-mmd_title_block"
MEMORY = "1g"


@dataclass(frozen=True, slots=True)
class Answer:
    """Pandoc's output, its warnings as diagnostics of code `pandoc`, and the content that it skipped."""

    output: bytes
    diagnostics: tuple[Diagnostic, ...]
    skipped_content: tuple[str, ...] = ()


@cache
def program() -> str:
    """Return the path of the pandoc program that pypandoc provides; ToolMissing if there is none."""
    import pypandoc

    try:
        return str(pypandoc.get_pandoc_path())
    except OSError as failure:
        raise ToolMissing(
            [error("tool-missing", "pandoc is not there", Place("pandoc"), "pip install pypandoc_binary")]
        ) from failure


@cache
def version() -> str:
    """Return pandoc's version."""
    return process.run([program(), "--version"]).output.decode().splitlines()[0].removeprefix("pandoc ")


def call(arguments: Sequence[str], stdin: bytes, *, timeout: float = 60) -> Answer:
    """Run pandoc; DossierError if it fails."""
    # With a smaller nursery than its default, pandoc takes a fifth less memory, and no more time.
    command = [program(), "+RTS", f"-M{MEMORY}", "-A1m", "-RTS", "--sandbox", *arguments]
    result = process.run(command, stdin, timeout=timeout)
    if result.status == 251:
        raise DossierError(
            [
                error(
                    "pandoc-memory",
                    f"pandoc needs more than {MEMORY} of memory for this text",
                    Place("pandoc"),
                    "split the article, or look for a table or list of extreme size",
                )
            ]
        )
    if result.status != 0:
        raise DossierError(
            [
                error(
                    "pandoc-failed",
                    f"pandoc ended with status {result.status}: {result.errors.strip()}",
                    Place("pandoc"),
                )
            ]
        )
    return Answer(result.output, warnings(result.errors), skipped_content(result.errors))


def warnings(errors: str) -> tuple[Diagnostic, ...]:
    """Return the warnings in pandoc's standard error."""
    messages = re.split(r"^\[(?=WARNING\]|INFO\])", errors, flags=re.MULTILINE)
    return tuple(
        Diagnostic("pandoc", Severity.WARNING, " ".join(m.partition("]")[2].split()), Place("pandoc"))
        for m in messages
        if m.startswith("WARNING]")
    )


def skipped_content(errors: str) -> tuple[str, ...]:
    """Return the content that pandoc skipped, from its `--verbose` output."""
    messages = re.split(r"^\[(?=WARNING\]|INFO\])", errors, flags=re.MULTILINE)
    lines = [" ".join(each.partition("]")[2].split()) for each in messages if each.startswith("INFO]")]
    return tuple(
        line for line in lines if line.startswith(("Skipped", "Not rendering", "Ignored", "Ignoring"))
    )


def read_foreign(data: bytes, reader: str) -> tuple[n.Pandoc, Answer]:
    """Read a document in any of pandoc's formats: its nodes, and pandoc's answer with the skipped content."""
    answer = call(["-f", reader, "-t", "json", "--verbose"], data)
    return codec.read(json.loads(answer.output)), answer


def read(text: str, reader: str = READER) -> n.Pandoc:
    """Read a text (Markdown by default) into nodes."""
    return read_with_remarks(text, reader)[0]


def read_with_remarks(text: str, reader: str = READER) -> tuple[n.Pandoc, tuple[str, ...]]:
    """Read a text (Markdown by default) into nodes, and return pandoc's remarks about it."""
    answer = call(["-f", reader, "-t", "json"], text.encode())
    return codec.read(json.loads(answer.output)), tuple(each.message for each in answer.diagnostics)


def cite(
    document: n.Pandoc, references: Sequence[Mapping[str, Any]], style: str
) -> tuple[n.Pandoc, tuple[Diagnostic, ...]]:
    """Run citeproc: citations get their labels, and a Div `refs` with the entries ends the document.

    `style` is the text of a CSL style; the empty text is pandoc's own, Chicago author-date.
    """
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        bibliography = Path(folder) / "references.json"
        bibliography.write_text(json.dumps(list(references)), "utf-8")
        style_options = []
        if style:
            sheet = Path(folder) / "style.csl"
            sheet.write_text(style, "utf-8")
            style_options = [f"--csl={sheet}"]
        answer = call(
            [
                "-f",
                "json",
                "-t",
                "json",
                "--citeproc",
                f"--bibliography={bibliography}",
                *style_options,
                "--metadata=link-citations:true",
                "--metadata=link-bibliography:true",
            ],
            json.dumps(codec.write(document)).encode(),
        )
    return codec.read(json.loads(answer.output)), answer.diagnostics


def bibliography(data: bytes, form: str) -> list[dict[str, Any]]:
    """Return the entries of a `bibtex`, `biblatex`, `ris` or other bibliography as CSL JSON."""
    entries = json.loads(call(["-f", form, "-t", "csljson"], data).output)
    return list(entries)


def write(document: n.Pandoc, to: str, arguments: Sequence[str] = ()) -> Answer:
    """Write nodes in one of pandoc's formats; `arguments` are pandoc's own options."""
    return call(["-f", "json", "-t", to, "-o", "-", *arguments], json.dumps(codec.write(document)).encode())


def html(
    blocks: n.Blocks, to: str = "html5", arguments: Sequence[str] = ()
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return blocks as an HTML fragment."""
    answer = write(n.Pandoc(n.MetaMap(), blocks), to, ["--wrap=none", *arguments])
    return answer.output.decode(), answer.diagnostics
