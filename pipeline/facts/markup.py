"""Bindings in the source text: find, insert and remove them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

# Parts of a text that are not prose: fenced code, code, formulas, comments, addresses, link targets.
_OPAQUE = re.compile(
    r"^(?P<fence>[`~]{3,})[^\n]*\n.*?^(?P=fence)[`~]*[ \t]*$"
    r"|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    r"|\$\$.+?\$\$|(?<!\\)\$(?=\S)(?:[^$\n]|\n(?!\n))*?(?<=\S)(?<!\\)\$(?!\d)"
    r"|<!--.*?-->|<https?://[^>\s]*>|\]\([^()\s]*(?:\([^()\s]*\))?[^()\s]*(?:\s+\"[^\"]*\")?\)",
    re.DOTALL | re.MULTILINE,
)
_LINK = re.compile(r"(?<!!)\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\]\([^)\n]*\)|\[[^\[\]\n]*\]\[[^\[\]\n]*\]")
_CITATION = re.compile(r"\[[^\[\]]*(?<![\w.])-?@[^\[\]]*\]")
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")
_FACT = re.compile(r"\s*\b(?:fact|show)=(?:\"[^\"]*\"|'[^']*'|[^\s}]+)")
_NAME = re.compile(r"\bfact=(?:\"([^\"]*)\"|'([^']*)'|([^\s}]+))")
_SHOW = re.compile(r"\bshow=(?:\"([^\"]*)\"|'([^']*)'|([^\s}]+))")


@dataclass(frozen=True, slots=True)
class Binding:
    """A binding in the text: from its bracket to its brace, the words between, and the attributes."""

    start: int
    inner_start: int
    inner_end: int
    end: int
    fact: str
    show: str | None
    attributes: str


@dataclass(frozen=True, slots=True)
class Insertion:
    """A binding to insert around characters of a text."""

    start: int
    end: int
    fact: str
    show: str | None = None


def opaque(text: str) -> list[tuple[int, int]]:
    """Return the parts of a text in which brackets are not bindings."""
    return [match.span() for match in _OPAQUE.finditer(text)]


def bindings(text: str) -> Iterator[Binding]:
    """Yield the bindings of a text in the order of their ends; one may be inside another."""
    opaque_spans = opaque(text)
    starts = [start for start, _ in opaque_spans]
    stack: list[int] = []
    index = 0
    while index < len(text):
        at = bisect_right(starts, index) - 1
        if at >= 0 and index < opaque_spans[at][1] and opaque_spans[at][0] <= index:
            if text[index] == "]" and stack:
                stack.pop()
            index = opaque_spans[at][1]
            continue
        character = text[index]
        if character == "\\":
            index += 2
            continue
        if character == "[":
            stack.append(index)
        elif character == "]" and stack:
            start = stack.pop()
            match = _ATTRIBUTES.match(text, index + 1)
            if match and (name := _NAME.search(match.group())):
                show = _SHOW.search(match.group())
                yield Binding(
                    start, start + 1, index, match.end(), _value(name), _value(show) if show else None,
                    match.group(),
                )  # fmt: skip
        elif character == "\n" and text[index + 1 : index + 2] == "\n":
            stack.clear()
        index += 1


def _value(match: re.Match[str]) -> str:
    return next((group for group in match.groups() if group is not None), "")


def strip(
    text: str,
    fill: Callable[[str, str | None], str | None] = lambda fact, show: None,
    ids: Collection[str] | None = None,
) -> str:
    """Return a text without bindings; `fill` returns the words of an empty one, or None to keep it.

    With `ids`, only bindings to these facts are taken out.
    """
    edits: list[tuple[int, int, str]] = []
    for each in bindings(text):
        if ids is not None and each.fact not in ids:
            continue
        rest = _FACT.sub("", each.attributes[1:-1]).strip()
        if each.inner_start == each.inner_end:
            words = fill(each.fact, each.show)
            if words is None:
                continue
            edits.append((each.start, each.end, f"[{words}]{{{rest}}}" if rest else words))
        elif rest:
            edits.append((each.inner_end + 1, each.end, f"{{{rest}}}"))
        else:
            edits += [(each.start, each.inner_start, ""), (each.inner_end, each.end, "")]
    return apply_edits(text, edits)


def insert(text: str, insertions: Iterable[Insertion]) -> str:
    """Insert bindings around characters of a text."""
    edits: list[tuple[int, int, str]] = []
    for each in sorted(insertions, key=lambda insertion: insertion.start):
        show = f" show={each.show}" if each.show else ""
        edits += [(each.start, each.start, "["), (each.end, each.end, f"]{{fact={each.fact}{show}}}")]
    return apply_edits(text, edits)


def apply_edits(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with parts of it replaced; the parts do not overlap."""
    parts: list[str] = []
    last = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        parts += [text[last:start], new]
        last = end
    return "".join([*parts, text[last:]])


class ForbiddenSpans:
    """Parts of an article in which no binding may be inserted."""

    def __init__(self, text: str, body_start: int) -> None:
        """Find the spans; `body_start` is where the front matter ends."""
        spans = opaque(text)
        for pattern in (_LINK, _CITATION, _ATTRIBUTES):
            spans += [match.span() for match in pattern.finditer(text)]
        spans += [(each.start, each.end) for each in bindings(text)]
        spans += self._front(text, body_start)
        spans += self._tables(text)
        result: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if result and start <= result[-1][1]:
                result[-1] = (result[-1][0], max(result[-1][1], end))
            else:
                result.append((start, end))
        self.spans = result
        self.starts = [start for start, _ in result]

    def _front(self, text: str, body_start: int) -> list[tuple[int, int]]:
        """Return the front matter, without a standfirst that is a block of lines."""
        block = re.search(
            r"^standfirst:[ \t]*[|>][-+]?[ \t]*\n((?:[ \t]+.*\n|\n)+)", text[:body_start], re.MULTILINE
        )
        if block is None:
            return [(0, body_start)]
        return [(0, block.start(1)), (block.end(1), body_start)]

    def _tables(self, text: str) -> list[tuple[int, int]]:
        """Return the spans of tables whose columns depend on the positions of characters."""
        grid = r"^[ \t]*\+[-=:+]{3,}\+[ \t]*\n(?:[ \t]*[|+].*\n?)+"
        rule_lines = (
            r"^[^\n|]*\n?[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*\n(?:.+\n?)*"
            r"|^[ \t]*-{10,}[ \t]*\n(?:.*\n)*?[ \t]*-{10,}[ \t]*$"
        )
        return [
            match.span()
            for pattern in (grid, rule_lines)
            for match in re.finditer(pattern, text, re.MULTILINE)
        ]

    def holds(self, start: int, end: int) -> bool:
        """Return whether any character from start to end is in a forbidden span."""
        index = bisect_right(self.starts, end - 1) - 1
        return index >= 0 and start < self.spans[index][1]
