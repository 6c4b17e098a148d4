"""Numbers of sections, if the front matter asks for them: `1`, `1.1` before the words of headings."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.stages import Document, Manuscript

NUMBER = "section-number"


def sections(document: Document, manuscript: Manuscript) -> Document:
    """Return the document with numbered headings; those of class `unnumbered` have none."""
    if not document.front.number_sections:
        return document
    heads = [node for node in walk.walk(document.blocks) if isinstance(node, n.Header) and _counts(node)]
    top = min((head.level for head in heads), default=1)
    counts: list[int] = []

    def number_heading(block: n.Block) -> n.Blocks:
        if not isinstance(block, n.Header) or not _counts(block):
            return (block,)
        depth = block.level - top + 1
        # A level that was passed over counts as its first section.
        counts[:] = [*counts[:depth], *([0] * (depth - len(counts)))]
        counts[-1] += 1
        counts[:] = [max(1, each) for each in counts]
        number = n.Span(n.Attr("", (NUMBER,)), (n.Str(".".join(map(str, counts))),))
        return (replace(block, inlines=(number, n.Space(), *block.inlines)),)

    return replace(document, blocks=walk.map_tree(document.blocks, block=number_heading))


def _counts(head: n.Header) -> bool:
    return "unnumbered" not in head.attr.classes


def number_of(inlines: n.Inlines) -> str:
    """Return the number that a heading begins with; empty if it has none."""
    match inlines:
        case (n.Span(attr=attr, inlines=inner), *_) if NUMBER in attr.classes:
            return walk.text_of(inner)
        case _:
            return ""
