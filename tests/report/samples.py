"""Diagnostics of every sort, for the renderers to show."""

from __future__ import annotations

from pipeline.model.consequence import Consequence
from pipeline.model.diagnostics import Diagnostic, Place, Severity
from pipeline.model.source import SourceText
from pipeline.report.explanation import Explanation
from pipeline.report.report import Report

ARTICLE = "source/alaska/article.md"
TEXT = "# The price\n\nIt was paid in gold [@tretay-1867].\n"
UNDEFINED_CITATION = Diagnostic(
    "citation-undefined",
    Severity.ERROR,
    "undefined reference `tretay-1867`",
    Place(ARTICLE, 3, 23, 34),
    "did you mean `treaty-1867`?",
)
UNUSED_REFERENCE = Diagnostic(
    "reference-unused", Severity.WARNING, "unused reference `atlas`", Place("references.json", 7)
)
MISSING_TOOL = Diagnostic("tool-missing", Severity.NOTE, "pandoc is not there", Place("pandoc"))
EXPLANATION = Explanation.parse(
    "citation-undefined",
    "citations",
    Consequence.WRONG,
    """A citation names a key that no reference has.

    Why: the reader who wants to look it up
    finds nothing.

    Bad:
        [@tretay-1867]

    Good:
        [@treaty-1867]
    """,
)
REPORT = Report(
    (UNDEFINED_CITATION, UNUSED_REFERENCE, MISSING_TOOL),
    {ARTICLE: SourceText(ARTICLE, TEXT)},
    {"citation-undefined": EXPLANATION},
    "1.2.3",
    precisions={"citation-undefined": 0.95},
)


def report_of(line: str, place: Place) -> Report:
    """Return a report of one error at a place in a file of one line."""
    diagnostic = Diagnostic("code", Severity.ERROR, "message", place)
    return Report((diagnostic,), {place.file: SourceText(place.file, line)})
