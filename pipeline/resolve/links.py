"""Links within the article: one that leads to a place that is not there is marked."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.faults import fault
from pipeline.model.stages import Document, Manuscript

# Places that editions make: the list of sources, and in it an entry for each reference.
SOURCES = frozenset({"sources", "refs"})


def links(document: Document, manuscript: Manuscript) -> Document:
    """Return the document with links to nowhere marked; their words stay."""
    entries = (f"ref-{reference.id}" for reference in manuscript.references)
    ids = SOURCES.union(entries, walk.ids(document.blocks))

    def checked(node: n.Inline) -> n.Inlines:
        match node:
            case n.Link(url=url, inlines=inlines, at=at) if url.startswith("#"):
                return (fault(inlines, at),) if ids.isdisjoint((url[1:], unquote(url[1:]))) else (node,)
            case _:
                return (node,)

    return replace(document, blocks=walk.map_tree(document.blocks, inline=checked))
