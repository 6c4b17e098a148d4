"""An image as WeasyPrint draws it; the words in an SVG are set in the typefaces of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from pipeline.formats.format import Setting
from pipeline.formats.pdf.resource import BASE, Resource
from pipeline.formats.vectors import SVG, drawn
from pipeline.model.stages import Media
from pipeline.theme import Theme

MEDIA = f"{BASE}media/"


def shown(media: Media, theme: Theme) -> Resource:
    """Return what a page asks for to show an image."""
    if media.pixels:
        return Resource("image/png", media.pixels)
    data = in_own_faces(media.data, theme) if media.media_type == SVG else media.data
    return Resource(media.media_type, data)


def redrawn(
    resources: Mapping[str, Resource], messages: Iterable[str], setting: Setting
) -> Mapping[str, Resource]:
    """Return the SVG that WeasyPrint says it cannot draw, by URL, as pixels."""
    texts = "\n".join(messages)
    vectors = [url for url, each in resources.items() if each.media_type == SVG and url.startswith(MEDIA)]
    found = {url: drawn(resources[url].data, setting) for url in vectors if url in texts}
    return {url: Resource("image/png", data) for url, data in found.items() if data is not None}


def in_own_faces(svg: bytes, theme: Theme) -> bytes:
    """Return a clean SVG with the typefaces of the tokens in the place of those that it names.

    So every machine draws the same, and every typeface is embedded.
    """
    root = etree.fromstring(svg)
    root.set("font-family", root.get("font-family") or "sans-serif")
    for element in root.iter():
        names = element.get("font-family")
        if names is not None:
            element.set("font-family", theme.family(role(names)))
        if str(element.tag).endswith("}image"):
            # PDF/A forbids to smooth the pixels of a picture.
            element.set("image-rendering", "crisp-edges")
    return etree.tostring(root)


def role(names: str) -> str:
    """Return the role of the typeface that stands for a list of them, which loading ends in a kind."""
    kind = names.lower().rpartition(",")[2].strip(" '\"")
    return {"monospace": "code", "serif": "text"}.get(kind, "furniture")
