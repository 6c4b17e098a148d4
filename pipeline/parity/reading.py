"""Reading back of an artifact that was just rendered: what differs from its edition, as findings."""

from __future__ import annotations

from dataclasses import replace

from pipeline import inspection
from pipeline.isolation import isolate
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, error, warning
from pipeline.model.inspection import InspectionError, NoReaderError
from pipeline.model.stages import Artifact, Edition
from pipeline.parity.proof import HINT, prove

# The codes of differences, which do not keep a file from being written.
CODES = frozenset(
    [
        "alt-text-lost", "artifact-unreadable", "citation-label-differs", "citation-lost", "fact-altered",
        "fact-lost", "glyph-unreadable", "heading-order-differs", "link-dead", "metadata-differs",
        "note-lost", "table-cell-lost", "text-extra", "text-lost",
    ]
)  # fmt: skip


def read_back(edition: Edition, artifact: Artifact) -> tuple[Diagnostic, ...]:
    """Return the differences of an artifact from what its format got, which is `edition`.

    What a reader of ours cannot take in is a warning: the file was not checked, and may be right.
    """
    try:
        with isolate("artifact-unchecked", f"{artifact.name} could not be read back", edition.source):
            return _differences(edition, artifact)
    except DossierError as failure:
        return tuple(replace(each, severity=Severity.WARNING) for each in failure.diagnostics)


def _differences(edition: Edition, artifact: Artifact) -> tuple[Diagnostic, ...]:
    try:
        contents = inspection.inspect(artifact.name, artifact.data)
    except NoReaderError as failure:
        return (warning("artifact-unchecked", str(failure), Place(edition.source.file)),)
    except InspectionError as failure:
        place = Place(edition.source.file)
        return (error("artifact-unreadable", f"{artifact.name}: {failure}", place, HINT),)
    return tuple(prove(edition, artifact.name, contents).diagnostics(edition.source))
