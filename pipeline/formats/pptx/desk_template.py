"""A desk's own template: its master and its layouts by name, checked and without all else that it holds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, get_args

import pptx
from lxml import etree
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION

from pipeline.formats.pptx.elements import NAMES, emu
from pipeline.formats.pptx.layouts import Holder, Layout, layouts
from pipeline.formats.pptx.template_faults import Fault, TemplateError
from pipeline.formats.pptx.template_parts import extract
from pipeline.model.canvas import Canvas, Ratio
from pipeline.slides.canvas import canvas_of
from pipeline.theme import of_measures

# What PowerPoint wants of every presentation: those are Dossier's.
_OWN_RELATIONS = (RELATION.PRES_PROPS, RELATION.VIEW_PROPS, RELATION.TABLE_STYLES)
_SLACK = emu(1)
# What python-pptx raises for values of elements that it cannot read.
_DAMAGE = (
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    AssertionError,
    etree.LxmlError,
    PythonPptxError,
)
# The names of layouts in whatever LibreOffice saves.
_OF_LIBREOFFICE = frozenset({"Title, 2 Content over Content", "Title, 6 Content"})


def find_faults(data: bytes, canvas: Canvas) -> tuple[Fault, ...]:
    """Return what is wrong with a template for a canvas; a slide of each of its layouts is tried."""
    try:
        presentation = open_template(data)
        faults = tuple(_layout_faults(presentation, canvas))
        for layout in () if faults else presentation.slide_layouts:
            presentation.slides.add_slide(layout)
    except TemplateError as failure:
        return (failure.fault,)
    except _DAMAGE:
        return (Fault("its master or one of its layouts is damaged"),)
    return faults


def open_template(data: bytes) -> Any:
    """Return a template as a presentation of its first master and that one's layouts, without slides."""
    presentation = pptx.Presentation(io.BytesIO(extract(data)))
    for relation in pptx.Presentation().part.rels.values():
        if relation.reltype in _OWN_RELATIONS:
            presentation.part.relate_to(relation.target_part, relation.reltype)
    return presentation


def _layout_faults(presentation: Any, canvas: Canvas) -> Iterator[Fault]:
    """Yield what a template lacks for the slides of a deck; layouts that it has not are Dossier's."""
    if not _has_size(presentation, canvas):
        inches = [
            f"{length / emu(72):.2f}" for length in (presentation.slide_width, presentation.slide_height)
        ]
        hint = f"make them {canvas.width / 72:.2f} by {canvas.height / 72:.2f} inches"
        if ratio := _ratio_of(presentation):
            hint += f", or write `deck: ratio: {ratio}`"
        yield Fault(f"its slides are {' by '.join(inches)} inches, but the deck's are {canvas.ratio}", hint)
        return  # no placeholder has the room that it needs
    own_layouts = layouts_by_name(presentation)
    ours = tuple(layouts(canvas).values())
    if not any(layout.name in own_layouts for layout in ours):
        names = ", ".join(f"`{layout.name}`" for layout in ours)
        hint = f"name one of: {names}"
        if own_layouts.keys() >= _OF_LIBREOFFICE:
            hint = "save it in another program: LibreOffice does not keep the names of layouts"
        yield Fault("none of its layouts has a name that Dossier knows", hint)
    for layout in ours:
        if layout.name in own_layouts:
            yield from _placeholder_faults(own_layouts[layout.name], layout)


def _has_size(presentation: Any, canvas: Canvas) -> bool:
    differences = presentation.slide_width - emu(canvas.width), presentation.slide_height - emu(canvas.height)
    return all(abs(each) <= _SLACK for each in differences)


def _ratio_of(presentation: Any) -> Ratio | None:
    """Return the ratio whose slides have the size of a template's; None for any other size."""
    ratios: tuple[Ratio, ...] = get_args(Ratio)
    return next((each for each in ratios if _has_size(presentation, canvas_of(of_measures(), each))), None)


def layouts_by_name(presentation: Any) -> dict[str, Any]:
    """Return the layouts of a presentation by name, of two with one name the first."""
    return {layout.name: layout for layout in reversed(list(presentation.slide_layouts))}


def _placeholder_faults(native: Any, layout: Layout) -> Iterator[Fault]:
    """Yield the placeholders that a layout lacks, has of another type, or has with too little room."""
    marks = {int(each.get("idx", "0")): each for each in native._element.iter(f"{{{NAMES['p']}}}ph")}
    boxes = {each.placeholder_format.idx: each for each in native.placeholders}
    for holder in layout.holders:
        kind = holder.type or "obj"
        what = f"the placeholder `{holder.name}` (idx {holder.index}, type {kind})"
        if holder.index not in marks:
            yield Fault(f"the layout `{layout.name}` lacks {what}")
            continue
        own = marks[holder.index].get("type", "obj")
        if own != kind:
            yield Fault(f"the layout `{layout.name}` has type {own} for {what}")
        elif _is_smaller(boxes[holder.index], holder):
            size = f"{holder.box.width:.0f} by {holder.box.height:.0f} points"
            hint = f"make it at least {size}: text is measured for that"
            yield Fault(f"the layout `{layout.name}` has too little room for {what}", hint)


def _is_smaller(shape: Any, holder: Holder) -> bool:
    """Return whether a placeholder has less room than text is measured for."""
    width, height = shape.width, shape.height
    return (
        width is None
        or height is None
        or width < emu(holder.box.width) - _SLACK
        or height < emu(holder.box.height) - _SLACK
    )
