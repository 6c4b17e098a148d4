"""Slides as the sections of an HTML deck; pandoc writes what is inside them."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from functools import partial
from html import escape

from pipeline import pandoc
from pipeline.formats import figure_frames
from pipeline.formats.deck_maths import formula_share, heads_as_text
from pipeline.formats.format import Setting
from pipeline.formats.formulas import with_words, words
from pipeline.formats.html import element
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.slides import Slide, figures_of
from pipeline.model.stages import Edition
from pipeline.model.walk import map_tree, text_of
from pipeline.slides import measuring as measure
from pipeline.slides.cover import cover, foot
from pipeline.slides.figures import LEAST_NUMBER, number_style, row_gap
from pipeline.slides.findings import hero_style, point_gap, room
from pipeline.slides.points import lines_on
from pipeline.wording.scripts import prevailing_direction

DARK = ("cover", "divider")
SPREAD = ("points", "text", "colophon")


def sections(
    slides: tuple[Slide, ...], edition: Edition, setting: Setting
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the slides as HTML sections."""
    blocks: list[n.Block] = []
    level = 2
    for slide in slides:
        if slide.kind in ("sources", "colophon"):
            level = 2
        blocks += _section(slide, level, edition, setting)
        if slide.kind == "divider":
            level = 3
    drawn = map_tree(heads_as_text(tuple(blocks)), block=_bare_figure)
    written, diagnostics = pandoc.html(drawn, arguments=["--mathml", "--syntax-highlighting=none"])
    return with_words(written, words(drawn, edition.front.lang)), diagnostics


def _section(slide: Slide, level: int, edition: Edition, setting: Setting) -> Iterator[n.Block]:
    ground = f' data-background-color="{setting.theme["color.accent"]}"' if slide.kind in DARK else ""
    sizes = (*([slide.size] if slide.size else []), *_sizes(slide, edition))
    names = " ".join(("slide", f"is-{slide.kind}", *sizes))
    yield _raw(f'<section id="{escape(slide.id)}" class="{names}"{ground}>')
    if slide.kind == "cover":
        yield from _cover(slide, edition)
    elif slide.kind == "divider":
        yield _raw(f'<p class="number" aria-hidden="true">{escape(slide.number)}</p>')
        yield from _wrapped("h2", slide.title)
    else:
        if slide.kicker:
            yield _raw(f'<p class="kicker">{escape(slide.kicker)}</p>')
        yield from _wrapped(f"h{level}", slide.title)
        yield _raw(f'<div class="content"{_place(slide)}>')
        picture = partial(_picture, frame=room(slide), edition=edition, setting=setting)
        yield from map_tree(slide.content, inline=picture)
        yield _raw("</div>")
    if slide.source:
        yield from _wrapped("p", slide.source, ' class="source"')
    if slide.notes:
        yield from element("aside", n.Attr("", ("notes",)), slide.notes)
    yield _raw("</section>")


def _place(slide: Slide) -> str:
    """Return what a slide's content has of its own: the space between points, a table's place."""
    if slide.kind in SPREAD:
        return f' style="--gap: {point_gap(slide):g}pt"'
    if slide.kind == "figures":
        return f' style="--gap: {row_gap(figures_of(slide), slide.size):g}pt"'
    if slide.kind in ("table", "figure"):
        box = room(slide)
        return f' style="top: {box.y:g}pt; height: {box.height:g}pt"'
    if slide.kind == "formula" and (share := formula_share(slide.content)) < 1:
        return f' style="font-size: calc(var(--slide-title) * {share:.2f})"'
    return ""


def _cover(slide: Slide, edition: Edition) -> Iterator[n.Block]:
    front = edition.front
    if slide.kicker:
        yield _raw(f'<p class="kicker">{escape(slide.kicker)}</p>')
    yield from _wrapped("h1", slide.title)
    if front.subtitle:
        yield _raw(f'<p class="subtitle">{escape(front.subtitle)}</p>')
    if line := foot(front):
        yield _raw(f'<p class="foot">{escape(line)}</p>')


def _sizes(slide: Slide, edition: Edition) -> Iterator[str]:
    """Yield the classes of parts that are set smaller to fit."""
    if slide.kind == "cover" and (name := cover(text_of(slide.title), edition.front.subtitle or "").name):
        yield name
    if slide.kind not in DARK and measure.title_style(slide.title) is measure.SMALL_TITLE:
        yield "small-title"
    if slide.kind == "figures" and number_style(figures_of(slide)) is LEAST_NUMBER:
        yield "long-number"
    if slide.kind == "number" and hero_style(text_of(lines_on(slide.content)[0])) is measure.NUMBER:
        yield "long-number"


def _wrapped(name: str, inlines: n.Inlines, attributes: str = "") -> n.Blocks:
    if prevailing_direction(text_of(inlines)) == "rtl":
        attributes += ' dir="rtl"'
    return (_raw(f"<{name}{attributes}>"), n.Plain(inlines), _raw(f"</{name}>"))


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


def _picture(node: n.Inline, frame: measure.Box, edition: Edition, setting: Setting) -> n.Inlines:
    """Put a picture into the page: drawings at the size of the slide, images as they are."""
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
