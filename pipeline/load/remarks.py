"""Pandoc's remarks about the prose that it reads: notes without a call, boxes without an end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.model.diagnostics import Diagnostic, Place, warning
from pipeline.model.source import SourceText

# Pandoc names a place "line 7 column 1"; if it names two, the first is that of the fault.
_LINE = re.compile(r"line (\d+) column \d+")


@dataclass(frozen=True, slots=True)
class _Form:
    """A pattern of a pandoc remark, and the diagnostic for it; `%s` is the name in the remark."""

    words: re.Pattern[str]
    code: str
    message: str
    hint: str


_FORMS = (
    _Form(
        re.compile(r"Note with key '(?P<name>.*)' defined at .* but not used"),
        "note-unused",
        "unused note `%s` is in no edition",
        "write [^%s] where it belongs, or take the note out",
    ),
    _Form(
        re.compile(r"Duplicate note reference '(?P<name>.*)' at"),
        "note-repeated",
        "duplicate note `%s`: only the last definition is kept",
        "give one of them another name",
    ),
    _Form(
        re.compile(r"Duplicate link reference '\[?(?P<name>.*?)\]?' at"),
        "link-repeated",
        "duplicate link definition `%s`: only one is kept",
        "give one of them another name",
    ),
    _Form(
        re.compile(r"Div at .* unclosed at"),
        "box-unclosed",
        "unclosed box takes in all that follows",
        "write `:::` in a line of its own where the box ends",
    ),
)


def findings(remarks: Iterable[str], pandoc_text: str, source: SourceText) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each remark of pandoc; `pandoc_text` is the text that pandoc read."""
    lines = _Lines(pandoc_text, source)
    for remark in remarks:
        for form in _FORMS:
            match = form.words.search(remark)
            if match is None:
                continue
            name = match.groupdict().get("name", "")
            place = lines.place(remark)
            yield warning(form.code, _fill(form.message, name), place, _fill(form.hint, name))


def _fill(text: str, name: str) -> str:
    return text.replace("%s", name)


class _Lines:
    """The lines of the text that pandoc reads, mapped to lines of the article.

    Their beginnings differ: one text has the standfirst there, the other the front matter. So a line is
    looked up by its words, near its place counted from the end, which both have in common.
    """

    def __init__(self, pandoc_text: str, source: SourceText) -> None:
        self.pandoc_lines = pandoc_text.split("\n")
        self.source = source
        self.own: dict[str, list[int]] = {}
        own = source.text.split("\n")
        for number, line in enumerate(own, 1):
            self.own.setdefault(line, []).append(number)
        self.shift = len(own) - len(self.pandoc_lines)

    def place(self, remark: str) -> Place:
        """Return the line of the article that a remark is about; the whole file if the remark names none."""
        match = _LINE.search(remark)
        number = int(match.group(1)) if match else 0
        if not 0 < number <= len(self.pandoc_lines):
            return self.source.place(None)
        words = self.pandoc_lines[number - 1]
        alike = self.own.get(words, [])
        after = bisect_left(alike, number + self.shift)
        near = alike[max(0, after - 1) : after + 1]
        if not near:
            return self.source.place(None)
        line = min(near, key=lambda at: abs(at - number - self.shift))
        return self.source.place_in_line(line, len(words) - len(words.lstrip()), len(words.rstrip()))
