"""Letters of a native chart at one size: widths and lines, measured for the widest substitute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.slides import measuring as measure
from pipeline.wording.numbers import number_text

# The distance from line to line, in sizes of type.
LINE = 1.25


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a chart: `size` in points for values and names, `small` for the rest."""

    size: float

    @property
    def small(self) -> float:
        """The size of units, keys and dates."""
        return self.size * 0.9

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return the width of a text in one line."""
        style = measure.LABEL if bold else measure.TEXT
        return measure.width(text, style) * size / style.points

    def longest(self, text: str, size: float) -> float:
        """Return the width of the longest word."""
        return max((self.width(word, size) for word in text.split()), default=0.0)

    def lines(self, text: str, room: float, size: float) -> int:
        """Count the lines of a text in a width."""
        return measure.lines(text, measure.TEXT, room * measure.TEXT.points / size)

    def wrap(self, text: str, room: float, size: float) -> tuple[str, ...]:
        """Break a text into lines of a width, only at blanks."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, size) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return tuple(lines)


def level_text(level: float, lang: str) -> str:
    """Return a level of an axis in the article's language, with a true minus."""
    return number_text(Decimal(f"{level:.10g}"), lang).replace("-", "\u2212")


def decimals(levels: Sequence[float]) -> int:
    """Return the number of decimals that the levels of an axis need."""
    return max(
        (max(0, -int(Decimal(f"{each:.10g}").normalize().as_tuple().exponent)) for each in levels), default=0
    )
