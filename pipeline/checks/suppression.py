"""Suppression: findings that the source itself allows, by code and with a reason.

In prose a comment allows for its paragraph, or alone between paragraphs for the one that follows:

    <!-- allow event-undated: the treaty gives no day -->

In YAML it allows for its line and what is indented below it, or alone on a line for the next:

    # allow fact-stale: the embassy names no successor

In the bibliography, which has no comments, a key of the entry's `custom` does: `{"allow": {code: reason}}`.
An error of the mechanics, as a binding that contradicts the ledger, is never allowed: see `is_firm`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.checks.options import Options, is_firm
from pipeline.checks.suggestion import suggestion
from pipeline.model.diagnostics import Diagnostic, Place, Severity, error
from pipeline.model.references import Reference
from pipeline.model.source import SourceText
from pipeline.report.explanation import Explanation

_IN_PROSE = re.compile(r"<!--\s*allow\b[ \t]*(?P<said>.*?)\s*-->", re.DOTALL)
_IN_YAML = re.compile(r"(?:^|(?<=\s))#\s*allow\b[ \t]*(?P<said>.*)$", re.MULTILINE)
_FRONT = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,}).*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)|(?P<ticks>`+).+?(?P=ticks)",
    re.DOTALL | re.MULTILINE,
)


# A code, a file, and a column or 0 for any.
_Subject = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Suppression:
    """A code allowed in lines of a file or at a column, with the reason and the place of the comment."""

    code: str
    reason: str
    place: Place
    first: int
    last: int
    column: int = 0

    @property
    def subject(self) -> _Subject:
        """The file, code and column, without the lines."""
        return self.code, self.place.file, self.column


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts that may contain suppressions: the article, the YAML files, the bibliography."""

    article: SourceText
    yaml: Sequence[SourceText] = ()
    references: Sequence[Reference] = ()


def suppressions(texts: Texts) -> tuple[Suppression, ...]:
    """Return all suppressions, the invalid ones included."""
    in_yaml = [each for source in texts.yaml for each in _in_yaml(source, 0, len(source.text))]
    in_text = [each for source in texts.article.files for each in _in_article(source)]
    return (*in_text, *in_yaml, *_in_references(texts.references))


def apply(
    diagnostics: Iterable[Diagnostic],
    suppressions: Sequence[Suppression],
    explanations: Mapping[str, Explanation],
    options: Options,
    *,
    silent: Collection[str] = (),
    complete: bool,
) -> Iterator[Diagnostic]:
    """Yield the diagnostics without a suppression, and the faults of suppressions.

    Unused suppressions are not reported if the article could not be read as a whole (not `complete`), nor for
    checks without rules in the language (`silent`): they may have a use.
    """
    faults = {each: fault for each in suppressions if (fault := _fault(each, explanations)) is not None}
    sound: dict[_Subject, list[Suppression]] = {}
    for one in suppressions:
        if one not in faults:
            sound.setdefault(one.subject, []).append(one)
    ranges = {subject: _Ranges(ones) for subject, ones in sound.items()}
    lines: dict[_Subject, list[int]] = {}
    for each in diagnostics:
        place = each.place
        subjects = [
            (each.code, place.file, column)
            for column in {0, place.column}
            if (each.code, place.file, column) in ranges
        ]
        for subject in subjects:
            lines.setdefault(subject, []).append(place.line)
        if not any(ranges[subject].cover(place.line) for subject in subjects):
            yield each
    yield from faults.values()
    lines = {subject: sorted(each) for subject, each in lines.items()}
    for one in suppressions:
        entry = explanations.get(one.code)
        off = (entry and options.severity(entry, Severity.ERROR) is None) or one.code in silent
        there = lines.get(one.subject, [])
        is_used = bisect_left(there, one.first) < bisect_right(there, one.last)
        if complete and not is_used and one not in faults and not off:
            yield error(
                "suppression-unused",
                f"unused allowance of `{one.code}`",
                one.place,
                "remove the comment, or move it before or into the text that it allows",
            )


class _Ranges:
    """The lines that suppressions of one subject cover."""

    def __init__(self, ones: Sequence[Suppression]) -> None:
        by_start = sorted(ones, key=lambda one: one.first)
        self.starts = [one.first for one in by_start]
        self.ends = list(accumulate((one.last for one in by_start), max))

    def cover(self, line: int) -> bool:
        """Return whether a suppression covers a line."""
        before = bisect_right(self.starts, line)
        return before > 0 and self.ends[before - 1] >= line


