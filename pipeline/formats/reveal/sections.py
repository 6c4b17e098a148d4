"""Slides as the sections of an HTML deck, with their pictures as data; pandoc writes their content."""

from __future__ import annotations

import base64
from dataclasses import replace
from functools import partial

from pipeline import pandoc
from pipeline.formats import figure_frames
from pipeline.formats.column_widths import set_widths
from pipeline.formats.format import Setting
from pipeline.formats.formulas import with_words, words
from pipeline.formats.head_formulas import heads_as_text
from pipeline.formats.slide_sections import section, with_list_styles
from pipeline.model import nodes as n
from pipeline.model.canvas import Box
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.stages import Edition
from pipeline.model.walk import map_tree
from pipeline.slides.arrangement import Arrangement


def sections(
    arrangements: tuple[Arrangement, ...], edition: Edition, setting: Setting
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the slides as HTML sections."""
    blocks: list[n.Block] = []
    for arrangement in arrangements:
        blocks += section(_with_pictures(arrangement, edition, setting), edition.front, setting.theme)
    slide_blocks = heads_as_text(tuple(blocks))
    # Code is not coloured: pandoc would make an empty link of each line.
    markup, diagnostics = pandoc.html(slide_blocks, arguments=["--mathml", "--syntax-highlighting=none"])
    markup = set_widths(with_list_styles(markup))
    return with_words(markup, words(slide_blocks, edition.front.lang)), diagnostics


def _with_pictures(arrangement: Arrangement, edition: Edition, setting: Setting) -> Arrangement:
    """Return a slide with its pictures embedded."""
    picture = partial(_picture, frame=arrangement.picture_box, edition=edition, setting=setting)
    slide = arrangement.slide
    return replace(arrangement, slide=replace(slide, content=map_tree(slide.content, inline=picture)))


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
    # Without words pandoc would omit the text alternative, which differs from an empty one.
    return (n.Image(n.Attr("", node.attr.classes), node.inlines or (n.Str(""),), url),)
