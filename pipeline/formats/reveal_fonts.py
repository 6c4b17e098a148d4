"""The typefaces of an HTML deck: cut down to the characters it uses, and put into the page."""

from __future__ import annotations

import base64
import re
from functools import partial

from pipeline.formats.fonts import subset
from pipeline.formats.format import Setting

# Faces of the deck: role in the theme, style, and what in a page asks for it.
FACES = (
    ("text", "normal", ""),
    ("text", "italic", r"<h[123]>[^\n]*<em"),
    ("furniture", "normal", ""),
    ("furniture", "italic", r"<em"),
    ("code", "normal", r"<code"),
    ("khmer", "normal", r"[\u1780-\u17ff]"),
)

# What shapes Latin and Khmer text, and the figures of tables.
FEATURES = (
    *("kern", "liga", "clig", "calt", "ccmp", "locl", "mark", "mkmk", "lnum", "pnum", "tnum"),
    *("abvf", "abvm", "abvs", "blwf", "blwm", "blws", "pref", "pres", "pstf", "psts"),
)


def font_faces(setting: Setting, page: str) -> str:
    """Return `@font-face` rules with the fonts as data, for the characters of a page."""
    characters = "".join(sorted(set(page)))
    rules = (_rule(setting, role, style, characters) for role, style, sign in FACES if re.search(sign, page))
    return "\n".join(rule for rule in rules if rule)


def _rule(setting: Setting, role: str, style: str, characters: str) -> str:
    theme = setting.theme
    face = theme.face(role)
    file = face.upright if style == "normal" else face.italic
    if file is None:
        return ""
    make = partial(subset, file, characters, flavor="woff2")
    data = base64.b64encode(setting.kept("woff2", [file.name, characters], make)).decode()
    return (
        f'@font-face {{ font-family: "{theme[f"font.{role}"]}"; font-style: {style}; font-weight: 200 900; '
        f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}'
    )
