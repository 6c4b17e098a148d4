"""The logos of a brand: pictures made safe as an article's own are, in forms for light and dark grounds."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.load import media
from pipeline.load.brand.places import LookFile
from pipeline.load.yaml_text import Path
from pipeline.model.brand import Brand, LogoFile
from pipeline.model.diagnostics import Diagnostic, Place, warning
from pipeline.model.look import SIZES, Ground, Logo, Size
from pipeline.model.source import SourceFile
from pipeline.model.stages import Media

LOGO_MISSING, UNREADABLE = "brand-logo-missing", "image-unreadable"
_ENDINGS = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
_GROUNDS: tuple[Ground, ...] = ("light", "dark")


@dataclass(slots=True)
class Logos:
    """The logos that are read, the files that a briefing carries with their places, and the findings.

    `formless` are the sizes that say neither `light` nor `dark`: such a logo is made for the house's paper.
    """

    logos: list[Logo] = field(default_factory=list)
    formless: set[Size] = field(default_factory=set)
    files: list[tuple[SourceFile, Place]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read(brand: Brand, source: LookFile, places: Mapping[Path, Place], alt: str) -> Logos:
    """Read the logos of a brand; `alt` is what one without words of its own shows."""
    result = Logos()
    images: dict[str, media.LoadedImage | None] = {}
    for size in SIZES:
        forms = getattr(brand.logo, size)
        if forms and not any(("logo", size, ground, "#key") in places for ground in _GROUNDS):
            result.formless.add(size)
        for ground in _GROUNDS:
            file: LogoFile | None = getattr(forms, ground) if forms else None
            if file is None:
                continue
            place = _place(places, size, ground)
            if file.path not in images:
                images[file.path] = _load(file.path, source, place, result)
            image = images[file.path]
            if image is not None and image.media is not None:
                result.logos.append(_logo(image.media, size, ground, file.alt or alt))
    return result


def _load(name: str, source: LookFile, place: Place, result: Logos) -> media.LoadedImage | None:
    image = media.read(name, source.reach, place)
    if image is not None and any(each.code == UNREADABLE for each in image.diagnostics) and not image.media:
        # The file is there: what is wrong with it, and how to mend that, is as for any picture.
        result.diagnostics += image.diagnostics
        return None
    if image is None or image.media is None:
        reason = f"missing logo `{name[:80]}`" if image is None else _reason(image, name)
        hint = "check the name: it is followed from the folder of the brand; save the logo as SVG or PNG"
        result.diagnostics.append(warning(LOGO_MISSING, reason, place, hint))
        return None
    result.diagnostics += image.diagnostics
    if image.name:
        folder = source.name.rpartition("/")[0]
        carried_name = f"{folder}/{image.name}" if folder else image.name
        result.files.append((SourceFile(carried_name, "image", image.data), place))
    return image


def _reason(image: media.LoadedImage, name: str) -> str:
    return image.diagnostics[0].message if image.diagnostics else f"the logo `{name[:80]}` cannot be shown"


def _place(places: Mapping[Path, Place], *path: str) -> Place:
    whole = ("logo", *path)
    return next(places[whole[:end]] for end in range(len(whole), -1, -1) if whole[:end] in places)


def _logo(image: Media, size: Size, ground: Ground, alt: str) -> Logo:
    digest = hashlib.sha256(image.data).hexdigest()[:16]
    width, height = _dimensions(image)
    ending = _ENDINGS.get(image.media_type, "img")
    name = f"logo-{digest}.{ending}"
    return Logo(size, ground, name, image.media_type, width, height, alt, image.data, image.pixels)


def _dimensions(image: Media) -> tuple[float, float]:
    """Return the width and height of a picture."""
    if image.media_type == media.SVG:
        from lxml import etree

        root = etree.fromstring(image.data)
        return float(root.get("width", "1")), float(root.get("height", "1"))
    from PIL import Image

    with Image.open(io.BytesIO(image.data)) as picture:
        return float(picture.width), float(picture.height)
