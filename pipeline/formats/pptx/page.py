"""One slide: its title, texts, table and pictures put into the placeholders of its layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, assert_never

from pipeline.formats.formulas import voices
from pipeline.formats.pptx import layouts
from pipeline.formats.pptx.choices import offer_choice
from pipeline.formats.pptx.elements import emu, field, new
from pipeline.formats.pptx.layouts import Holder, Level
from pipeline.formats.pptx.paragraphs import new_paragraph, set_marker
from pipeline.formats.pptx.pictures import Pictures
from pipeline.formats.pptx.points import write_points
from pipeline.formats.pptx.styles import list_style
from pipeline.formats.pptx.tables import add_table
from pipeline.formats.pptx.template import mark
from pipeline.formats.pptx.texts import TAB, Texts
from pipeline.model import nodes as n
from pipeline.model.entries import NUMBER
from pipeline.model.front_matter import FrontMatter
from pipeline.model.slides import Slide, figures_of
from pipeline.model.walk import text_of, walk
from pipeline.slides import measuring as measure
from pipeline.slides.cover import cover, foot, title_height
from pipeline.slides.figures import boxes, label_style, number_style
from pipeline.slides.findings import hero_style, room
from pipeline.slides.measuring import Box
from pipeline.slides.points import lines_on, shown_paragraphs


def layout_of(slide: Slide) -> layouts.Layout:
    """Return the layout of a slide."""
    return layouts.layouts()[layouts.layout_of(slide.kind, len(figures_of(slide)))]


def fill(page: Any, slide: Slide, front: FrontMatter, texts: Texts, pictures: Pictures) -> None:
    """Write a slide into a page of its layout; placeholders that it has nothing for go."""
    holders = {each.placeholder_format.idx: each for each in page.placeholders}
    for holder in layout_of(slide).holders:
        if holder.type == "sldNum":
            page.shapes._spTree.append(_number(page.shapes._next_shape_id, holder, texts.lang))
            continue
        shape = holders[holder.index]
        shape.name = holder.name
        before = len(texts.written)
        filled = _fill(shape, holder, slide, front, texts, pictures)
        if filled is None:
            shape._element.getparent().remove(shape._element)
        elif formulas := texts.written[before:]:
            if slide.kind == "formula" and (said := _said(slide, texts.lang)):
                filled._element.nvSpPr.cNvPr.set("descr", said)
            offer_choice(filled._element, formulas, texts.lang)


def _said(slide: Slide, lang: str) -> str:
    """Return the words of the formulas of a slide that shows nothing else."""
    return ". ".join(words for words in voices(slide.content, lang) if words)


def _fill(
    shape: Any, holder: Holder, slide: Slide, front: FrontMatter, texts: Texts, pictures: Pictures
) -> Any:
    """Write what a slide has for a placeholder, and return its shape; None where it has nothing."""
    match holder.index:
        case layouts.TITLE:
            texts.fill(shape.text_frame.paragraphs[0], slide.title)
            _set_title(shape, holder, slide, front)
        case layouts.KICKER if slide.kicker:
            texts.fill(shape.text_frame.paragraphs[0], (n.Str(slide.kicker),))
        case layouts.SECTION if slide.number:
            texts.fill(shape.text_frame.paragraphs[0], (n.Str(slide.number),))
        case layouts.FOOT if line := foot(front):
            texts.fill(shape.text_frame.paragraphs[0], (n.Str(line),))
        case layouts.SOURCE if slide.source:
            texts.fill(shape.text_frame.paragraphs[0], slide.source)
        case layouts.KICKER | layouts.SECTION | layouts.FOOT | layouts.SOURCE:
            return None
        case _:
            return _fill_content(shape, holder, slide, front, texts, pictures)
    return shape


def _fill_content(
    shape: Any, holder: Holder, slide: Slide, front: FrontMatter, texts: Texts, pictures: Pictures
) -> Any:
    match slide.kind:
        case "cover":
            return _fill_subtitle(shape, holder, slide, front, texts)
        case "divider":
            return None
        case "points" | "text" | "colophon":
            return write_points(shape, slide, texts)
        case "number":
            return _fill_number(shape, slide, texts)
        case "formula":
            return _fill_formula(shape, slide, texts)
        case "figures":
            return _fill_key_figure(shape, slide, holder.index - layouts.FIRST_FIGURE, texts)
        case "figure":
            images = [node for node in walk(slide.content) if isinstance(node, n.Image)]
            if images:
                pictures.add(shape.part.slide, shape, images, room(slide))
            return shape if images else None
        case "table":
            tables = [block for block in slide.content if isinstance(block, n.Table)]
            return add_table(shape, tables[0], slide, texts) if tables else None
        case "sources":
            return _fill_entries(shape, slide, 0 if holder.index == layouts.CONTENT else 1, texts)
        case _:
            assert_never(slide.kind)


def _write(shape: Any, lines: list[n.Inlines], texts: Texts, *, levels: bool = False) -> Any:
    """Write lines as paragraphs, each at the next level where they have levels; None without lines."""
    written = [line for line in lines if line]
    for position, line in enumerate(written):
        paragraph = new_paragraph(shape.text_frame, position)
        texts.fill(paragraph, line)
        if levels and position:
            paragraph.level = position
    return shape if written else None


def _set_title(shape: Any, holder: Holder, slide: Slide, front: FrontMatter) -> None:
    """Set a title smaller that would take more room than it has."""
    if slide.kind == "cover":
        style = cover(text_of(slide.title), front.subtitle or "")
        if style.name:
            _set_style(shape, Level(style.title, "bg1"))
            _put(shape, replace(holder.box, height=title_height(style, text_of(slide.title))))
    elif slide.kind != "divider" and measure.title_style(slide.title) is measure.SMALL_TITLE:
        _set_style(shape, Level(measure.SMALL_TITLE, "tx2"))


def _fill_subtitle(shape: Any, holder: Holder, slide: Slide, front: FrontMatter, texts: Texts) -> Any:
    """Write the subtitle of a cover under a title of any height."""
    if not front.subtitle:
        return None
    texts.fill(shape.text_frame.paragraphs[0], (n.Str(front.subtitle),))
    style = cover(text_of(slide.title), front.subtitle)
    if style.name:
        _set_style(shape, Level(style.subtitle, "accent4"))
    usual = layouts.COVER_LINES * layouts.COVER_TITLE.line
    up = usual - title_height(style, text_of(slide.title))
    _put(shape, replace(holder.box, y=holder.box.y - up))
    return shape


def _fill_number(shape: Any, slide: Slide, texts: Texts) -> Any:
    """Write the one number of a slide, and the words below it."""
    items = list(lines_on(slide.content))
    if hero_style(text_of(items[0])) is measure.NUMBER:
        _set_style(shape, Level(measure.NUMBER, "tx2"))
    for position, words in enumerate(items):
        paragraph = new_paragraph(shape.text_frame, position)
        texts.fill(paragraph, words)
        paragraph.level = min(position, 1)
    return shape


def _fill_formula(shape: Any, slide: Slide, texts: Texts) -> Any:
    """Write formulas, each with its number, and what stands around them."""
    paragraphs = shown_paragraphs(slide.content)
    for position, paragraph in enumerate(paragraphs):
        written = new_paragraph(shape.text_frame, position)
        texts.fill(written, _plain_formula(paragraph.words))
        set_marker(written, paragraph)
    return shape if paragraphs else None


def _fill_key_figure(shape: Any, slide: Slide, place: int, texts: Texts) -> Any:
    """Write a key figure: its number, what it counts and its source, each a level of text."""
    figures = figures_of(slide)
    if place >= len(figures):
        return None
    _set_style(shape, *layouts.figure_levels(number_style(figures), label_style(slide.size)))
    _put(shape, boxes(figures, slide.size)[place])
    return _write(shape, list(lines_on((figures[place],))), texts, levels=True)


def _fill_entries(shape: Any, slide: Slide, column: int, texts: Texts) -> Any:
    """Write a column of entries of the list of sources."""
    if column >= len(slide.content):
        return None
    level = layouts.entry_level(slide.size, slide.content)
    if level != layouts.entry_level(""):
        _set_style(shape, level)
    return _write(shape, [_hanging(words) for words in lines_on((slide.content[column],))], texts)


def _hanging(words: n.Inlines) -> n.Inlines:
    """Return an entry with a tab behind the number that hangs beside it."""
    match words:
        case (n.Span(attr=attr, inlines=number), n.Space(), *rest) if NUMBER in attr.classes:
            return (*number, n.Str(TAB), *rest)
        case _:
            return words


def _plain_formula(words: n.Inlines) -> n.Inlines:
    """Return a numbered formula as a formula and its number."""
    return tuple(_plain_parts(words))


def _plain_parts(words: n.Inlines) -> Iterator[n.Inline]:
    for item in words:
        if isinstance(item, n.Span) and any(isinstance(part, n.Math) for part in item.inlines):
            for part in item.inlines:
                if not isinstance(part, n.Math):
                    yield n.Space()
                yield part
        else:
            yield item


def _number(number: int, holder: Holder, lang: str) -> Any:
    """Return the placeholder of the slide's number, which python-pptx does not make from a layout."""
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
    """Set a text otherwise than its layout does."""
    body = shape._element.txBody
    body.replace(body.find("{*}lstStyle"), list_style(levels))


def _put(shape: Any, box: Box) -> None:
    """Put a shape elsewhere than its layout does."""
    shape.left, shape.top = emu(box.x), emu(box.y)
    shape.width, shape.height = emu(box.width), emu(box.height)
