"""One slide: its content, written into the placeholders of its layout."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, assert_never

from pipeline.formats.formulas import alternative_texts
from pipeline.formats.pptx import contents, layouts
from pipeline.formats.pptx.elements import emu, field, list_style, mark, new, offer_choice
from pipeline.formats.pptx.layouts import Holder, Level
from pipeline.formats.pptx.pictures import Pictures
from pipeline.formats.pptx.tables import add_table
from pipeline.formats.pptx.texts import Texts
from pipeline.model import nodes as n
from pipeline.model.canvas import Box
from pipeline.model.front_matter import FrontMatter
from pipeline.model.slides import Slide
from pipeline.slides import arrangement as slide_content
from pipeline.slides.arrangement import Arrangement
from pipeline.slides.findings import source_height
from pipeline.wording.scripts import prevailing_direction


def fill(page: Any, arrangement: Arrangement, front: FrontMatter, texts: Texts, pictures: Pictures) -> None:
    """Write a slide into a page of its layout, and remove empty placeholders."""
    holders = {each.placeholder_format.idx: each for each in page.placeholders}
    ours = layouts.layout_of(arrangement, has_chart=pictures.plan(arrangement) is not None).holders
    for index in holders.keys() - {holder.index for holder in ours}:  # of a desk's template
        holders[index]._element.getparent().remove(holders[index]._element)
    for holder in ours:
        if holder.type == "sldNum":
            page.shapes._spTree.append(_number(page.shapes._next_shape_id, holder, texts.lang))
            continue
        shape = holders[holder.index]
        shape.name = holder.name
        before = len(texts.native_formulas)
        result = _fill(shape, holder, arrangement, front, texts, pictures)
        if result is None:
            shape._element.getparent().remove(shape._element)
        elif formulas := texts.native_formulas[before:]:
            offer_choice(result._element, formulas, texts.lang)


def _fill(
    shape: Any,
    holder: Holder,
    arrangement: Arrangement,
    front: FrontMatter,
    texts: Texts,
    pictures: Pictures,
) -> Any:
    """Write a slide's content for a placeholder, and return the shape, or None without content."""
    slide = arrangement.slide
    match holder.index:
        case layouts.TITLE:
            _set_title(shape, holder, arrangement)
            return contents.write_line(shape, slide.title, texts)
        case layouts.KICKER:
            return contents.write_line(shape, _kicker(slide), texts)
        case layouts.SECTION:
            return contents.write_line(shape, (n.Str(slide.number),) if slide.number else (), texts)
        case layouts.SOURCE:
            _raise_source(shape, holder, arrangement)
            return contents.write_line(shape, slide.source, texts)
        case _:
            return _fill_content(shape, holder, arrangement, front, texts, pictures)


def _fill_content(
    shape: Any,
    holder: Holder,
    arrangement: Arrangement,
    front: FrontMatter,
    texts: Texts,
    pictures: Pictures,
) -> Any:
    content = arrangement.content
    match content:
        case slide_content.Cover():
            return _fill_cover(shape, holder, content, arrangement.canvas.body, front, texts)
        case slide_content.Divider():
            return None
        case slide_content.Text():
            return contents.write_points(shape, content, arrangement.slide.kind, arrangement.canvas, texts)
        case slide_content.Number():
            return contents.write_number(shape, content, texts)
        case slide_content.Formula():
            description = ". ".join(filter(None, alternative_texts(arrangement.slide.content, texts.lang)))
            return contents.write_formula(shape, content, description, texts)
        case slide_content.KeyFigures():
            place = holder.index - layouts.FIRST_FIGURE
            if place >= len(content.figures):
                return None
            _put(shape, content.boxes[place])
            return contents.write_key_figure(shape, content, place, texts)
        case slide_content.Pictures():
            plan = pictures.plan(arrangement)
            return pictures.add(shape, content) if plan is None else pictures.add_chart(shape, content, plan)
        case slide_content.Columns(columns=columns):
            column = columns[0 if holder.index == layouts.CONTENT else 1]
            if isinstance(column.content, slide_content.Pictures):
                return pictures.add(shape, column.content)
            if column.box != holder.box:
                _put(shape, column.box)
            return contents.write_points(shape, column.content, "columns", arrangement.canvas, texts)
        case slide_content.Table():
            return add_table(shape, content, texts)
        case slide_content.Entries():
            return contents.write_entries(shape, content, 0 if holder.index == layouts.CONTENT else 1, texts)
        case _:
            assert_never(content)


def _kicker(slide: Slide) -> n.Inlines:
    """Return the line above a title, in its own language if it has one."""
    words: n.Inlines = (n.Str(slide.kicker),) if slide.kicker else ()
    pairs = (("lang", slide.kicker_lang),)
    return (n.Span(n.Attr("", (), pairs), words),) if words and slide.kicker_lang else words


def _set_title(shape: Any, holder: Holder, arrangement: Arrangement) -> None:
    """Make a title smaller if it would not fit."""
    match arrangement.content:
        case slide_content.Cover(style=style, title_height=height):
            if style.name:
                _set_style(shape, Level(style.title, "bg1"))
            _put(shape, replace(holder.box, height=height))
        case slide_content.Divider():
            if arrangement.title.share < 1:
                _set_style(shape, Level(arrangement.title, "bg1"))
        case _:
            if arrangement.title_size:
                _set_style(shape, Level(arrangement.title, "tx2"))


def _raise_source(shape: Any, holder: Holder, arrangement: Arrangement) -> None:
    """Let a source line of several lines begin higher; the content leaves room for it."""
    height = source_height(arrangement.slide, arrangement.canvas)
    if height > holder.box.height:
        bottom = holder.box.y + holder.box.height
        _put(shape, replace(holder.box, y=bottom - height, height=height))


def _fill_cover(
    shape: Any, holder: Holder, content: slide_content.Cover, whole: Box, front: FrontMatter, texts: Texts
) -> Any:
    """Write the foot of a cover, or its subtitle under a title of any height."""
    if holder.index == layouts.FOOT:
        if prevailing_direction(content.foot) == "rtl":
            _put(shape, replace(holder.box, width=whole.width))  # a cover has no number beside it
        return contents.write_line(shape, (n.Str(content.foot),) if content.foot else (), texts)
    if not front.subtitle:
        return None
    if content.style.name:
        _set_style(shape, Level(content.style.subtitle, "accent4"))
    up = layouts.COVER_LINES * layouts.COVER_TITLE.line - content.title_height
    box = replace(holder.box, y=holder.box.y - up)
    if prevailing_direction(front.subtitle) == "rtl":
        box = replace(box, x=whole.x + whole.width - box.width)
    _put(shape, box)
    return contents.write_line(shape, (n.Str(front.subtitle),), texts)


def _number(number: int, holder: Holder, lang: str) -> Any:
    """Return the placeholder of the slide's number, which python-pptx does not copy from a layout."""
    return new(
        "p:sp",
        new(
            "p:nvSpPr",
            new("p:cNvPr", id=number, name=holder.name),
            new("p:cNvSpPr", new("a:spLocks", noGrp=1)),
            new("p:nvPr", mark(holder)),
        ),
        new("p:spPr"),
        new("p:txBody", new("a:bodyPr"), new("a:lstStyle"), new("a:p", field(lang))),
    )


def _set_style(shape: Any, *levels: Level) -> None:
    body = shape._element.txBody
    body.replace(body.find("{*}lstStyle"), list_style(levels))


def _put(shape: Any, box: Box) -> None:
    """Override the position of the layout."""
    shape.left, shape.top = emu(box.x), emu(box.y)
    shape.width, shape.height = emu(box.width), emu(box.height)
