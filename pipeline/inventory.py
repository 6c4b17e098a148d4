"""The inventory of a build: what is in the folder of an article's editions, and what each was made of.

It is a function of the article, the tools and the files, without a time or a place of this machine: the same
build writes the same bytes, all editions at once or one after another. What decided a build, for the next one
to see that nothing has changed, is another thing: `pipeline.manifest`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline import __version__
from pipeline.build_report import BuiltArtifact
from pipeline.disk import Answers
from pipeline.formats import FORMATS
from pipeline.formats.format import Format
from pipeline.load import desk_settings
from pipeline.model.inventory import FileEntry, InputEntry, Inventory, Subject, ToolEntry
from pipeline.model.source import name_problem

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "html": "text/html",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_LARGEST = 20_000_000


def inputs(root: Path, answers: Answers) -> tuple[InputEntry, ...]:
    """Return the files that were read for a build, by their paths from the article's folder."""
    digests = {name: digest for name, _, digest in input_files(root, answers)}
    # Names of files are bytes, and need not be text.
    names = {name: os.fsencode(name).decode("utf-8", "backslashreplace") for name in digests}
    return tuple(InputEntry(name=names[name], sha256=digests[name]) for name in sorted(digests))


def input_files(root: Path, answers: Answers) -> Iterator[tuple[str, Path, str]]:
    """Yield the name, the path and the digest of each file that was read.

    A desk's settings decide what is told of an article, and none of its bytes.
    """
    folder = os.path.abspath(root)
    for question, digest in answers:
        match question:
            case ("content", path, _, *reach) if (
                len(digest) == 64 and os.path.basename(path) != desk_settings.FILE
            ):
                yield _name(folder, os.path.abspath(path), reach), Path(path), digest
            case _:
                pass


def _name(folder: str, path: str, reach: list[str]) -> str:
    around = os.path.realpath(reach[1]) if len(reach) > 1 else folder
    real = os.path.realpath(path)
    is_near = os.path.commonpath([around, real]) == around or os.path.commonpath([folder, path]) == folder
    return Path(os.path.relpath(path, folder)).as_posix() if is_near else os.path.basename(path)


def tools(versions: str) -> tuple[ToolEntry, ...]:
    """Return Dossier and the tools of a list of names with versions, one a line."""
    pairs = [line.rsplit(" ", 1) for line in versions.splitlines()]
    present = [(name, version) for name, version in pairs if version != "-"]
    return tuple(
        ToolEntry(name=name, version=version) for name, version in [("dossier", __version__), *present]
    )


def state_of(subject: Subject, inputs: Iterable[InputEntry], tools: Iterable[ToolEntry]) -> str:
    """Return the digest of all that decides the files of a build."""
    value = [
        [[each.name, each.sha256] for each in inputs],
        [[each.name, each.version] for each in tools],
        subject.date,
        subject.is_draft,
    ]
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()


def entry(artifact: BuiltArtifact, state: str) -> FileEntry:
    """Return the entry of an artifact that was built."""
    output_format = format_of(artifact.path.name)
    return FileEntry(
        name=artifact.path.name,
        edition=output_format.edition,
        format=output_format.name,
        media_type=MEDIA_TYPES.get(output_format.name, "application/octet-stream"),
        size=artifact.size,
        sha256=artifact.digest,
        extent=artifact.extent,
        extent_unit=artifact.extent_unit,
        folder=output_format.is_folder,
        state=state,
    )


def format_of(file: str) -> Format:
    """Return the format of a file of a build; StopIteration never: only formats make such files."""
    return next(each for each in FORMATS if each.file == file)


def in_usual_order(entries: Iterable[FileEntry]) -> tuple[FileEntry, ...]:
    """Return entries in the order of the table of formats."""
    order = {each.file: number for number, each in enumerate(FORMATS)}
    return tuple(sorted(entries, key=lambda each: (order.get(each.name, len(order)), each.name)))


def text(inventory: Inventory) -> str:
    """Return an inventory as the text of its file."""
    value = inventory.model_dump(mode="json", by_alias=True, exclude_none=True)
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def read(data: bytes | None) -> Inventory | None:
    """Return the inventory of a file; None if there is none that can be read."""
    if data is None or len(data) > _LARGEST:
        return None
    try:
        return Inventory.model_validate_json(data)
    except (ValueError, RecursionError):
        return None


def old_entries(data: bytes | None) -> Iterator[FileEntry]:
    """Yield the entries of an inventory whose files a build may have made."""
    known_names = {each.file for each in FORMATS}
    for each in inventory.files if (inventory := read(data)) else ():
        if each.name in known_names and name_problem(each.name) is None:
            yield each
