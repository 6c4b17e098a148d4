"""The file that an image's name means: found as authors write names, and only where files may be read."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

# The endings that a name without one may have, the sharpest first.
ENDINGS = (
    ".svg", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".tif", ".tiff", ".bmp", ".eps", ".ps",
)  # fmt: skip
# A folder of this name holds what the prose names by `..`: so a briefing carries it.
ABOVE = "_parent"
SHOWN = 80
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")


@dataclass(frozen=True, slots=True)
class Located:
    """A file, the name by which a briefing carries it, and how it differs from the name that is written."""

    path: Path
    name: str
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a name is not followed: the code, what is wrong, and the cure."""

    code: str
    message: str
    hint: str


def readable(root: Path, given: Path | None) -> tuple[Path, ...]:
    """Return the folders whose images an article may show: its own, and the one given or its repository."""
    own = root.resolve()
    if given is not None:
        return own, given.resolve()
    for folder in (own, *own.parents):
        # A whole disk is no repository of a paper.
        if (folder / ".git").exists() and folder.parent != folder:
            return own, folder
    return (own,)


def find(url: str, root: Path, folders: Sequence[Path]) -> Located | Refused | None:
    """Return the file that a name means, why it is not followed, or None where there is none.

    `folders` are those that files may be read from. Whether there is a file elsewhere is not asked.
    """
    if _ADDRESS.match(url):
        return _addressed(url)
    outside = False
    for spelling in _spellings(url):
        found = _lookup(spelling, root.resolve(), folders)
        if isinstance(found, Path):
            return Located(found, _carried(found, root.resolve()), _difference(spelling, found))
        outside = outside or found is False
    for folder in folders[1:]:
        for spelling in _spellings(url.lstrip("/")):
            found = _lookup(spelling, folder, folders)
            if isinstance(found, Path) and found.is_relative_to(folder):
                name = found.relative_to(folder).as_posix()
                return Located(
                    found, name, f"the name is followed from the folder of the repository: `{name}`"
                )
    if outside:
        hint = "copy the image into the article's folder, or name a folder that holds both with `--root`"
        return Refused("path-unsafe", f"the image lies outside the article's folder: {url[:SHOWN]}", hint)
    return None


def _addressed(url: str) -> Refused:
    if url[:5].lower() == "file:":
        hint = "copy the image into the article's folder, and write its name there"
        return Refused("path-unsafe", f"an image is named by an address of this machine: {url[:SHOWN]}", hint)
    hint = "save it beside the article, and write the name of the file: nothing is fetched"
    return Refused("image-remote", f"the image is an address, not a file: {url[:SHOWN]}", hint)


def _spellings(url: str) -> Iterator[str]:
    """Yield what a name may mean: as it is written, percent-decoded, without a query, with slashes."""
    decoded = unquote(url)
    bare = (re.sub(r"[?#].*", "", url), unquote(re.sub(r"[?#].*", "", url)))
    for each in dict.fromkeys((url, decoded, *bare, *(each.replace("\\", "/") for each in (url, decoded)))):
        if each.strip("/. ") and "\0" not in each:
            yield each


def _lookup(name: str, root: Path, folders: Sequence[Path]) -> Path | bool:
    """Return the file of a name, False where the name leads to a place that is not read, True for no file."""
    parts = PurePosixPath(name).parts
    ups = next((index for index, part in enumerate(parts) if part != ".."), len(parts))
    if ups:
        kept = _walk(root, (ABOVE,) * ups + parts[ups:], folders)
        if isinstance(kept, Path):
            return kept
    return _walk(root, parts, folders)


def _walk(root: Path, parts: Sequence[str], folders: Sequence[Path]) -> Path | bool:
    place = root
    for index, part in enumerate(parts):
        if part == "..":
            place = place.parent
            continue
        if part == "/":
            place = Path("/")
            continue
        below = _entry(place, part, last=index == len(parts) - 1, folders=folders)
        if below is None:
            return any(_within(place, folder) for folder in folders)
        place = below
    try:
        inside = any(_within(place.resolve(), folder) for folder in folders)
        return (place if place.is_file() else True) if inside else False
    except (OSError, RuntimeError):
        return True


def _within(path: Path, folder: Path) -> bool:
    return path.is_relative_to(folder)


def _entry(place: Path, part: str, *, last: bool, folders: Sequence[Path]) -> Path | None:
    """Return what is called so in a folder: exactly, with other capitals or accents, or with an ending."""
    try:
        real = place.resolve()
        if not any(_within(real, folder) or _within(folder, real) for folder in folders):
            return None
        exact = place / part
        if os.path.lexists(exact) and not (last and exact.is_dir()):
            return exact
        if not any(_within(real, folder) for folder in folders):
            return None
        names = sorted(os.listdir(place))
    except (OSError, RuntimeError, ValueError):
        return None
    wanted = _folded(part)
    like = [name for name in names if _folded(name) == wanted and not (last and (place / name).is_dir())]
    if not like and last:
        endings = {_folded(part + ending): rank for rank, ending in enumerate(ENDINGS)}
        like = sorted((name for name in names if _folded(name) in endings), key=lambda n: endings[_folded(n)])
    return place / like[0] if like else None


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _carried(path: Path, root: Path) -> str:
    """Return the path of a file from the article's folder; what leads out of it leads into a folder in it."""
    parts = PurePosixPath(os.path.relpath(path, root)).parts
    return "/".join(ABOVE if part == ".." else part for part in parts)


def _difference(spelling: str, path: Path) -> str:
    """Return how a file's name differs from the one that is written, where that may not work elsewhere."""
    written = unicodedata.normalize("NFC", PurePosixPath(spelling).name)
    name = unicodedata.normalize("NFC", path.name)
    if written == name:
        return ""
    if written.casefold() == name.casefold():
        return f"the file is called `{name}`: not every system takes capitals for small letters"
    return f"the name has no ending: `{name}` is shown"
