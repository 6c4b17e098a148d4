"""The typefaces of an HTML deck: subset to its characters, and embedded in the page."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from functools import partial

from pipeline.formats.fonts import characters_of, instance, of_scripts, select_characters, subset, woff
from pipeline.formats.format import Setting
from pipeline.model.look import FontSource
from pipeline.theme import Face
from pipeline.wording import letters

# Faces of the deck: role in the theme, style, and the pattern in a page that needs it.
FACES = (
    ("text", "normal", ""),
    ("text", "italic", r"<h[123]>[^\n]*<em"),
    ("furniture", "normal", ""),
    ("furniture", "italic", r"<em"),
    ("code", "normal", r"<code"),
)
VARIABLE = "200 900"


def font_faces(setting: Setting, page: str) -> str:
    """Return `@font-face` rules with the fonts as data, for the characters of a page."""
    characters = characters_of(page)
    rules = []
    for role, style, sign in FACES:
        face = setting.theme.face(role)
        if not re.search(sign, page):
            continue
        for weights, file, place in _files(setting, face, style):
            rules.append(_rule(setting, role, style, weights, file, characters, place))
    for role, script in of_scripts(setting.theme):
        face, own = setting.theme.face(role), select_characters(characters, script)
        if script.within(page):
            weight = setting.theme["weight.normal"] if face.bold else VARIABLE
            rules.append(_rule(setting, role, "normal", weight, face.upright, own))
            if face.bold:
                rules.append(_rule(setting, role, "normal", setting.theme["weight.bold"], face.bold, own))
    for face in setting.theme.fallbacks():
        if own := letters.find_substitutes(characters, face.upright, setting.theme):
            rules.append(
                _rule(setting, face.role, "normal", setting.theme["weight.normal"], face.upright, own)
            )
            if face.bold:
                rules.append(
                    _rule(setting, face.role, "normal", setting.theme["weight.bold"], face.bold, own)
                )
    return "\n".join(rules)


def _files(setting: Setting, face: Face, style: str) -> Iterator[tuple[str, FontSource, float | None]]:
    """Yield the files of a typeface in a style, each with the weights that it is for.

    That is a range, or one weight; then with the weight at which the file is set, unless that is its own.
    """
    plain, bold = (float(setting.theme[f"weight.{name}"]) for name in ("normal", "bold"))
    at = face.at if style == "normal" else face.italic_at
    files = [(weight, file) for weight in (plain, bold) if (file := at(weight)) is not None]
    if len({file for _, file in files}) > 1 or any(face.weights):
        yield from ((f"{weight:g}", file, face.weight(weight)) for weight, file in files)
    else:
        yield from ((VARIABLE, file, None) for _, file in files[:1])


def _rule(
    setting: Setting,
    role: str,
    style: str,
    weights: str,
    file: FontSource,
    characters: str,
    place: float | None = None,
) -> str:
    parts, make = [file.name, characters], partial(subset, file, characters)
    if place is not None:
        parts = [*parts, f"{place:g}"]
        make = partial(instance, file, characters, {"wght": place})
    font_data = setting.cached_bytes("woff", parts, lambda: woff(make()))
    data = base64.b64encode(font_data).decode()
    return (
        f'@font-face {{ font-family: "{setting.theme[f"font.{role}"]}"; font-style: {style}; '
        f"font-weight: {weights}; "
        f'src: url("data:font/woff;base64,{data}") format("woff"); }}'
    )
