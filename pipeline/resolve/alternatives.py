"""Text alternatives of images: without notes, links and ids."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.stages import Document, Manuscript


def alternatives(document: Document, manuscript: Manuscript) -> Document:
    """Remove notes, links and ids from text alternatives: the caption has them already."""
    return replace(document, blocks=walk.map_tree(document.blocks, inline=_image))


def _image(node: n.Inline) -> n.Inlines:
    if not isinstance(node, n.Image):
        return (node,)
    return (replace(node, inlines=walk.map_inlines(node.inlines, _words)),)


def _words(node: n.Inline) -> n.Inlines:
    match node:
        case n.Note():
            return ()
        case n.Link(inlines=inlines) | n.Span(inlines=inlines):
            return inlines
        case _:
            return (node,)
