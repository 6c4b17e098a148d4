"""The text of slides: lines, points and text, numbers, formulas, entries of the list of sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.formats.pptx import layouts
from pipeline.formats.pptx.elements import emu, list_style, new
from pipeline.formats.pptx.layouts import Level
from pipeline.formats.pptx.texts import DEEPEST, TAB, Texts, lead_font, new_paragraph, set_marker
from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.entries import NUMBER
from pipeline.model.slides import Kind
from pipeline.slides import arrangement as slide_content
from pipeline.slides.paragraphs import Paragraph
from pipeline.slides.points import level_indent, text_box


def write_line(shape: Any, words: n.Inlines, texts: Texts) -> Any:
    """Write one paragraph; return None if there are no words."""
    return write_lines(shape, [words], texts)


def write_lines(shape: Any, lines: Sequence[n.Inlines], texts: Texts, deepest: int = 0) -> Any:
    """Write lines as paragraphs, each a level deeper than the one before, down to the deepest of levels."""
    with_words = [line for line in lines if line]
    for position, line in enumerate(with_words):
        paragraph = new_paragraph(shape.text_frame, position)
        texts.fill(paragraph, line)
        if level := min(position, deepest):
            paragraph.level = level
    return shape if with_words else None


def write_points(shape: Any, content: slide_content.Text, kind: Kind, canvas: Canvas, texts: Texts) -> Any:
    """Write the paragraphs of a slide of points or text; return None if it has none."""
    if not content.paragraphs:
        return None
    # The one level of a slide of points has bullets by itself.
    has_bullets = kind == "points" and not content.lead_width
    indent = content.lead_width or (content.style.points if has_bullets else 0.0)
    level = Level(
        content.style,
        before=content.gap * content.scale,
        bullet=has_bullets,
        indent=indent,
        line_scale=content.scale,
    )
    deepest = max(each.level for each in content.paragraphs)
    _set_style(shape, *(level,) * (1 + min(deepest, DEEPEST)))
    if kind != "columns":  # the boxes of columns begin where their text does
        box = text_box(kind, canvas, has_leads=bool(content.lead_width))
        shape.text_frame.margin_top = emu(box.y - canvas.body.y)
    if content.scale < 1:
        _shrink(shape, content.scale)
    step = emu(level_indent(content.paragraphs, content.style))
    for position, paragraph in enumerate(content.paragraphs):
        target = new_paragraph(shape.text_frame, position)
        if paragraph.lead:
            _write_lead(target, paragraph, content, texts)
            continue
        texts.fill(target, paragraph.words)
        if kind != "points":
            set_marker(target, paragraph, step, "accent2")
    return shape


def _shrink(shape: Any, scale: float) -> None:
    """Say at which part of its size a program sets text; it works the part out anew when the text changes."""
    body = shape.text_frame._txBody.bodyPr
    for fit in list(body):
        body.remove(fit)
    body.append(new("a:normAutofit", fontScale=round(scale * 100_000)))


def _write_lead(target: Any, paragraph: Paragraph, content: slide_content.Text, texts: Texts) -> None:
    """Write a lead, a tab and the words."""
    texts.fill(target, paragraph.lead, lead_font(content.lead))
    stop = new("a:tab", pos=emu(content.lead_width), algn="l")
    target._p.get_or_add_pPr().append(new("a:tabLst", stop))
    texts.fill(target, (n.Str(TAB), *paragraph.words))


def write_number(shape: Any, content: slide_content.Number, texts: Texts) -> Any:
    """Write the one number of a slide, and the words below it."""
    if content.is_long:
        _set_style(shape, Level(content.style, "tx2"))
    return write_lines(shape, content.lines, texts, deepest=1)


def write_formula(shape: Any, content: slide_content.Formula, description: str, texts: Texts) -> Any:
    """Write formulas with their numbers, and the text around them; the spoken text describes the shape."""
    for position, paragraph in enumerate(content.paragraphs):
        target = new_paragraph(shape.text_frame, position)
        texts.fill(target, tuple(_plain_parts(paragraph.words)))
        set_marker(target, paragraph)
    if description and texts.native_formulas:
        shape._element.nvSpPr.cNvPr.set("descr", description)
    return shape if content.paragraphs else None


def _plain_parts(words: n.Inlines) -> Iterator[n.Inline]:
    """Yield a numbered formula as a formula and its number."""
    for item in words:
        if isinstance(item, n.Span) and any(isinstance(part, n.Math) for part in item.inlines):
            for part in item.inlines:
                if not isinstance(part, n.Math):
                    yield n.Space()
                yield part
        else:
            yield item


def write_key_figure(shape: Any, content: slide_content.KeyFigures, place: int, texts: Texts) -> Any:
    """Write a key figure: its number, label and source, each a level of text."""
    _set_style(shape, *layouts.figure_levels(content.number, content.label))
    lines = content.figures[place]
    return write_lines(shape, lines, texts, deepest=len(lines))


def write_entries(shape: Any, content: slide_content.Entries, column: int, texts: Texts) -> Any:
    """Write a column of entries of the list of sources."""
    if column >= len(content.columns):
        return None
    level = Level(content.style, before=content.gap, indent=content.indent)
    if level != layouts.entry_level():
        _set_style(shape, level)
    return write_lines(shape, [_with_tab(words) for words in content.columns[column]], texts)


def _with_tab(words: n.Inlines) -> n.Inlines:
    """Return an entry with a tab after the number that hangs beside it."""
    match words:
        case (n.Span(attr=attr, inlines=number), n.Space(), *rest) if NUMBER in attr.classes:
            return (*number, n.Str(TAB), *rest)
        case _:
            return words


def _set_style(shape: Any, *levels: Level) -> None:
    """Override the text style of the layout."""
    body = shape._element.txBody
    body.replace(body.find("{*}lstStyle"), list_style(levels))
