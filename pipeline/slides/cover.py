"""The first slide: the size at which title and subtitle fit above the foot, and the foot."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.canvas import Canvas
from pipeline.model.front_matter import FrontMatter
from pipeline.slides import measuring as measure
from pipeline.slides.measuring import Style
from pipeline.wording.dates import date_text
from pipeline.wording.terms import term

TOP = 0.3
# The space above the title and between title and subtitle, in points.
KICKER, BETWEEN = 24, 12
# The number of names that fit on a cover.
MOST_AUTHORS = 5


@dataclass(frozen=True, slots=True)
class Cover:
    """The styles of a cover; `name` is empty for the usual size."""

    name: str
    title: Style
    subtitle: Style


USUAL = Cover(
    "", Style("cover", "cover-leading", "text", "weight.bold"), Style("subtitle", "subtitle-leading", "text")
)
_SMALLER = Style("subtitle-small", "subtitle-small-leading", "text")
_LEAST = Style("subtitle-least", "subtitle-least-leading", "text")
_SIZES = (
    USUAL,
    Cover("small-cover", Style("cover-small", "cover-small-leading", "text", "weight.bold"), _SMALLER),
    Cover("least-cover", Style("cover-least", "cover-least-leading", "text", "weight.bold"), _LEAST),
)


def cover(title: str, subtitle: str, canvas: Canvas) -> Cover:
    """Return the largest styles at which title and subtitle fit."""
    room = canvas.source.y - canvas.height * TOP - KICKER - BETWEEN
    return next((each for each in _SIZES if height(each, title, subtitle, canvas) <= room), _SIZES[-1])


def height(style: Cover, title: str, subtitle: str, canvas: Canvas) -> float:
    """Return the height of title and subtitle in points."""
    return title_height(style, title, canvas) + BETWEEN + _subtitle_height(style, subtitle, canvas)


def title_height(style: Cover, title: str, canvas: Canvas) -> float:
    """Return the height of a title in points."""
    return measure.lines(title, style.title, canvas.body.width) * style.title.line


def _subtitle_height(style: Cover, subtitle: str, canvas: Canvas) -> float:
    return measure.lines(subtitle, style.subtitle, canvas.body.width * 0.85) * style.subtitle.line


def foot(front: FrontMatter) -> str:
    """Return authors and date in one line."""
    names = [author.name for author in front.authors]
    parts = [", ".join(names if len(names) <= MOST_AUTHORS else (*names[:MOST_AUTHORS], "et al."))]
    if front.as_of:
        parts.append(term(front.lang, "as-of", date=date_text(front.as_of, front.lang)))
    elif front.date:
        parts.append(date_text(front.date, front.lang))
    return " · ".join(part for part in parts if part)
