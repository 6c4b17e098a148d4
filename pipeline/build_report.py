"""The result of building an article: what was made, what was found, and what decided it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.disk import Answers
from pipeline.model.diagnostics import Diagnostic
from pipeline.timing import StageTime

# The step of a build that waits until another one has left its folder.
# The file of what the folder of an article holds.
MANIFEST = "manifest.json"
WAIT = "wait for another build into the same folder"


@dataclass(frozen=True, slots=True)
class BuiltArtifact:
    """An artifact on disk: path, size in bytes, extent, the seconds that it took, the digest of its bytes."""

    path: Path
    size: int
    extent: int
    extent_unit: str
    seconds: float
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a build of one article; `failed_paths` are the artifacts that it did not build.

    `answers` are the questions about files that the build asked, with their answers; see `pipeline.disk`.
    `state` is that of the inventory which was written.
    `times` has each stage that came to its end, in their order.
    """

    slug: str
    artifacts: tuple[BuiltArtifact, ...]
    diagnostics: tuple[Diagnostic, ...]
    failed_paths: tuple[Path, ...] = ()
    times: tuple[StageTime, ...] = ()
    answers: Answers = ()
    state: str = ""
