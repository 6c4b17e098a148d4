"""Formulas as the signs that are drawn, in their order and without blanks, as slides are compared by them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lxml import etree

from pipeline.inspection.elements import signs_of
from pipeline.maths import mathml
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.model.walk import map_inlines, map_tree, walk


def with_signs(slides: Iterable[Slide]) -> tuple[Slide, ...]:
    """Return slides with the signs of formulas in place of their TeX, where they can be read.

    A text alternative has words only: those in it stay as they are written.
    """
    items = tuple(map(_with_plain_alternatives, slides))
    nodes = [node for each in items for node in walk(_blocks(each)) if isinstance(node, n.Math)]
    readings = mathml.read(map(mathml.of, nodes))

    def signs(node: n.Inline) -> n.Inlines:
        if not isinstance(node, n.Math) or not (markup := readings[mathml.of(node)].mathml):
            return (node,)
        return (replace(node, text=signs_of(etree.fromstring(markup)), plain=""),)

    return tuple(
        replace(
            each,
            title=map_inlines(each.title, signs),
            content=map_tree(each.content, inline=signs),
            notes=map_tree(each.notes, inline=signs),
        )
        for each in items
    )


def _with_plain_alternatives(slide: Slide) -> Slide:
    def words(node: n.Inline) -> n.Inlines:
        return (n.Str(node.plain or node.text),) if isinstance(node, n.Math) else (node,)

    def plain(node: n.Inline) -> n.Inlines:
        if not isinstance(node, n.Image):
            return (node,)
        return (replace(node, inlines=map_inlines(node.inlines, words)),)

    return replace(
        slide, content=map_tree(slide.content, inline=plain), notes=map_tree(slide.notes, inline=plain)
    )


def _blocks(slide: Slide) -> n.Blocks:
    return (n.Plain(slide.title), *slide.content, *slide.notes)
