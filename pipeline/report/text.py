"""Diagnostics for people: each with its line of the source and a mark under the place."""

from __future__ import annotations

import unicodedata

from pipeline.model.diagnostics import Diagnostic, Place, Severity
from pipeline.model.source import SourceText
from pipeline.report.report import Report, printable, summary, table

WIDTH = 100
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_BOLD, _QUIET = "1", "2"


def render(report: Report) -> str:
    """Return the diagnostics with the source, a table of many, and a closing line that counts them."""
    parts = [_diagnostic(each, report) for each in report.diagnostics]
    return "\n".join([*parts, table(report) + summary(report)]) + "\n"


def _diagnostic(diagnostic: Diagnostic, report: Report) -> str:
    def paint(text: str, *styles: str) -> str:
        return f"\x1b[{';'.join(styles)}m{text}\x1b[0m" if report.colour else text

    colour = _COLOURS[diagnostic.severity]
    source = report.sources.get(diagnostic.place.file)
    excerpt = _excerpt(source, diagnostic.place) if source else None
    gutter = " " * (len(str(diagnostic.place.line)) if excerpt else 1)
    bar = paint("|", _QUIET)
    head = paint(diagnostic.severity.value, _BOLD, colour) + f"[{diagnostic.code}]: "
    lines = [
        head + paint(printable(diagnostic.message), _BOLD),
        f"{gutter}{paint('-->', _QUIET)} {printable(str(diagnostic.place))}",
    ]
    if excerpt:
        excerpt_line, blank, marks = excerpt
        lines += [
            f"{gutter} {bar}",
            f"{diagnostic.place.line} {bar} {excerpt_line}",
            f"{gutter} {bar} {blank}{paint(marks, _BOLD, colour)}",
        ]
    if diagnostic.hint:
        lines.append(f"{gutter} {paint('=', _QUIET)} {paint('hint:', _BOLD)} {printable(diagnostic.hint)}")
    return "\n".join(lines) + "\n"


def _excerpt(source: SourceText, place: Place) -> tuple[str, str, str] | None:
    """Return the line of a place, cut to a limited width, the blank before the mark, and the mark."""
    line = source.line(place.line)
    if not place.line or not line.strip():
        return None
    start = min(max(place.column - 1, 0), len(line))
    end = min(max(place.end_column - 1, start + 1), max(len(line), start + 1))
    first = 0 if len(line) <= WIDTH else max(0, min(start - WIDTH // 3, len(line) - WIDTH))
    last = first + WIDTH
    before, marked_text = line[first:start], line[start : min(end, last)]
    visible_line = (
        ("…" if first else "")
        + printable(line[first:last].replace("\t", " "))
        + ("…" if last < len(line) else "")
    )
    blank = " " * (columns(before) + (1 if first else 0))
    mark = "^" * max(1, columns(marked_text)) if place.column else ""
    return visible_line.rstrip(), blank if mark else "", mark


def columns(text: str) -> int:
    """Return the number of terminal columns of a text: wide characters two, combining ones none."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
