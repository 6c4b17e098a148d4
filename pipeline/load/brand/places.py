"""Where the look of an article lies: beside it, else in a folder above it, up to its project's."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from pipeline import disk
from pipeline.load.location import Location
from pipeline.load.named_file import ABOVE
from pipeline.load.reach import Reach

FILES = ("_brand.yml", "_brand.yaml", "brand/_brand.yml", "_brand/_brand.yml")
STYLES = "styles"
# What there may be in the folder of styles.
TOKENS = "tokens.toml"
SHEETS = ("briefing", "ebook", "deck", "web")
STYLE_FILES = (TOKENS, *(f"{sheet}.css" for sheet in SHEETS))
# How like a name has to be to that of one of them, from 0 to 1.
_CLOSE = 0.65
# A folder with this is Dossier's own, beside its `source/`.
_OWN = "base.css"
SOURCE = "source"


@dataclass(frozen=True, slots=True)
class LookFile:
    """A file of the look: its path, what may be read for it, and its name in a briefing that carries it."""

    path: Path
    reach: Reach
    name: str


@dataclass(frozen=True, slots=True)
class Styles:
    """The files of a folder of styles, and the paths of those in it that nothing takes."""

    files: tuple[LookFile, ...] = ()
    unknown_paths: tuple[Path, ...] = ()


def find_brand(location: Location) -> LookFile | None:
    """Return the nearest `_brand.yml`, or None."""
    return next((file for each in _folders(location) for file in _files(each, FILES)), None)


def find_styles(location: Location) -> Styles:
    """Return the files of the nearest folder `styles` that has some for articles.

    A folder of that name may be another program's: one without such a file counts if a name is nearly theirs.
    """
    for each in _folders(location):
        folder = each.path / STYLES
        if not disk.is_folder(folder) or disk.exists(folder / _OWN):
            continue
        files = tuple(_files(each, [f"{STYLES}/{name}" for name in STYLE_FILES]))
        unknown_names = _unknown_names(folder)
        if files or any(map(close_name, unknown_names)):
            return Styles(files, tuple(folder / name for name in unknown_names))
    return Styles()


def close_name(name: str) -> str | None:
    """Return the file of styles that a name is nearly, as `web.css` for `wbe.css`, or None."""
    stem, ending = PurePath(name).stem.lower(), PurePath(name).suffix
    stems = [PurePath(each).stem for each in STYLE_FILES if each.endswith(ending)]
    close = difflib.get_close_matches(stem, stems, n=1, cutoff=_CLOSE)
    return close[0] + ending if close else None


def _unknown_names(folder: Path) -> tuple[str, ...]:
    """Return the names of style sheets and tokens in a folder that no edition takes."""
    try:
        names = disk.names(folder)
    except OSError:
        return ()
    return tuple(name for name in names if name.endswith((".css", ".toml")) and name not in STYLE_FILES)


def _files(folder: LookFile, names: tuple[str, ...] | list[str]) -> Iterator[LookFile]:
    for name in names:
        path = folder.path / name
        if disk.is_file(path) or disk.is_link(path):
            carried_name = f"{folder.name}/{name}" if folder.name else name
            yield LookFile(
                path, Reach(path.parent, folder.reach.around, folder.reach.is_strict), carried_name
            )


def _folders(location: Location) -> Iterator[LookFile]:
    """Yield the folders to look in, nearest first: the article's, and those above it or what stands for them.

    A briefing carries files from above in folders called `_parent`.
    """
    reach = location.reach
    own = reach.own
    yield LookFile(own, Reach(own, own, reach.is_strict), "")
    root = own if reach.is_strict else _root(reach)
    stand_in, name, above = own, "", own
    for _ in own.parents:
        stand_in, name, above = stand_in / ABOVE, f"{name}/{ABOVE}".lstrip("/"), above.parent
        if disk.is_folder(stand_in):
            yield LookFile(stand_in, Reach(stand_in, own, reach.is_strict), name)
        if above != root and not above.is_relative_to(root):
            if not disk.is_folder(stand_in):
                return
            continue
        yield LookFile(above, Reach(above, root, reach.is_strict), name)


def _root(reach: Reach) -> Path:
    """Return the folder up to which a look is sought: the one around the article, or its project's."""
    own = reach.own
    if reach.around != own:
        return reach.around
    if own.parent.name == SOURCE:
        return own.parent.parent
    # As the settings of a desk are those of the folder that it works in.
    here = disk.here()
    return here if own.is_relative_to(here) and here != here.parent else own
