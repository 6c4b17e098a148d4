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


def summary(outcomes: Sequence[Outcome]) -> str:
    """Return the closing line: how many checks passed, and how many files by how many validators did not."""
    gaps = [each for each in outcomes if not each.verdict.is_checked]
    faults = sum(each.verdict.count(Severity.ERROR) > 0 for each in outcomes)
    passes = len(outcomes) - len(gaps) - faults
    files = _count(len({each.path for each in outcomes}), "file")
    text = f"{files}, {_count(len(outcomes), 'check')}: {passes} passed, {faults} with errors"
    if not gaps:
        return f"{text}, every one done"
    names = tuple(dict.fromkeys(each.validator for each in gaps))
    unchecked_files = _count(len({each.path for each in gaps}), "file")
    validators = f"{_count(len(names), 'validator')} ({', '.join(names)})"
    text = f"{text}; {unchecked_files} not checked by {validators}"
    return text if is_any_checked(outcomes) else f"{text}: nothing was checked, which is no pass"


def is_any_checked(outcomes: Sequence[Outcome]) -> bool:
    """Return whether any validator came to a verdict on any file."""
    return any(each.verdict.is_checked for each in outcomes)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def verdict_text(verdict: Verdict) -> str:
    """Return a verdict in words: passed, the number of findings, or why the file was not checked."""
    if not verdict.is_checked:
        return f"not checked: {verdict.reason}" + (f" ({verdict.cure})" if verdict.cure else "")
    counts = [(verdict.count(severity), severity.value) for severity in Severity]
    counts_text = ", ".join(f"{count} {name}{'s'[: count != 1]}" for count, name in counts if count)
    if verdict.count(Severity.ERROR):
        return counts_text
    return f"passed, {counts_text}" if counts_text else "passed"
