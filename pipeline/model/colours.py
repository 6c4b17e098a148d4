"""Colours as six hexadecimal digits: mixed, their contrast, and the nearest that can be read."""

from __future__ import annotations

import math
from dataclasses import dataclass

# Contrast that text needs, and that large text does (WCAG 2.2, 1.4.3).
TEXT, LARGE_TEXT = 4.5, 3.0
_STEPS = 400
BLACK, WHITE = (f"#{digit * 6}" for digit in "0f")


@dataclass(frozen=True, slots=True)
class Lch:
    """A colour by its lightness, chroma and hue in radians (OKLCH), in which equal steps look equal."""

    lightness: float
    chroma: float
    hue: float


def mix(colour: str, other: str, share: float) -> str:
    """Return a colour with a share of another."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return _text(*(one + (two - one) * share for one, two in pairs))


def contrast(one: str, two: str) -> float:
    """Return the ratio of contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 to 1 (WCAG 2.2)."""
    red, green, blue = map(_linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def is_dark(colour: str) -> bool:
    """Return whether a ground is dark: white has more contrast with it than black."""
    return contrast(colour, WHITE) > contrast(colour, BLACK)


def readable(colour: str, ground: str, ratio: float = TEXT) -> str:
    """Return the nearest colour of the same hue that has a contrast with a ground; itself if it has it.

    Where none has, that is black or white, whichever has more.
    """
    if contrast(colour, ground) >= ratio:
        return colour
    own = _lch(colour)
    for step in range(1, _STEPS + 1):
        for sign in (-1, 1):
            lightness = own.lightness + sign * step / _STEPS
            if 0 <= lightness <= 1:
                near = _in_gamut(Lch(lightness, own.chroma, own.hue))
                if contrast(near, ground) >= ratio:
                    return near
    return max((BLACK, WHITE), key=lambda each: contrast(each, ground))


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / 255, green / 255, blue / 255


def _text(*channels: float) -> str:
    return "#" + "".join(f"{round(min(1.0, max(0.0, each)) * 255):02x}" for each in channels)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _gamma(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _lch(colour: str) -> Lch:
    """Return a colour in OKLCH (Ottosson 2020)."""
    red, green, blue = map(_linear, _channels(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    first = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    second = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Lch(lightness, math.hypot(first, second), math.atan2(second, first))


def _linear_channels(colour: Lch) -> tuple[float, float, float]:
    first, second = colour.chroma * math.cos(colour.hue), colour.chroma * math.sin(colour.hue)
    long = (colour.lightness + 0.3963377774 * first + 0.2158037573 * second) ** 3
    middle = (colour.lightness - 0.1055613458 * first - 0.0638541728 * second) ** 3
    short = (colour.lightness - 0.0894841775 * first - 1.2914855480 * second) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _in_gamut(colour: Lch) -> str:
    """Return a colour with as much of its chroma as screens have."""
    for part in range(20, -1, -1):
        channels = _linear_channels(Lch(colour.lightness, colour.chroma * part / 20, colour.hue))
        if all(-0.0005 <= each <= 1.0005 for each in channels):
            return _text(*(_gamma(max(0.0, each)) for each in channels))
    return _text(*(colour.lightness,) * 3)
