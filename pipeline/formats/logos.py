"""The logos of a house: which of them stands where, how large, and their rules for style sheets."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from pipeline.formats.format import Setting
from pipeline.formats.vectors import SVG, rasterize
from pipeline.model.look import Ground, Logo, Look, Size
from pipeline.slides.canvas import FOOT, FOOT_SHARE, FOOT_WIDEST
from pipeline.theme import Theme

# The logos for a first page and for a cover, the first that there is.
PAGE: tuple[Size, ...] = ("medium", "large", "small")
COVER: tuple[Size, ...] = ("large", "medium", "small")
# The most height and width on a first page and on the cover of a deck, in points.
PAGE_ROOM = (32.0, 150.0)
COVER_ROOM = (58.0, 300.0)
# In pixels of CSS, at the head of a page in the web.
WEB_ROOM = (48.0, 240.0)
Address = Callable[[Logo], str]


@dataclass(frozen=True, slots=True)
class FootLogo:
    """A logo at the foot of slides: its width for its height, and whether it needs a plate of paper."""

    logo: Logo
    ratio: float
    has_plate: bool


def on_page(look: Look) -> Logo | None:
    """Return the logo of a first page."""
    return look.logo(*PAGE, ground="light")


def on_cover(look: Look) -> Logo | None:
    """Return the logo of a cover, which is dark."""
    return look.logo(*COVER, ground="dark")


def foot(look: Look, ground: Ground) -> FootLogo | None:
    """Return the logo at the foot of slides of a ground."""
    logo = look.logo(*FOOT, ground=ground)
    if logo is None:
        return None
    return FootLogo(logo, min(logo.width / logo.height, FOOT_WIDEST), logo.ground != ground)


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
    logo = on_page(look)
    if logo is None:
        return ""
    width, height = fit(logo, PAGE_ROOM)
    style = f"width: {width:.2f}pt; height: {height:.2f}pt"
    return f'<div class="logo"><img src="{address(logo)}" alt="{escape(logo.alt)}" style="{style}"/></div>\n'


def web_markup(look: Look) -> str:
    """Return the logo of a page in the web, which may be light or dark, or nothing."""
    light, dark = look.logo(*PAGE, ground="light"), look.logo(*PAGE, ground="dark")
    if light is None or dark is None:
        return ""
    width, height = fit(light, WEB_ROOM)
    image = (
        f'<img src="{data_url(light)}" alt="{escape(light.alt)}" width="{width:.0f}" height="{height:.0f}">'
    )
    if dark.ground != "dark":
        # The style sheet puts it on a plate by night.
        image = image.replace("<img ", '<img class="on-plate" ', 1)
    elif dark != light:
        media = "screen and (prefers-color-scheme: dark)"
        across, down = fit(dark, WEB_ROOM)
        size = f'width="{across:.0f}" height="{down:.0f}"'
        image = f'<picture><source media="{media}" srcset="{data_url(dark)}" {size}>{image}</picture>'
    return f'<div class="logo">{image}</div>\n'


def cover_markup(look: Look, address: Address, scale: float = 1.0) -> str:
    """Return the logo on the cover of a deck as HTML, or nothing."""
    logo = on_cover(look)
    if logo is None:
        return ""
    width, height = (length * scale for length in fit(logo, COVER_ROOM))
    plate = ' class="on-plate"' if logo.ground == "light" else ""
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
    light, dark = foot(look, "light"), foot(look, "dark")
    if on_cover(look) is not None:
        yield (
            ".is-cover > .logo { top: var(--slide-kicker-top); line-height: 0 }\n"
            ".logo > .on-plate { box-sizing: content-box; padding: var(--space-s); "
            "background: var(--color-paper) }\n"
        )
    if light is None or dark is None:
        return
    size = f"calc((var(--slide-source-bottom) - var(--slide-source-top)) * {FOOT_SHARE:g})"
    width = f"calc((var(--slide-source-bottom) - var(--slide-source-top)) * {FOOT_SHARE * light.ratio:.3f})"
    yield (
        ".slide > .foot-logo { left: auto; "
        "right: calc(var(--slide-margin) + 2 * var(--slide-gap)); "
        "bottom: calc(var(--slide-height) - var(--slide-source-bottom)); "
        f"width: {width}; height: {size}; "
        f'background: url("{address(light.logo)}") no-repeat right bottom / contain }}\n'
        f".slide:not(.is-cover) > .source {{ "
        f"width: calc(var(--slide-width-inner) - 3 * var(--slide-gap) - {width}) }}\n"
    )
    if dark.logo != light.logo or dark.has_plate:
        plate = "; background-color: var(--color-paper); outline: var(--space-s) solid var(--color-paper)"
        yield (
            f'.slide.is-divider > .foot-logo {{ background-image: url("{address(dark.logo)}")'
            f"{plate if dark.has_plate else ''} }}\n"
        )
