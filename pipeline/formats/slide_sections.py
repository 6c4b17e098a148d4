"""Slides as sections of HTML, one for each; the HTML deck and the PDFs of it show the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from html import escape
from typing import assert_never

from pipeline.formats.column_widths import keep_widths
from pipeline.formats.html import element
from pipeline.formats.logos import Address, cover_markup, data_url, foot_markup
from pipeline.maths import mathml
from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.front_matter import FrontMatter
from pipeline.model.slides import Slide
from pipeline.model.walk import map_tree, text_of, walk
from pipeline.slides import arrangement as slide_content
from pipeline.slides import measuring as measure
from pipeline.slides.arrangement import Arrangement
from pipeline.slides.grid import places_of
from pipeline.slides.handling import HandlingMark, handling_mark
from pipeline.slides.paragraphs import LARGEST
from pipeline.slides.points import level_indent, text_height, visible_paragraphs
from pipeline.theme import Theme
from pipeline.wording.scripts import prevailing_direction
from pipeline.wording.terms import term

DARK = ("cover", "divider")
# Points that the number of a formula takes on a slide.
NUMBER = 80.0
_LIST_TYPE = re.compile(r'<ol\b[^>]* type="([aAiI])"')
_LENGTH = re.compile(r"\b(width|height):([\d.]+)em")
_LIST_CLASSES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}


def mark_sheets(front: FrontMatter) -> tuple[str, ...]:
    """Return the style sheets that a draft, and who may read it, need besides those of slides."""
    draft = ("deck-draft.css",) if front.briefing.draft else ()
    return (*draft, "deck-handling.css") if front.briefing.handling else draft


def section(
    arrangement: Arrangement,
    front: FrontMatter,
    theme: Theme,
    scale: float = 1.0,
    title_attributes: str = "",
    address: Address = data_url,
) -> n.Blocks:
    """Return a slide as a section; `scale` is that of its lengths, if the tokens of slides are smaller.

    `address` returns the address of a logo.
    """
    blocks = [*_section(arrangement, front, theme, scale, title_attributes)]
    is_cover = arrangement.slide.kind == "cover"
    if logo := cover_markup(theme.look, address, scale) if is_cover else foot_markup(theme.look):
        blocks.insert(1 if is_cover else len(blocks) - 1, _raw(logo))
    return map_tree(tuple(blocks), block=_bare_figure)


def _section(
    arrangement: Arrangement, front: FrontMatter, theme: Theme, scale: float, title_attributes: str
) -> Iterator[n.Block]:
    slide = arrangement.slide
    ground = f' data-background-color="{theme["color.accent"]}"' if slide.kind in DARK else ""
    sizes = (*([slide.size] if slide.size else []), *_sizes(arrangement))
    names = " ".join(("slide", f"is-{slide.kind}", *sizes))
    yield _raw(f'<section id="{escape(slide.id)}" class="{names}"{ground}{_own_tokens(arrangement, scale)}>')
    match arrangement.content:
        case slide_content.Cover(foot=foot):
            yield from _cover(slide, front.subtitle, foot, title_attributes)
        case slide_content.Divider():
            yield _raw(f'<p class="number" aria-hidden="true">{escape(slide.number)}</p>')
            yield from _element("h2", slide.title, title_attributes)
        case content:
            if slide.kicker:
                yield _line("kicker", slide.kicker, slide.kicker_lang)
            yield from _element(f"h{slide.level}", slide.title, title_attributes)
            yield _raw(f'<div class="content"{_place(content, arrangement, scale)}>')
            yield from _columns(slide.content, content, scale)
            yield _raw("</div>")
    if slide.source:
        yield from _element("p", slide.source, ' class="source"')
    if front.briefing.draft:
        yield _line("draft", term(front.lang, "draft"))
    if handling := handling_mark(front, arrangement.canvas):
        yield _line("handling", handling.text, style=_handling_style(handling, scale))
    if slide.notes:
        yield from element("aside", n.Attr("", ("notes",)), slide.notes)
    yield _raw("</section>")


def _own_tokens(arrangement: Arrangement, scale: float) -> str:
    """Return sizes as tokens of this slide alone: of a title or numbers that fit at no usual size."""
    styles = [] if arrangement.slide.kind == "cover" else [arrangement.title]
    match arrangement.content:
        case slide_content.KeyFigures(number=style) | slide_content.Number(style=style):
            styles.append(style)
        case _:
            pass
    tokens = "; ".join(
        f"--slide-{style.size}: {style.points * scale:g}pt; --slide-{style.leading}: {style.line * scale:g}pt"
        for style in styles
        if style.share < 1
    )
    return f' style="{tokens}"' if tokens else ""


def _columns(blocks: n.Blocks, content: slide_content.Content, scale: float) -> Iterator[n.Block]:
    """Yield the content of a slide; columns of text with the gap between their paragraphs."""
    if not isinstance(content, slide_content.Columns):
        yield from blocks
        return
    for block, column in zip(blocks, content.columns, strict=True):
        match column.content:
            case slide_content.Text() as text:
                yield n.Div(n.Attr("", ("column",), (("style", _spaces(text, (block,), scale)),)), (block,))
            case slide_content.Pictures():
                height = f"--column-height: {column.box.height * scale:g}pt"
                yield n.Div(n.Attr("", ("column",), (("style", height),)), (block,))
            case _:
                assert_never(column.content)


def _place(content: slide_content.Content, arrangement: Arrangement, scale: float) -> str:
    """Return the style attribute of a slide's content: the gap between points, the place of a table."""
    match content:
        case slide_content.Text():
            blocks = arrangement.slide.content
            direction = ' dir="rtl"' if prevailing_direction(text_of(blocks)) == "rtl" else ""
            return f'{direction} style="{_spaces(content, blocks, scale)}"'
        case slide_content.KeyFigures(gap=gap, room=box) if box == arrangement.canvas.body:
            return f' style="--gap: {gap * scale:g}pt"'
        case slide_content.KeyFigures(gap=gap, room=box):
            place = f"top: {box.y * scale:g}pt; height: {box.height * scale:g}pt"
            return f' style="--gap: {gap * scale:g}pt; {place}"'
        case slide_content.Pictures(room=box) | slide_content.Table(room=box):
            return f' style="top: {box.y * scale:g}pt; height: {box.height * scale:g}pt"'
        case slide_content.Columns(columns=(first, *_), is_rtl=is_rtl):
            direction = ' dir="rtl"' if is_rtl else ""
            height = first.box.height * scale
            return f'{direction} style="top: {first.box.y * scale:g}pt; height: {height:g}pt"'
        case slide_content.Formula():
            share = formula_share(arrangement.slide.content, arrangement.canvas)
            return f' style="font-size: calc(var(--slide-title) * {share:.2f})"' if share < 1 else ""
        case (
            slide_content.Number()
            | slide_content.Entries()
            | slide_content.Cover()
            | slide_content.Divider()
            | slide_content.Columns()
        ):
            return ""
        case _:
            assert_never(content)


