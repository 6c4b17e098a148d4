"""The logos of a house on the layouts of its slides: pictures that whoever edits a slide does not move."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.opc.packuri import PackURI
from pptx.parts.image import Image, ImagePart

from pipeline.formats import logos
from pipeline.formats.format import Setting
from pipeline.formats.pptx.elements import RELATIONSHIPS, Element, child, new, place
from pipeline.model.canvas import Box
from pipeline.model.look import Logo
from pipeline.slides.canvas import FOOT_SHARE
from pipeline.slides.measuring import points

# Layouts on the accent; that of the cover has a large logo.
COVER, DIVIDER = "Cover", "Divider"


def add_logos(presentation: Any, setting: Setting) -> None:
    """Add the logos of a theme to the layouts of a presentation: the large one to the cover."""
    look, margin = setting.theme.look, points("margin")
    if not look.logos:
        return
    parts = _parts(presentation, setting)
    width = presentation.slide_width / 12_700
    for layout in presentation.slide_layouts:
        if layout.name == COVER:
            choice = logos.on_cover(look)
            if choice is not None:
                across, down = logos.fit(choice.logo, logos.COVER_ROOM)
                box = Box(margin, points("kicker-top"), across, down)
                _add(layout, choice.logo, box, parts, choice.plate)
            continue
        foot = logos.foot(look, logos.ACCENT if layout.name == DIVIDER else logos.PAPER)
        if foot is not None:
            down = (points("source-bottom") - points("source-top")) * FOOT_SHARE
            across = down * foot.ratio
            # The picture keeps its own ratio in a box that may be wider or higher.
            across, down = logos.fit(foot.logo, (down, across))
            right = width - margin - 2 * points("gap")
            box = Box(right - across, points("source-bottom") - down, across, down)
            _add(layout, foot.logo, box, parts, foot.plate)


def _parts(presentation: Any, setting: Setting) -> Mapping[str, ImagePart]:
    """Return the parts of the package with the logos, by name; one that cannot be drawn has none."""
    result: dict[str, ImagePart] = {}
    for logo in setting.theme.look.logos:
        if logo.name not in result and (data := logos.pixels(logo, setting)) is not None:
            image = Image.from_blob(data)
            name = PackURI(f"/ppt/media/logo{len(result) + 1}.{image.ext}")
            package = presentation.part.package
            result[logo.name] = ImagePart(name, image.content_type, package, data, f"logo.{image.ext}")
    return result


def _add(layout: Any, logo: Logo, box: Box, parts: Mapping[str, ImagePart], plate: str | None) -> None:
    part = parts.get(logo.name)
    if part is None:
        return
    relation = layout.part.relate_to(part, RELATION.IMAGE)
    tree = child(layout._element, ".//p:spTree")
    number = max(int(each.get("id", "0")) for each in tree.iter("{*}cNvPr")) + 1
    tree.append(_picture(number, logo, box, relation, plate))


def _picture(number: int, logo: Logo, box: Box, relation: str, plate: str | None) -> Element:
    """Return a logo as a picture of a layout, on a plate if it needs one."""
    blip = new("a:blip")
    blip.set(f"{{{RELATIONSHIPS}}}embed", relation)
    shape = new("p:spPr", place(box), new("a:prstGeom", new("a:avLst"), prst="rect"))
    if plate:
        shape.append(new("a:solidFill", new("a:srgbClr", val=plate.removeprefix("#").upper())))
    return new(
        "p:pic",
        new(
            "p:nvPicPr",
            new("p:cNvPr", id=number, name="Logo", descr=logo.alt),
            new("p:cNvPicPr", new("a:picLocks", noChangeAspect=1)),
            new("p:nvPr", userDrawn=1),
        ),
        new("p:blipFill", blip, new("a:stretch", new("a:fillRect"))),
        shape,
    )
