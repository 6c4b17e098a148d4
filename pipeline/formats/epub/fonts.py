"""The typefaces of a book: cut down to its characters, each weight a file of its own.

Readers with e-paper screens support neither variable fonts nor WOFF2, and three small TrueType files are
smaller than one variable font.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from pipeline.formats.fonts import characters_of, instance, of_scripts, select_characters
from pipeline.formats.format import Setting
from pipeline.model import packaged
from pipeline.model.look import FontSource
from pipeline.wording import letters

# Role in the theme, style, weight, and the pattern in a page that needs it.
CUTS = (
    ("text", "normal", "normal", "<p"),
    ("text", "italic", "normal", "<em"),
    ("text", "normal", "bold", "<h1"),
    ("furniture", "normal", "normal", "<p"),
    ("furniture", "normal", "bold", "<p"),
    ("code", "normal", "normal", "<code"),
)
# That of a house whose titles are in another typeface than its text.
TITLE_CUT = ("title", "normal", "bold", "<h1")
# Bold text, up to a character in it.
BOLD = r"(?s)<(h[1-6]|strong|th|dt)\b[^>]*>(?:(?!</\1>).)*"
# The optical size of text, in points.
OPTICAL = 14.0
# The beginning of a font file with cubic outlines.
OPEN_TYPE = b"OTTO"


@dataclass(frozen=True, slots=True)
class FontCut:
    """A typeface in one style and weight: the name of its file, the rule that declares it, and its bytes."""

    file: str
    rule: str
    data: bytes


def cuts(setting: Setting, pages: str) -> Iterator[FontCut]:
    """Yield the typefaces that pages need, subset to their characters."""
    theme = setting.theme
    characters = characters_of(re.sub(r"<[^>]*>", "", pages) + "0123456789")
    own_title = theme.title().role == "title"
    for role, style, weight, sign in (*CUTS, TITLE_CUT) if own_title else CUTS:
        face, number = theme.face(role), float(theme[f"weight.{weight}"])
        path = face.at(number) if style == "normal" else face.italic_at(number)
        if path is not None and re.search(sign, pages):
            yield _cut(setting, role, style, weight, path, characters)
    for role, script in of_scripts(theme):
        face = theme.face(role)
        own = select_characters(characters, script)
        if re.search(script.sign, pages):
            yield _cut(setting, role, "normal", "normal", face.upright, own)
        if re.search(BOLD + script.sign, pages):
            yield _cut(setting, role, "normal", "bold", face.bold or face.upright, own)
    for face in theme.fallbacks():
        if own := letters.find_substitutes(characters, face.upright, theme):
            yield _cut(setting, face.role, "normal", "normal", face.upright, own)
            if re.search(f"{BOLD}[{re.escape(own)}]", pages):
                yield _cut(setting, face.role, "normal", "bold", face.bold or face.upright, own)


def _cut(setting: Setting, role: str, style: str, weight: str, path: FontSource, characters: str) -> FontCut:
    theme = setting.theme
    has_cubic_outlines = packaged.data(path).startswith(OPEN_TYPE)
    ending, name = ("otf", "opentype") if has_cubic_outlines else ("ttf", "truetype")
    file = f"fonts/{role}-{weight if style == 'normal' else style}.{ending}"
    rule = (
        f'@font-face {{ font-family: "{theme[f"font.{role}"]}"; font-style: {style}; '
        f'font-weight: {weight}; src: url("{file}") format("{name}"); }}'
    )
    weight_value = theme.face(role).weight(float(theme[f"weight.{weight}"]))
    make = partial(instance, path, characters, {"wght": weight_value, "opsz": OPTICAL})
    return FontCut(file, rule, setting.cached_bytes("font", [path.name, characters, str(weight_value)], make))
