"""The style of a chart: sizes and colours of a theme for a frame, and text set in lines."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from pipeline.charts.font_set import FontSet
from pipeline.charts.frame import Frame
from pipeline.charts.scene import Box, Words
from pipeline.theme import Theme

SMALLEST = 7.0
_BREAKS = re.compile(r"(?<=[ ])|(?<=[^\W\d_][-\u2013\u2014/])(?=[^\W\d_])|\u200b")
_ASCENT, _DESCENT, _LINE_HEIGHT = 0.74, 0.21, 1.25


@dataclass(frozen=True, slots=True)
class Tint:
    """How a series is painted: fill, outline where the fill is pale, and the colour of text on it."""

    fill: str
    edge: str | None
    on: str
    name: str


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text as one piece; their positions are relative to its top left corner."""

    width: float
    height: float
    words: tuple[Words, ...]

    def at(self, left: float, top: float) -> tuple[Words, ...]:
        """Return the lines in their place."""
        return tuple(word.shift(left, top) for word in self.words)


@dataclass(frozen=True)
class FigureStyle:
    """The style of one figure: sizes, colours and typefaces."""

    theme: Theme
    frame: Frame
    letters: FontSet
    text: float

    @cached_property
    def small(self) -> float:
        """Size of dates and of the axis."""
        return min(self.text, max(SMALLEST, self.text * 0.9))

    @cached_property
    def hair(self) -> float:
        """Width of a fine line."""
        return max(0.5, self.text / 16)

    @cached_property
    def bold(self) -> int:
        """Weight of values."""
        return int(self.theme["weight.bold"])

    @cached_property
    def normal(self) -> int:
        """Weight of everything else."""
        return int(self.theme["weight.normal"])

    def color(self, name: str) -> str:
        """Return a colour."""
        return self.theme[f"color.{name}"]

    @cached_property
    def tints(self) -> tuple[Tint, ...]:
        """Ways to paint series, dark and pale in turn, so that neighbours differ without colour."""
        paper, ink = self.color("paper"), self.color("ink")
        accent, second, grey = self.color("accent"), self.color("second"), self.color("grey-1")
        return (
            Tint(accent, None, paper, accent),
            Tint(self.color("second-soft"), second, ink, second),
            Tint(grey, None, paper, grey),
            Tint(self.color("accent-soft"), accent, ink, accent),
            Tint(second, None, paper, second),
            Tint(self.color("grey-2"), grey, ink, grey),
        )

    def tint(self, index: int) -> Tint:
        """Return the way to paint a series; they begin again after the last."""
        return self.tints[index % len(self.tints)]

    def line_tint(self, index: int) -> Tint:
        """Return the way to draw a line: only colours dark enough for a line on paper."""
        dark = [tint for tint in self.tints if tint.edge is None]
        order = (dark[0], dark[2], dark[1]) if len(dark) > 2 else tuple(dark)
        return order[index % len(order)]

    def width(self, text: str, size: float, weight: int | None = None) -> float:
        """Return the width of a line of text."""
        return self.letters.shape(text, weight or self.normal).width * size

    def words(
        self, text: str, x: float, baseline: float, size: float, *, weight: int | None = None,
        color: str = "ink", anchor: float = 0.0,
    ) -> Words:  # fmt: skip
        """Set a line of text; anchor 0 begins at x, 0.5 centres on it, 1 ends there."""
        heavy = weight or self.normal
        shaped_text = self.letters.shape(text, heavy)
        left = x - shaped_text.width * size * anchor
        top = baseline - max(_ASCENT, shaped_text.top) * size
        bottom = baseline + max(_DESCENT, -shaped_text.bottom) * size
        shade = color if color.startswith("#") else self.color(color)
        return Words(
            text, left, baseline, size, heavy, shade, Box(left, top, left + shaped_text.width * size, bottom)
        )

    def block(self, lines: tuple[tuple[str, float, int, str], ...], anchor: float = 0.0) -> Block:
        """Set lines of (text, size, weight, colour) below one another, aligned left, right or between."""
        width = max((self.width(text, size, weight) for text, size, weight, _ in lines), default=0.0)
        words: list[Words] = []
        bottom = 0.0
        for text, size, weight, color in lines:
            word = self.words(text, width * anchor, 0.0, size, weight=weight, color=color, anchor=anchor)
            baseline = -word.box.top
            if words:
                usual = words[-1].baseline + _LINE_HEIGHT * size
                baseline = max(usual, bottom + 0.06 * size - word.box.top)
            words.append(word.shift(0, baseline))
            bottom = words[-1].box.bottom
        return Block(width, bottom, tuple(words))

    def longest(self, text: str, size: float, weight: int | None = None) -> float:
        """Return the width of the longest piece of a text that no line break may divide."""
        return max(self.width(piece.strip(), size, weight) for piece in _pieces(text))

    def wrap(self, text: str, limit: float, size: float, weight: int | None = None) -> tuple[str, ...]:
        """Break a text into the fewest lines that fit a width, of similar length."""
        lines = self._fill(text, limit, size, weight)
        if len(lines) == 1:
            return lines
        low, high = max(limit * 0.4, min(limit, self.longest(text, size, weight))), limit
        while high - low > size * 0.25:
            middle = (low + high) / 2
            candidate_lines = self._fill(text, middle, size, weight)
            if len(candidate_lines) > len(lines) or any(
                self.width(one, size, weight) > middle for one in candidate_lines
            ):
                low = middle
            else:
                high, lines = middle, candidate_lines
        return lines

    def _fill(self, text: str, limit: float, size: float, weight: int | None) -> tuple[str, ...]:
        lines: list[str] = []
        line = ""
        for piece in _pieces(text):
            candidate_line = line + piece
            if not line or self.width(candidate_line.rstrip(), size, weight) <= limit:
                line = candidate_line
            else:
                lines.append(line.rstrip())
                line = piece.lstrip()
            while self.width(line.rstrip(), size, weight) > limit and len(line.rstrip()) > 1:
                head = self._cut(line.rstrip(), limit, size, weight)
                if head == line.rstrip():
                    break
                lines.append(head)
                line = line[len(head) :]
        if line.strip() or not lines:
            lines.append(line.strip())
        return tuple(lines)

    def _cut(self, word: str, limit: float, size: float, weight: int | None) -> str:
        """Return the part of a word that fits on a line, if it is too long; whole clusters only."""
        ends = [
            index
            for index in range(1, len(word))
            if not unicodedata.category(word[index]).startswith("M") and word[index - 1] not in "\u17d2\u200d"
        ]
        best = ends[0] if ends else len(word)
        for end in ends:
            if self.width(word[:end], size, weight) > limit:
                break
            best = end
        return word[:best]


def _pieces(text: str) -> list[str]:
    """Split a text where a line may end: after a space, a zero-width space, or a dash before a letter."""
    return [piece for piece in _BREAKS.split(text.replace("\n", " ")) if piece] or [""]
