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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.checks.options import Options, is_firm
from pipeline.checks.suggestion import suggestion
from pipeline.model.diagnostics import Diagnostic, Place, error
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


@dataclass(frozen=True, slots=True)
class Suppression:
    """A code that is allowed in some lines of a file, or at a column, why, and where that is said."""

    code: str
    reason: str
    place: Place
    first: int
    last: int
    column: int = 0

    def covers(self, found: Diagnostic) -> bool:
        """Tell whether it allows a finding."""
        return (
            found.code == self.code
            and found.place.file == self.place.file
            and self.first <= found.place.line <= self.last
            and self.column in (0, found.place.column)
        )


@dataclass(frozen=True, slots=True)
class Texts:
    """Where suppressions may stand: the article, the YAML files, the bibliography."""

    article: SourceText
    yaml: Sequence[SourceText] = ()
    references: Sequence[Reference] = ()


def suppressions(texts: Texts) -> tuple[Suppression, ...]:
    """Return every suppression there is, also those that are wrong."""
    in_yaml = [each for source in texts.yaml for each in _in_yaml(source, 0, len(source.text))]
    in_text = [each for source in texts.article.files for each in _in_article(source)]
    return (*in_text, *in_yaml, *_in_references(texts.references))


def apply(
    found: Iterable[Diagnostic],
    allowed: Sequence[Suppression],
    known: Mapping[str, Explanation],
    options: Options,
    *,
    complete: bool,
) -> Iterator[Diagnostic]:
    """Yield the findings that nothing allows, and what is wrong with the suppressions.

    Where the article could not be read as a whole (not `complete`), nobody can tell which are unused.
    """
    faults = {each: fault for each in allowed if (fault := _fault(each, known)) is not None}
    used: set[Suppression] = set()
    for each in found:
        by = [one for one in allowed if one not in faults and one.covers(each)]
        used.update(by)
        if not by:
            yield each
    yield from faults.values()
    for one in allowed:
        off = options.severities.get(one.code, one) is None
        if complete and one not in used and one not in faults and not off:
            yield error(
                "suppression-unused",
                f"nothing here is a `{one.code}`",
                one.place,
                "take the comment out; if it is at a wrong place, it stands before or in what it allows",
            )


def _fault(one: Suppression, known: Mapping[str, Explanation]) -> Diagnostic | None:
    if one.code not in known:
        hint = suggestion(one.code, known, otherwise="`dossier checks` lists the codes")
        message = f"there is no code `{one.code}`" if one.code else "the comment names no code"
        return error("suppression-unknown", message, one.place, hint)
    if is_firm(known[one.code]):
        hint = "mend what it finds, and take the comment out"
        return error("suppression-refused", f"`{one.code}` cannot be allowed", one.place, hint)
    if not one.reason:
        hint = f"write it behind a colon: allow {one.code}: the source gives no day"
        return error("suppression-without-reason", f"`{one.code}` is allowed for no reason", one.place, hint)
    return None


def _in_article(source: SourceText) -> Iterator[Suppression]:
    front = _FRONT.match(source.text)
    start = front.end() if front else 0
    yield from _in_yaml(source, 0, start)
    code = [match.span() for match in _CODE.finditer(source.text, start)]
    for match in _IN_PROSE.finditer(source.text, start):
        if not any(first <= match.start() < last for first, last in code):
            yield from _said(match, source, *_block(source, match))


def _block(source: SourceText, match: re.Match[str]) -> tuple[int, int]:
    """Return the lines of the block that a comment stands in, or of the next one if it stands alone."""
    lines = source.text.split("\n")
    first = source.place(match.start()).line
    last = source.place(match.end()).line
    while first > 1 and lines[first - 2].strip():
        first -= 1
    while last < len(lines) and lines[last].strip():
        last += 1
    if _IN_PROSE.sub("", "\n".join(lines[first - 1 : last])).strip():
        return first, last
    while last < len(lines) and not lines[last].strip():
        last += 1
    while last < len(lines) and lines[last].strip():
        last += 1
    return first, last


def _in_yaml(source: SourceText, start: int, end: int) -> Iterator[Suppression]:
    lines = source.text[:end].split("\n")
    for match in _IN_YAML.finditer(source.text, start, end):
        own = source.place(match.start()).line
        first = own
        while first <= len(lines) and lines[first - 1].strip()[:1] in ("", "#"):
            first += 1
        first = min(first, len(lines))
        last = first
        while last < len(lines) and _is_below(lines[last], lines[first - 1]):
            last += 1
        yield from _said(match, source, min(own, first), last)


def _is_below(line: str, head: str) -> bool:
    return not line.strip() or len(line) - len(line.lstrip()) > len(head) - len(head.lstrip())


def _said(match: re.Match[str], source: SourceText, first: int, last: int) -> Iterator[Suppression]:
    """Yield what a comment says: `code: reason`, or `code, code: reason`."""
    codes, _, reason = match["said"].partition(":")
    for code in codes.split(",") if codes.strip() else [""]:
        end = match.end() if "\n" not in match.group() else match.start()
        place = source.place(match.start(), end - match.start())
        yield Suppression(code.strip(), " ".join(reason.split()), place, first, last)


def _in_references(references: Sequence[Reference]) -> Iterator[Suppression]:
    for reference in references:
        custom = reference.fields.get("custom")
        allowed = custom.get("allow") if isinstance(custom, Mapping) else None
        if isinstance(allowed, Mapping):
            place = reference.place
            for code, reason in allowed.items():
                said = reason.strip() if isinstance(reason, str) else ""
                yield Suppression(code, said, place, place.line, place.line, place.column)
