"""Numbered examples of an article in several files: `(@x)` counts on from file to file, as pandoc does.

Each file is read by itself, so numbers that go over files are written into the text before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_ITEM = re.compile(r" {0,3}\(@([\w-]*)\)(?=[ \t])")
_LABEL = re.compile(r"(?<![\w\\.@-])@([A-Za-z0-9_][\w-]*)")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")


def number(texts: Sequence[str]) -> list[str]:
    """Return texts with numbers for examples and references to them, if several texts have some."""
    numbers: dict[str, int] = {}
    count = 0
    for text in texts:
        for line, is_code in _lines(text):
            item = None if is_code else _ITEM.match(line)
            if item and item.group(1) not in numbers:
                count += 1
                numbers.update({item.group(1): count} if item.group(1) else {})
    if not count or sum(_has_examples(text, numbers) for text in texts) < 2:
        return list(texts)
    result: list[str] = []
    count = 0
    for text in texts:
        lines: list[str] = []
        for line, is_code in _lines(text):
            item = None if is_code else _ITEM.match(line)
            if item and numbers.get(item.group(1), count + 1) > count:
                count += 1
            if item and not item.group(1):
                line = line.replace("(@)", f"({count})", 1)
            lines.append(line if is_code else _LABEL.sub(lambda match: _number(match, numbers), line))
        result.append("\n".join(lines))
    return result


def _number(match: re.Match[str], numbers: dict[str, int]) -> str:
    return str(numbers.get(match.group(1), match.group()))


def _has_examples(text: str, numbers: dict[str, int]) -> bool:
    """Return whether a text has numbered examples or references to them."""
    return any(
        not is_code and (_ITEM.match(line) or any(each.group(1) in numbers for each in _LABEL.finditer(line)))
        for line, is_code in _lines(text)
    )


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the lines of a text, and whether each is code between fences."""
    fence = ""
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if fence:
            yield line, True
            if match and match.group(1).startswith(fence):
                fence = ""
        else:
            fence = match.group(1) if match else ""
            yield line, bool(match)
