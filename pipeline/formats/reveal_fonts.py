"""The typefaces of an HTML deck: cut down to the characters it uses, and put into the page."""

from __future__ import annotations

import base64
import re
from functools import partial

from pipeline.formats.fonts import of_scripts, subset
from pipeline.formats.format import Setting

# Faces of the deck: role in the theme, style, and what in a page asks for it.
FACES = (
    ("text", "normal", ""),
    ("text", "italic", r"<h[123]>[^\n]*<em"),
    ("furniture", "normal", ""),
    ("furniture", "italic", r"<em"),
    ("code", "normal", r"<code"),
)


def font_faces(setting: Setting, page: str) -> str:
    """Return `@font-face` rules with the fonts as data, for the characters of a page."""
    characters = "".join(sorted(set(page)))
    others = ((role, "normal", script.sign) for role, script in of_scripts(setting.theme))
    asked = ((role, style) for role, style, sign in (*FACES, *others) if re.search(sign, page))
    rules = (_rule(setting, role, style, characters) for role, style in asked)
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