def with_list_styles(markup: str) -> str:
    """Give ordered lists of pandoc's HTML the class of their style: no selector parts `type="a"` from `A`."""
    return _LIST_TYPE.sub(lambda match: f'{match[0]} class="{_LIST_CLASSES[match[1]]}"', markup)


def _spaces(text: slide_content.Text, blocks: n.Blocks, scale: float) -> str:
    """Return the gap between paragraphs as CSS, and the indent of levels if numbers need more than usual."""
    last_numbers = [
        node.start + len(node.items) - 1 for node in walk(blocks) if isinstance(node, n.OrderedList)
    ]
    # Numbers that office programs do not count are words in the paragraphs.
    widths = [measure.width(f"{each}. ", text.style) for each in last_numbers if each > LARGEST]
    indent = max((level_indent(text.paragraphs, text.style), *widths))
    wide = f"; --indent: {indent * scale:g}pt" if indent > text.style.points else ""
    if text.style == measure.TABLE:
        wide += "; --slide-text: var(--slide-table); --slide-text-leading: var(--slide-table-leading)"
        wide += "; font-size: var(--slide-table); line-height: var(--slide-table-leading)"
    if text.scale == 1:
        return f"--gap: {text.gap * scale:g}pt{wide}"
    part = text.scale * scale
    size = f"font-size: {text.style.points * part:g}pt; line-height: {text.style.line * part:g}pt"
    return f"--gap: {text.gap * part:g}pt{wide}; {size}"


def formula_share(blocks: n.Blocks, canvas: Canvas) -> float:
    """Return the scale at which the formulas of a slide fit: browsers do not break them, nor pages cut them.

    On pages they are pictures, of lines that fit the width.
    """
    size = measure.points("title")
    sizes = [*_drawing_sizes(blocks, size), *_picture_sizes(blocks, size)]
    if not sizes:
        return 1.0
    widest, room = max(width for width, _ in sizes), canvas.body.width - NUMBER
    high = sum(height for _, height in sizes if height > measure.TITLE.line)
    others = map_tree(blocks, inline=lambda node: () if isinstance(node, n.Math | n.Image) else (node,))
    text = text_height(visible_paragraphs(others), measure.TITLE, canvas.body.width)
    return min(1.0, room / max(widest, 1.0), canvas.body.height / max(high + text, 1.0))


