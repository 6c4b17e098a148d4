"""Substitutes for content that a PPTX cannot show: text for simple formulas, pixels for images, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import assert_never

from pipeline.formats.format import Setting
from pipeline.formats.formulas import formulas_in
from pipeline.formats.vectors import pixels
from pipeline.maths import mathml
from pipeline.maths.letters import simple
from pipeline.maths.line import line
from pipeline.model import nodes as n
from pipeline.model.columns import images_of
from pipeline.model.diagnostics import Diagnostic, warning
from pipeline.model.slides import Slide
from pipeline.model.stages import Edition
from pipeline.model.walk import ids, map_inlines, map_tree, walk


def without_formulas(slides: tuple[Slide, ...]) -> tuple[Slide, ...]:
    """Replace simple formulas of slides by text, and those of titles and notes by one line."""
    titles_and_notes = tuple(block for slide in slides for block in (n.Plain(slide.title), *slide.notes))
    content = tuple(block for slide in slides for block in slide.content)
    texts = simple(tuple(dict.fromkeys(formulas_in((*titles_and_notes, *content)))))
    readings = mathml.read(mathml.of(node) for node in walk(titles_and_notes) if isinstance(node, n.Math))
    lines = {each.tex: line(reading.mathml) or each.tex for each, reading in readings.items()}
    return tuple(
        replace(
            slide,
            title=map_inlines(slide.title, partial(_as_text, texts=texts, lines=lines)),
            content=slide.content
            if slide.kind == "formula"
            else map_tree(slide.content, inline=partial(_as_text, texts=texts, lines={})),
            notes=map_tree(slide.notes, inline=partial(_as_text, texts=texts, lines=lines)),
        )
        for slide in slides
    )


def with_pictures(
    slides: tuple[Slide, ...], edition: Edition, setting: Setting
) -> tuple[tuple[Slide, ...], Mapping[str, bytes], tuple[Diagnostic, ...]]:
    """Return the slides, the pixels of their images by URL, and diagnostics.

    An SVG that cannot be drawn is replaced by its alternative text; so is an image within text or a table.
    """
    diagnostics: list[Diagnostic] = []
    pixels_by_url: dict[str, bytes] = {}
    result: list[Slide] = []
    for slide in slides:
        images = [node for node in walk(slide.content) if isinstance(node, n.Image)]
        if _has_images_in_text(slide):
            message = f"{images[0].url} is within text or a table: the slide has its alternative text"
            place, hint = edition.source.place(slide.at), "make a figure of it, with a caption"
            diagnostics.append(warning("picture-not-shown", message, place, hint))
            result.append(with_words_for_pictures(slide))
            continue
        for url in dict.fromkeys(image.url for image in images if image.url in edition.media):
            data = pixels_by_url.get(url) or pixels(edition.media[url], setting)
            if data is not None:
                pixels_by_url[url] = data
                continue
            place = edition.source.place(slide.at)
            message = f"the SVG {url} cannot be drawn: the slide has its alternative text"
            diagnostics.append(warning("picture-not-shown", message, place, "use a PNG of it in its place"))
            slide = _without(slide, url)
            if slide.kind == "text":
                break
        result.append(slide)
    return tuple(result), pixels_by_url, tuple(diagnostics)


def _has_images_in_text(slide: Slide) -> bool:
    return sum(isinstance(node, n.Image) for node in walk(slide.content)) > len(_visible_images(slide))


def with_words_for_pictures(slide: Slide) -> Slide:
    """Return a slide with the words of its pictures if one of them stands within text or a table."""
    if not _has_images_in_text(slide):
        return slide
    return replace(slide, content=map_tree(slide.content, inline=_in_words))


def _visible_images(slide: Slide) -> tuple[n.Image, ...]:
    """Return the images that a slide shows as pictures, and not amid text."""
    match slide.kind:
        case "figure":
            return tuple(node for node in walk(slide.content) if isinstance(node, n.Image))
        case "columns":
            return tuple(image for column in slide.content for image in images_of(column))
        case (
            "cover" | "divider" | "figures" | "points" | "number" | "text" | "table" | "formula" | "sources"
            | "colophon"
        ):  # fmt: skip
            return ()
        case _:
            assert_never(slide.kind)


def _without(slide: Slide, url: str) -> Slide:
    """Return a slide with the words of a picture in its place."""
    if slide.kind == "columns":
        return replace(slide, content=map_tree(slide.content, inline=partial(_in_words, url=url)))
    name = next(ids(slide.content), "")
    images = (node for node in walk(slide.content) if isinstance(node, n.Image))
    alt = next(image.inlines for image in images if image.url == url)
    return replace(slide, kind="text", content=(n.Div(n.Attr(name), (n.Para(alt),)),))


def _in_words(node: n.Inline, url: str = "") -> n.Inlines:
    """Return the words of an image: of any, or of those with a URL."""
    return node.inlines if isinstance(node, n.Image) and url in ("", node.url) else (node,)


def _as_text(node: n.Inline, texts: Mapping[str, n.Inlines], lines: Mapping[str, str]) -> n.Inlines:
    if not isinstance(node, n.Math):
        return (node,)
    return texts.get(node.text, (n.Str(lines[node.text]),) if node.text in lines else (node,))
