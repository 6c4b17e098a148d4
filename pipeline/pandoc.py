"""Pandoc: the only module that calls it. Every call is sandboxed and bounded in memory and time."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pipeline import disk, process
from pipeline.model import codec
from pipeline.model import nodes as n
from pipeline.model.byte_cache import ByteCache, without_cache
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, ToolMissing, error

# Author's YAML, macros and title blocks never reach pandoc; smart typography is a transform of Dossier's,
# so that the words of the tree are the words of the text.
READER = "markdown-smart-latex_macros-yaml_metadata_block-pandoc_title_block-mmd_title_block"
MEMORY = "1g"
# Where answers are kept; a stack, for it is rarely more than one.
_caches: list[ByteCache] = [without_cache]


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


@contextmanager
def keep_answers(cached_bytes: ByteCache) -> Iterator[None]:
    """Take answers that this process asks pandoc for from a cache, if they are small or asked for often."""
    _caches.append(cached_bytes)
    try:
        yield
    finally:
        _caches.pop()


def call(
    arguments: Sequence[str],
    stdin: bytes,
    *,
    timeout: float = 60,
    files: Mapping[str, bytes] = MappingProxyType({}),
    keep: bool = False,
) -> Answer:
    """Run pandoc; DossierError if it fails. `files` are the files of options, `{"csl": b"..."}`.

    An answer to `keep` comes from the cache of `keep_answers`: it is decided by the program and these values.
    """

    def run() -> bytes:
        result = _run(arguments, stdin, files, timeout)
        return f"{json.dumps(result.errors)}\n".encode() + result.output

    # The program's size and time are in the record of a build, whether it is asked or not.
    identity = disk.ask_again((disk.PROGRAM, program())) or ""
    names = [part for name in sorted(files) for part in (name, files[name])]
    data = (_caches[-1] if keep else without_cache)("pandoc", [identity, *arguments, stdin, *names], run)
    head, _, output = data.partition(b"\n")
    errors = json.loads(head)
    return Answer(output, warnings(errors), skipped_content(errors))


def _run(
    arguments: Sequence[str], stdin: bytes, files: Mapping[str, bytes], timeout: float
) -> process.ProcessResult:
    """Return the result of pandoc's run; DossierError if it fails."""
    with ExitStack() as stack:
        options = []
        if files:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dossier-")))
            for name, data in files.items():
                (folder / name).write_bytes(data)
                options.append(f"--{name.partition('.')[0]}={folder / name}")
        # With a smaller nursery than its default, pandoc takes a fifth less memory, and no more time.
        command = [program(), "+RTS", f"-M{MEMORY}", "-A1m", "-RTS", "--sandbox", *arguments, *options]
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
    return result


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
    answer = call(["-f", reader, "-t", "json"], text.encode(), keep=True)
    return codec.read(json.loads(answer.output)), tuple(each.message for each in answer.diagnostics)


def cite(
    document: n.Pandoc, references: Sequence[Mapping[str, Any]], style: str
) -> tuple[n.Pandoc, tuple[Diagnostic, ...]]:
    """Run citeproc: citations get their labels, and a Div `refs` with the entries ends the document.

    `style` is the text of a CSL style; the empty text is pandoc's own, Chicago author-date.
    """
    files = {"bibliography.json": json.dumps(list(references)).encode()}
    if style:
        files["csl.csl"] = style.encode()
    options = ("--citeproc", "--metadata=link-citations:true", "--metadata=link-bibliography:true")
    answer = call(
        ["-f", "json", "-t", "json", *options],
        json.dumps(codec.write(document)).encode(),
        files=files,
        keep=True,
    )
    return codec.read(json.loads(answer.output)), answer.diagnostics


def bibliography(data: bytes, form: str) -> list[dict[str, Any]]:
    """Return the entries of a `bibtex`, `biblatex`, `ris` or other bibliography as CSL JSON."""
    entries = json.loads(call(["-f", form, "-t", "csljson"], data, keep=True).output)
    return list(entries)


def write(document: n.Pandoc, to: str, arguments: Sequence[str] = (), *, keep: bool = False) -> Answer:
    """Write nodes in one of pandoc's formats; `arguments` are pandoc's own options."""
    command = ["-f", "json", "-t", to, "-o", "-", *arguments]
    return call(command, json.dumps(codec.write(document)).encode(), keep=keep)


def html(
    blocks: n.Blocks, to: str = "html5", arguments: Sequence[str] = (), *, keep: bool = False
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return blocks as an HTML fragment."""
    answer = write(n.Pandoc(n.MetaMap(), blocks), to, ["--wrap=none", *arguments], keep=keep)
    return answer.output.decode(), answer.diagnostics
