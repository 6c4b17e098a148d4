"""Reading of an article's text files: UTF-8 only, uniform line ends, no hidden characters."""

from __future__ import annotations

import errno
import os
import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline import disk
from pipeline.load import door
from pipeline.load.reach import Reach
from pipeline.model import characters
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error, warning
from pipeline.model.source import SourceText

MAX_BYTES = 5_000_000
# Line ends of every system, and the separators of lines and paragraphs that layout programs write.
_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")
HIDDEN_CHARACTER = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f{characters.TURNING}\ufeff]")


def display_path(path: Path) -> str:
    """Return a path for messages: relative to the working folder if it is inside, with printable letters."""
    try:
        name = (disk.here() / path).relative_to(disk.here()).as_posix()
    except ValueError:
        name = path.as_posix()
    # Names of files are bytes, and need not be text.
    return os.fsencode(name).decode("utf-8", "replace")


def argument(path: Path) -> str:
    """Return a path quoted for a shell command."""
    name = display_path(path)
    return shlex.quote(f"./{name}" if name.startswith("-") else name)


@contextmanager
def accessible(path: Path) -> Iterator[None]:
    """Convert the system's error for a path to a DossierError."""
    try:
        yield
    except OSError as failure:
        raise DossierError([_unreadable(path, failure)]) from failure


def _unreadable(path: Path, failure: OSError) -> Diagnostic:
    reason = (failure.strerror or str(failure)).lower()
    hint = "mend the rights of the file, and of its folders" if failure.errno == errno.EACCES else ""
    return error("file-unreadable", f"the file cannot be read: {reason}", Place(display_path(path)), hint)


def read_bytes(path: Path, reach: Reach | None, limit: int = MAX_BYTES) -> bytes:
    """Return a file's bytes; DossierError names the file and why it is not read.

    A reach of None is for a file from the command line.
    """
    try:
        return door.read(path, reach, limit)
    except door.FileError as why:
        raise DossierError([error(why.code, why.message, Place(display_path(path)), why.hint)]) from why


def _encoding(data: bytes, offset: int, path: Path) -> tuple[str, str]:
    """Return the encoding of a file that is not UTF-8, and how to convert it."""
    name, ending = argument(path), path.suffix.lower() or ".txt"
    hint = "save the file as UTF-8, or: iconv -f {} -t UTF-8 {} > new{}"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "the file is in UTF-16", hint.format("UTF-16", name, ending)
    if b"\0" in data:
        return "this is no text, but a binary file", "name a text file"
    return f"byte {data[offset]:#04x} is not UTF-8", hint.format("WINDOWS-1252", name, ending)


def read_text(
    path: Path, reach: Reach | None, limit: int = MAX_BYTES
) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    """Return a text file and the characters in it that should not be there."""
    data = read_bytes(path, reach, limit)
    name = display_path(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        line = data.count(b"\n", 0, failure.start) + 1
        column = failure.start - (data.rfind(b"\n", 0, failure.start) + 1) + 1
        message, hint = _encoding(data, failure.start, path)
        raise DossierError([error("encoding-invalid", message, Place(name, line, column), hint)]) from failure
    source = SourceText(name, _LINE_END.sub("\n", text), data)
    diagnostics = tuple(
        error(
            "character-hidden",
            f"the character U+{ord(match.group()):04X} cannot be seen",
            source.place(match.start()),
            "delete it",
        )
        for match in HIDDEN_CHARACTER.finditer(source.text)
    )
    return source, diagnostics


def read_foreign_text(path: Path, reach: Reach) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    """Return a text file of another program: in any encoding, without invisible characters."""
    data = read_bytes(path, reach)
    name = display_path(path)
    diagnostics: list[Diagnostic] = []
    for encoding in (
        ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252", "latin-1")
    ):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as failure:
            if encoding == "utf-8-sig":
                line = data.count(b"\n", 0, failure.start) + 1
                what = f"byte {data[failure.start]:#04x} is not UTF-8; the file is read as Windows-1252"
                diagnostics = [
                    warning("bibliography-character", what, Place(name, line), "save the file as UTF-8")
                ]
            continue
        break
    else:
        raise DossierError([error("encoding-invalid", "this is not UTF-16", Place(name), "save it as UTF-8")])
    source = SourceText(name, _LINE_END.sub("\n", text), data)
    characters_found = characters.find_invalid(source.text)
    if not characters_found:
        return source, tuple(diagnostics)
    what = f"characters cannot be seen: {', '.join(map(characters.name, characters_found))}"
    hint = "they are left out; delete them"
    diagnostics.append(
        warning("bibliography-character", what, source.place(source.text.index(characters_found[0])), hint)
    )
    return SourceText(name, characters.fit(source.text, ""), data), tuple(diagnostics)
