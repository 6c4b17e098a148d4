"""The cover of an e-book, drawn from the tokens: kicker, title, subtitle and date on the accent's ground.

The article's own dates are on it as a row of ticks, each at its place in time.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from PIL import Image, ImageDraw, ImageFont, features

from pipeline.formats.byline import kickers
from pipeline.model.look import Logo
from pipeline.model.stages import Edition
from pipeline.theme import Theme, open_font
from pipeline.wording import letters
from pipeline.wording.dates import date_text
from pipeline.wording.scripts import phrases
from pipeline.wording.terms import term

# Parts of the cover's width: the title is readable when the cover is 160 pixels wide.
MARGIN = 0.085
TITLE, LEAST_TITLE, TITLE_LEADING = 0.165, 0.07, 1.08
SUBTITLE, SUBTITLE_LEADING = 0.056, 1.28
KICKER, FOOT, FOOT_LEADING = 0.04, 0.034, 1.5
RULE, TICK = 0.006, 0.0045
# Parts of the cover's height.
TOP, TITLE_ROOM, TICKS, TICKS_HEIGHT = 0.075, 0.46, 0.79, 0.04
EMBLEM = 0.06
FEWEST_TICKS = 4
MOST_AUTHORS = 3


@dataclass(frozen=True, slots=True)
class CoverText:
    """All that a cover shows: its words, and the article's dates as places from 0 to 1."""

    kicker: str
    title: str
    subtitle: str
    names: tuple[str, ...]
    as_of: str
    ticks: tuple[float, ...]


def cover_text(edition: Edition) -> CoverText:
    """Return what the cover of an edition shows; of many authors only three are named."""
    front = edition.front
    names = [author.name for author in front.authors]
    return CoverText(
        " · ".join(kickers(front)),
        front.title,
        front.subtitle or "",
        tuple(names if len(names) <= MOST_AUTHORS else [*names[: MOST_AUTHORS - 1], f"{names[2]} et al."]),
        term(front.lang, "as-of", date=date_text(front.as_of, front.lang)) if front.as_of else "",
        tuple(moments(edition)),
    )


@dataclass(frozen=True, slots=True)
class Emblem:
    """A house's logo on a cover, its plate if it needs one, and its pixels."""

    logo: Logo
    plate: str | None
    pixels: bytes = field(repr=False)


def cover(text: CoverText, theme: Theme, emblem: Emblem | None = None) -> bytes:
    """Return the cover as PNG."""
    width, height = int(theme["ebook.cover-width"]), int(theme["ebook.cover-height"])
    image = Image.new("RGB", (width, height), theme["color.accent"])
    sheet = _Sheet(image, theme)
    if emblem is not None and emblem.pixels:
        sheet.emblem(emblem)
    sheet.draw(text)
    output = io.BytesIO()
    image.quantize(64 if emblem is None else 256, dither=Image.Dither.NONE).save(
        output, "PNG", compress_level=7
    )
    return output.getvalue()


