"""The words of marked content: what the glyphs say, in the order that the file gives, lines put together."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.pdfium.marked import Run
from pipeline.pdfium.objects import Rectangle

SOFT_HYPHEN = "\u00ad"
# Says that a line ends within a word.
NO_BREAK = "\u200b"
_HYPHENS = "-\u2010\u00ad"
# Letters in a line whose middles are further apart than this share of their height are in different lines.
_APART, _APART_IN_ROW, _TOUCH = 0.5, 0.9, 0.3
# Scripts that have no blanks between words.
_WITHOUT_BLANKS = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x9FFF), (0xF900, 0xFAFF),
                   (0xFF00, 0xFFEF), (0x20000, 0x3FFFF))  # fmt: skip


def reading(run: Run) -> str:
    """Return what a run says: its spelling if the glyphs are of the same letters, or else its glyphs."""
    if run.spelling is None:
        return run.text
    return run.spelling if is_spelled(run.text, run.spelling) else run.text


@lru_cache(maxsize=4_096)
def is_spelled(glyphs: str, spelling: str) -> bool:
    """Return whether glyphs have the letters of a text, in whatever order.

    Glyphs of scripts that set clusters are no help: one stands for several letters, or for the wrong ones.
    """
    if glyphs.rstrip(_HYPHENS) == spelling.rstrip(_HYPHENS):
        return True
    return _letters(glyphs) == _letters(spelling)


def _letters(text: str) -> Counter[str]:
    return Counter(
        each for each in unicodedata.normalize("NFKC", text) if each.isalnum() and not _has_clusters(each)
    )


def _has_clusters(letter: str) -> bool:
    """Return whether a letter is of a script from India to Java, digits aside."""
    return not letter.isdigit() and (0x0900 <= ord(letter) <= 0x109F or 0x1700 <= ord(letter) <= 0x1CFF)


def parts(runs: Sequence[Run], before: Run | None) -> Iterator[str]:
    """Yield the text of runs in a row, with a blank where a line ends; `before` is the run before them."""
    for run in runs:
        text = reading(run)
        if before is not None and has_blank(before, run, reading(before), text):
            yield " "
        yield text.rstrip(SOFT_HYPHEN) if text.endswith(SOFT_HYPHEN) else text
        before = run


def has_blank(before: Run, after: Run, start: str, end: str) -> bool:
    """Return whether a blank is between two runs that the file does not write: where a line ends."""
    if not start or not end or start[-1].isspace() or end[0].isspace():
        return False
    if in_line(before.last, after.first):
        return after.has_gap and after.index == before.index + 1
    last, first = start[-1], end[0]
    if last in (SOFT_HYPHEN, NO_BREAK) or last == "/":
        return False
    if last == "-" and len(start) > 1 and start[-2].isalnum():
        return False
    return not (_has_no_blanks(last) and _has_no_blanks(first))


def in_line(one: Rectangle, other: Rectangle) -> bool:
    """Return whether two letters stand in one line."""
    height = max(one[3] - one[1], other[3] - other[1])
    # What follows in a row may be raised, and what follows on that lowered.
    most = _APART_IN_ROW if abs(other[0] - one[2]) < _TOUCH * height else _APART
    return abs((one[1] + one[3]) - (other[1] + other[3])) / 2 < most * height


def _has_no_blanks(letter: str) -> bool:
    return any(low <= ord(letter) <= high for low, high in _WITHOUT_BLANKS)
