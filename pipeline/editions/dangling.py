"""Links that would lead nowhere: an edition may lack what the article has, a citation its source."""

from __future__ import annotations

from urllib.parse import unquote

from pipeline.model import nodes as n
from pipeline.model.walk import ids, map_tree


def without_dangling(blocks: n.Blocks) -> n.Blocks:
    """Return an edition's blocks whose links within the article all lead to something; the words stay."""
    known = frozenset(ids(blocks))

    def leading(node: n.Inline) -> n.Inlines:
        match node:
            case n.Link(url=url, inlines=inlines) if url.startswith("#") and known.isdisjoint(
                (url[1:], unquote(url[1:]))
            ):
                return inlines
            case _:
                return (node,)

    return map_tree(blocks, inline=leading)
