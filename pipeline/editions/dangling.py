"""Removal of links without a target: an edition may lack a part of the article, a citation its source."""

from __future__ import annotations

from urllib.parse import unquote

from pipeline.model import nodes as n
from pipeline.model.walk import ids, map_tree


def without_dangling(blocks: n.Blocks) -> n.Blocks:
    """Replace links to missing targets within the article by their words."""
    targets = frozenset(ids(blocks))

    def unlink(node: n.Inline) -> n.Inlines:
        match node:
            case n.Link(url=url, inlines=inlines) if url.startswith("#") and targets.isdisjoint(
                (url[1:], unquote(url[1:]))
            ):
                return inlines
            case _:
                return (node,)

    return map_tree(blocks, inline=unlink)
