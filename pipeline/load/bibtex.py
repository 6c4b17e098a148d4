"""BibTeX scanned for its entries: the offsets of each, its key and fields, and unreadable parts.

It does not read values; pandoc does. Each character is read only a few times, for any nesting of braces.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

# The beginning of an entry; at the start of a line inside an open entry, it means that one is never closed.
_START = re.compile(r"@[ \t]*(?P<kind>[A-Za-z]\w*)\s{0,20}(?P<open>[{(])")
_HEAD = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]\w*[ \t]*[{(]", re.MULTILINE)
_KEY = re.compile(r"\s*(?P<key>[^\s,{}]*)\s*")
_NAME = re.compile(r"(?P<name>[^\s=,{}()\"#%@]+)\s*=\s*")
_BARE = re.compile(r"[^\s,{}()\"#%=]+")
_BLANK = re.compile(r"(?:\s+|%[^\n]*)*")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_BRACE_OR_QUOTE = re.compile(r'\\[^"]|[{}"]', re.DOTALL)
_NO_WORKS = frozenset({"comment", "preamble", "string"})


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an entry: its name in lowercase, and the bounds of the field and its value."""

    name: str
    start: int
    value_start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A BibTeX entry: kind in lowercase, key, offsets; `fault` is where and why it is unreadable."""

    kind: str
    key: str
    start: int
    opening: int
    key_start: int
    end: int
    fields: tuple[Field, ...]
    fault: tuple[int, str] | None

    @property
    def is_work(self) -> bool:
        """Whether it can be cited: a comment, a preamble and an abbreviation cannot."""
        return self.kind not in _NO_WORKS


class _Fault(Exception):
    """The offset of an unreadable part of an entry, and the reason."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.offset, self.reason = offset, reason


def scan(text: str) -> tuple[Entry, ...]:
    """Return the entries of a BibTeX text in their order."""
    return tuple(_entries(text))


def _entries(text: str) -> Iterator[Entry]:
    heads = [match.start() for match in _HEAD.finditer(text)]
    offset = 0
    while start := _START.search(text, offset):
        offset = start.end()
        if "%" in text[text.rfind("\n", 0, start.start()) + 1 : start.start()]:
            # A comment of LaTeX ends with its line.
            offset = text.find("\n", start.end()) + 1 or len(text)
            continue
        next_head = bisect_left(heads, start.end())
        limit = heads[next_head] if next_head < len(heads) else len(text)
        entry = _Scanner(text, limit).entry(start)
        if entry.kind == "comment" and entry.fault:
            continue  # its content is arbitrary
        yield entry
        offset = entry.end


class _Scanner:
    """Reads one entry of a text, up to the head of the next one at most."""

    def __init__(self, text: str, limit: int) -> None:
        self.text = text
        self.limit = limit

    def entry(self, start: re.Match[str]) -> Entry:
        """Read an entry; one with a fault ends where the next begins."""
        kind, closing = start["kind"].lower(), "}" if start["open"] == "{" else ")"
        key, key_start, offset = "", start.end(), start.end()
        fields: list[Field] = []
        fault: tuple[int, str] | None = None
        try:
            if kind in ("comment", "preamble"):
                offset = self.brace_end(start.end() - 1) if closing == "}" else self.after(offset, ")")
            else:
                if kind != "string":
                    key, key_start, offset = self.key(offset)
                offset = self.fields(offset, closing, fields)
        except _Fault as failure:
            fault, offset = (failure.offset, failure.reason), self.limit
        return Entry(kind, key, start.start(), start.end() - 1, key_start, offset, tuple(fields), fault)

    def key(self, offset: int) -> tuple[str, int, int]:
        """Return the key, its offset, and the offset after it."""
        match = _KEY.match(self.text, offset, self.limit)
        assert match is not None  # it also matches the empty text
        if not match["key"]:
            raise _Fault(offset, "it has no key")
        if self.text[match.end() : match.end() + 1] not in (",", "}", ")"):
            raise _Fault(match.end(), f"a comma is missing behind the key `{match['key'][:40]}`")
        return match["key"], match.start("key"), match.end()

    def fields(self, offset: int, closing: str, fields: list[Field]) -> int:
        """Append the fields to a list and return the offset after the entry."""
        has_comma = True
        while True:
            offset = self.blank(offset)
            character = self.text[offset] if offset < self.limit else ""
            if character == closing:
                return offset + 1
            if character == ",":
                has_comma, offset = True, offset + 1
                continue
            name = _NAME.match(self.text, offset, self.limit)
            if not character:
                raise _Fault(offset, "it is not closed")
            if name is None:
                raise _Fault(offset, f"{character!r} is neither a field nor the end")
            if not has_comma:
                raise _Fault(offset, f"a comma is missing before `{name['name'][:40]}`")
            end = self.value(name.end())
            fields.append(Field(name["name"].lower(), name.start(), name.end(), end))
            has_comma, offset = False, end

    def value(self, offset: int) -> int:
        """Return the offset after a value: pieces in braces, in quotation marks or bare, joined by `#`."""
        while True:
            character = self.text[offset] if offset < self.limit else ""
            if character == "{":
                offset = self.brace_end(offset)
            elif character == '"':
                offset = self.quotation_end(offset)
            elif bare := _BARE.match(self.text, offset, self.limit):
                offset = bare.end()
            else:
                return offset
            separator = self.blank(offset)
            if self.text[separator : separator + 1] != "#":
                return offset
            offset = self.blank(separator + 1)

    def brace_end(self, offset: int) -> int:
        """Return the offset after the brace that closes the one at an offset."""
        depth = 0
        for mark in _BRACE.finditer(self.text, offset, self.limit):
            depth += {"{": 1, "}": -1}.get(mark.group(), 0)
            if depth == 0 and mark.group() == "}":
                return mark.end()
        raise _Fault(offset, "a brace is not closed")

    def quotation_end(self, offset: int) -> int:
        """Return the offset after the quotation mark that closes the one at an offset."""
        depth = 0
        for mark in _BRACE_OR_QUOTE.finditer(self.text, offset + 1, self.limit):
            depth += {"{": 1, "}": -1}.get(mark.group(), 0)
            if depth == 0 and mark.group() == '"':
                return mark.end()
        raise _Fault(offset, "a quotation mark is not closed")

    def after(self, offset: int, mark: str) -> int:
        """Return the offset after the next mark of a kind."""
        end = self.text.find(mark, offset, self.limit)
        if end < 0:
            raise _Fault(offset, "it is not closed")
        return end + 1

    def blank(self, offset: int) -> int:
        """Return the offset after blanks and comments of LaTeX."""
        match = _BLANK.match(self.text, offset, self.limit)
        return match.end() if match else offset
