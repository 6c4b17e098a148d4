"""The presentation that pandoc takes layouts and theme from: its own, redrawn with our tokens, in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from html import escape

from lxml import etree

from pipeline import pandoc
from pipeline.formats.pptx_layouts import CONTENT, NUMBER_OF_SLIDE, TITLE, Layout, layouts
from pipeline.formats.pptx_xml import NAMES, emu, holder_shape, level, parsed
from pipeline.slides.measuring import points
from pipeline.theme import Theme, load

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
GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm>'
    "</p:grpSpPr>"
)


@cache
def reference() -> bytes:
    """Return the reference presentation."""
    theme = load()
    changed: dict[str, Callable[[bytes], bytes]] = {
        "ppt/presentation.xml": _presentation,
        "ppt/slideMasters/slideMaster1.xml": _master,
        "ppt/theme/theme1.xml": lambda data: _theme(data, theme),
        "ppt/theme/theme2.xml": lambda data: _theme(data, theme),
    }
    for number, layout in enumerate(layouts().values(), 1):
        changed[f"ppt/slideLayouts/slideLayout{number}.xml"] = _replaced(_layout(layout))
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(pandoc.data_file("reference.pptx"))) as given,
        zipfile.ZipFile(made, "w") as taken,
    ):
        for name in given.namelist():
            data = given.read(name)
            taken.writestr(zipfile.ZipInfo(name), changed[name](data) if name in changed else data)
    return made.getvalue()


def _replaced(data: bytes) -> Callable[[bytes], bytes]:
    return lambda old: data


def _presentation(data: bytes) -> bytes:
    """Make the slides as large as ours."""
    root = etree.fromstring(data)
    size = root.find("p:sldSz", NAMES)
    assert size is not None
    size.attrib.clear()
    size.set("cx", str(emu(points("width"))))
    size.set("cy", str(emu(points("height"))))
    return _written(root)


def _theme(data: bytes, theme: Theme) -> bytes:
    """Give the theme our colours and typefaces."""
    root = etree.fromstring(data)
    root.set("name", "Dossier")
    colours = root.find(".//a:clrScheme", NAMES)
    fonts = root.find(".//a:fontScheme", NAMES)
    assert colours is not None
    assert fonts is not None
    colours.set("name", "Dossier")
    fonts.set("name", "Dossier")
    for name, token in COLOURS:
        place = colours.find(f"a:{name}", NAMES)
        assert place is not None
        place[:] = [parsed(f'<a:srgbClr val="{theme[f"color.{token}"].lstrip("#").upper()}"/>')]
    for part, role in (("majorFont", "text"), ("minorFont", "furniture")):
        family = theme.face(role).family
        latin = fonts.find(f"a:{part}/a:latin", NAMES)
        assert latin is not None
        latin.attrib.clear()
        latin.set("typeface", family)
        for face in theme.scripts():
            place = fonts.find(f"a:{part}/a:font[@script='{face.script}']", NAMES)
            if place is not None:
                place.set("typeface", face.family)
    return _written(root)


def _master(data: bytes) -> bytes:
    """Draw the master anew: title, text and number of the slide, and their styles."""
    root = etree.fromstring(data)
    tree = root.find(".//p:spTree", NAMES)
    styles = root.find("p:txStyles", NAMES)
    ground = root.find(".//p:bg", NAMES)
    assert tree is not None
    assert styles is not None
    assert ground is not None
    ground[:] = [_solid("bg1")]
    by_index = {holder.index: holder for holder in layouts()["points"].holders}
    title, text, number = (by_index[index] for index in (TITLE, CONTENT, NUMBER_OF_SLIDE))
    shapes = (
        holder_shape(title, 2, "Title"),
        holder_shape(text, 3, "Text").replace('<p:ph idx="1"/>', '<p:ph type="body" idx="1"/>'),
        holder_shape(number, 4, "").replace('idx="12"', 'idx="4"'),
    )
    del tree[2:]
    tree.extend(parsed(shape) for shape in shapes)
    own = level(1, title.levels[0])
    for name, first in (("titleStyle", own), ("bodyStyle", level(1, text.levels[0]))):
        style = styles.find(f"p:{name}", NAMES)
        assert style is not None
        old = style.find("a:lvl1pPr", NAMES)
        assert old is not None
        style.replace(old, parsed(first))
    return _written(root)


def _solid(colour: str) -> etree._Element:
    return parsed(f'<p:bgPr><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:effectLst/></p:bgPr>')


def _layout(layout: Layout) -> bytes:
    kind = f' type="{layout.type}"' if layout.type else ' userDrawn="1"'
    ground = f"<p:bg>{etree.tostring(_solid('tx2')).decode()}</p:bg>" if layout.dark else ""
    shapes = "".join(
        holder_shape(holder, number, escape(holder.name)) for number, holder in enumerate(layout.holders, 2)
    )
    return _written(
        parsed(
            f'<p:sldLayout{kind} preserve="1"><p:cSld name="{escape(layout.pandoc)}">{ground}'
            f"<p:spTree>{GROUP}{shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
        )
    )


def _written(root: etree._Element) -> bytes:
    etree.cleanup_namespaces(root, keep_ns_prefixes=["a", "p", "r"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
