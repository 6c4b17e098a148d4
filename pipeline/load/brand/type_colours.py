"""The colours that a brand gives to kinds of text: titles, links and code, each with its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.load.brand.colours import Palette
from pipeline.load.yaml_text import Path
from pipeline.model.brand import Brand, Forms
from pipeline.model.look import TypeColour
from pipeline.theme import Theme

# The keys of a brand for code within lines and for listings, and the token of the ground that each has.
_CODE = {
    "code": ("monospace-inline", "code in text", "color.paper"),
    "pre": ("monospace-block", "code on its ground", "color.grey-3"),
}


@dataclass(frozen=True, slots=True)
class ColourOfKey:
    """A colour as hexadecimal, None if the brand sets none, and the path of the key."""

    value: str | None
    path: Path


def colour_of_headings(brand: Brand, palette: Palette) -> ColourOfKey:
    """Return the colour of titles."""
    return _first(palette, (brand.typography.headings.color, ("typography", "headings", "color")))


def colour_of_links(brand: Brand, palette: Palette) -> ColourOfKey:
    """Return the colour of links: that of typography, else that with the role."""
    own = (brand.typography.link.color, ("typography", "link", "color"))
    return _first(palette, own, (brand.color.link, ("color", "link")))


def colours_of_code(brand: Brand, palette: Palette, selector: str) -> Mapping[str, ColourOfKey]:
    """Return the colours of code by declaration: those of its own kind, else those of all code."""
    kinds, (name, _, _) = brand.typography, _CODE[selector]
    common, own = kinds.monospace, kinds.monospace_inline if selector == "code" else kinds.monospace_block
    return {
        key: _first(
            palette, (forms, ("typography", name, key)), (common_forms, ("typography", "monospace", key))
        )
        for key, forms, common_forms in (
            ("color", own.color, common.color),
            ("background-color", own.background_color, common.background_color),
        )
    }


def type_colours_of(brand: Brand, palette: Palette, styles: Theme) -> Iterator[TypeColour]:
    """Yield the colours of kinds of text, each on the ground that it stands on in a look."""
    paper = styles["color.paper"]
    for what, colour in (
        ("titles", colour_of_headings(brand, palette)),
        ("links", colour_of_links(brand, palette)),
    ):
        if colour.value is not None:
            yield TypeColour(_key(colour.path), what, colour.value, paper, palette.place(colour.path))
    for selector, (_, what, token) in _CODE.items():
        colours = colours_of_code(brand, palette, selector)
        text, ground = colours["color"], colours["background-color"]
        own = text if text.value is not None else ground
        if own.value is not None:
            ink, back = text.value or styles["color.ink"], ground.value or styles[token]
            yield TypeColour(_key(own.path), what, ink, back, palette.place(own.path))


def _first(palette: Palette, *choices: tuple[Forms | None, Path]) -> ColourOfKey:
    """Return the first colour that is set and is one."""
    for forms, path in choices:
        value = palette.value(forms, path)
        if value is not None:
            return ColourOfKey(value, path)
    return ColourOfKey(None, choices[-1][1])


def _key(path: Path) -> str:
    return ".".join(map(str, path[-2:]))
