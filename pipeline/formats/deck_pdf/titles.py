"""Titles of slides in a PDF: lines of nearly equal length, as browsers have them; words for the outline."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pipeline import harfbuzz
from pipeline.formats.fonts import instance
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.model.walk import text_of, walk
from pipeline.slides import measuring as measure
from pipeline.slides.arrangement import Arrangement
from pipeline.theme import Theme
from pipeline.wording.scripts import prevailing_direction

# Between the sizes of titles in pixels, by which browsers take a cut of the typeface.
OPTICAL_SIZE = 48.0
# Words in italics may be wider than they are measured.
SLACK = 1.02


class Titles:
    """Measures titles in the typeface that they are set in."""

    def __init__(self, slides: Sequence[Slide], theme: Theme, scale: float = 1.0) -> None:
        """Get the typeface with the characters of all titles; `scale` is that of the slides."""
        face, weight = theme.face("text"), float(theme["weight.bold"])
        file = face.at(weight)
        axes = {"opsz": OPTICAL_SIZE, "wght": face.weight(weight)}
        letters = " ".join(text_of(slide.title) for slide in slides)
        self.characters = harfbuzz.characters(file)
        self.shaper = harfbuzz.Shaper(instance(file, f"{letters} ", axes))
        self.scale = scale

    def attributes(self, arrangement: Arrangement) -> str:
        """Return the attributes of a title as HTML: its width, and its words if it has formulas."""
        title, room = arrangement.slide.title, arrangement.canvas.body.width
        text = text_of(title)
        if any(isinstance(node, n.Math) for node in walk((n.Plain(title),))):
            return f' data-plain="{escape(" ".join(text.split()))}"'
        if prevailing_direction(text) == "rtl":
            return ""
        width = self.width(text, arrangement.title, room)
        return f' style="width: {width * self.scale:.1f}pt"' if width < room else ""

    def width(self, title: str, style: measure.Style, room: float) -> float:
        """Return the least width in points in which a title has as many lines as in all of a room.

        That is the whole room for a title in one line, or with characters of another typeface.
        """
        if not self.characters.issuperset(map(ord, title)):
            return room
        words = [self._width(word) * style.points * SLACK for word in title.split(" ") if word]
        blank = self._width(" ") * style.points
        if (count := _lines(words, blank, room)) < 2:
            return room
        least, most = max(words), room
        while most - least > 1:
            middle = (least + most) / 2
            if _lines(words, blank, middle) > count:
                least = middle
            else:
                most = middle
        return most

    def _width(self, word: str) -> float:
        """Return the width of a word at a size of 1: where a blank behind it begins."""
        return self.shaper.shape(f"{word} ")[-1][1] / self.shaper.units


def _lines(words: list[float], blank: float, room: float) -> int:
    """Return the number of lines of words in a width."""
    count, used_width = 1, 0.0
    for width in words:
        if used_width and used_width + blank + width > room:
            count, used_width = count + 1, 0.0
        used_width += width + (blank if used_width else 0.0)
    return count
