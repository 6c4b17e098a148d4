"""An image as WeasyPrint draws it; the words in an SVG are set in the typefaces of the page."""

from __future__ import annotations

import re

from pipeline.formats.pdf.resource import Resource
from pipeline.model.stages import Media
from pipeline.theme import Theme

SVG = "image/svg+xml"

# As loading writes it: every list of typefaces ends in a kind.
_FAMILIES = re.compile(rb'font-family="([^"]*)"')


def shown(media: Media, theme: Theme) -> Resource:
    """Return what a page asks for to show an image."""
    if media.pixels:
        return Resource("image/png", media.pixels)
    data = in_own_faces(media.data, theme) if media.media_type == SVG else media.data
    return Resource(media.media_type, data)


def in_own_faces(svg: bytes, theme: Theme) -> bytes:
    """Return a clean SVG with the typefaces of the tokens in the place of those that it names.

    So every machine draws the same, and every typeface is embedded.
    """

    def named(match: re.Match[bytes]) -> bytes:
        return b"font-family='" + theme.family(role(match.group(1).decode())).encode() + b"'"

    changed = _FAMILIES.sub(named, svg)
    start = changed.find(b"<svg ")
    if start < 0 or b"font-family" in changed[start : changed.index(b">", start)]:
        return changed
    family = theme.family("furniture").encode()
    return changed[:start] + b"<svg font-family='" + family + b"' " + changed[start + len(b"<svg ") :]


def role(names: str) -> str:
    """Return the role of the typeface that stands for a list of them."""
    kind = names.lower().rpartition(",")[2].strip(" '\"")
    return {"monospace": "code", "serif": "text"}.get(kind, "furniture")
