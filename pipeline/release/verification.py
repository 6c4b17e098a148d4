"""The verification of a release, offline: its files, its documents, and what its editions say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.model.diagnostics import Diagnostic, in_order
from pipeline.release import proof
from pipeline.release.agreement import contradictions
from pipeline.release.audit import file_faults, look_into
from pipeline.wording.counting import count_of


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found in a release, and a summary for one without faults."""

    faults: tuple[Diagnostic, ...]
    summary: str = ""


def verify(path: Path) -> Verification:
    """Verify a release in a folder."""
    folder, faults = look_into(path)
    if folder.digests:
        faults += file_faults(folder)
    if not faults:
        # A file that is damaged contradicts others for that reason.
        faults += contradictions(folder)
        faults += proof.contradictions(folder)
    if faults or folder.manifest is None:
        return Verification(in_order(faults))
    article, version = folder.manifest.article, folder.manifest.version
    files = count_of(len(folder.digests), "file")
    return Verification((), f"{article.slug} {version}, {files}, as published")
