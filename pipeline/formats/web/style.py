"""The style of the page: its sheet, the tokens that the sheet names, the dark colours, the typefaces."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence

from pipeline.formats.epub.fonts import FontCut, cuts
from pipeline.formats.fonts import woff2
from pipeline.formats.format import Setting
from pipeline.formats.logos import web_rules
from pipeline.theme import Theme, style_sheet

SHEET = "web.css"
_NAMES = re.compile(r"var\((--[a-z0-9-]+)")
_DARK = "@media screen and (prefers-color-scheme: dark)"
_TRUETYPE = re.compile(r'url\("[^"]*"\) format\("(?:truetype|opentype)"\)')


def sheet(theme: Theme, rules: str, names: Sequence[str] = (SHEET,)) -> str:
    """Return the style sheet of a page, of sheets of these names; `rules` are those of its own elements."""
    text = "\n".join(style_sheet(each) for each in names) + theme.rules("web") + web_rules(theme.look)
    dark = "".join(f"--color-{name}: {value}; " for name, value in theme.tokens["dark"].items())
    return "\n".join(
        (
            _tokens(theme, text),
            f"{_DARK} {{ :root {{ {dark}}} }}",
            *_drawings(theme),
            text,
            rules,
        )
    )


def _tokens(theme: Theme, text: str) -> str:
    """Return the tokens that a style sheet names, and the colours, which drawings have too."""
    names = frozenset(_NAMES.findall(text))
    lines = theme.css(fallback=True).splitlines()
    return "\n".join(
        line
        for line in lines
        if not line.startswith("  --") or line.startswith("  --color-") or line.split(":")[0].strip() in names
    )


def _drawings(theme: Theme) -> Iterator[str]:
    """Yield rules by which the colours of drawings are those of the page, in the dark as well."""
    for name, value in theme.tokens["color"].items():
        for kind in ("fill", "stroke"):
            yield f'.drawing [{kind}="{value}"] {{ {kind}: var(--color-{name}) }}'


def fonts(setting: Setting, markup: str) -> str:
    """Return the rules that declare the typefaces, with the fonts as data, for the characters of a page."""
    return "\n".join(_embed(each, setting) for each in cuts(setting, markup))


def _embed(font_cut: FontCut, setting: Setting) -> str:
    data = setting.cached_bytes("woff2", [font_cut.data], lambda: woff2(font_cut.data))
    url = f'url("data:font/woff2;base64,{base64.b64encode(data).decode()}") format("woff2")'
    return _TRUETYPE.sub(lambda _: url, font_cut.rule)
