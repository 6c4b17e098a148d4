"""The cover of an e-book, drawn from the tokens: kicker, title, subtitle and date on the accent's ground."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

from pipeline.model.stages import Edition
from pipeline.theme import Theme
from pipeline.wording.dates import date_text
from pipeline.wording.terms import term

# Sizes as parts of the cover's width; the title is readable when the cover is 160 pixels wide.
MARGIN, TITLE, SMALLEST, TEXT, KICKER = 0.09, 0.125, 0.07, 0.05, 0.036


def cover(edition: Edition, theme: Theme) -> bytes:
    """Return the cover as PNG."""
    front = edition.front
    width, height = int(theme["ebook.cover-width"]), int(theme["ebook.cover-height"])
    image = Image.new("RGB", (width, height), theme["color.accent"])
    draw = ImageDraw.Draw(image)
    margin = round(MARGIN * width)
    room = width - 2 * margin
    y = round(height * 0.16)
    if front.kicker:
        font = _font(theme, "furniture", "bold", KICKER * width)
        y = _lines(draw, [front.kicker.upper()], font, margin, y, theme["color.second-soft"], 1.6)
    draw.rectangle((margin, y, margin + room // 4, y + max(2, width // 250)), fill=theme["color.second-soft"])
    y += round(width * 0.05)
    font, lines = _fitted(front.title, theme, width, room, height * 0.42)
    y = _lines(draw, lines, font, margin, y, theme["color.paper"], 1.12) + round(width * 0.04)
    if front.subtitle:
        font = _font(theme, "text", "normal", TEXT * width)
        _lines(draw, _wrapped(front.subtitle, font, room), font, margin, y, theme["color.accent-soft"], 1.3)
    foot = [author.name for author in front.authors][:3]
    foot += [term(front.lang, "as-of", date=date_text(front.as_of, front.lang))] if front.as_of else []
    font = _font(theme, "furniture", "normal", KICKER * width)
    top = height - margin - round(len(foot) * font.size * 1.5)
    _lines(draw, foot, font, margin, top, theme["color.accent-soft"], 1.5)
    made = io.BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()


def _fitted(
    text: str, theme: Theme, width: int, room: int, most: float
) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest font in which a title fits its room, and its lines."""
    size = TITLE * width
    while True:
        font = _font(theme, "text", "bold", size)
        lines = _wrapped(text, font, room)
        fits = len(lines) * size * 1.12 <= most and all(font.getlength(line) <= room for line in lines)
        if fits or size <= SMALLEST * width:
            return font, lines
        size *= 0.94


def _wrapped(text: str, font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _lines(
    draw: ImageDraw.ImageDraw,
    lines: list[str],
    font: ImageFont.FreeTypeFont,
    x: int,
    y: int,
    fill: str,
    leading: float,
) -> int:
    """Draw lines and return where the next would begin."""
    for line in lines:
        draw.text((x, y), line, font=font, fill=fill)
        y += round(font.size * leading)
    return y


def _font(theme: Theme, role: str, weight: str, size: float) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(theme.face(role).upright), round(size))
    wanted = {b"Weight": float(theme[f"weight.{weight}"])}
    font.set_variation_by_axes(
        [
            wanted.get(bytes(axis["name"] or b""), float(axis["default"] or 0))
            for axis in font.get_variation_axes()
        ]
    )
    return font
