"""Questions to the disk about an article and what surrounds it; while a record is kept, with their answers.

Whatever loading asks about files, it asks here, or the door for their content. Loading is a function of the
answers: where every question of a record has its old answer, loading would have its old result. So it can be
done on another machine, from the record alone (`replay`).
"""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

# The kind of a question, the path or name that it is about, and its other parts.
Question = tuple[str, ...]
Answers = tuple[tuple[Question, str], ...]
# The answer to a question that had two while the record was kept: it is never the right one.
TWO_ANSWERS = "?"
PROGRAM = "program"
_YES, _NO, _FAILURE = "yes", "no", "!"
_NO_PATH = f"{_FAILURE}no path"
_SEPARATOR = "\0"
# The records that are kept, and those that answer; stacks, for there is rarely more than one.
_records: list[dict[Question, str]] = []
_replays: list[Memory] = []


@dataclass(frozen=True, slots=True)
class Desk:
    """Where questions are asked, and by whom: the working folder, the user's home (or "") and number."""

    here: str
    home: str
    user: int


@dataclass(frozen=True, slots=True)
class Memory:
    """A record that answers instead of the disk: its desk, its answers, and files by the digests in them."""

    desk: Desk
    answers: Mapping[Question, str] = field(repr=False)
    contents: Mapping[str, bytes] = field(repr=False)


class AnswerMissing(Exception):
    """A question that a memory has no answer to."""


@contextmanager
def replay(memory: Memory) -> Iterator[None]:
    """Have a memory answer all questions of this process but those for programs."""
    _replays.append(memory)
    try:
        yield
    finally:
        _replays.pop()


def answer_of(question: Question) -> str | None:
    """Return the answer of a memory to a question; None if the disk is asked. Raises AnswerMissing."""
    if not _replays or question[0] == PROGRAM:
        return None
    answer = _replays[-1].answers.get(question)
    if answer is None:
        raise AnswerMissing(f"no answer to {question}")
    return answer


def content(digest: str) -> bytes:
    """Return a file of the memory that answers. Raises AnswerMissing."""
    data = _replays[-1].contents.get(digest)
    if data is None:
        raise AnswerMissing(f"no file with the digest {digest}")
    return data


def desk() -> Desk:
    """Return where questions are asked, and by whom."""
    if _replays:
        return _replays[-1].desk
    try:
        home = str(Path.home())
    except RuntimeError:
        home = ""
    return Desk(os.getcwd(), home, os.getuid())


def here() -> Path:
    """Return the working folder."""
    return Path(_replays[-1].desk.here) if _replays else Path.cwd()


@contextmanager
def record() -> Iterator[Mapping[Question, str]]:
    """Record the questions that this process asks, with their answers."""
    answers: dict[Question, str] = {}
    _records.append(answers)
    try:
        yield answers
    finally:
        _records.pop()


def is_recording() -> bool:
    """Return whether a record is kept."""
    return bool(_records)


def note(question: Question, answer: str) -> None:
    """Note the answer to a question in the records that are kept."""
    for answers in _records:
        if answers.setdefault(question, answer) != answer:
            answers[question] = TWO_ANSWERS


def exists(path: Path) -> bool:
    """Return whether something is at a path, if only a link that leads nowhere."""
    return _ask("exists", path) == _YES


def leads_somewhere(path: Path) -> bool:
    """Return whether a path leads to a file, a folder or something else that is there. Raises OSError."""
    return _ask("target", path) == _YES


def is_link(path: Path) -> bool:
    """Return whether a symbolic link is at a path."""
    return _ask("link", path) == _YES


def is_file(path: Path) -> bool:
    """Return whether a path leads to a file."""
    return _ask("file", path) == _YES


def is_folder(path: Path) -> bool:
    """Return whether a path leads to a folder."""
    return _ask("folder", path) == _YES


def names(folder: Path) -> tuple[str, ...]:
    """Return the names in a folder, sorted. Raises OSError."""
    answer = _ask("names", folder)
    return tuple(answer.split(_SEPARATOR)) if answer else ()


def names_like(folder: Path, wanted_names: Sequence[str]) -> tuple[str, ...]:
    """Return the sorted names in a folder that are one of these but for capitals and accents. Raises OSError.

    What else is in the folder, as that of the artifacts, is no part of the answer.
    """
    answer = _ask("names like", folder, *wanted_names)
    return tuple(answer.split(_SEPARATOR)) if answer else ()


def fold(name: str) -> str:
    """Return a name without its differences in capitals and in the form of accents."""
    return unicodedata.normalize("NFC", name).casefold()


def real(path: Path) -> Path:
    """Return a path with all links resolved; its end need not exist."""
    return Path(_ask("real", path))


def owner(path: Path) -> int:
    """Return the user that owns what a path leads to. Raises OSError."""
    return int(_ask("owner", path))


def program(name: str) -> str | None:
    """Return the path of a program on PATH, or None. A record has its size and time too."""
    return _ask(PROGRAM, Path(name)).partition(_SEPARATOR)[0] or None


def ask_again(question: Question) -> str | None:
    """Return the present answer to a question of a record; None for a question that is not of this module."""
    match question:
        case (kind, path, *others) if kind in _ANSWERS:
            try:
                return _ask(kind, Path(path), *others)
            except (OSError, ValueError) as failure:
                return _failure(failure)
        case _:
            return None


def _ask(kind: str, path: Path, *others: str) -> str:
    """Answer a question, and note the answer. Raises OSError, or ValueError for no path; both are noted."""
    question = (kind, str(path), *others)
    answer = answer_of(question)
    if answer is not None:
        note(question, answer)
        return _answer_or_raise(answer)
    try:
        answer = _ANSWERS[kind](path, *others)
    except (OSError, ValueError) as failure:
        note(question, _failure(failure))
        raise
    note(question, answer)
    return answer


def _failure(failure: OSError | ValueError) -> str:
    return f"{_FAILURE}{failure.errno}" if isinstance(failure, OSError) else _NO_PATH


def _answer_or_raise(answer: str) -> str:
    """Return an answer of a memory; raise the failure that it may be."""
    if answer == _NO_PATH:
        raise ValueError("this is no path")
    if answer.startswith(_FAILURE):
        number = int(answer.removeprefix(_FAILURE))
        raise OSError(number, os.strerror(number))
    return answer


def _yes_or_no(test: Callable[[Path], bool]) -> Callable[[Path], str]:
    return lambda path: _YES if test(path) else _NO


def _program(name: Path) -> str:
    path = shutil.which(str(name))
    if path is None:
        return ""
    # An update of the machine exchanges a program without another name.
    status = os.stat(path)
    return _SEPARATOR.join((path, str(status.st_size), str(status.st_mtime_ns)))


def _names_like(folder: Path, *wanted_names: str) -> str:
    keys = {fold(name) for name in wanted_names}
    return _SEPARATOR.join(sorted(name for name in os.listdir(folder) if fold(name) in keys))


_ANSWERS: Mapping[str, Callable[..., str]] = {
    "exists": _yes_or_no(os.path.lexists),
    "target": _yes_or_no(lambda path: path.exists()),
    "link": _yes_or_no(os.path.islink),
    "file": _yes_or_no(lambda path: path.is_file()),
    "folder": _yes_or_no(lambda path: path.is_dir()),
    "names": lambda folder: _SEPARATOR.join(sorted(os.listdir(folder))),
    "names like": _names_like,
    "real": os.path.realpath,
    "owner": lambda path: str(path.stat().st_uid),
    PROGRAM: _program,
}