class _Sheet:
    """A cover being drawn, from its upper edge downwards."""

    def __init__(self, image: Image.Image, theme: Theme) -> None:
        self.image = image
        self.pen = ImageDraw.Draw(image)
        self.theme = theme
        self.width, self.height = image.size
        self.left = round(MARGIN * self.width)
        self.room = self.width - 2 * self.left
        self.y = round(TOP * self.height)

    def emblem(self, emblem: Emblem) -> None:
        """Draw a logo at the top, on a plate if it needs one."""
        height, most = EMBLEM * self.height, 0.6 * self.room
        ratio = emblem.logo.width / emblem.logo.height
        size = round(min(height * ratio, most)), round(min(height, most / ratio))
        with Image.open(io.BytesIO(emblem.pixels)) as picture:
            small = picture.convert("RGBA").resize(size, Image.Resampling.LANCZOS)
        if emblem.plate:
            rim = round(0.015 * self.width)
            corner = (self.left + size[0] + 2 * rim, self.y + size[1] + 2 * rim)
            self.pen.rectangle((self.left, self.y, *corner), fill=emblem.plate)
            self.image.paste(small, (self.left + rim, self.y + rim), small)
            self.y = corner[1]
        else:
            self.image.paste(small, (self.left, self.y), small)
            self.y += size[1]
        self.y += round(0.05 * self.width)

    def draw(self, text: CoverText) -> None:
        """Draw a cover."""
        if text.kicker:
            font = self.font("furniture", "bold", KICKER)
            kicker = _wrap(text.kicker.upper(), font, self.room)
            self.lines(kicker, font, "color.second-soft", 1.4, ("furniture", "bold"))
        self.y += round(0.02 * self.width)
        self.bar(self.left, self.y, round(0.16 * self.width), round(RULE * self.width), "color.second-soft")
        self.y += round(0.055 * self.width)
        foot_lines = self.foot_lines(text)
        foot_top = self.foot_top(len(foot_lines) + 1)  # with a line of space above it
        font, lines = self.fit_title(text.title)
        lines = _truncate(lines, int((foot_top - self.y) / (font.size * TITLE_LEADING)))
        self.lines(lines, font, "color.paper", TITLE_LEADING, ("text", "bold"))
        if text.subtitle:
            self.y += round(0.045 * self.width)
            font = self.font("text", "normal", SUBTITLE)
            most = int((foot_top - self.y) / (font.size * SUBTITLE_LEADING))
            subtitle = _truncate(balance(text.subtitle, font, self.room), most)
            self.lines(subtitle, font, "color.accent-soft", SUBTITLE_LEADING, ("text", "normal"))
        ticks = round(TICKS * self.height)
        if self.y < ticks:
            self.ticks(text.ticks, ticks)
        self.y = round(self.foot_top(len(foot_lines)))
        font = self.font("furniture", "normal", FOOT)
        self.lines(foot_lines, font, "color.accent-soft", FOOT_LEADING, ("furniture", "normal"))

    def foot_lines(self, text: CoverText) -> list[str]:
        """Return the lines of authors and date, the names no wider than their room."""
        font = self.font("furniture", "normal", FOOT)
        names = [_shorten(name, font, self.room) for name in text.names]
        return [*names, text.as_of] if text.as_of else names

    def foot_top(self, count: int) -> float:
        """Return the top of so many lines above the lower edge."""
        size = self.font("furniture", "normal", FOOT).size
        return self.height * (1 - TOP) - count * size * FOOT_LEADING

    def ticks(self, places: Sequence[float], top: int) -> None:
        """Draw a line of time with a tick at each place, from 0 to 1."""
        if len(places) < FEWEST_TICKS:
            return
        height, wide = round(TICKS_HEIGHT * self.height), max(2, round(TICK * self.width))
        for place in places:
            self.bar(self.left + round(place * (self.room - wide)), top, wide, height, "color.second-soft")
        self.bar(self.left, top + height, self.room, max(2, wide // 2), "color.accent-soft")

    def bar(self, x: int, y: int, width: int, height: int, colour: str) -> None:
        """Fill a rectangle."""
        self.pen.rectangle((x, y, x + width - 1, y + height - 1), fill=self.theme[colour])

    def lines(
        self,
        lines: Sequence[str],
        font: ImageFont.FreeTypeFont,
        colour: str,
        line_height: float,
        role_and_weight: tuple[str, str],
    ) -> None:
        """Draw lines and move below them; `role_and_weight` select the typeface of shaped lines."""
        for line in lines:
            if line.isascii() or not (
                any(script for script, _ in phrases(line)) or letters.find_unusual(line, self.theme)
            ):
                place = self.left, self.y
                self.pen.text(place, line, font=font, fill=self.theme[colour], language=_language())
            else:
                self.draw_shaped(line, font, self.theme[colour], *role_and_weight)
            self.y += round(font.size * line_height)

    def draw_shaped(
        self, line: str, font: ImageFont.FreeTypeFont, colour: str, role: str, weight: str
    ) -> None:
        """Draw a line with words in another script, as charts do: Pillow uses one typeface at a time."""
        from pipeline.charts.font_set import FontSet
        from pipeline.charts.pixels import png
        from pipeline.charts.scene import Box, Scene, Words

        faces = [self.theme.face(each) for each in self.theme.chain(role, fallback=True)]
        letters = FontSet(faces)
        heavy = int(self.theme[f"weight.{weight}"])
        size = min(font.size, self.room / letters.shape(line, heavy).width)
        box = Box(0, 0, self.room, 2 * font.size)
        words = Words(line, 0, font.getmetrics()[0], size, heavy, colour, box)
        text_image = Image.open(io.BytesIO(png(Scene(self.room, 2 * font.size, (words,)), letters, None, 1)))
        self.image.paste(text_image, (self.left, self.y), text_image)

    def fit_title(self, text: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
        """Return the largest font in which a title fits its space, and its lines."""
        size = TITLE
        while True:
            font = self.font("text", "bold", size)
            lines = balance(text, font, self.room)
            low = len(lines) * font.size * TITLE_LEADING <= TITLE_ROOM * self.height
            if size <= LEAST_TITLE or (low and all(_width(line, font) <= self.room for line in lines)):
                return font, lines
            size *= 0.95

    def font(self, role: str, weight: str, size: float) -> ImageFont.FreeTypeFont:
        """Return a typeface in a weight; a title is in the cut for large sizes."""
        face, number = self.theme.face(role), float(self.theme[f"weight.{weight}"])
        font = ImageFont.truetype(open_font(face.at(number)), round(size * self.width))
        places = {"Weight": face.weight(number)}
        axes = []
        try:
            own_axes = font.get_variation_axes()
        except OSError:  # a font of one weight has no axes
            return font
        for axis in own_axes:
            name = bytes(axis["name"] or b"").decode()
            display = name == "Optical Size" and size >= LEAST_TITLE
            default = axis["maximum"] if display else axis["default"]
            axes.append(places.get(name, float(default or 0)))
        font.set_variation_by_axes(axes)
        return font


def moments(edition: Edition) -> Iterator[float]:
    """Yield the dates in the drawings of an edition as places between the first and the last."""
    days = {
        datum.when.start.first.toordinal()
        for drawing in edition.drawings.values()
        for datum in drawing.data
        if datum.when
    }
    if len(days) > 1:
        first, last = min(days), max(days)
        yield from ((day - first) / (last - first) for day in sorted(days))


def balance(text: str, font: ImageFont.FreeTypeFont, room: float) -> list[str]:
    """Break a text into as few lines as possible, of similar length."""
    lines = _wrap(text, font, room)
    narrow = room
    while len(narrower := _wrap(text, font, narrow * 0.97)) <= len(lines) and narrow > room / 3:
        lines, narrow = narrower, narrow * 0.97
    return lines


def _width(text: str, font: ImageFont.FreeTypeFont) -> float:
    return float(font.getlength(text, language=_language()))


@cache
def _language() -> str | None:
    """Return the language of letters: without one, Pillow takes that of the locale, and Turkish has no fi.

    Where Pillow finds no FriBidi, it takes no language, and has no letters of one.
    """
    return "und" if features.check("raqm") else None


def _truncate(lines: list[str], most: int) -> list[str]:
    """Return the lines that there is room for; if some are left out, the last one ends in an ellipsis."""
    if len(lines) <= most:
        return lines
    result = lines[: max(0, most)]
    return [*result[:-1], f"{result[-1].rstrip(' ,;:.')}…"] if result else []


def _shorten(line: str, font: ImageFont.FreeTypeFont, room: float) -> str:
    """Return a line that is no wider than its room."""
    while _width(line, font) > room and " " in line:
        line = f"{line.removesuffix('…').rpartition(' ')[0]}…"
    return line


def _wrap(text: str, font: ImageFont.FreeTypeFont, room: float) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and _width(f"{lines[-1]} {word}", font) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
