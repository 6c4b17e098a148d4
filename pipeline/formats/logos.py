"""The logos of a house: which of them stands where, how large, and their rules for style sheets."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from pipeline.formats.format import Setting
from pipeline.formats.vectors import SVG, rasterize
from pipeline.model.look import Logo, LogoOnGround, Look, Size
from pipeline.slides.canvas import FOOT, FOOT_SHARE, FOOT_WIDEST
from pipeline.theme import Theme
from pipeline.theme import of as theme_of

# The logos for a first page and for a cover, the first that there is.
PAGE: tuple[Size, ...] = ("medium", "large", "small")
COVER: tuple[Size, ...] = ("large", "medium", "small")
# The most height and width on a first page and on the cover of a deck, in points.
PAGE_ROOM = (32.0, 150.0)
COVER_ROOM = (58.0, 300.0)
# In pixels of CSS, at the head of a page in the web.
WEB_ROOM = (48.0, 240.0)
# The tokens of the grounds that logos stand on: pages and slides; covers and dividers.
PAPER, ACCENT = "color.paper", "color.accent"
# A page in the web by day, which is on paper too, and by night.
DAY = "print, (prefers-color-scheme: light)"
NIGHT = "screen and (prefers-color-scheme: dark)"
Address = Callable[[Logo], str]


@dataclass(frozen=True, slots=True)
class FootLogo:
    """A logo at the foot of slides: its width for its height, and the colour of a plate that it needs."""

    logo: Logo
    ratio: float
    plate: str | None


def on_page(look: Look) -> LogoOnGround | None:
    """Return the logo of a first page."""
    return theme_of(look).logo(*PAGE, ground=PAPER)


def on_cover(look: Look) -> LogoOnGround | None:
    """Return the logo of a cover."""
    return theme_of(look).logo(*COVER, ground=ACCENT)


def foot(look: Look, ground: str) -> FootLogo | None:
    """Return the logo at the foot of slides of a ground."""
    choice = theme_of(look).logo(*FOOT, ground=ground)
    if choice is None:
        return None
    logo = choice.logo
    return FootLogo(logo, min(logo.width / logo.height, FOOT_WIDEST), choice.plate)


def fit(logo: Logo, room: tuple[float, float]) -> tuple[float, float]:
    """Return the width and height of a logo in a room of a height and width."""
    high, wide = room
    scale = min(high / logo.height, wide / logo.width)
    return logo.width * scale, logo.height * scale


def data_url(logo: Logo) -> str:
    """Return a logo as an address that contains it."""
    return f"data:{logo.media_type};base64,{base64.b64encode(logo.data).decode()}"


def pixels(logo: Logo, setting: Setting) -> bytes | None:
    """Return a logo for a format without SVG; None if it cannot be drawn."""
    if logo.media_type != SVG:
        return logo.data
    return logo.pixels or rasterize(logo.data, setting)


def page_markup(look: Look, address: Address) -> str:
    """Return the logo of a first page as HTML, or nothing."""
    choice = on_page(look)
    if choice is None:
        return ""
    logo = choice.logo
    width, height = fit(logo, PAGE_ROOM)
    plate = f"; padding: 4pt; background-color: {choice.plate}" if choice.plate else ""
    style = f"width: {width:.2f}pt; height: {height:.2f}pt{plate}"
    return f'<div class="logo"><img src="{address(logo)}" alt="{escape(logo.alt)}" style="{style}"/></div>\n'


def web_markup(look: Look) -> str:
    """Return the logo of a page in the web, which may be light or dark, or nothing."""
    day, night = on_page(look), _by_night(look)
    if day is None or night is None:
        return ""
    width, height = fit(day.logo, WEB_ROOM)
    address, alt = data_url(day.logo), escape(day.logo.alt)
    image = f'<img src="{address}" alt="{alt}" width="{width:.0f}" height="{height:.0f}">'
    if night.logo.name != day.logo.name:
        across, down = fit(night.logo, WEB_ROOM)
        size = f'width="{across:.0f}" height="{down:.0f}"'
        image = f'<picture><source media="{NIGHT}" srcset="{data_url(night.logo)}" {size}>{image}</picture>'
    return f'<div class="logo">{image}</div>\n'


def web_rules(look: Look) -> str:
    """Return the rules for the plates of a logo in the web, by day and by night."""
    rules = ""
    for choice, media in ((on_page(look), DAY), (_by_night(look), NIGHT)):
        if choice is not None and choice.plate is not None:
            rule = f".masthead .logo img {{ padding: 0.5rem; background: {choice.plate} }}"
            rules += f"@media {media} {{ {rule} }}\n"
    return rules


def _by_night(look: Look) -> LogoOnGround | None:
    return theme_of(look).logo(*PAGE, ground="dark.paper")


def cover_markup(look: Look, address: Address, scale: float = 1.0) -> str:
    """Return the logo on the cover of a deck as HTML, or nothing."""
    choice = on_cover(look)
    if choice is None:
        return ""
    logo = choice.logo
    width, height = (length * scale for length in fit(logo, COVER_ROOM))
    plate = ' class="on-plate"' if choice.plate else ""
    style = f"width: {width:.2f}pt; height: {height:.2f}pt"
    alt = escape(logo.alt)
    return f'<div class="logo"><img{plate} src="{address(logo)}" alt="{alt}" style="{style}"></div>'


def foot_markup(look: Look) -> str:
    """Return the place of the logo at the foot of a slide as HTML, or nothing; the style sheet fills it."""
    return '<div class="foot-logo" aria-hidden="true"></div>' if look.logos else ""


def deck_rules(theme: Theme, address: Address) -> str:
    """Return the rules for the logos of slides: the foot has them as ornaments, which nobody reads aloud."""
    return "".join(_deck_rules(theme.look, address))


def _deck_rules(look: Look, address: Address) -> Iterator[str]:
    plain, divider, cover = foot(look, PAPER), foot(look, ACCENT), on_cover(look)
    if cover is not None:
        yield ".is-cover > .logo { top: var(--slide-kicker-top); line-height: 0 }\n"
        if cover.plate:
            yield (
                ".logo > .on-plate { box-sizing: content-box; padding: var(--space-s); "
                f"background: {cover.plate} }}\n"
            )
    if plain is None or divider is None:
        return
    size = f"calc((var(--slide-source-bottom) - var(--slide-source-top)) * {FOOT_SHARE:g})"
    width = f"calc((var(--slide-source-bottom) - var(--slide-source-top)) * {FOOT_SHARE * plain.ratio:.3f})"
    yield (
        ".slide > .foot-logo { left: auto; "
        "right: calc(var(--slide-margin) + 2 * var(--slide-gap)); "
        "bottom: calc(var(--slide-height) - var(--slide-source-bottom)); "
        f"width: {width}; height: {size}; "
        f'background: url("{address(plain.logo)}") no-repeat right bottom / contain{_plate(plain)} }}\n'
        f".slide:not(.is-cover) > .source {{ "
        f"width: calc(var(--slide-width-inner) - 3 * var(--slide-gap) - {width}) }}\n"
    )
    if divider.logo != plain.logo or divider.plate != plain.plate:
        plate = _plate(divider) or "; background-color: transparent; outline: none"
        yield (
            f'.slide.is-divider > .foot-logo {{ background-image: url("{address(divider.logo)}")'
            f"{plate if plain.plate or divider.plate else ''} }}\n"
        )


def _plate(foot_logo: FootLogo) -> str:
    """Return the declarations for the plate of a logo at the foot, or nothing."""
    colour = foot_logo.plate
    return f"; background-color: {colour}; outline: var(--space-s) solid {colour}" if colour else ""
