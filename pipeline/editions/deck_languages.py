"""Languages on slides: of headings and boxes, which slides do not keep, on the words within them."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model.walk import Rebuild


def in_language(inlines: n.Inlines, attr: n.Attr) -> n.Inlines:
    """Return words in the language and direction that the attributes of a heading or box name."""
    pairs = tuple(pair for pair in attr.pairs if pair[0] in ("lang", "dir"))
    if not inlines or not attr.get("lang"):
        return inlines
    return (n.Span(n.Attr("", (), pairs), inlines),)


def with_languages(blocks: n.Blocks) -> n.Blocks:
    """Return blocks in which the words in a box with a language have that language themselves."""
    return _Speaker(n.Attr()).blocks(blocks)


class _Speaker(Rebuild):
    """Rebuilds blocks within a box of these attributes."""

    def __init__(self, attr: n.Attr) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.attr = attr

    def descend_block(self, node: n.Block) -> n.Block:
        """Return a block whose words have the language of the box around it."""
        if isinstance(node, n.Div) and node.attr.get("lang"):
            return replace(node, blocks=_Speaker(node.attr).blocks(node.blocks))
        if not self.attr.get("lang"):
            return super().descend_block(node)
        match node:
            case n.Plain(inlines=inlines) | n.Para(inlines=inlines):
                return replace(node, inlines=self._words(inlines))
            case n.LineBlock(lines=lines):
                return replace(node, lines=tuple(map(self._words, lines)))
            case n.Header(attr=attr) if not attr.get("lang"):
                pairs = {name: value for name, value in self.attr.pairs if name in ("lang", "dir")}
                return replace(node, attr=attr.with_pairs(**pairs))
            case _:
                return super().descend_block(node)

    def entry(self, entry: tuple[n.Inlines, tuple[n.Blocks, ...]]) -> tuple[n.Inlines, tuple[n.Blocks, ...]]:
        """Return a term and its definitions, the term in the language of the box too."""
        term, definitions = super().entry(entry)
        return (in_language(term, self.attr) if self.attr.get("lang") else term), definitions

    def _words(self, inlines: n.Inlines) -> n.Inlines:
        """Return words in the language; pictures, labels and facts at their beginning stay outside."""
        start = 0
        while start < len(inlines) and _stays(inlines[start]):
            start += 1
        return (*inlines[:start], *in_language(inlines[start:], self.attr))


def _stays(item: n.Inline) -> bool:
    match item:
        case n.Span(attr=attr):
            return "label" in attr.classes or attr.get("fact") is not None or attr.get("lang") is not None
        case n.Image() | n.Space() | n.SoftBreak():
            return True
        case n.Math(kind=kind):
            return kind == "DisplayMath"
        case _:
            return False
