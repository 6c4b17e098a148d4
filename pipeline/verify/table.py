"""The outcomes of validators as a table: file, validator, version, verdict."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.diagnostics import Severity
from pipeline.verify.verdict import Outcome, Verdict

HEAD = ("artifact", "validator", "version", "verdict")


def table(outcomes: Sequence[Outcome]) -> str:
    """Return the outcomes as lines, each file named once."""
    rows: list[tuple[str, str, str, str]] = []
    before = ""
    for each in outcomes:
        path = str(each.path)
        name = "" if path == before else path
        rows.append((name, each.validator, each.verdict.version, verdict_text(each.verdict)))
        before = path
    widths = [max(len(row[column]) for row in [HEAD, *rows]) for column in range(3)]
    lines = ["  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]])
             for row in [HEAD, *rows]]  # fmt: skip
    return "\n".join(line.rstrip() for line in lines)


def verdict_text(verdict: Verdict) -> str:
    """Return a verdict in words: passed, the number of findings, or why the file was not checked."""
    if not verdict.is_checked:
        return f"not checked: {verdict.reason}" + (f" ({verdict.cure})" if verdict.cure else "")
    counts = [(verdict.count(severity), severity.value) for severity in Severity]
    counts_text = ", ".join(f"{count} {name}{'s'[: count != 1]}" for count, name in counts if count)
    if verdict.count(Severity.ERROR):
        return counts_text
    return f"passed, {counts_text}" if counts_text else "passed"
