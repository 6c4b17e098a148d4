"""BibTeX prepared for pandoc: repairs for what pandoc would lose or never finish reading.

Edits keep every line where it is, so that pandoc's own messages name lines of the author's file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.load.bibtex import Entry, Field

# Fields whose values are addresses, names of files or keys, in which characters are literal.
_VERBATIM = frozenset(
    {"url", "doi", "file", "eprint", "pdf", "bdsk-url-1", "bdsk-url-2", "crossref", "xdata"}
)
_TITLES = frozenset({"title", "subtitle", "booktitle", "booksubtitle", "maintitle", "titleaddon", "journal"})
_BARE_PERCENT = re.compile(r"(?<!\\)%")
# Pandoc writes titles in lowercase. A letter beside a formula or an index is a part of it, as in
# `$^{14}$C`, and BibTeX does not change arguments of commands, as in `\textit{Homo sapiens}`. Text in braces
# of its own is kept; the braces around the whole value keep nothing.
_RAISED_TEXT = r"\$[^$\n]{1,200}\$|\\text(?:sub|super)script\{[^{}]{0,200}\}"
_BESIDE = re.compile(rf"(?:(?<![\w\\{{$])|(?<=\A\{{))([A-Za-z]+)?({_RAISED_TEXT})([A-Za-z]+)?")
_COMMAND_ARGUMENT = re.compile(r"(\\(?:textit|textsl|textsc|textbf|emph)\s*)\{([^{}]{1,300})\}")

# Where something was published that is an address and nothing else.
_ONLY_URL = re.compile(r"[{\"]\s*\\url\{([^{}\s]{1,500})\}\s*[}\"]")


@dataclass(frozen=True, slots=True)
class Edit:
    """A part of a text and its replacement."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits applied; of two that overlap the first counts."""
    parts: list[str] = []
    offset = 0
    for edit in sorted(edits, key=lambda each: (each.start, -each.end)):
        if edit.start >= offset:
            parts += [text[offset : edit.start], edit.text]
            offset = edit.end
    return "".join((*parts, text[offset:]))


def find_edits(text: str, entries: Iterable[Entry]) -> Iterator[Edit]:
    """Yield edits that keep text that pandoc would lose: after a `%`, capitals beside formulas, `@x(…)`."""
    for entry in entries:
        if entry.fault:
            continue
        if text[entry.opening] == "(" and entry.is_work:
            yield Edit(entry.opening, entry.opening + 1, "{")
            yield Edit(entry.end - 1, entry.end, "}")
        for field in entry.fields:
            value = text[field.value_start : field.end]
            new_value = value
            if field.name not in _VERBATIM and value[:1] in ("{", '"'):
                new_value = _BARE_PERCENT.sub(r"\\%", new_value)
            if field.name in _TITLES and ("$" in value or "\\" in value):
                new_value = _COMMAND_ARGUMENT.sub(r"{\1{\2}}", _BESIDE.sub(_keep_case, new_value))
            if new_value != value:
                yield Edit(field.value_start, field.end, new_value)
            if (
                field.name == "howpublished"
                and (address := _ONLY_URL.fullmatch(value))
                and not any(each.name == "url" for each in entry.fields)
            ):
                yield Edit(field.start, field.end, f"url = {{{address.group(1)}}}")


def _keep_case(match: re.Match[str]) -> str:
    before, formula, behind = match.groups()
    return "".join((f"{{{before}}}" if before else "", formula, f"{{{behind}}}" if behind else ""))


def without_field(text: str, field: Field) -> Edit:
    """Return the edit that takes a field out of its entry, with the comma after it."""
    comma = re.compile(r"\s*,").match(text, field.end)
    return blank(text, field.start, comma.end() if comma else field.end)


def blank(text: str, start: int, end: int) -> Edit:
    """Return the edit that deletes a part except its line ends."""
    return Edit(start, end, "\n" * text.count("\n", start, end))


def outside(text: str, entries: Iterable[Entry]) -> Iterator[Edit]:
    """Yield edits that blank the text between entries: BibTeX ignores it, pandoc refuses an `@` in it."""
    offset = 0
    for entry in entries:
        yield blank(text, offset, entry.start)
        offset = entry.end
    yield blank(text, offset, len(text))
