"""An artifact as bytes for the cache: a line of JSON, then the file."""

from __future__ import annotations

import json
from dataclasses import asdict

from pipeline.model.diagnostics import Diagnostic, Place, Severity
from pipeline.model.stages import Artifact


def packed(artifact: Artifact) -> bytes:
    """Return an artifact with its findings as bytes."""
    head = {
        "name": artifact.name,
        "format": artifact.format,
        "extent": artifact.extent,
        "extent_unit": artifact.extent_unit,
        "diagnostics": [asdict(each) | {"severity": each.severity.value} for each in artifact.diagnostics],
    }
    return json.dumps(head).encode() + b"\n" + artifact.data


def unpacked(data: bytes) -> Artifact:
    """Return the artifact that was packed."""
    line, _, content = data.partition(b"\n")
    head = json.loads(line)
    diagnostics = tuple(
        Diagnostic(
            each["code"], Severity(each["severity"]), each["message"], Place(**each["place"]), each["hint"]
        )
        for each in head["diagnostics"]
    )
    return Artifact(head["name"], head["format"], content, head["extent"], head["extent_unit"], diagnostics)
