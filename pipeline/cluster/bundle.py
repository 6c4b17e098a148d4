"""A bundle: an article as all that reading it asks of the disk, with the answers, and its files by digest.

Reading is a function of these answers (`pipeline.disk`): from the bundle another machine reads what this one
would, with the same messages, whatever is on its own disk. A file that is not there is an answer too, as is
one that must not be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pipeline import build, cache, disk
from pipeline.load import door
from pipeline.load import text as texts
from pipeline.load.location import Location
from pipeline.model.diagnostics import DossierError, Place, error

_OF_PROGRAMS = (disk.PROGRAM, "failure")


@dataclass(frozen=True, slots=True)
class Bundle:
    """An article to read elsewhere: its location, who asked and where, the answers, its files by digest."""

    location: Location
    desk: disk.Desk
    answers: Mapping[disk.Question, str] = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)

    @property
    def memory(self) -> disk.Memory:
        """What answers instead of the disk of the machine that reads it."""
        return disk.Memory(self.desk, self.answers, self.files)


def collect(location: Location, store: cache.Cache) -> Bundle:
    """Read an article, and return what that asked. Raises DossierError as a build does."""
    with disk.record() as record:
        build.read_article(location, store)
    if disk.TWO_ANSWERS in _of_files(record).values():
        raise _change(location, "a file of the article changed while it was read")
    try:
        files = door.contents(record)
    except door.FileError as why:
        raise _change(location, why.message) from why
    return Bundle(location, disk.desk(), dict(record), files)


def _of_files(answers: Mapping[disk.Question, str]) -> dict[disk.Question, str]:
    """Return the answers but those on programs: a worker has its own."""
    return {question: answer for question, answer in answers.items() if question[0] not in _OF_PROGRAMS}


def _change(location: Location, message: str) -> DossierError:
    place = Place(texts.display_path(location.file))
    return DossierError([error("file-unreadable", message, place, "run it again")])


def location_to_json(location: Location) -> Any:
    """Return a location as a JSON value."""
    paths = {
        "root": str(location.root),
        "file": str(location.file),
        "others": [str(each) for each in location.others],
        "limit": None if location.limit is None else str(location.limit),
    }
    return {**asdict(location), **paths}


def location_from_json(value: Any) -> Location:
    """Return a location from its JSON value."""
    paths = {
        "root": Path(value["root"]),
        "file": Path(value["file"]),
        "others": tuple(map(Path, value["others"])),
        "limit": None if value["limit"] is None else Path(value["limit"]),
    }
    return Location(**{**value, **paths})


def to_json(bundle: Bundle) -> Any:
    """Return a bundle without its files as a JSON value, in which their digests are."""
    return {
        "location": location_to_json(bundle.location),
        "desk": asdict(bundle.desk),
        "answers": [[*question, answer] for question, answer in _of_files(bundle.answers).items()],
    }


def from_json(value: Any, files: Mapping[str, bytes]) -> Bundle:
    """Return a bundle from its JSON value and its files."""
    answers = {tuple(question): answer for *question, answer in value["answers"]}
    return Bundle(location_from_json(value["location"]), disk.Desk(**value["desk"]), answers, files)
