"""The font files of a page by URL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from types import MappingProxyType

from pipeline import harfbuzz, theme
from pipeline.formats.edition_theme import of_edition
from pipeline.formats.fonts import of_scripts
from pipeline.formats.pdf.resource import BASE, Resource
from pipeline.model import nodes as n
from pipeline.model import packaged, titles
from pipeline.model.byte_cache import ByteCache, without_cache
from pipeline.model.look import FontSource
from pipeline.model.stages import Edition
from pipeline.model.walk import text_of, walk
from pipeline.wording import letters

URL = BASE + "fonts/{}.ttf"
# Roles that every page has; others are loaded only if the text has their characters or elements.
ALWAYS = ("text", "title", "furniture")
# The weights that style sheets ask for, as tokens name them; feet of slides alone are of medium weight.
WEIGHTS = ("normal", "bold")
MEDIUM = "furniture"
# Axes of variable typefaces. Browsers take an optical size for pixels.
WEIGHT, SIZES = "wght", "opsz"
PIXELS = 96 / 72


def find_fonts(
    edition: Edition,
    cached_bytes: ByteCache = without_cache,
    sizes: Mapping[str, float] = MappingProxyType({}),
    kickers: str = "",
) -> Mapping[str, Resource]:
    """Find the fonts that an edition may need, by URL; `sizes` are optical sizes by role.

    `kickers` are words that are in no block.
    """
    styles = of_edition(edition)
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
    roles.update(role for role, script in of_scripts(styles) if script.within(text))
    # The page's own words have only common characters, but front matter and captions may have others.
    if letters.find_unusual(text + repr(front), styles):
        roles.update(face.role for face in styles.fallbacks())
    has_slanted_titles = any(isinstance(node, n.Emph) for node in walk(tuple(_titles(edition.blocks))))
    return {
        file.url: Resource("font/ttf", _data(file, styles, cached_bytes, sizes.get(file.role)))
        for file in _files(styles)
        if file.role in roles and (has_slanted_titles or (file.role, file.style) != ("title", "italic"))
    }


def _titles(blocks: n.Blocks) -> Iterator[n.Block]:
    """Yield headings, and titles with markup."""
    for node in walk(blocks):
        match node:
            case n.Header():
                yield node
            case n.Div() if any(titles.is_title(node, name) for name in titles.HEADS):
                yield node
            case _:
                pass


def css(urls: tuple[str, ...], values: theme.Theme) -> str:
    """Return the rules that give the fonts at these URLs the names of the tokens."""
    return "".join(
        f"@font-face {{ font-family: '{values[f'font.{file.role}']}'; font-style: {file.style}; "
        f"font-weight: {values[f'weight.{file.weight}']}; src: url({file.url}) }}\n"
        for file in _files(values)
        if file.url in urls
    )


@dataclass(frozen=True, slots=True)
class _File:
    """A font file of a page: its role in the theme, its style, and its weight, a token's name."""

    role: str
    style: str
    weight: str
    path: FontSource

    @property
    def url(self) -> str:
        """The URL of the file, with its style and weight unless they are normal."""
        marks = [each for each in (self.weight, self.style) if each != "normal"]
        return URL.format("-".join([self.role, *marks]))


@lru_cache(maxsize=16)
def _files(styles: theme.Theme) -> tuple[_File, ...]:
    files: list[_File] = []
    for face in styles.faces:
        for style, path in (("normal", face.upright), ("italic", face.italic)):
            if path is None:
                continue
            weights = WEIGHTS if WEIGHT in harfbuzz.axes(path) else ("normal",)
            files += [_File(face.role, style, weight, path) for weight in weights]
            if face.role == MEDIUM and style == "normal":
                files.append(_File(face.role, style, "medium", path))
        if face.bold:
            files.append(_File(face.role, "normal", "bold", face.bold))
        if face.bold_italic:
            files.append(_File(face.role, "italic", "bold", face.bold_italic))
        if face.role == "text" and styles.title() is face:
            for weight in WEIGHTS:
                path = face.at(float(styles[f"weight.{weight}"]))
                files.append(_File("title", "normal", weight, path))
            if face.italic:
                files += [_File("title", "italic", weight, face.italic) for weight in WEIGHTS]
    return tuple(files)


def _data(file: _File, values: theme.Theme, cached_bytes: ByteCache, size: float | None) -> bytes:
    """Return a font file at its weight and, if the typeface has them, at an optical size.

    From variable files WeasyPrint makes a font for each size and weight of text, which takes as long as
    laying out a page.
    """
    axes = harfbuzz.axes(file.path)
    if not axes:
        return packaged.data(file.path)
    face = values.title() if file.role == "title" else values.face(file.role)
    places = [(WEIGHT, face.weight(float(values[f"weight.{file.weight}"])))]
    if file.role == "title" or size is not None:
        places.append((SIZES, size or values.points("size.title") * PIXELS))
    make = partial(harfbuzz.whole_instance, file.path, tuple(places))
    return cached_bytes("font", [file.path.name, repr(places)], make)
