"""Facts bound: empty bindings filled from the ledger, every binding marked with its fact."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.facts import Ledger
from pipeline.model.stages import Document, Manuscript
from pipeline.wording.facts import fact_text, part_text


def bind(document: Document, manuscript: Manuscript) -> Document:
    """Return the document with each fact span filled and of class `fact`."""
    lang, ledger = document.front.lang, document.ledger

    def short(block: n.Block) -> n.Blocks:
        if isinstance(block, n.Div) and "at-a-glance" in block.attr.classes:
            inner = walk.map_tree(block.blocks, inline=lambda node: (_fill(node, ledger, lang, short=True),))
            return (replace(block, blocks=inner),)
        return (block,)

    blocks = walk.map_tree(document.blocks, block=short)
    return replace(document, blocks=walk.map_tree(blocks, inline=lambda node: (_fill(node, ledger, lang),)))


def _fill(node: n.Inline, ledger: Ledger, lang: str, *, short: bool = False) -> n.Inline:
    if not isinstance(node, n.Span) or (name := node.attr.get("fact")) is None:
        return node
    fact = ledger.get(name)
    if fact is None:
        return node
    classes = node.attr.classes if "fact" in node.attr.classes else (*node.attr.classes, "fact")
    inlines = node.inlines
    if not inlines:
        show = node.attr.get("show")
        text = part_text(fact, show, lang) if show else fact_text(fact, lang, short=short)
        inlines = words(text or "")
    return replace(node, attr=replace(node.attr.without("show"), classes=classes), inlines=inlines)


def words(text: str) -> n.Inlines:
    """Return a text as words with spaces between."""
    result: list[n.Inline] = []
    for position, word in enumerate(text.split(" ")):
        result += [n.Space()] if position else []
        result += [n.Str(word)] if word else []
    return tuple(result)
