"""The font files of a page, by URL, as WeasyPrint is to see them."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from functools import cache

from pipeline import theme
from pipeline.formats.fonts import of_scripts
from pipeline.formats.pdf.resource import BASE, Resource
from pipeline.model import nodes as n
from pipeline.model import packaged
from pipeline.model.stages import Edition
from pipeline.model.walk import text_of, walk
from pipeline.wording import letters

URL = BASE + "fonts/{}.ttf"
# Roles that every page has; the others are loaded where their characters or elements are.
ALWAYS = ("text", "title", "furniture")
_AXIS = b"opsz"
_HIDDEN = b"OPSZ"


def needed(edition: Edition) -> Mapping[str, Resource]:
    """Return the fonts that an edition may need, by URL."""
    roles = set(ALWAYS)
    if any(isinstance(node, n.Code | n.CodeBlock) for node in walk(edition.blocks)):
        roles.add("code")
    front = edition.front
    words = [
        front.title,
        front.subtitle or "",
        front.kicker or "",
        *(f"{author.name} {author.note or ''}" for author in front.authors),
        *front.institutions(),
    ]
    text = " ".join([*words, text_of(edition.blocks, notes=True)])
    roles.update(role for role, script in of_scripts(theme.load()) if script.within(text))
    # What the page adds of its own has no odd signs, but front matter and figures' captions may.
    if letters.beyond(text + repr(front)):
        roles.update(face.role for face in theme.load().fallbacks())
    return {url: font for (role, url), font in _files().items() if role in roles}


def css(urls: tuple[str, ...]) -> str:
    """Return the rules that give the fonts at these URLs the names of the tokens."""
    values = theme.load()
    rules = []
    for role, url in _files():
        if url in urls:
            style = "italic" if url.endswith("-italic.ttf") else "normal"
            weight = f" font-weight: {values['weight.bold']};" if url.endswith("-bold.ttf") else ""
            name = values[f"font.{role}"]
            rules.append(
                f"@font-face {{ font-family: '{name}'; font-style: {style};{weight} src: url({url}) }}\n"
            )
    return "".join(rules)


@cache
def _files() -> Mapping[tuple[str, str], Resource]:
    files: dict[tuple[str, str], Resource] = {}
    for face in theme.load().faces:
        upright = packaged.data(face.upright)
        files[face.role, URL.format(face.role)] = Resource("font/ttf", one_optical_size(upright))
        if face.italic:
            italic = one_optical_size(packaged.data(face.italic))
            files[face.role, URL.format(f"{face.role}-italic")] = Resource("font/ttf", italic)
        if face.bold:
            files[face.role, URL.format(f"{face.role}-bold")] = Resource("font/ttf", packaged.data(face.bold))
        if face.role == "text":
            files["title", URL.format("title")] = Resource("font/ttf", upright)
    return files


def one_optical_size(font: bytes) -> bytes:
    """Return a variable font that has its default optical size at every size of text.

    Otherwise each size on the page becomes a font of its own in the PDF, and making one takes as long as
    laying out a page. The axis is renamed in the table of axes, so that nobody sets it by itself.
    """
    (tables,) = struct.unpack_from(">H", font, 4)
    for record in range(12, 12 + 16 * tables, 16):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, record)
        if tag == b"fvar":
            start, _, count, size = struct.unpack_from(">HHHH", font, offset + 4)
            changed = bytearray(font)
            for axis in range(offset + start, offset + start + count * size, size):
                if font[axis : axis + 4] == _AXIS:
                    changed[axis : axis + 4] = _HIDDEN
            return bytes(changed)
    return font
