"""The empty presentation: theme, master and layouts, built in memory from the tokens."""

from __future__ import annotations

from typing import Any

import pptx
from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.opc.packuri import PackURI
from pptx.parts.slide import SlideLayoutPart

from pipeline.formats.pptx.desk_template import find_faults, layouts_by_name, open_template
from pipeline.formats.pptx.elements import (
    NAMES,
    RELATIONSHIPS,
    Element,
    child,
    colour,
    emu,
    field,
    level_style,
    list_style,
    mark,
    new,
    place,
)
from pipeline.formats.pptx.layouts import CONTENT, NUMBER_OF_SLIDE, TITLE, Holder, Layout, layouts
from pipeline.model.canvas import Canvas
from pipeline.model.diagnostics import Diagnostic, error
from pipeline.model.stages import Template
from pipeline.theme import Theme

# The theme's colours: name in OOXML, token.
COLOURS = (
    ("dk1", "ink"),
    ("lt1", "paper"),
    ("dk2", "accent"),
    ("lt2", "grey-3"),
    ("accent1", "accent"),
    ("accent2", "second"),
    ("accent3", "grey-1"),
    ("accent4", "accent-soft"),
    ("accent5", "second-soft"),
    ("accent6", "grey-2"),
    ("hlink", "accent"),
    ("folHlink", "grey-1"),
)
# Parts of python-pptx's presentation that ours does not need.
_SPARE = (RELATION.PRINTER_SETTINGS, RELATION.THUMBNAIL, RELATION.EXTENDED_PROPERTIES)


def presentation_of(
    template: Template | None, canvas: Canvas, lang: str, theme: Theme
) -> tuple[Any, tuple[Diagnostic, ...]]:
    """Return the presentation of a desk's template; Dossier's and diagnostics if that has faults."""
    diagnostics = template_faults(template, canvas)
    if template is None or diagnostics:
        return presentation(canvas, lang, theme), diagnostics
    result = open_template(template.data)
    own_layouts = layouts_by_name(result)
    for layout in layouts(canvas).values():
        if layout.name not in own_layouts:
            name = result.part.package.next_partname("/ppt/slideLayouts/slideLayout%d.xml")
            _draw_layout(_add_layout(result.slide_master, name), layout, lang)
    _set_theme(result.notes_master.part.part_related_by(RELATION.THEME), theme)
    return result, ()


def template_faults(template: Template | None, canvas: Canvas) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each fault of a desk's template, at the place that names it."""
    faults = () if template is None else find_faults(template.data, canvas)
    return tuple(
        error("template-invalid", f"template {template.name}: {fault.message}", template.place, fault.hint)
        for fault in faults
        if template is not None
    )


def presentation(canvas: Canvas, lang: str, theme: Theme) -> Any:
    """Return a presentation without slides, with the layouts of a canvas in a language."""
    result: Any = pptx.Presentation()
    result.slide_width, result.slide_height = emu(canvas.width), emu(canvas.height)
    if canvas.ratio != "4:3":  # python-pptx's presentation has slides of that ratio, and says so
        child(result.part._element, "p:sldSz").attrib.pop("type", None)
    for owner in (result.part, result.part.package):
        _drop(owner)
    _draw_master(result.slide_master._element, canvas, lang)
    for owner in (result.slide_master, result.notes_master):
        _set_theme(owner.part.part_related_by(RELATION.THEME), theme)
    ours = layouts(canvas).values()
    for spare in list(result.slide_layouts)[len(ours) :]:
        result.slide_layouts.remove(spare)
    for number in range(len(result.slide_layouts) + 1, len(ours) + 1):
        _add_layout(result.slide_master, PackURI(f"/ppt/slideLayouts/slideLayout{number}.xml"))
    for native, layout in zip(result.slide_layouts, ours, strict=True):
        _draw_layout(native._element, layout, lang)
    return result


def _add_layout(master: Any, name: PackURI) -> Element:
    """Add a layout to a master, and return its root; python-pptx has no call for it."""
    like = master.slide_layouts[0].part
    part: Any = SlideLayoutPart.load(name, like.content_type, like.package, etree.tostring(like._element))
    part.relate_to(master.part, RELATION.SLIDE_MASTER)
    listing = child(master._element, "p:sldLayoutIdLst")
    entry = new("p:sldLayoutId", id=max(int(each.get("id", "0")) for each in listing) + 1)
    entry.set(f"{{{RELATIONSHIPS}}}id", master.part.relate_to(part, RELATION.SLIDE_LAYOUT))
    listing.append(entry)
    root: Element = part._element
    return root


