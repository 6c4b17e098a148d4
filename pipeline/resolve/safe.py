"""The last look at a document: whatever a style or citeproc put in it, characters fit and no link harms."""

from __future__ import annotations

from dataclasses import replace

from pipeline.load import strange
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Diagnostic, warning
from pipeline.model.links import link_problem
from pipeline.model.stages import Document, Manuscript


def safe(document: Document, manuscript: Manuscript) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Return the document with fit characters and links that lead where they may, and what was not so.

    What is told here comes from no text of the article: loading has told that already.
    """
    blocks, told = strange.settle(document.blocks, manuscript.source)
    entries, more = strange.settle(document.bibliography, manuscript.source)
    refused: dict[str, str] = {}

    def inline(node: n.Inline) -> n.Inlines:
        if isinstance(node, n.Link) and (problem := link_problem(node.url)):
            refused[node.url] = problem
            return node.inlines
        return (node,)

    if any(isinstance(node, n.Link) and link_problem(node.url) for node in walk.walk((*blocks, *entries))):
        blocks, entries = walk.map_tree(blocks, inline=inline), walk.map_tree(entries, inline=inline)
    place = manuscript.source.place(None)
    unsafe = (
        warning("link-unsafe", f"{problem}: {url[:60]}", place, "its words stand without a link")
        for url, problem in refused.items()
    )
    cited = tuple(each for each in entries if isinstance(each, n.Div))
    return replace(document, blocks=blocks, bibliography=cited), (*told, *more, *unsafe)
