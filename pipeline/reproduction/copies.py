"""Copies of articles, caches and folders for builds in other surroundings, in a temporary folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline import build, cache, disk, project, write
from pipeline.load.location import Location
from pipeline.load.reach import real

_LARGEST = 200_000_000
_FONTS = (
    '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
    "<fontconfig><cachedir>{folder}</cachedir></fontconfig>\n"
)


@dataclass(frozen=True, slots=True)
class Original:
    """What a copy of articles is made of: the folder around all of it, and the files and folders in it.

    `around` is the folder whose files the articles may name, and `here` the working folder, where both are
    in `root`.
    """

    root: Path
    paths: tuple[Path, ...]
    around: Path


def paths_of(location: Location) -> tuple[str, ...]:
    """Return the files and folders that reading an article asks for. Raises DossierError."""
    with disk.record() as answers:
        build.read_article(location, cache.Cache(None))
    paths: dict[str, None] = {}
    for kind, path, *_ in answers:
        match kind:
            case "content" | "exists" | "target" | "file" | "folder":
                paths.setdefault(os.path.abspath(path))
            case "names":
                paths.setdefault(os.path.abspath(path))
                with suppress(OSError):
                    paths |= {os.path.join(os.path.abspath(path), name): None for name in os.listdir(path)}
            case _:
                pass
    return tuple(path for path in paths if os.path.lexists(path))


def original(locations: Sequence[Location], paths: Iterable[str]) -> Original:
    """Return what a copy of articles is made of."""
    around = [each.reach.around for each in locations]
    folder = project.folder()
    folders = [*around, *([real(folder)] if folder is not None else [])]
    root = Path(os.path.commonpath(folders))
    return Original(root, tuple(map(Path, paths)), Path(os.path.commonpath(around)))


def contents(source: Original | None) -> tuple[str, ...]:
    """Return the digests of the files of articles and of Dossier: while they are the same, so are builds."""
    files = sorted(each for each in source.paths if each.is_file()) if source else []
    return (cache.code.__wrapped__(), *(f"{each} {write.digest(real(each))}" for each in files))


def copy(source: Original, target: Path) -> None:
    """Copy files and folders into another folder, the last ones first; each is a file of its own there."""
    for path in sorted(source.paths, reverse=True):
        for place in dict.fromkeys((path, real(path))):
            if place.is_relative_to(source.root):
                with suppress(OSError):
                    _copy(path, target / place.relative_to(source.root))


def _copy(path: Path, target: Path) -> None:
    if path.is_dir():
        target.mkdir(parents=True, exist_ok=True)
    elif path.is_file() and path.stat().st_size <= _LARGEST and not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def prepare(folder: Path, names: Iterable[str]) -> None:
    """Make folders of these names in a folder."""
    for name in names:
        (folder / name).mkdir(parents=True, exist_ok=True)


def write_font_configuration(path: Path) -> None:
    """Write a configuration of fontconfig that knows no typeface."""
    path.write_text(_FONTS.format(folder=path.parent), "utf-8")


def copy_cache(source: Path, target: Path, *, is_torn: bool) -> None:
    """Copy a cache; of one that is torn, every second entry is lost."""
    shutil.copytree(source, target, dirs_exist_ok=True)
    if is_torn:
        for number, entry in enumerate(sorted(cache.entries(target), key=lambda each: each.path.name)):
            if number % 2:
                entry.path.unlink()
