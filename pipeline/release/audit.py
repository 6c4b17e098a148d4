"""The audit of a release: every file as published, and the documents of one mind.

A release may come from anybody: what its files say is compared, never followed, and nothing is read through
a link.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline import inventory, write
from pipeline.build_report import MANIFEST
from pipeline.load.text import display_path
from pipeline.model.diagnostics import Diagnostic, Place, error
from pipeline.model.inventory import FORM, FileEntry, Inventory
from pipeline.release import sums

# Of a folder with more files, which may be anybody's, no more are looked at.
MOST_FILES = 5_000
_LARGEST_TEXT = 100_000_000
_FETCH = "fetch the release anew from where it is published"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder to audit: the digests of its files, what else is in it, and the texts that describe them."""

    path: Path
    digests: Mapping[str, str]
    others: tuple[str, ...]
    manifest: Inventory | None = None
    sums: Mapping[str, str] = field(default_factory=dict)

    def place(self, name: str, line: int = 0) -> Place:
        """Return the place of a file in it."""
        return Place(display_path(self.path / name), line)

    def data(self, name: str) -> bytes | None:
        """Return the bytes of one of its files; None for one that is not there, or too large for a text."""
        if name not in self.digests:
            return None
        path = self.path / name
        try:
            is_usual = path.lstat().st_size <= _LARGEST_TEXT
        except OSError:
            return None
        return write.read(path) if is_usual else None


def look_into(path: Path) -> tuple[Folder, list[Diagnostic]]:
    """Return what is in a folder, and the faults of its two lists of files."""
    if not any(os.path.lexists(path / name) for name in (sums.FILE, MANIFEST)):
        message = f"this is no release: there is neither {sums.FILE} nor {MANIFEST}"
        hint = "name the folder of one release, as build/release/canal-1.2.0"
        return Folder(path, {}, ()), [error("release-damaged", message, Place(display_path(path)), hint)]
    faults: list[Diagnostic] = []
    digests: dict[str, str] = {}
    others: list[str] = []
    try:
        with os.scandir(path) as entries:
            for number, each in enumerate(entries):
                if number >= MOST_FILES:
                    message = f"the folder has more than {MOST_FILES} files, as no release has"
                    faults.append(error("release-damaged", message, Place(display_path(path)), "name one"))
                    break
                is_file = stat.S_ISREG(each.stat(follow_symlinks=False).st_mode)
                digest = write.digest(path / each.name) if is_file else ""
                if digest:
                    digests[each.name] = digest
                else:
                    others.append(each.name)
    except OSError as failure:
        reason = (failure.strerror or str(failure)).lower()
        message = f"the folder of the release cannot be read: {reason}"
        hint = "mend its permissions, or fetch the release anew"
        return Folder(path, {}, ()), [error("release-damaged", message, Place(display_path(path)), hint)]
    folder = Folder(path, digests, tuple(sorted(others)))
    line_digests: Mapping[str, str] = {}
    try:
        line_digests = sums.read(folder.data(sums.FILE) or b"")
        if not line_digests:
            raise ValueError("it is missing, or empty")
    except ValueError as failure:
        message = f"{sums.FILE} is not as published: {failure}"
        faults.append(error("release-damaged", message, folder.place(sums.FILE), _FETCH))
    manifest = inventory.read(folder.data(MANIFEST))
    if manifest is None or not manifest.version:
        message = f"{MANIFEST} is missing, or is no manifest of a release of the form {FORM}"
        faults.append(error("release-damaged", message, folder.place(MANIFEST), _FETCH))
        manifest = None
    return Folder(path, digests, folder.others, manifest, line_digests), faults


def file_faults(folder: Folder) -> Iterator[Diagnostic]:
    """Yield each file that is missing, added or altered, and each list of files that is wrong about one."""
    entries = {each.name: each for each in (folder.manifest.files if folder.manifest else ())}
    names = folder.digests.keys() | folder.sums.keys() | entries.keys() | set(folder.others)
    for name in sorted(names - {sums.FILE}):
        if fault := _fault(folder, name, entries.get(name)):
            yield fault


def _fault(folder: Folder, name: str, entry: FileEntry | None) -> Diagnostic | None:
    line_digest, own = folder.sums.get(name, ""), folder.digests.get(name, "")
    entry_digest = entry.sha256 if entry else ""
    # The manifest has no entry of itself.
    is_manifest = name == MANIFEST
    is_known_to_both = bool(line_digest) and (bool(entry_digest) or is_manifest or folder.manifest is None)
    if name in folder.others:
        return _damage(folder, name, "is no plain file: a link, a folder, or what cannot be read")
    if not own:
        if is_known_to_both or not folder.sums:
            return _damage(folder, name, "is missing")
        wrong = sums.FILE if line_digest else MANIFEST
        return _damage(folder, wrong, f"was altered: it names `{name}`, which is no file of the release")
    if not line_digest and not entry_digest and not is_manifest:
        return _damage(folder, name, "is no file of the release: it was added") if folder.sums else None
    if not line_digest and folder.sums:
        return _damage(folder, sums.FILE, f"was altered: it lacks a line of `{name}`")
    if line_digest and own != line_digest:
        if is_manifest and folder.manifest is not None:
            return _damage(folder, name, f"was altered, or its line in {sums.FILE} was")
        if own == entry_digest:
            return _damage(folder, sums.FILE, f"was altered: its digest of `{name}` is another")
        return _damage(folder, name, "was altered: its bytes are not those that were published")
    if folder.manifest is not None and not is_manifest:
        if entry is None:
            return _damage(folder, MANIFEST, f"lacks `{name}`, which {sums.FILE} has")
        if own != entry_digest:
            what = "was altered: its bytes are not those that were published"
            return _damage(folder, MANIFEST if own == line_digest else name, what)
    return None


def _damage(folder: Folder, name: str, what: str) -> Diagnostic:
    return error("release-damaged", f"`{name}` {what}", folder.place(name), _FETCH)
