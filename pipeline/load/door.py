"""Opening of an article's files: each file is opened here, once, and nowhere else.

The file that was checked is the one that is opened: the path without links is walked folder by folder, and a
link that appears in it meanwhile is not followed. Only the bytes of a regular file are read, and no more than
its kind may have; pipes and devices are not opened.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline import disk
from pipeline.load.reach import Reach, real

_FOLDER = os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC | getattr(os, "O_PATH", os.O_RDONLY)
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY
_PIECE = 1 << 20
# Parts of questions and answers; no digest has the second.
_STRICT, _REFUSAL, _HINT = "strict", ": ", "\0"
_KINDS = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}


class FileError(Exception):
    """A file that is not read: the code of the diagnostic, its message and its hint."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        """Keep all three."""
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def read(path: Path, reach: Reach | None, limit: int) -> bytes:
    """Return the bytes of a file, at most `limit`; raise FileError if the article may not read it.

    A reach of None, for a file that the command line names, is that of the user.
    """
    question = _question(path, reach, limit)
    if (answer := disk.answer_of(question)) is not None:
        disk.note(question, answer)
        return _replay(answer)
    if not disk.is_recording():
        return _read(path, reach, limit)
    try:
        data = _read(path, reach, limit)
    except FileError as why:
        disk.note(question, _refusal(why))
        raise
    disk.note(question, _digest(data))
    return data


def ask_again(question: disk.Question) -> str | None:
    """Return the present answer to a question for a file's content; None for any other question."""
    match question:
        case ("content", path, limit):
            reach = None
        case ("content", path, limit, own, around):
            reach = Reach(Path(own), Path(around))
        case _:
            return None
    try:
        return _digest(_read(Path(path), reach, int(limit)))
    except FileError as why:
        return _refusal(why)


def contents(answers: Mapping[disk.Question, str]) -> dict[str, bytes]:
    """Return by their digests the files that a record has answers about, read anew.

    Raises FileError for one that has changed since.
    """
    files: dict[str, bytes] = {}
    for question, digest in answers.items():
        match question:
            case ("content", path, limit, *folders) if _REFUSAL not in digest and digest not in files:
                files[digest] = _read(Path(path), _reach(folders), int(limit))
                if _digest(files[digest]) != digest:
                    raise FileError("file-unreadable", f"{path} changed while it was read", "run it again")
            case _:
                pass
    return files


def _reach(folders: Sequence[str]) -> Reach | None:
    """Return the reach of a question, from its end."""
    if not folders:
        return None
    own, around, *strict = folders
    return Reach(Path(own), Path(around), is_strict=strict == [_STRICT])


def _replay(answer: str) -> bytes:
    """Return the file of an answer that a memory gives; raise FileError as it was raised."""
    if _REFUSAL not in answer:
        return disk.content(answer)
    code, _, rest = answer.partition(_REFUSAL)
    message, _, hint = rest.partition(_HINT)
    raise FileError(code, message, hint)


def _question(path: Path, reach: Reach | None, limit: int) -> disk.Question:
    folders = (str(reach.own), str(reach.around)) if reach else ()
    # What is not trusted is read anew each time: its questions are not asked again.
    strict = (_STRICT,) if reach and reach.is_strict else ()
    return ("content", str(path), str(limit), *folders, *strict)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _refusal(why: FileError) -> str:
    return f"{why.code}{_REFUSAL}{why.message}{_HINT}{why.hint}"


def _read(path: Path, reach: Reach | None, limit: int) -> bytes:
    try:
        place = real(path)
        if reach is not None and not reach.allows(place):
            raise _outside(path)
        with _open(place) as handle:
            return _content(handle, limit, alone=reach is not None and reach.is_strict)
    except ValueError:
        raise FileError("file-missing", "there is no such file", "check the name") from None
    except OSError as failure:
        raise _failure(path, failure) from failure


def _outside(path: Path) -> FileError:
    if os.path.islink(path):
        hint = "put the file itself in the article's folder"
        return FileError("path-unsafe", "the file is a link that leads out of the article's folder", hint)
    hint = "copy it into the article's folder"
    return FileError("path-unsafe", "the file lies outside the article's folder", hint)


def _failure(path: Path, failure: OSError) -> FileError:
    """Return the error for the system's refusal to open a path without links."""
    is_link = os.path.islink(path)
    match failure.errno:
        case errno.ENOENT | errno.ENOTDIR if not os.path.lexists(path):
            return FileError("file-missing", "there is no such file", "check the name")
        case errno.ENOENT | errno.ENOTDIR | errno.ELOOP if is_link:
            return FileError(
                "file-unreadable", "this is a link that leads nowhere", "put the file itself there"
            )
        case errno.ENAMETOOLONG:
            return FileError("file-missing", "no file can have a name so long", "check the name")
        case _:
            reason = (failure.strerror or str(failure)).lower()
            return FileError("file-unreadable", f"the file cannot be read: {reason}")


@contextmanager
def _open(place: Path) -> Iterator[int]:
    """Open a file by its path without links, and close it again."""
    folder = os.open("/", _FOLDER & ~os.O_NOFOLLOW)
    try:
        for part in place.parts[1:-1]:
            below = os.open(part, _FOLDER, dir_fd=folder)
            os.close(folder)
            folder = below
        # Opening a device may already do something.
        _refuse_other(os.stat(place.name or "/", dir_fd=folder, follow_symlinks=False))
        handle = os.open(place.name, _FILE, dir_fd=folder)
    finally:
        os.close(folder)
    try:
        yield handle
    finally:
        os.close(handle)


def _refuse_other(status: os.stat_result) -> None:
    """Raise FileError if the path is not a regular file."""
    mode = status.st_mode
    if stat.S_ISREG(mode):
        return
    if stat.S_ISLNK(mode):
        # The path had no links: it leads in a circle, or a link was added meanwhile.
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    what = _KINDS.get(stat.S_IFMT(mode), "a device")
    raise FileError("file-unreadable", f"this is no file, but {what}", "put a file there")


def _content(handle: int, limit: int, *, alone: bool) -> bytes:
    """Return the bytes of an open file; `alone` refuses a file with several names (hard links)."""
    before = os.fstat(handle)
    _refuse_other(before)
    if alone and before.st_nlink > 1:
        hint = "put a copy of the file there"
        raise FileError("path-unsafe", "the file has other names, which may lie anywhere (hard links)", hint)
    data = bytearray()
    while len(data) <= limit and (piece := os.read(handle, min(_PIECE, limit + 1 - len(data)))):
        data += piece
    if max(len(data), before.st_size) > limit:
        raise FileError("file-too-large", f"the file has more than {limit:,} bytes", "make it smaller")
    after = os.fstat(handle)
    # A file of the kernel, as in /proc, has a size of 0 whatever its content.
    if (len(data), after.st_size, after.st_mtime_ns) != (before.st_size, before.st_size, before.st_mtime_ns):
        raise FileError("file-unreadable", "the file changed while it was read", "run it again")
    return bytes(data)
