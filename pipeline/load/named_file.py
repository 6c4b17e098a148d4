"""File names in an article: resolved as authors write them, and only where files may be read."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from pipeline import disk
from pipeline.load.reach import Reach, real

# A folder of this name has the files that the prose names by `..`: so a briefing carries them.
ABOVE = "_parent"
MAX_NAME = 80
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind of a named file: its word, the codes for a missing file and for an address, its endings.

    A name without an ending may mean a file with one of these, the first ones first. `limit` is the size of
    such a file in bytes, at most.
    """

    word: str
    missing_code: str
    remote: str
    endings: tuple[str, ...] = ()
    limit: int = 5_000_000


_PICTURES = (
    ".svg", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".tif", ".tiff", ".bmp", ".eps", ".ps",
)  # fmt: skip
IMAGE = Kind("image", "image-missing", "image-remote", _PICTURES, 20_000_000)
FIGURE = Kind("figure", "image-missing", "image-remote", limit=1_000_000)
BIBLIOGRAPHY = Kind("bibliography", "bibliography-missing", "bibliography-missing", (".bib", ".json"))
STYLE = Kind("citation style", "style-missing", "style-missing", limit=1_000_000)
TEMPLATE = Kind("template", "template-missing", "template-missing", (".pptx",), 20_000_000)
CHAPTER = Kind("file", "chapter-missing", "chapter-missing")
INCLUDE = Kind("file", "include-missing", "include-missing")


@dataclass(frozen=True, slots=True)
class LocatedFile:
    """A file, its name in a briefing, and the difference from the name that is written."""

    path: Path
    name: str
    difference: str = ""


@dataclass(frozen=True, slots=True)
class RefusedName:
    """A name that is not followed: the code of the diagnostic, its message and its hint."""

    code: str
    message: str
    hint: str


def find(name: str, reach: Reach, kind: Kind) -> LocatedFile | RefusedName | None:
    """Return the file that a name means, the reason why it is not followed, or None if there is none.

    A file out of reach is refused without looking whether it exists.
    """
    if _ADDRESS.match(name):
        return _address_refusal(name, kind)
    outside = False
    for spelling in _spellings(name):
        path = _lookup(spelling, reach, kind)
        if isinstance(path, Path):
            return LocatedFile(path, _attachment_name(path, reach.own), _difference(spelling, path))
        outside = outside or path is False
    for folder in reach.folders[1:]:
        for spelling in _spellings(name.lstrip("/")):
            path = _walk(folder, PurePosixPath(spelling).parts, reach, kind)
            if isinstance(path, Path) and path.is_relative_to(folder):
                attachment_name = path.relative_to(folder).as_posix()
                difference = f"the name is followed from the folder of the repository: `{attachment_name}`"
                return LocatedFile(path, attachment_name, difference)
    if outside:
        message = f"the {kind.word} lies outside the article's folder: {name[:MAX_NAME]}"
        hint = f"copy it into the article's folder, or name a folder that holds the {kind.word} with `--root`"
        return RefusedName("path-unsafe", message, hint)
    if _is_folder(name, reach):
        hint = f"name the file in it: `{name[:MAX_NAME].rstrip('/')}/...`"
        return RefusedName(kind.missing_code, f"the {kind.word} is a folder: {name[:MAX_NAME]}", hint)
    return None


def _is_folder(name: str, reach: Reach) -> bool:
    """Return whether a name is that of a folder in reach."""
    paths = (real(reach.own / spelling) for spelling in _spellings(name))
    try:
        return any(reach.allows(path) and disk.is_folder(path) for path in paths)
    except (OSError, ValueError):
        return False


def _address_refusal(name: str, kind: Kind) -> RefusedName:
    if name[:5].lower() == "file:":
        message = f"the {kind.word} is named by an address of this machine: {name[:MAX_NAME]}"
        hint = f"copy the {kind.word} into the article's folder, and write its name there"
        return RefusedName("path-unsafe", message, hint)
    hint = "save it beside the article, and write the name of the file: nothing is fetched"
    return RefusedName(kind.remote, f"the {kind.word} is an address, not a file: {name[:MAX_NAME]}", hint)


def _spellings(url: str) -> Iterator[str]:
    """Yield the possible spellings of a name: as written, percent-decoded, without a query, with slashes."""
    decoded_url = unquote(url)
    bare = (re.sub(r"[?#].*", "", url), unquote(re.sub(r"[?#].*", "", url)))
    for each in dict.fromkeys(
        (url, decoded_url, *bare, *(each.replace("\\", "/") for each in (url, decoded_url)))
    ):
        if each.strip("/. ") and "\0" not in each:
            yield each


def _lookup(name: str, reach: Reach, kind: Kind) -> Path | bool:
    """Return the file of a name, False if it is out of reach, True if there is no such file."""
    parts = PurePosixPath(name).parts
    ups = next((index for index, part in enumerate(parts) if part != ".."), len(parts))
    if ups:
        path = _walk(reach.own, (ABOVE,) * ups + parts[ups:], reach, kind)
        if isinstance(path, Path):
            return path
    return _walk(reach.own, parts, reach, kind)


def _walk(start: Path, parts: Sequence[str], reach: Reach, kind: Kind) -> Path | bool:
    place = start
    for index, part in enumerate(parts):
        if part == "..":
            place = place.parent
            continue
        if part == "/":
            place = Path("/")
            continue
        below = _entry(place, part, reach, kind.endings if index == len(parts) - 1 else None)
        if below is None:
            return reach.holds(place)
        place = below
    if not reach.allows(real(place)):
        return False
    # A path that is no file, as a pipe or a circular link, is reported when it is opened.
    return place if disk.exists(place) and not disk.is_folder(place) else True


def _entry(place: Path, part: str, reach: Reach, endings: Sequence[str] | None) -> Path | None:
    """Return the entry of a folder by its name: exact, with other case or accents, or with an ending.

    `endings` are those that the file at the end of a path may have; None is a folder on it.
    """
    last = endings is not None
    try:
        below = real(place)
        if not reach.holds(below) and not reach.leads_to(below):
            return None
        exact = place / part
        if disk.exists(exact) and not (last and disk.is_folder(exact)):
            return exact
        if not reach.holds(below):
            return None
        names = disk.names_like(place, (part, *(part + ending for ending in endings or ())))
    except (OSError, ValueError):
        return None
    folded_name = disk.fold(part)
    like = [
        name
        for name in names
        if disk.fold(name) == folded_name and not (last and disk.is_folder(place / name))
    ]
    if not like and endings:
        ranks = {disk.fold(part + ending): rank for rank, ending in enumerate(endings)}
        like = sorted((name for name in names if disk.fold(name) in ranks), key=lambda n: ranks[disk.fold(n)])
    return place / like[0] if like else None


def _attachment_name(path: Path, root: Path) -> str:
    """Return the path of a file from the article's folder; for a file outside, one in a folder inside."""
    parts = PurePosixPath(os.path.relpath(path, root)).parts
    return "/".join(ABOVE if part == ".." else part for part in parts)


def _difference(spelling: str, path: Path) -> str:
    """Return the difference between a file's name and the written one, if that may not work elsewhere."""
    written_name = unicodedata.normalize("NFC", PurePosixPath(spelling).name)
    name = unicodedata.normalize("NFC", path.name)
    if written_name == name:
        return ""
    if written_name.casefold() == name.casefold():
        return f"the file is called `{name}`: not every system takes capitals for small letters"
    return f"the name has no ending: `{name}` is shown"
