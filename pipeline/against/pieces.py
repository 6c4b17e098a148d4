"""The text of another file as pieces with their places, whatever its form."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["prose", "heading", "cell", "chart", "note", "comment"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in another file in words, as `slide 3, Title 1`, and its line in a file of lines."""

    words: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a cell or a value of a chart: its text, and the spots that its parts stand in.

    `spots` are by the offset at which each begins, the first at 0. `heading` is what stands above, `context`
    the heads of its row and column, or other words that tell what it is of. Pieces of one `group` (a shape, a
    row) stand together.
    """

    text: str
    spots: tuple[tuple[int, Spot], ...]
    kind: Kind = "prose"
    heading: str = ""
    context: str = ""
    group: str = ""

    def spot(self, offset: int) -> Spot:
        """Return the spot of a character."""
        starts = [start for start, _ in self.spots]
        return self.spots[max(0, bisect_right(starts, offset) - 1)][1]


@dataclass(frozen=True, slots=True)
class OtherText:
    """The pieces of another file in reading order, and its language if the file states it."""

    pieces: tuple[Piece, ...] = field(repr=False)
    lang: str | None = None


SAVE_ANEW = "save it anew with the program that it comes from"


class UnreadableError(Exception):
    """A file that cannot be read: its text says why, the hint how to mend it."""

    def __init__(self, message: str, hint: str = SAVE_ANEW) -> None:
        """Keep both."""
        super().__init__(message)
        self.hint = hint


def piece(
    text: str,
    words: str,
    *,
    line: int = 0,
    kind: Kind = "prose",
    heading: str = "",
    context: str = "",
    group: str = "",
) -> Piece:
    """Return a piece that stands in one spot."""
    return Piece(text, ((0, Spot(words, line)),), kind, heading, context, group or words)


_UNIT = re.compile(r"(?:^|[\s\d(/·⋅])(?:[kcmdn]?m|s|A|K|mol|cd|kg|C)$")
_SUPERSCRIPT = re.compile(r"\W*[-−–+]?\d[\d\s,–-]*\W*")
_SIGNS = str.maketrans("0123456789-−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")


def superscript(before: str, text: str) -> str:
    """Return raised words behind others: the power of ten or of a unit; nothing for the mark of a note."""
    if not _SUPERSCRIPT.fullmatch(text):
        return "" if text.strip() in ("*", "†", "‡", "§") else text
    plain = text.strip()
    if before.endswith("10"):
        return "^" + plain.replace("–", "-")
    if _UNIT.search(before) and (plain in ("2", "3") or plain[0] in "-−–"):
        return plain.translate(_SIGNS)
    return ""
