"""Diagnostics for people: each with its line of the source and a mark under the place."""

from __future__ import annotations

import unicodedata

from pipeline.model.diagnostics import Diagnostic, Place, Severity
from pipeline.model.source import SourceText
from pipeline.report.report import Report, printable, summary

WIDTH = 100
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_BOLD, _QUIET = "1", "2"


def render(report: Report) -> str:
    """Return the diagnostics with the source, and a closing line that counts them."""
    parts = [_diagnostic(each, report) for each in report.diagnostics]
    return "\n".join([*parts, summary(report)]) + "\n"


def _diagnostic(found: Diagnostic, report: Report) -> str:
    def painted(text: str, *styles: str) -> str:
        return f"\x1b[{';'.join(styles)}m{text}\x1b[0m" if report.colour else text

    colour = _COLOURS[found.severity]
    source = report.sources.get(found.place.file)
    excerpt = _excerpt(source, found.place) if source else None
    gutter = " " * (len(str(found.place.line)) if excerpt else 1)
    bar = painted("|", _QUIET)
    head = painted(found.severity.value, _BOLD, colour) + f"[{found.code}]: "
    lines = [
        head + painted(printable(found.message), _BOLD),
        f"{gutter}{painted('-->', _QUIET)} {printable(str(found.place))}",
    ]
    if excerpt:
        shown, blank, marks = excerpt
        lines += [
            f"{gutter} {bar}",
            f"{found.place.line} {bar} {shown}",
            f"{gutter} {bar} {blank}{painted(marks, _BOLD, colour)}",
        ]
    if found.hint:
        lines.append(f"{gutter} {painted('=', _QUIET)} {painted('hint:', _BOLD)} {printable(found.hint)}")
    return "\n".join(lines) + "\n"


def _excerpt(source: SourceText, place: Place) -> tuple[str, str, str] | None:
    """Return the line of a place, cut to a bearable width, the blank before the mark, and the mark."""
    line = source.line(place.line)
    if not place.line or not line.strip():
        return None
    start = min(max(place.column - 1, 0), len(line))
    end = min(max(place.end_column - 1, start + 1), max(len(line), start + 1))
    first = 0 if len(line) <= WIDTH else max(0, min(start - WIDTH // 3, len(line) - WIDTH))
    last = first + WIDTH
    before, marked = line[first:start], line[start : min(end, last)]
    shown = (
        ("…" if first else "")
        + printable(line[first:last].replace("\t", " "))
        + ("…" if last < len(line) else "")
    )
    blank = " " * (columns(before) + (1 if first else 0))
    mark = "^" * max(1, columns(marked)) if place.column else ""
    return shown.rstrip(), blank if mark else "", mark


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: wide characters two, combining ones none."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
