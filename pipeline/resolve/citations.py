"""Citations: one run of citeproc for the whole article, so that all editions carry the same labels."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline import pandoc
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.faults import fault
from pipeline.model.stages import Document, Manuscript
from pipeline.resolve.bind import words
from pipeline.resolve.citation_lists import one_list

BIBLIOGRAPHY = "refs"
_NOT_FOUND = re.compile(r"Citeproc: citation \S+ not found")


def cite(document: Document, manuscript: Manuscript) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Return the document with its citations' labels and its bibliography, and citeproc's warnings."""
    if not any(isinstance(node, n.Cite) for node in walk.walk(document.blocks)):
        return document, ()
    meta = n.MetaMap((("lang", document.front.lang),))
    fields = [reference.fields for reference in document.references]
    listed = walk.map_tree(document.blocks, inline=one_list)
    cited, diagnostics = pandoc.cite(n.Pandoc(meta, listed), fields, manuscript.style)
    entries: list[n.Div] = []
    blocks: list[n.Block] = []
    for block in cited.blocks:
        if isinstance(block, n.Div) and block.attr.id == BIBLIOGRAPHY:
            entries += [entry for entry in block.blocks if isinstance(entry, n.Div)]
        else:
            blocks.append(block)
    while blocks and isinstance(blocks[-1], n.Header):
        # A paper ends with a heading for the references; editions have their own.
        blocks.pop()
    # `citation-undefined` tells that a key has no reference, with its place.
    found = tuple(
        replace(each, place=manuscript.source.place(None))
        for each in diagnostics
        if not _NOT_FOUND.match(each.message)
    )
    bared = walk.map_tree(tuple(blocks), inline=_settled, block=_bare_sources)
    return replace(document, blocks=bared, bibliography=tuple(entries)), found


def _settled(node: n.Inline) -> n.Inlines:
    """Mark keys without a reference, and make the text alternative of an image words alone.

    A caption is the text of its image too: a label there would link to its source twice.
    """
    match node:
        case n.Cite(citations=citations, inlines=inlines):
            marks = {f"{each.id}?": each.id for each in citations}

            def marked(inner: n.Inline) -> n.Inlines:
                key = marks.get(walk.text_of((inner,))) if isinstance(inner, n.Strong) else None
                return (fault((n.Str(key),)),) if key else (inner,)

            return (replace(node, inlines=walk.map_inlines(inlines, marked)),)
        case n.Image(inlines=inlines) if any(isinstance(each, n.Cite) for each in walk.walk(inlines)):
            return (replace(node, inlines=words(" ".join(walk.text_of(inlines).split()))),)
        case _:
            return (node,)


def _bare_sources(block: n.Block) -> n.Blocks:
    """Take the parentheses off citations that stand alone in a line of sources."""
    match block:
        case n.Div(attr=attr) if {"source", "key-figure"} & set(attr.classes):
            return (replace(block, blocks=walk.map_tree(block.blocks, inline=_bare)),)
        case n.Table(attr=attr) if "officials" in attr.classes:
            return walk.map_tree((block,), inline=_bare)
        case _:
            return (block,)


def _bare(node: n.Inline) -> n.Inlines:
    if not isinstance(node, n.Cite) or len(node.inlines) < 1:
        return (node,)
    first, last = node.inlines[0], node.inlines[-1]
    if not (
        isinstance(first, n.Str)
        and first.text.startswith("(")
        and isinstance(last, n.Str)
        and last.text.endswith(")")
    ):
        return (node,)
    inner = list(node.inlines)
    inner[0] = replace(first, text=first.text[1:])
    tail = inner[-1]
    assert isinstance(tail, n.Str)
    inner[-1] = replace(tail, text=tail.text[:-1])
    return (replace(node, inlines=tuple(item for item in inner if item != n.Str(""))),)
