"""What a build has made of an article before any of it is written."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.disk import Answers
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.inventory import Subject
from pipeline.model.stages import Artifact
from pipeline.timing import StageTime


@dataclass(frozen=True, slots=True)
class MadeArtifact:
    """An artifact that is not written yet, the key of its entry in the cache, and the seconds it took."""

    artifact: Artifact
    entry: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Product:
    """The artifacts of an article, its findings and times, and the questions asked, as in a `Report`.

    `failed_files` are the names of the artifacts that it did not make. `subject` is what an inventory of the
    artifacts is of.
    """

    slug: str
    artifacts: tuple[MadeArtifact, ...]
    diagnostics: tuple[Diagnostic, ...]
    failed_files: tuple[str, ...] = ()
    times: tuple[StageTime, ...] = ()
    answers: Answers = ()
    subject: Subject | None = None
