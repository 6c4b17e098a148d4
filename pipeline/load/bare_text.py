"""Text for scanners of inline markup: code, formulas and escapes replaced by filler, offsets unchanged."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

FILLER = "x"
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})([^\n]*)")
_BLANK = re.compile(r"\n[ \t]*(?=\n)")
_MARKS = re.compile(r"\\.|`+|\$\$?", re.DOTALL)
_FORMULA = re.compile(r"\$\$[^$]+\$\$|\$(?=[^\s$])(?:\\.|[^$\\])*(?<=\S)\$(?!\d)", re.DOTALL)


def bare(text: str) -> str:
    """Return a text with code, formulas and escapes replaced by filler."""
    open_text = _without_fences(text)
    return "".join(_mask(chunk) for chunk in chunks(open_text))


def chunks(text: str) -> Iterator[str]:
    """Yield the parts of a text between empty lines, which inline markup does not cross."""
    start = 0
    for match in _BLANK.finditer(text):
        yield text[start : match.end()]
        start = match.end()
    yield text[start:]


def _without_fences(text: str) -> str:
    """Replace fenced code by filler; an unclosed fence is not a fence."""
    lines = text.split("\n")
    fences = [(number, match) for number, line in enumerate(lines) if (match := _FENCE.fullmatch(line))]
    # The longest fence from each one on that may close another, by its sign: most often there is one.
    longest: list[dict[str, int]] = [{}]
    for _, match in reversed(fences):
        best = longest[-1]
        sign = match.group(1)[0]
        if not match.group(2).strip() and len(match.group(1)) > best.get(sign, 0):
            best = {**best, sign: len(match.group(1))}
        longest.append(best)
    longest.reverse()
    at = 0
    while at < len(fences):
        number, opening = fences[at]
        mark = opening.group(1)
        at += 1
        if longest[at].get(mark[0], 0) < len(mark) or (mark[0] == "`" and "`" in opening.group(2)):
            continue
        while fences[at][1].group(2).strip() or not fences[at][1].group(1).startswith(mark):
            at += 1
        last = fences[at][0]
        lines[number : last + 1] = [FILLER * len(line) for line in lines[number : last + 1]]
        at += 1
    return "\n".join(lines)


def _mask(chunk: str) -> str:
    """Replace code, formulas and escaped characters of a stretch of text by filler."""
    runs: dict[int, list[int]] = {}
    for match in re.finditer("`+", chunk):
        runs.setdefault(len(match.group()), []).append(match.start())
    parts: list[str] = []
    at = 0
    while mark_match := _MARKS.search(chunk, at):
        start, end = mark_match.span()
        mark = mark_match.group()
        if mark[0] == "`":
            same = runs.get(len(mark), [])
            later = bisect_right(same, start)
            if later < len(same):
                end = same[later] + len(mark)
            else:
                parts.append(chunk[at:end])
                at = end
                continue
        elif mark[0] == "$":
            formula = _FORMULA.match(chunk, start)
            if formula is None:
                parts.append(chunk[at:end])
                at = end
                continue
            end = formula.end()
        elif mark[1] in "\n" or mark[1].isalpha():
            parts.append(chunk[at:end])
            at = end
            continue
        parts += (chunk[at:start], FILLER * (end - start))
        at = end
    parts.append(chunk[at:])
    return "".join(parts)
