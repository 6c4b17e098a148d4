"""A desk's own template: its master and its layouts by name, checked and without all else that it holds."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pptx
from lxml import etree
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION

from pipeline.formats.pptx.elements import NAMES, emu
from pipeline.formats.pptx.layouts import Holder, Layout, layouts
from pipeline.model.canvas import Canvas

MAX_PARTS = 2_000
MAX_UNPACKED = 60_000_000
# What master, layouts and theme may hold besides each other.
_PICTURES = ("image/png", "image/jpeg", "image/gif")
_INSIDE = (RELATION.SLIDE_MASTER, RELATION.SLIDE_LAYOUT, RELATION.THEME, RELATION.IMAGE)
# What the presentation of a template keeps: slides, notes, comments, macros and settings go.
_KEPT_RELATIONS = (RELATION.SLIDE_MASTER, RELATION.THEME)
# What PowerPoint wants of every presentation: those are Dossier's.
_OWN_RELATIONS = (RELATION.PRES_PROPS, RELATION.VIEW_PROPS, RELATION.TABLE_STYLES)
_KEPT_ELEMENTS = ("sldMasterIdLst", "sldSz", "notesSz", "defaultTextStyle")
_SLACK = emu(1)
# What python-pptx and zipfile raise for packages that are damaged or no presentations.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError, LookupError, AttributeError,
    TypeError, AssertionError, etree.LxmlError, SyntaxError, PythonPptxError,
)  # fmt: skip
_HINT = "mend it in the program that it was made with, beginning with a deck that Dossier made"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a template, and the way out."""

    message: str
    hint: str = _HINT


class TemplateError(Exception):
    """A file that cannot be a template; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        """Keep the fault."""
        super().__init__(fault.message)
        self.fault = fault


def find_faults(data: bytes, canvas: Canvas) -> tuple[Fault, ...]:
    """Return what is wrong with a template for a canvas; a slide of each of its layouts is tried."""
    try:
        _check_size(data)
        presentation = open_template(data)
        faults = tuple(_layout_faults(presentation, canvas))
        for layout in () if faults else presentation.slide_layouts:
            presentation.slides.add_slide(layout)
    except TemplateError as failure:
        return (failure.fault,)
    except _DAMAGE:
        return (Fault("it is no presentation of PowerPoint's, or is damaged"),)
    return faults


def open_template(data: bytes) -> Any:
    """Return a template as a presentation of its first master and that one's layouts, without slides."""
    presentation = pptx.Presentation(io.BytesIO(data))
    _reduce(presentation)
    _check_parts(presentation)
    return presentation


def _check_size(data: bytes) -> None:
    """Raise TemplateError for a package of more than is read."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        limits = f"more than {MAX_PARTS:,} parts, or unpacks to more than {MAX_UNPACKED:,} bytes"
        raise TemplateError(Fault(f"it has {limits}", "take slides and pictures out of it"))


def _reduce(presentation: Any) -> None:
    """Remove from a template all but its first master and what that one leads to."""
    root, part = presentation.part._element, presentation.part
    for child in list(root):
        if etree.QName(child).localname not in _KEPT_ELEMENTS:
            root.remove(child)
    masters = root.find("p:sldMasterIdLst", NAMES)
    [first, *others] = list(masters)
    for other in others:
        masters.remove(other)
    for key, relation in list(part._rels.items()):
        if relation.reltype not in _KEPT_RELATIONS or (
            relation.reltype == RELATION.SLIDE_MASTER and key != first.rId
        ):
            part._rels.pop(key)
    for relation in pptx.Presentation().part.rels.values():
        if relation.reltype in _OWN_RELATIONS:
            part.relate_to(relation.target_part, relation.reltype)
    for key, relation in list(part.package._rels.items()):
        if relation.reltype != RELATION.OFFICE_DOCUMENT:
            part.package._rels.pop(key)


def _check_parts(presentation: Any) -> None:
    """Raise TemplateError if master, layouts or theme lead out of the file, or hold more than pictures."""
    pending, known_names = [presentation.part], set()
    while pending:
        part = pending.pop()
        if part.partname in known_names:
            continue
        known_names.add(part.partname)
        for relation in part.rels.values():
            if part is presentation.part and relation.reltype in _OWN_RELATIONS:
                continue
            if relation.is_external:
                address = relation.target_ref[:80]
                hint = "take the link out of it: a deck reaches nothing by itself"
                raise TemplateError(Fault(f"{part.partname} leads to {address}", hint))
            kind = relation.reltype.rpartition("/")[2]
            target = relation.target_part
            if relation.reltype not in _INSIDE:
                raise TemplateError(Fault(f"{part.partname} holds a {kind}", "take it out of the template"))
            if relation.reltype == RELATION.IMAGE and target.content_type not in _PICTURES:
                message = f"{part.partname} holds a picture of type {target.content_type}"
                raise TemplateError(Fault(message, "put a PNG, JPEG or GIF in its place"))
            pending.append(target)


def _layout_faults(presentation: Any, canvas: Canvas) -> Iterator[Fault]:
    """Yield what a template lacks for the slides of a deck; layouts that it has not are Dossier's."""
    width, height = emu(canvas.width), emu(canvas.height)
    if abs(presentation.slide_width - width) > _SLACK or abs(presentation.slide_height - height) > _SLACK:
        inches = [
            f"{length / emu(72):.2f}" for length in (presentation.slide_width, presentation.slide_height)
        ]
        hint = f"make them {canvas.width / 72:.2f} by {canvas.height / 72:.2f} inches"
        yield Fault(f"its slides are {' by '.join(inches)} inches", hint)
    own_layouts = layouts_by_name(presentation)
    ours = tuple(layouts(canvas).values())
    if not any(layout.name in own_layouts for layout in ours):
        names = ", ".join(f"`{layout.name}`" for layout in ours)
        yield Fault("none of its layouts has a name that Dossier knows", f"name one of: {names}")
    for layout in ours:
        if layout.name in own_layouts:
            yield from _placeholder_faults(own_layouts[layout.name], layout)


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
