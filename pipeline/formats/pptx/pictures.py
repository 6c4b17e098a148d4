"""Pictures on slides: native charts, drawings at the size of their box, images as pixels, each file once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.opc.packuri import PackURI
from pptx.oxml.shapes.picture import CT_Picture
from pptx.parts.image import Image, ImagePart

from pipeline.formats import figure_frames
from pipeline.formats.format import Setting
from pipeline.formats.pptx.charts.frames import add_chart
from pipeline.formats.pptx.charts.plan import Plan, plan_chart
from pipeline.formats.pptx.elements import emu
from pipeline.model import nodes as n
from pipeline.model.canvas import Box
from pipeline.model.stages import Edition
from pipeline.model.walk import text_of
from pipeline.slides import arrangement as slide_content
from pipeline.slides.arrangement import Arrangement
from pipeline.slides.measuring import points

# python-pptx has no types for these methods.
_ELEMENT: Any = CT_Picture


@dataclass(slots=True)
class Pictures:
    """The pictures of a deck: their sources, and the parts of the package by content."""

    edition: Edition
    setting: Setting
    pixels: Mapping[str, bytes]
    parts: dict[bytes, ImagePart] = field(default_factory=dict)
    plans: dict[str, Plan | None] = field(default_factory=dict)
    charts_count: int = 0

    def plan(self, arrangement: Arrangement) -> Plan | None:
        """Return the plan of a native chart for a slide of one figure; None where the figure stays drawn."""
        content, name = arrangement.content, arrangement.slide.id
        if not isinstance(content, slide_content.Pictures) or len(content.images) != 1:
            return None
        if name not in self.plans:
            drawing = self.edition.drawings.get(content.images[0].url.removeprefix("figure:"))
            self.plans[name] = None if drawing is None else plan_chart(drawing, content.room)
        return self.plans[name]

    def add_chart(self, holder: Any, content: slide_content.Pictures, plan: Plan) -> Any:
        """Put a native chart into its placeholder."""
        self.charts_count += 1
        [image] = content.images
        description = text_of(image.inlines)
        return add_chart(holder, plan, content.room, self.charts_count, description, self.setting.date)

    def add(self, holder: Any, content: slide_content.Pictures) -> Any:
        """Put images side by side into a box, the first in its placeholder; return None without images."""
        if not content.images:
            return None
        page, box, gap = holder.part.slide, content.room, points("gap-least")
        width = (box.width - gap * (len(content.images) - 1)) / len(content.images)
        before = holder._element
        for position, image in enumerate(content.images):
            part = Box(box.x + position * (width + gap), box.y, width, box.height)
            picture = self._picture(
                page, image, part, page.shapes._next_shape_id, in_placeholder=position == 0
            )
            if position == 0:
                picture.nvPicPr.nvPr.insert_element_before(before.ph, "p:custDataLst", "p:extLst")
                before.getparent().replace(before, picture)
            else:
                before.addnext(picture)
            before = picture
        return holder

    def _picture(self, page: Any, image: n.Image, box: Box, number: int, *, in_placeholder: bool) -> Any:
        """Return a picture as large as its box allows, in the middle of its height."""
        drawing = self.edition.drawings.get(image.url.removeprefix("figure:"))
        if drawing is not None:
            data = self.setting.draw(drawing, figure_frames.slide(box, "png"))
        else:
            data = self.pixels[image.url]
        part = self._part(page.part.package, data)
        across, down = Image.from_blob(data).size
        scale = min(box.width / across, box.height / down)
        width, height = across * scale, down * scale
        relation = page.part.relate_to(part, RELATION.IMAGE)
        place = (emu(box.x), emu(box.y + (box.height - height) / 2), emu(width), emu(height))
        # python-pptx does not escape the name of a picture in a placeholder: it is set afterwards.
        if in_placeholder:
            result = _ELEMENT.new_ph_pic(number, "Picture", "", relation)
            result.x, result.y, result.cx, result.cy = place
        else:
            result = _ELEMENT.new_pic(number, "Picture", "", relation, *place)
        result.nvPicPr.cNvPr.set("descr", text_of(image.inlines))
        return result

    def _part(self, package: Any, data: bytes) -> ImagePart:
        """Return the part of the package that contains a picture.

        python-pptx would search all parts of the package for each picture.
        """
        if data not in self.parts:
            image = Image.from_blob(data)
            name = PackURI(f"/ppt/media/image{len(self.parts) + 1}.{image.ext}")
            self.parts[data] = ImagePart(name, image.content_type, package, data, f"image.{image.ext}")
        return self.parts[data]