def _drop(owner: Any) -> None:
    """Remove the parts of python-pptx's presentation that are not needed."""
    for key, relation in list(owner._rels.items()):
        if relation.reltype in _SPARE:
            owner._rels.pop(key)


def _set_theme(part: Any, theme: Theme) -> None:
    """Set the colours and typefaces of a theme part from the tokens."""
    root = etree.fromstring(part.blob) if not hasattr(part, "_element") else part._element
    root.set("name", "Dossier")
    colours, fonts = child(root, ".//a:clrScheme"), child(root, ".//a:fontScheme")
    colours.set("name", "Dossier")
    fonts.set("name", "Dossier")
    for name, token in COLOURS:
        value = theme[f"color.{token}"].lstrip("#").upper()
        child(colours, f"a:{name}")[:] = [new("a:srgbClr", val=value)]
    for kind, role in (("majorFont", "text"), ("minorFont", "furniture")):
        latin = child(fonts, f"a:{kind}/a:latin")
        latin.attrib.clear()
        latin.set("typeface", theme.face(role).family)
        for face in theme.scripts():
            script = fonts.find(f"a:{kind}/a:font[@script='{face.script}']", NAMES)
            if script is not None:
                script.set("typeface", face.family)
    if not hasattr(part, "_element"):
        part.blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _draw_master(root: Element, canvas: Canvas, lang: str) -> None:
    """Draw title, text and number of the slide on the master, and set their styles."""
    by_index = {holder.index: holder for holder in layouts(canvas)["points"].holders}
    title, text, number = (by_index[index] for index in (TITLE, CONTENT, NUMBER_OF_SLIDE))
    child(root, ".//p:bg")[:] = [_ground("bg1")]
    tree = child(root, ".//p:spTree")
    del tree[2:]
    tree.extend(
        [
            _shape(title, 2, lang, "Title", new("p:ph", type="title")),
            _shape(text, 3, lang, "Text", new("p:ph", type="body", idx=CONTENT)),
            _shape(number, 4, lang, "", new("p:ph", type="sldNum", sz="quarter", idx=4)),
        ]
    )
    styles = child(root, "p:txStyles")
    for name, level in (("titleStyle", title.levels[0]), ("bodyStyle", text.levels[0])):
        style = child(styles, f"p:{name}")
        style.replace(child(style, "a:lvl1pPr"), level_style(1, level))


def _draw_layout(root: Element, layout: Layout, lang: str) -> None:
    """Draw the placeholders of a layout."""
    root.attrib.clear()
    root.set(*("type", layout.type) if layout.type else ("userDrawn", "1"))
    root.set("preserve", "1")
    slide = child(root, "p:cSld")
    slide.set("name", layout.name)
    for old in slide.findall("p:bg", NAMES):
        slide.remove(old)
    if layout.dark:
        slide.insert(0, new("p:bg", _ground("tx2")))
    tree = child(slide, "p:spTree")
    del tree[2:]
    tree.extend(_shape(each, number, lang, each.name) for number, each in enumerate(layout.holders, 2))


def _ground(name: str) -> Element:
    return new("p:bgPr", colour(name), new("a:effectLst"))


def _shape(holder: Holder, number: int, lang: str, prompt: str, tie: Element | None = None) -> Element:
    """Return a placeholder of a layout; that of the slide's number has a field in it."""
    is_number = holder.type == "sldNum"
    inside = field(lang) if is_number else new("a:r", new("a:rPr", lang=lang), new("a:t", text=prompt))
    body = new("a:bodyPr", vert="horz", wrap="square", lIns=0, tIns=0, rIns=0, bIns=0, anchor=holder.anchor)
    if holder.type in ("", "body", "title", "ctrTitle", "subTitle"):
        body.append(new("a:normAutofit"))
    return new(
        "p:sp",
        new(
            "p:nvSpPr",
            new("p:cNvPr", id=number, name=holder.name),
            new("p:cNvSpPr", new("a:spLocks", noGrp=1)),
            new("p:nvPr", mark(holder) if tie is None else tie),
        ),
        new("p:spPr", place(holder.box), new("a:prstGeom", new("a:avLst"), prst="rect")),
        new(
            "p:txBody",
            body,
            list_style(holder.levels, "r" if is_number else "l"),
            new("a:p", inside),
        ),
    )
