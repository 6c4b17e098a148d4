"""Slides as the sections of an HTML deck; pandoc writes their content."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from functools import partial
from html import escape
from typing import assert_never

from pipeline import pandoc
from pipeline.formats import figure_frames
from pipeline.formats.format import Setting
from pipeline.formats.formulas import with_words, words
from pipeline.formats.html import element
from pipeline.formats.reveal.maths import formula_share, heads_as_text
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.slides import Slide
from pipeline.model.stages import Edition
from pipeline.model.walk import map_tree, text_of
from pipeline.slides import arrangement as slide_content
from pipeline.slides.arrangement import Arrangement
from pipeline.slides.measuring import Box, body
from pipeline.wording.scripts import prevailing_direction

DARK = ("cover", "divider")


def sections(
    arrangements: tuple[Arrangement, ...], edition: Edition, setting: Setting
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the slides as HTML sections."""
    blocks: list[n.Block] = []
    for arrangement in arrangements:
        blocks += _section(arrangement, edition, setting)
    slide_blocks = map_tree(heads_as_text(tuple(blocks)), block=_bare_figure)
    # Code is not coloured: pandoc would make an empty link of each line.
    markup, diagnostics = pandoc.html(slide_blocks, arguments=["--mathml", "--syntax-highlighting=none"])
    return with_words(markup, words(slide_blocks, edition.front.lang)), diagnostics


def _section(arrangement: Arrangement, edition: Edition, setting: Setting) -> Iterator[n.Block]:
    slide = arrangement.slide
    ground = f' data-background-color="{setting.theme["color.accent"]}"' if slide.kind in DARK else ""
    sizes = (*([slide.size] if slide.size else []), *_sizes(arrangement))
    names = " ".join(("slide", f"is-{slide.kind}", *sizes))
    yield _raw(f'<section id="{escape(slide.id)}" class="{names}"{ground}>')
    match arrangement.content:
        case slide_content.Cover(foot=foot):
            yield from _cover(slide, edition.front.subtitle, foot)
        case slide_content.Divider():
            yield _raw(f'<p class="number" aria-hidden="true">{escape(slide.number)}</p>')
            yield from _element("h2", slide.title)
        case content:
            if slide.kicker:
                yield _line("kicker", slide.kicker)
            yield from _element(f"h{slide.level}", slide.title)
            yield _raw(f'<div class="content"{_place(content, slide)}>')
            room = (
                content.room if isinstance(content, slide_content.Pictures | slide_content.Table) else body()
            )
            picture = partial(_picture, frame=room, edition=edition, setting=setting)
            yield from map_tree(slide.content, inline=picture)
            yield _raw("</div>")
    if slide.source:
        yield from _element("p", slide.source, ' class="source"')
    if slide.notes:
        yield from element("aside", n.Attr("", ("notes",)), slide.notes)
    yield _raw("</section>")


def _place(content: slide_content.Content, slide: Slide) -> str:
    """Return the style attribute of a slide's content: the gap between points, the place of a table."""
    match content:
        case slide_content.Text(gap=gap) | slide_content.KeyFigures(gap=gap):
            return f' style="--gap: {gap:g}pt"'
        case slide_content.Pictures(room=box) | slide_content.Table(room=box):
            return f' style="top: {box.y:g}pt; height: {box.height:g}pt"'
        case slide_content.Formula() if (share := formula_share(slide.content)) < 1:
            return f' style="font-size: calc(var(--slide-title) * {share:.2f})"'
        case (
            slide_content.Formula()
            | slide_content.Number()
            | slide_content.Entries()
            | slide_content.Cover()
            | slide_content.Divider()
        ):
            return ""
        case _:
            assert_never(content)


def _cover(slide: Slide, subtitle: str | None, foot: str) -> Iterator[n.Block]:
    if slide.kicker:
        yield _line("kicker", slide.kicker)
    yield from _element("h1", slide.title)
    if subtitle:
        yield _line("subtitle", subtitle)
    if foot:
        yield _raw(
            f'<p class="foot">{escape(foot)}</p>'
        )  # its place is on the left, beside the slide's number


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


def _line(name: str, text: str) -> n.RawBlock:
    """Return a line of text in the direction of its letters."""
    direction = ' dir="rtl"' if prevailing_direction(text) == "rtl" else ""
    return _raw(f'<p class="{name}"{direction}>{escape(text)}</p>')


def _raw(text: str) -> n.RawBlock:
    return n.RawBlock("html", text)


def _bare_figure(block: n.Block) -> n.Blocks:
    match block:
        case n.Figure():
            return element("figure", block.attr, block.blocks)
        case n.Div(attr=attr) if "key-figures" in attr.classes:
            return (
                n.Div(n.Attr(attr.id, (*attr.classes, f"of-{len(block.blocks)}"), attr.pairs), block.blocks),
            )
        case _:
            return (block,)


def _picture(node: n.Inline, frame: Box, edition: Edition, setting: Setting) -> n.Inlines:
    """Embed a picture in the page: drawings at the size of the slide, images unchanged."""
    if not isinstance(node, n.Image):
        return (node,)
    drawing = edition.drawings.get(node.url.removeprefix("figure:"))
    if drawing is not None:
        media_type, data = "image/svg+xml", setting.draw(drawing, figure_frames.slide(frame, "svg"))
    else:
        media = edition.media[node.url]
        media_type, data = media.media_type, media.data
    url = f"data:{media_type};base64,{base64.b64encode(data).decode()}"
    # Without words pandoc would leave the text alternative out, which is not to say that there is none.
    return (n.Image(n.Attr("", node.attr.classes), node.inlines or (n.Str(""),), url),)
