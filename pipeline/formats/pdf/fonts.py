"""The font files of a page by URL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType

from pipeline import harfbuzz, theme
from pipeline.formats.fonts import of_scripts
from pipeline.formats.format import ByteCache, without_cache
from pipeline.formats.pdf.resource import BASE, Resource
from pipeline.model import nodes as n
from pipeline.model import packaged
from pipeline.model.stages import Edition
from pipeline.model.walk import text_of, walk
from pipeline.wording import letters

URL = BASE + "fonts/{}.ttf"
# Roles that every page has; others are loaded only if the text has their characters or elements.
ALWAYS = ("text", "title", "furniture")
SIZES = "opsz"


def find_fonts(
    edition: Edition,
    cached_bytes: ByteCache = without_cache,
    sizes: Mapping[str, float] = MappingProxyType({}),
    kickers: str = "",
) -> Mapping[str, Resource]:
    """Find the fonts that an edition may need, by URL; `sizes` are optical sizes by role.

    `kickers` are words that are in no block.
    """
    roles = set(ALWAYS)
    if any(isinstance(node, n.Code | n.CodeBlock) for node in walk(edition.blocks)):
        roles.add("code")
    front = edition.front
    words = [
        kickers,
        front.title,
        front.subtitle or "",
        front.kicker or "",
        *(f"{author.name} {author.note or ''}" for author in front.authors),
        *front.institutions(),
    ]
    text = " ".join([*words, text_of(edition.blocks, notes=True)])
    roles.update(role for role, script in of_scripts(theme.load()) if script.within(text))
    # The page's own words have only common characters, but front matter and captions may have others.
    if letters.find_unusual(text + repr(front)):
        roles.update(face.role for face in theme.load().fallbacks())
    return {
        file.url: Resource("font/ttf", _data(file, cached_bytes, sizes.get(file.role)))
        for file in _files()
        if file.role in roles
    }


def css(urls: tuple[str, ...]) -> str:
    """Return the rules that give the fonts at these URLs the names of the tokens."""
    values = theme.load()
    rules = []
    for role, url in ((file.role, file.url) for file in _files()):
        if url in urls:
            style = "italic" if url.endswith("-italic.ttf") else "normal"
            weight = f" font-weight: {values['weight.bold']};" if url.endswith("-bold.ttf") else ""
            name = values[f"font.{role}"]
            rules.append(
                f"@font-face {{ font-family: '{name}'; font-style: {style};{weight} src: url({url}) }}\n"
            )
    return "".join(rules)


@dataclass(frozen=True, slots=True)
class _File:
    """A font file of a page: its role in the theme and its URL; `sizes` if it depends on the size of text."""

    role: str
    url: str
    path: Path
    sizes: bool = False


@cache
def _files() -> tuple[_File, ...]:
    files: list[_File] = []
    for face in theme.load().faces:
        for name, path in (("", face.upright), ("-italic", face.italic), ("-bold", face.bold)):
            if path:
                files.append(_File(face.role, URL.format(f"{face.role}{name}"), path))
        if face.role == "text":
            files.append(_File("title", URL.format("title"), face.upright, sizes=True))
    return tuple(files)


def _data(file: _File, cached_bytes: ByteCache, size: float | None) -> bytes:
    """Return a font file; its optical size is fixed unless each size of text is to have its own.

    Otherwise each size on the page becomes a font of its own in the PDF, and making one takes as long as
    laying out a page.
    """
    if (file.sizes and size is None) or SIZES not in harfbuzz.axes(file.path):
        return packaged.data(file.path)
    make = partial(harfbuzz.without_axis, file.path, SIZES, size)
    axis = f"-{SIZES}" if size is None else f"{SIZES}={size:g}"
    return cached_bytes("font", [file.path.name, axis], make)
