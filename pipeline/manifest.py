"""The manifest of a build: all that decided it, and what it made; while that is the same, nothing is built.

A build is decided by what was asked for, by the tools, the code and the environment, which are the key of its
manifest, and by the article, of which the manifest has every question that loading asked with its answer
(`pipeline.disk`). Contents are compared by their digests, never by times: an edit within a tick of the clock
counts. The manifest is in the user's cache. One that is damaged or of another release is none.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, astuple, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline import cache, disk, write
from pipeline.build_report import MANIFEST, BuiltArtifact, Report
from pipeline.load import door
from pipeline.load.location import Location
from pipeline.model.diagnostics import Diagnostic, Place, Severity

# Variables of the environment, or their beginnings, that Python, its libraries or programs read.
_VARIABLES = (
    "CAIRO", "DOSSIER", "DYLD_", "FC_", "FONTCONFIG", "FREETYPE", "G_", "GS_", "HB_", "HOME", "LANG", "LC_",
    "LD_", "OMP_", "PANDOC", "PANGO", "PATH", "PYTHON", "SOURCE_DATE_EPOCH", "TZ", "VIRTUAL_ENV",
    "XDG_CONFIG", "XDG_DATA",
)  # fmt: skip
_PACKAGES = (".dist-info", ".egg-info", ".egg-link", ".pth")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a build, besides the article, as it was written: to read the formats takes long."""

    formats: tuple[str, ...]
    editions: tuple[str, ...]
    out: Path
    clock: datetime | None
    draft: bool
    verify: bool = True


def find_report(location: Location, wish: Wish, store: cache.Cache) -> Report | None:
    """Return the report of the last build if a build now would have the same; None if it may have another."""
    if store.folder is None or location.is_untrusted:
        return None
    key = _key(location, wish)
    data = store.get(key)
    if data is None:
        return None
    try:
        report = _unpack(data)
    except (ValueError, TypeError, KeyError, RecursionError):
        store.reject(key)
        return None
    folder = wish.out / location.slug
    is_whole = not write.has_strays(folder) and all(
        write.digest(each.path) == each.digest for each in report.artifacts
    )
    is_whole = is_whole and _is_listed(report, folder)
    return report if is_whole and is_current(report) else None


def _is_listed(report: Report, folder: Path) -> bool:
    """Return whether the inventory in a folder has the artifacts of a report, in the state that it tells."""
    try:
        value = json.loads(write.read(folder / MANIFEST) or b"")
        entries = {each["name"]: (each["sha256"], each["state"]) for each in value["files"]}
        return value["state"] == report.state and all(
            entries.get(each.path.name) == (each.digest, report.state) for each in report.artifacts
        )
    except (ValueError, TypeError, LookupError, RecursionError):
        return False


def is_current(report: Report) -> bool:
    """Return whether all that loading asked for a build has the same answer now."""
    return all(_now(question) == old for question, old in report.answers)


def remember(location: Location, wish: Wish, store: cache.Cache, report: Report) -> None:
    """Store the manifest of a build that made everything; any other has to be tried again."""
    is_settled = bool(report.answers) and all(answer != disk.TWO_ANSWERS for _, answer in report.answers)
    if is_settled and report.artifacts and not report.failed_paths and not location.is_untrusted:
        store.put(_key(location, wish), _pack(report))


def _now(question: disk.Question) -> str | None:
    """Return the present answer to a question; None for an unknown one."""
    answer = disk.ask_again(question)
    return door.ask_again(question) if answer is None else answer


def _key(location: Location, wish: Wish) -> str:
    # repr: an article's folder may have any name.
    return cache.key("manifest", map(repr, (astuple(location), astuple(wish), *_surroundings())))


def _surroundings() -> Iterator[object]:
    """Yield all that decides a build besides the article, the wish, and the tools and code of every key."""
    yield os.getcwd()
    yield os.getuid()
    yield sys.version, sys.prefix, platform.machine()
    yield sorted((name, value) for name, value in os.environ.items() if name.startswith(_VARIABLES))
    yield from packages()


def packages() -> Iterator[tuple[str, list[str]]]:
    """Yield the folders of Python's path, with the packages and versions that are in each."""
    for folder in sys.path:
        with suppress(OSError):
            yield folder, sorted(name for name in os.listdir(folder or ".") if name.endswith(_PACKAGES))


def _pack(report: Report) -> bytes:
    # Names of files are bytes: those that are no text are escaped in JSON.
    value = asdict(report) | {
        "artifacts": [{**asdict(each), "path": str(each.path)} for each in report.artifacts],
        "diagnostics": [{**asdict(each), "severity": each.severity.value} for each in report.diagnostics],
    }
    return json.dumps(value).encode()


def _unpack(data: bytes) -> Report:
    """Return the report of a manifest, of which nothing took any time."""
    value: dict[str, Any] = json.loads(data)
    return Report(
        value["slug"],
        tuple(
            BuiltArtifact(**{**each, "path": Path(each["path"]), "seconds": 0.0})
            for each in value["artifacts"]
        ),
        tuple(
            Diagnostic(**{**each, "severity": Severity(each["severity"]), "place": Place(**each["place"])})
            for each in value["diagnostics"]
        ),
        answers=tuple((tuple(question), answer) for question, answer in value["answers"]),
        state=value["state"],
    )
