"""The writing of releases: each whole, none over another."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pipeline import write
from pipeline.load.text import display_path
from pipeline.model.diagnostics import Diagnostic, Place, error
from pipeline.release.assembly import Assembly

# Files whose names begin with a dot because those who read them ask for that name.
DOT_FILES = (".zenodo.json",)


def obstacle(assembly: Assembly, out: Path) -> Diagnostic | None:
    """Return a finding if another release, or something else, is where one is to be written."""
    folder = out / assembly.name
    if not os.path.lexists(folder) or is_published(assembly, out):
        return None
    release = assembly.release
    message = f"the release {release.version} of {release.slug} is there already, with other bytes"
    hint = "a published version never changes: release another version, or move the folder away yourself"
    return error("release-exists", message, Place(display_path(folder)), hint)


def is_published(assembly: Assembly, out: Path) -> bool:
    """Return whether a release is there already, byte for byte."""
    folder = out / assembly.name
    if folder.is_symlink() or not folder.is_dir():
        return False
    return set(os.listdir(folder)) == set(assembly.files) and all(
        write.read(folder / name) == data for name, data in assembly.files.items()
    )


def publish(assembly: Assembly, out: Path) -> Path:
    """Write a release that is not there yet, all at once, and return its folder. Raises DossierError."""
    folder = out / assembly.name
    if not is_published(assembly, out):
        write.new_folder(folder, assembly.files, DOT_FILES)
    return folder


def write_feeds(feeds: Mapping[str, bytes], out: Path) -> None:
    """Write the catalogues of all releases beside them. Raises DossierError."""
    for name, data in feeds.items():
        write.write_atomically(out / name, data)
