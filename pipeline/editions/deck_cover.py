"""The first slide: how large its title and subtitle are set so that both have room above the foot."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.editions import deck_measure as measure
from pipeline.editions.deck_measure import Style

TOP = 0.3
# What stands above the title and between the two, in points.
KICKER, BETWEEN = 24, 12


@dataclass(frozen=True, slots=True)
class Cover:
    """How a cover is set; `name` is empty for the usual size."""

    name: str
    title: Style
    subtitle: Style


USUAL = Cover(
    "", Style("cover", "cover-leading", "text", "weight.bold"), Style("subtitle", "subtitle-leading", "text")
)
_SMALLER = Style("subtitle-small", "subtitle-small-leading", "text")
_SIZES = (
    USUAL,
    Cover("small-cover", Style("cover-small", "cover-small-leading", "text", "weight.bold"), _SMALLER),
    Cover("least-cover", Style("cover-least", "cover-least-leading", "text", "weight.bold"), _SMALLER),
)


def cover(title: str, subtitle: str) -> Cover:
    """Return the largest of the ways to set a cover in which title and subtitle have room."""
    room = measure.points("source-top") - measure.points("height") * TOP - KICKER - BETWEEN
    return next((each for each in _SIZES if height(each, title, subtitle) <= room), _SIZES[-1])


def height(style: Cover, title: str, subtitle: str) -> float:
    """Return the height of title and subtitle in points."""
    return title_height(style, title) + BETWEEN + _subtitle_height(style, subtitle)


def title_height(style: Cover, title: str) -> float:
    """Return the height of a title in points."""
    return measure.lines(title, style.title, measure.body().width) * style.title.line


def _subtitle_height(style: Cover, subtitle: str) -> float:
    return measure.lines(subtitle, style.subtitle, measure.body().width * 0.85) * style.subtitle.line
