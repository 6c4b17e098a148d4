"""Images of an article: inside its folder, regular files, whole and of a bearable size."""

from __future__ import annotations

import io
import re
import warnings
from pathlib import Path
from xml.etree import ElementTree

from pipeline.load import text as texts
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error
from pipeline.model.stages import Media

MAX_BYTES = 20_000_000
MAX_PIXELS = 50_000_000
MAX_ELEMENTS = 20_000
TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
}
_NAME = re.compile(r"[^\x00-\x1f#?%\\]+")
_ACTIVE = frozenset(
    {"script", "foreignObject", "iframe", "object", "embed", "animate", "set", "style", "image"}
)


def path_problem(url: str, root: Path) -> str | None:
    """Return why an image's name cannot be followed, or None; whether there is such a file is not asked."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", url):
        return "images are files beside the article, not addresses"
    if not _NAME.fullmatch(url):
        return "the name has a character that editions cannot carry: one of # ? % \\"
    path = root / url
    if not path.resolve().is_relative_to(root.resolve()) or path.is_symlink():
        return "the image lies outside the article's folder"
    return None


def read(url: str, root: Path, place: Place) -> Media | Diagnostic | None:
    """Return an image, what is wrong with it, or None when there is no such file."""
    problem = path_problem(url, root)
    if problem:
        return error(
            "path-unsafe", f"{problem}: {url}", place, "put the image into the article's `media` folder"
        )
    path = root / url
    if not path.exists():
        return None
    media_type = TYPES.get(path.suffix.lower())
    if media_type is None:
        return error(
            "image-unreadable",
            f"{path.suffix or 'a file without an ending'} is not an image editions can show",
            place,
            f"use one of {', '.join(TYPES)}",
        )
    try:
        data = texts.read_bytes(path, MAX_BYTES)
    except DossierError as failure:
        return error(
            "image-unreadable", f"{url}: {failure.diagnostics[0].message}", place, "make the file smaller"
        )
    reason = _svg_problem(data) if media_type == "image/svg+xml" else _raster_problem(data, media_type)
    if reason:
        return error("image-unreadable", f"{url}: {reason}", place, "export the image again")
    return Media(url, media_type, data)


def _raster_problem(data: bytes, media_type: str) -> str | None:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            found = _decoded_type(data)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            return f"the image has more than {MAX_PIXELS:,} pixels"
        except (OSError, SyntaxError, ValueError) as failure:
            return f"the image cannot be decoded ({str(failure)[:60]})"
    return None if found == media_type else f"the file's ending says {media_type}, its content {found}"


def _decoded_type(data: bytes) -> str | None:
    """Decode a whole image and return its media type; OSError when it is cut short.

    WeasyPrint tells Pillow for the whole process to accept images that are cut short, and it may be imported
    while this runs: decoding is repeated until nobody has meddled.
    """
    from PIL import Image, ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        while True:
            ImageFile.LOAD_TRUNCATED_IMAGES = False
            with Image.open(io.BytesIO(data)) as image:
                found = Image.MIME.get(image.format or "")
                image.load()
            if not ImageFile.LOAD_TRUNCATED_IMAGES:
                return found
            before = True
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _svg_problem(data: bytes) -> str | None:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return "an SVG with a document type is not accepted"
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as failure:
        return f"the SVG is not well-formed ({failure})"
    for count, element in enumerate(root.iter()):
        name = str(element.tag).rpartition("}")[2]
        if name in _ACTIVE:
            return f"the SVG has an element <{name}>, which may run or load something"
        for key, value in element.attrib.items():
            local = key.rpartition("}")[2]
            if (
                local.startswith("on")
                or (local == "href" and not value.startswith("#"))
                or "url(" in value.replace("url(#", "")
            ):
                return f"the SVG has an attribute {local} that may run or load something"
        if count > MAX_ELEMENTS:
            return f"the SVG has more than {MAX_ELEMENTS:,} elements"
    return None
