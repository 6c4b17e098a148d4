"""The verdicts on another file as findings, and as a table for people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.against.comparison import Comparison
from pipeline.against.units import SHORT
from pipeline.against.verdicts import Verdict
from pipeline.languages import primary
from pipeline.model.diagnostics import Diagnostic, Place, error, warning
from pipeline.report.report import printable

MOST_SHOWN = 200
_WIDTH = 100
_QUOTE_LENGTH = 150
_BESIDE = 75


@dataclass(frozen=True, slots=True)
class Subject:
    """What is compared: the name of the other file and that of the article."""

    file: str
    article: str


def diagnostics(comparison: Comparison, file: str) -> tuple[Diagnostic, ...]:
    """Return what differs as errors and what the article does not have as warnings, in the file's order."""
    return tuple(_diagnostic(each, file) for each in comparison.verdicts if each.state != "same")


def _diagnostic(verdict: Verdict, file: str) -> Diagnostic:
    spot = verdict.theirs.spot(verdict.start)
    place = Place(file, spot.line)
    where = "" if spot.line else f"{spot.words}: "
    if verdict.state == "differs":
        message = f"{where}{_quote(verdict.text)} where the article has {_quote(_ours(verdict))}"
        return error("against-differs", message, place, f"in {_sentence(verdict)}; {_evidence(verdict)}")
    message = f"{where}{_quote(verdict.text)} is neither in the ledger nor in the prose"
    if verdict.own is not None:
        message = f"{where}{_quote(verdict.text)} is more exact than {_quote(_ours(verdict))} of the article"
    return warning("against-unknown", message, place, f"in {_sentence(verdict)}")


def table(comparison: Comparison, subject: Subject) -> str:
    """Return the verdicts as a table by place: what differs, what the article lacks, what is the same."""
    groups = (("Differs", comparison.differences), ("Not in the ledger or the prose", comparison.additions))
    languages = comparison.lang
    if primary(comparison.lang) != primary(comparison.own_lang):
        languages = f"{comparison.lang}, the article in {comparison.own_lang}: nouns are not compared"
    lines = [f"{subject.file} ({languages}) against {subject.article}", ""]
    for title, verdicts in groups:
        if verdicts:
            lines += [f"{title}: {len(verdicts)}", "", *_rows(verdicts), ""]
    lines.append(
        f"{len(comparison.differences)} differ, {len(comparison.additions)} are not in the article,"
        f" {comparison.same_count} are the same"
    )
    return "\n".join(lines) + "\n"


def _rows(verdicts: Sequence[Verdict]) -> Iterator[str]:
    visible = verdicts[:MOST_SHOWN]
    width = min(34, max(len(each.theirs.spot(each.start).words) for each in visible))
    for each in visible:
        words = printable(each.theirs.spot(each.start).words)
        values = printable(each.text)
        if each.state == "differs":
            values = f"{values}   ours: {printable(_ours(each))}"
        elif each.own is not None:
            values = f"{values}   ours only: {printable(_ours(each))}"
        yield f"  {words:{width}}  {values}"
        for line in textwrap.wrap(printable(_sentence(each)), _WIDTH - 6):
            yield f"      {line}"
        if each.state == "differs":
            yield f"      {printable(_evidence(each))}"
    if len(verdicts) > MOST_SHOWN:
        yield f"  and {len(verdicts) - MOST_SHOWN:,} more"


def _ours(verdict: Verdict) -> str:
    return verdict.ours or (verdict.own.statement.text if verdict.own else "")


def _quote(text: str) -> str:
    return f"“{' '.join(text.split())}”"


def _sentence(verdict: Verdict) -> str:
    """Return the sentence around a statement, cut to what is near it."""
    theirs = verdict.theirs
    words = _quote(_clip(theirs.piece.text, theirs.offset + verdict.start, theirs.offset + verdict.end))
    beside = " ".join(theirs.unit.context.split())
    if len(theirs.piece.text) < SHORT and beside:
        words += f" beside {_quote(beside if len(beside) <= _BESIDE else beside[:_BESIDE] + '…')}"
    return words


def _clip(text: str, start: int, end: int) -> str:
    first = max(0, min(start - _QUOTE_LENGTH // 2, len(text) - _QUOTE_LENGTH))
    last = max(end, first + _QUOTE_LENGTH)
    if first:
        first = text.find(" ", first, start) + 1 or first
    if last < len(text):
        last = text.rfind(" ", end, last) if " " in text[end:last] else last
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"


def _evidence(verdict: Verdict) -> str:
    """Return where the article has its value, with the fact and its sources."""
    place = verdict.place or (verdict.own.place if verdict.own else None)
    fact = verdict.fact or (verdict.own.fact if verdict.own else None)
    parts = [f"ours: {place}" if place else ""]
    if verdict.own is not None and fact is None:
        words = " ".join(verdict.own.unit.text.split())
        parts.append(_quote(words if len(words) <= _QUOTE_LENGTH else words[: _QUOTE_LENGTH - 1] + "…"))
    if fact is not None:
        parts.append(f"fact {fact.id}")
        if fact.sources:
            parts.append(f"source {', '.join(dict.fromkeys(each.ref for each in fact.sources))}")
    return ", ".join(filter(None, parts))
