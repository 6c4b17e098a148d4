"""Images for WeasyPrint; the text in an SVG uses the typefaces of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from pipeline.formats.format import Setting
from pipeline.formats.pdf.resource import BASE, Resource
from pipeline.formats.vectors import SVG, rasterize
from pipeline.model.look import Logo
from pipeline.model.stages import Media
from pipeline.theme import Theme

MEDIA = f"{BASE}media/"


def make_resource(media: Media, theme: Theme) -> Resource:
    """Make the resource of an image."""
    if media.pixels:
        return Resource("image/png", media.pixels)
    data = in_own_faces(media.data, theme) if media.media_type == SVG else media.data
    return Resource(media.media_type, data)


def address_of(logo: Logo) -> str:
    """Return the URL of a logo on a page."""
    return f"{MEDIA}{logo.name}"


def logo_resources(theme: Theme) -> dict[str, Resource]:
    """Return the logos of a house as resources by URL."""
    media = {
        address_of(each): Media(each.name, each.media_type, each.data, each.pixels)
        for each in theme.look.logos
    }
    return {url: make_resource(each, theme) for url, each in media.items()}


def redraw_as_pixels(
    resources: Mapping[str, Resource], messages: Iterable[str], setting: Setting
) -> Mapping[str, Resource]:
    """Draw the SVG images that WeasyPrint cannot draw, as pixels by URL."""
    texts = "\n".join(messages)
    vectors = [url for url, each in resources.items() if each.media_type == SVG and url.startswith(MEDIA)]
    pixels_by_url = {url: rasterize(resources[url].data, setting) for url in vectors if url in texts}
    return {url: Resource("image/png", data) for url, data in pixels_by_url.items() if data is not None}


def in_own_faces(svg: bytes, theme: Theme) -> bytes:
    """Replace the typefaces in a clean SVG by those of the tokens.

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
    """Return the role of the typeface for a list of families, which ends with a generic one after loading."""
    kind = names.lower().rpartition(",")[2].strip(" '\"")
    return {"monospace": "code", "serif": "text"}.get(kind, "furniture")
