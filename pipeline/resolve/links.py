"""Links: those with a missing target are marked; those without words get their address as words."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.faults import fault
from pipeline.model.stages import Document, Manuscript
from pipeline.model.visibility import is_visible

# Targets that editions create: the list of sources, and in it an entry for each reference.
SOURCES = frozenset({"sources", "refs"})


def links(document: Document, manuscript: Manuscript) -> Document:
    """Return the document with links to missing targets marked as faults, and words in links without any."""
    entries = (f"ref-{reference.id}" for reference in manuscript.references)
    ids = SOURCES.union(entries, walk.ids(document.blocks))

    headings = {
        node.attr.id: node.inlines for node in walk.walk(document.blocks) if isinstance(node, n.Header)
    }

    def check_link(node: n.Inline) -> n.Inlines:
        match node:
            case n.Link(url=url, inlines=inlines) if url and not is_visible(inlines):
                words = headings.get(url[1:]) if url.startswith("#") else None
                return check_link(
                    replace(node, inlines=_words(words or (n.Str(url.removeprefix("mailto:")),)))
                )
            case n.Link(url=url, inlines=inlines, at=at) if url.startswith("#"):
                return (fault(inlines, at),) if ids.isdisjoint((url[1:], unquote(url[1:]))) else (node,)
            case _:
                return (node,)

    return replace(document, blocks=walk.map_tree(document.blocks, inline=check_link))


def _words(heading: n.Inlines) -> n.Inlines:
    """Return a heading's words without content that may be only once, or not in a link: ids, notes, links."""

    def plain(node: n.Inline) -> n.Inlines:
        match node:
            case n.Note() | n.Cite():
                return ()
            case n.Link(inlines=inlines) | n.Span(inlines=inlines):
                return inlines
            case _:
                return (node,)

    words = walk.map_inlines(heading, plain)
    while words and isinstance(words[-1], n.Space | n.SoftBreak):
        words = words[:-1]
    return words