def _drawing_sizes(blocks: n.Blocks, size: float) -> Iterator[tuple[float, float]]:
    """Yield the widths and heights of formulas in points, at a size of type."""
    from pipeline.formats.pdf.maths import Undrawable, draw

    formulas = [mathml.of(node) for node in walk(blocks) if isinstance(node, n.Math)]
    for reading in mathml.read(formulas).values():
        if reading.mathml:
            with suppress(Undrawable):
                drawing = draw(reading.mathml, size=size, color="")
                yield drawing.width, drawing.height


def _picture_sizes(blocks: n.Blocks, size: float) -> Iterator[tuple[float, float]]:
    """Yield the widths and heights of pictures of formulas in points, at a size of type."""
    for node in walk(blocks):
        if isinstance(node, n.Image) and "formula" in node.attr.classes:
            lengths = dict(_LENGTH.findall(node.attr.get("style") or ""))
            yield float(lengths.get("width", 0)) * size, float(lengths.get("height", 0)) * size


def _cover(slide: Slide, subtitle: str | None, foot: str, title_attributes: str) -> Iterator[n.Block]:
    if slide.kicker:
        yield _line("kicker", slide.kicker)
    yield from _element("h1", slide.title, title_attributes)
    if subtitle:
        yield _line("subtitle", subtitle)
    if foot:
        yield _line("foot", foot)


def _sizes(arrangement: Arrangement) -> Iterator[str]:
    """Yield the classes of smaller sizes."""
    content = arrangement.content
    if isinstance(content, slide_content.Cover) and content.style.name:
        yield content.style.name
    if arrangement.slide.kind not in DARK and arrangement.title_size:
        yield f"{arrangement.title_size}-title"
    if isinstance(content, slide_content.KeyFigures | slide_content.Number) and content.is_long:
        yield "long-number"


def _element(name: str, inlines: n.Inlines, attributes: str = "") -> n.Blocks:
    if prevailing_direction(text_of(inlines)) == "rtl":
        attributes += ' dir="rtl"'
    return (_raw(f"<{name}{attributes}>"), n.Plain(inlines), _raw(f"</{name}>"))


def _handling_style(handling: HandlingMark, scale: float) -> str:
    """Return the place and size of the line that says who may read a slide, as CSS."""
    lengths = {
        "top": handling.box.y,
        "width": handling.box.width,
        "font-size": handling.style.points,
        "line-height": handling.style.line,
    }
    return "; ".join(f"{name}: {length * scale:g}pt" for name, length in lengths.items())


def _line(name: str, text: str, lang: str = "", style: str = "") -> n.RawBlock:
    """Return a line of text in the direction of its letters, in a language if it has another one."""
    attributes = f' lang="{escape(lang)}"' if lang else ""
    attributes += ' dir="rtl"' if prevailing_direction(text) == "rtl" else ""
    attributes += f' style="{style}"' if style else ""
    return _raw(f'<p class="{name}"{attributes}>{escape(text)}</p>')


def _raw(text: str) -> n.RawBlock:
    return n.RawBlock("html", text)


def _with_places(table: n.Table) -> n.Table:
    """Return a table whose rows tell where a cell that begins one stands beside a cell from above."""
    bodies = tuple(replace(body, rows=tuple(_rows(body, len(table.columns)))) for body in table.bodies)
    is_rtl = prevailing_direction(text_of((table,))) == "rtl"
    attr = table.attr.with_pairs(dir="rtl") if is_rtl else table.attr
    return keep_widths(replace(table, attr=attr, bodies=bodies))


def _rows(body: n.TableBody, columns: int) -> Iterator[n.Row]:
    starts: dict[int, int] = {}
    for place in places_of(body.rows, columns):
        starts.setdefault(place.row, place.column)
    for number, row in enumerate(body.rows):
        if starts.get(number, 0):
            first, *others = row.cells
            attr = replace(first.attr, classes=(*first.attr.classes, "inner"))
            row = replace(row, cells=(replace(first, attr=attr), *others))
        yield row


def _bare_figure(block: n.Block) -> n.Blocks:
    match block:
        case n.Figure(caption=caption):
            # That of a figure on a slide of its own is the slide's title.
            words = element("figcaption", n.Attr(), caption.blocks) if caption.blocks else ()
            return element("figure", block.attr, (*block.blocks, *words))
        case n.Table():
            return (_with_places(block),)
        case n.Div(attr=attr) if "key-figures" in attr.classes:
            return (
                n.Div(n.Attr(attr.id, (*attr.classes, f"of-{len(block.blocks)}"), attr.pairs), block.blocks),
            )
        case _:
            return (block,)
