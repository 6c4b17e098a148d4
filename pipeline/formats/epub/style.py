"""The style sheet of an e-book: the tokens written out, since old readers know no custom properties."""

from __future__ import annotations

import re

from pipeline.formats.fonts import subset
from pipeline.theme import Theme, style_sheet

_VARIABLE = re.compile(r"var\(--([a-z]+)-([a-z0-9-]+)\)")
# Role in the theme, style, and what in the text asks for the face.
FACES = (
    ("text", "normal", ""),
    ("text", "italic", "<em"),
    ("furniture", "normal", ""),
    ("khmer", "normal", "[\u1780-\u17ff]"),
)


def sheet(theme: Theme, fonts: tuple[str, ...]) -> str:
    """Return the style sheet; `fonts` are the rules of the embedded faces."""

    def value(match: re.Match[str]) -> str:
        text = theme[f"{match.group(1)}.{match.group(2)}"]
        return f'"{text}"' if match.group(1) == "font" else text

    return "\n".join([*fonts, _VARIABLE.sub(value, style_sheet("ebook.css"))])


def faces(theme: Theme, text: str) -> tuple[tuple[str, ...], dict[str, bytes]]:
    """Return the rules and the files of the faces, cut down to the characters of the text."""
    characters = "".join(sorted(set(re.sub(r"<[^>]*>", "", text)) | set("0123456789")))
    rules: list[str] = []
    files: dict[str, bytes] = {}
    for role, style, sign in FACES:
        if not re.search(sign, text):
            continue
        face = theme.face(role)
        file = face.upright if style == "normal" else face.italic
        if file is None:
            continue
        name = f"fonts/{role}-{style}.woff2"
        files[name] = subset(file, characters)
        rules.append(
            f'@font-face {{ font-family: "{theme[f"font.{role}"]}"; font-style: {style}; '
            f'font-weight: 200 900; src: url("{name}") format("woff2"); }}'
        )
    return tuple(rules), files
