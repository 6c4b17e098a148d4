"""An artifact as bytes for the cache: a line of JSON, then the file. Its name comes from its format."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from pipeline.formats.format import Format
from pipeline.model.diagnostics import Diagnostic, Place, Severity
from pipeline.model.stages import Artifact


def pack(artifact: Artifact) -> bytes:
    """Return an artifact with its findings as bytes."""
    head = {
        "extent": artifact.extent,
        "extent_unit": artifact.extent_unit,
        "diagnostics": [asdict(each) | {"severity": each.severity.value} for each in artifact.diagnostics],
    }
    return json.dumps(head).encode() + b"\n" + artifact.data


def unpack(data: bytes, output_format: Format) -> Artifact:
    """Return the artifact of a format from its packed bytes; ValueError if they are invalid."""
    line, _, content = data.partition(b"\n")
    try:
        head = json.loads(line)
        extent, unit = int(head["extent"]), head["extent_unit"]
        if not isinstance(unit, str):
            raise ValueError(f"no artifact: the unit is {unit!r}")
        diagnostics = tuple(_diagnostic(each) for each in head["diagnostics"])
    except (LookupError, TypeError, AttributeError, RecursionError) as failure:
        raise ValueError(f"no artifact: {failure}") from failure
    is_folder = output_format.is_folder
    return Artifact(output_format.file, output_format.name, content, extent, unit, diagnostics, is_folder)


def _diagnostic(fields: Any) -> Diagnostic:
    place = Place(**fields["place"])
    return Diagnostic(fields["code"], Severity(fields["severity"]), fields["message"], place, fields["hint"])