def _fault(one: Suppression, explanations: Mapping[str, Explanation]) -> Diagnostic | None:
    if one.code not in explanations:
        hint = suggestion(one.code, explanations, otherwise="`dossier checks` lists the codes")
        message = f"unknown code `{one.code}`" if one.code else "missing code in the comment"
        return error("suppression-unknown", message, one.place, hint)
    if is_firm(explanations[one.code]):
        hint = "fix the finding and remove the comment"
        return error("suppression-refused", f"`{one.code}` cannot be allowed", one.place, hint)
    if not one.reason:
        hint = f"write it after a colon: allow {one.code}: the source gives no day"
        return error(
            "suppression-without-reason", f"missing reason for allowing `{one.code}`", one.place, hint
        )
    return None


def _in_article(source: SourceText) -> Iterator[Suppression]:
    front = _FRONT.match(source.text)
    start = front.end() if front else 0
    yield from _in_yaml(source, 0, start)
    code = [match.span() for match in _CODE.finditer(source.text, start)]
    starts = [first for first, _ in code]
    blocks = _Blocks(source.text)
    for match in _IN_PROSE.finditer(source.text, start):
        before = bisect_right(starts, match.start())
        if not before or code[before - 1][1] <= match.start():
            first, last = source.place(match.start()).line, source.place(match.end()).line
            yield from _parse_comment(match, source, *blocks.around(first, last))


class _Blocks:
    """The lines of a text, and the block between empty lines that each belongs to."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        count = len(self.lines)
        self.first, self.last = list(range(count)), list(range(count))
        for number in range(1, count):
            if self.lines[number].strip() and self.lines[number - 1].strip():
                self.first[number] = self.first[number - 1]
        for number in range(count - 2, -1, -1):
            if self.lines[number].strip() and self.lines[number + 1].strip():
                self.last[number] = self.last[number + 1]
        self.alone: dict[tuple[int, int], bool] = {}

    def around(self, first: int, last: int) -> tuple[int, int]:
        """Return the lines of the block with a comment, or of the next block if the comment is alone.

        Lines are counted from 1.
        """
        start, end = self.first[first - 1], self.last[last - 1]
        if (start, end) not in self.alone:
            text = "\n".join(self.lines[start : end + 1])
            self.alone[start, end] = not _IN_PROSE.sub("", text).strip()
        if not self.alone[start, end]:
            return start + 1, end + 1
        next_line = end + 1
        while next_line < len(self.lines) and not self.lines[next_line].strip():
            next_line += 1
        return start + 1, self.last[next_line] + 1 if next_line < len(self.lines) else len(self.lines)


def _in_yaml(source: SourceText, start: int, end: int) -> Iterator[Suppression]:
    lines = source.text[:end].split("\n")
    # For each line the next one that is neither blank nor a comment, both counted from 0.
    content_lines = list(range(len(lines)))
    for number in range(len(lines) - 2, -1, -1):
        if lines[number].strip()[:1] in ("", "#"):
            content_lines[number] = content_lines[number + 1]
    below: dict[int, int] = {}
    for match in _IN_YAML.finditer(source.text, start, end):
        own = source.place(match.start()).line
        first = content_lines[own - 1] + 1
        if first not in below:
            last = first
            while last < len(lines) and _is_below(lines[last], lines[first - 1]):
                last += 1
            below[first] = last
        yield from _parse_comment(match, source, min(own, first), below[first])


def _is_below(line: str, head: str) -> bool:
    return not line.strip() or len(line) - len(line.lstrip()) > len(head) - len(head.lstrip())


def _parse_comment(match: re.Match[str], source: SourceText, first: int, last: int) -> Iterator[Suppression]:
    """Yield the suppressions in a comment: `code: reason`, or `code, code: reason`."""
    codes, _, reason = match["said"].partition(":")
    for code in codes.split(",") if codes.strip() else [""]:
        end = match.end() if "\n" not in match.group() else match.start()
        place = source.place(match.start(), end - match.start())
        yield Suppression(code.strip(), " ".join(reason.split()), place, first, last)


def _in_references(references: Sequence[Reference]) -> Iterator[Suppression]:
    for reference in references:
        custom = reference.fields.get("custom")
        reasons_by_code = custom.get("allow") if isinstance(custom, Mapping) else None
        if isinstance(reasons_by_code, Mapping):
            place = reference.place
            for code, reason in reasons_by_code.items():
                reason_text = reason.strip() if isinstance(reason, str) else ""
                yield Suppression(code, reason_text, place, place.line, place.line, place.column)
