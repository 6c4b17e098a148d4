"""Native charts on slides: the part with its sheet, and the frame in the placeholder."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml.shapes.graphfrm import CT_GraphicalObjectFrame
from pptx.parts.chart import ChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart

from pipeline.formats.pptx.charts.plan import Plan
from pipeline.formats.pptx.charts.space import chart_space
from pipeline.formats.pptx.charts.text import to_bytes
from pipeline.formats.pptx.charts.workbook import workbook
from pipeline.formats.pptx.elements import emu
from pipeline.model.canvas import Box

# python-pptx has no types for these methods.
_FRAME: Any = CT_GraphicalObjectFrame
_WORKBOOK = "rId1"


def add_chart(holder: Any, plan: Plan, box: Box, number: int, description: str, date: datetime) -> Any:
    """Put a chart into its placeholder, in the middle of the height of a box; return the placeholder."""
    page = holder.part.slide
    relation = page.part.relate_to(_part(page.part.package, plan, number, date), RELATIONSHIP_TYPE.CHART)
    place = (emu(box.x), emu(box.y + (box.height - plan.height) / 2), emu(plan.width), emu(plan.height))
    frame = _FRAME.new_chart_graphicFrame(holder.shape_id, "Chart", relation, *place)
    frame.nvGraphicFramePr.cNvPr.set("descr", description)
    element = holder._element
    frame.nvGraphicFramePr.nvPr.insert_element_before(element.ph, "p:custDataLst", "p:extLst")
    element.getparent().replace(element, frame)
    return holder


def _part(package: Any, plan: Plan, number: int, date: datetime) -> Any:
    """Return the part of a chart; python-pptx would search all parts of the package for its name."""
    sheet = PackURI(f"/ppt/embeddings/Microsoft_Excel_Sheet{number}.xlsx")
    book = EmbeddedXlsxPart(sheet, CONTENT_TYPE.SML_SHEET, package, workbook(plan.data, date))
    content = to_bytes(chart_space(plan, _WORKBOOK))
    part = ChartPart.load(PackURI(f"/ppt/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, package, content)
    relation = part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    assert relation == _WORKBOOK
    return part
