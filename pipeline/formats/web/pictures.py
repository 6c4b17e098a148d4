"""Pictures in the page: drawings as SVG elements of two sizes, images as data."""

from __future__ import annotations

import base64
import re
from html import escape

from lxml import etree
from lxml.etree import _Element as Element

from pipeline.formats.epub.markup import XHTML
from pipeline.formats.epub.pictures import Picture, Pictures

_PICTURE = "picture:"
_DRAWING = re.compile(rf"<!--{_PICTURE}(\d+)-->")
_IMAGE = re.compile(rf'(<img\b[^<>]*? src="){_PICTURE}(\d+)(?=")')


def mark_pictures(root: Element, pictures: Pictures) -> None:
    """Put a mark in place of each picture, so that its bytes need not be parsed."""
    numbers = {picture.file: number for number, picture in enumerate(pictures.files)}
    for image in list(root.iter(f"{{{XHTML}}}img")):
        file = image.get("src", "")
        if file not in numbers:
            continue
        if file in pictures.wide:
            _to_drawing(image, numbers[file], numbers[pictures.wide[file]])
        else:
            image.set("src", f"{_PICTURE}{numbers[file]}")
            image.set("decoding", "async")


def _to_drawing(image: Element, narrow: int, wide: int) -> None:
    """Change an image to an element that holds a drawing for narrow screens and one for wide screens."""
    image.tag = f"{{{XHTML}}}span"
    alt = image.get("alt", "")
    image.attrib.clear()
    for name, number in (("narrow", narrow), ("wide", wide)):
        box = etree.SubElement(image, f"{{{XHTML}}}span", {"class": f"drawing {name}"})
        box.set("role", "img")
        box.set("aria-label", alt)
        box.append(etree.Comment(f"{_PICTURE}{number}"))


def show_pictures(markup: str, pictures: Pictures) -> str:
    """Return markup with the pictures in the places of their marks."""
    files = pictures.files
    markup = _DRAWING.sub(lambda match: _svg(files[int(match[1])]), markup)
    return _IMAGE.sub(lambda match: match[1] + escape(_data(files[int(match[2])])), markup)


def _svg(picture: Picture) -> str:
    """Return a drawing as an element that takes the width of its place."""
    text = picture.data.decode().strip()
    opening, mark, rest = text.partition(">")
    box = re.search(r'\bviewBox="[^"]*"', opening)
    return f'<svg {box[0] if box else ""} aria-hidden="true" focusable="false"{mark}{rest}'


def _data(picture: Picture) -> str:
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}"
