"""The forms of output for diagnostics, by their names for `--format`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.report import github, json_findings, sarif, short, text
from pipeline.report.report import Report

RENDERERS: Mapping[str, Callable[[Report], str]] = {
    "text": text.render,
    "short": short.render,
    "json": json_findings.render,
    "sarif": sarif.render,
    "github": github.render,
}
