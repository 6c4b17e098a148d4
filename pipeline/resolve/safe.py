"""The last check of a document: replace unfit characters and unsafe links that citeproc or a style wrote."""

from __future__ import annotations

from dataclasses import replace

from pipeline.load import invalid_characters
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Diagnostic, warning
from pipeline.model.links import link_problem
from pipeline.model.stages import Document, Manuscript


def safe(document: Document, manuscript: Manuscript) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Return the document without unfit characters and unsafe links, and the diagnostics.

    These diagnostics are not about the article's text: loading has reported on that already.
    """
    blocks, character_faults = invalid_characters.replace_invalid(document.blocks, manuscript.source)
    entries, more = invalid_characters.replace_invalid(document.bibliography, manuscript.source)
    problems_by_url: dict[str, str] = {}

    def inline(node: n.Inline) -> n.Inlines:
        if isinstance(node, n.Link) and (problem := link_problem(node.url)):
            problems_by_url[node.url] = problem
            return node.inlines
        return (node,)

    if any(isinstance(node, n.Link) and link_problem(node.url) for node in walk.walk((*blocks, *entries))):
        blocks, entries = walk.map_tree(blocks, inline=inline), walk.map_tree(entries, inline=inline)
    place = manuscript.source.place(None)
    unsafe = (
        warning("link-unsafe", f"{problem}: {url[:60]}", place, "its words stand without a link")
        for url, problem in problems_by_url.items()
    )
    bibliography = tuple(each for each in entries if isinstance(each, n.Div))
    return replace(document, blocks=blocks, bibliography=bibliography), (*character_faults, *more, *unsafe)
