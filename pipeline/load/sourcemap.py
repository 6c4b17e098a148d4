"""The source map: the place of each node in the source text.

Pandoc returns no positions. The words of the tree and the words of the text are two sequences, which are
aligned. A second pass over the rest finds words that the text has in another order, as notes that are
defined further down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.load.alignment import align
from pipeline.model import nodes as n
from pipeline.model import walk

_WORD = re.compile(r"\w+")
# How far before its words a mark that opens something is looked for.
FAR = 20_000


def locate(blocks: n.Blocks, text: str) -> n.Blocks:
    """Return the blocks with `at` set for each node whose place in the text is known."""
    words = [(match.group(), match.start()) for match in _WORD.finditer(text)]
    tree_words = list(_tree_words(blocks))
    pairs = align([w for w, _, _ in tree_words], [w for w, _ in words])
    rest_a = [i for i in range(len(tree_words)) if i not in pairs]
    used_words = set(pairs.values())
    rest_b = [j for j in range(len(words)) if j not in used_words]
    for i, j in align([tree_words[i][0] for i in rest_a], [words[j][0] for j in rest_b]).items():
        pairs[rest_a[i]] = rest_b[j]
    offsets: dict[int, int] = {}
    for i, j in sorted(pairs.items()):
        _, owner, inside = tree_words[i]
        offsets.setdefault(owner, words[j][1] - inside)
    return _Locator(offsets, text).blocks(blocks)


def _tree_words(items: n.Blocks | n.Inlines) -> Iterator[tuple[str, int, int]]:
    """Yield (word, identity of its node, offset of the word in the node's own text) in the text's order."""
    for item in items:
        match item:
            case n.Str(text=own) | n.Code(text=own) | n.Math(text=own) | n.RawInline(text=own):
                yield from _words(own, id(item))
            case n.CodeBlock(text=own) | n.RawBlock(text=own):
                yield from _words(own, id(item))
            case n.Cite(citations=citations):
                for citation in citations:
                    yield from _tree_words(citation.prefix)
                    yield from _words(citation.id, id(citation))
                    yield from _tree_words(citation.suffix)
            case n.Link(inlines=inlines, url=url) | n.Image(inlines=inlines, url=url):
                yield from _tree_words(inlines)
                yield from _words(url, id(item))
            case n.Span(attr=attr, inlines=inlines):
                yield from _tree_words(inlines)
                yield from _attr_words(attr, id(item))
            case n.Div(attr=attr, blocks=blocks):
                yield from _attr_words(attr, id(item))
                yield from _tree_words(blocks)
            case n.Table():
                for row in walk.rows(item):
                    for cell in row.cells:
                        yield from _tree_words(cell.blocks)
                yield from _tree_words(item.caption.blocks)
            case n.Figure(caption=caption, blocks=blocks):
                # An implicit figure repeats its caption as the image's text; the text has it once.
                yield from _tree_words(caption.blocks)
                yield from _figure_words(blocks)
            case _:
                for group in walk.children(item):
                    yield from _tree_words(group)


def _figure_words(blocks: n.Blocks) -> Iterator[tuple[str, int, int]]:
    match blocks:
        case (n.Plain(inlines=(n.Image(url=url) as image,)),):
            yield from _words(url, id(image))
        case _:
            yield from _tree_words(blocks)


def _words(text: str, owner: int) -> Iterator[tuple[str, int, int]]:
    for match in _WORD.finditer(text):
        yield match.group(), owner, match.start()


def _attr_words(attr: n.Attr, owner: int) -> Iterator[tuple[str, int, int]]:
    # Their offsets in the node are not known: they only give the place of the node.
    for text in (attr.id, *attr.classes, *(part for pair in attr.pairs for part in pair)):
        for word, _, _ in _words(text, owner):
            yield word, owner, 0


class _Locator(walk.Rebuild):
    """Rebuilds a tree with the offsets of its nodes."""

    def __init__(self, offsets: dict[int, int], text: str) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.offsets = offsets
        self.text = text

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Rebuild inlines, each with its offset."""
        return tuple(self.inline_at(item) for item in items)

    def blocks(self, items: n.Blocks) -> n.Blocks:
        """Rebuild blocks, each with its offset."""
        return tuple(self.block_at(item) for item in items)

    def inline_at(self, item: n.Inline) -> n.Inline:
        """Rebuild one inline: at its own words, else at the first of its children's."""
        result = self.descend_inline(item)
        own = self.offsets.get(id(item))
        if isinstance(result, n.Cite) and isinstance(item, n.Cite):
            citations = tuple(
                replace(new, at=self.offsets.get(id(old)))
                for old, new in zip(item.citations, result.citations, strict=True)
            )
            result = replace(result, citations=citations)
            return replace(result, at=citations[0].at if citations else None)
        inner = _first_child_at(result)
        if isinstance(result, n.Span):
            return replace(result, at=inner if inner is not None else self.opening("[", own))
        if isinstance(result, n.Image):
            return replace(result, at=self.opening("![", own) if inner is None else self.opening("![", inner))
        return replace(result, at=own if own is not None and inner is None else inner)

    def block_at(self, item: n.Block) -> n.Block:
        """Rebuild one block: at its own words, else at the first of its children's."""
        result = self.descend_block(item)
        own = self.offsets.get(id(item))
        if isinstance(result, n.Figure):
            result = _with_alt_placed(result)
        if isinstance(result, n.Div) and own is not None:
            return replace(result, at=self.text.rfind("\n", 0, own) + 1)
        inner = _first_child_at(result)
        return replace(result, at=inner if inner is not None else own)

    def opening(self, mark: str, at: int | None) -> int | None:
        """Return the offset of the last mark before an offset in its paragraph, else the offset itself."""
        if at is None:
            return None
        first = max(0, at - FAR)
        start = self.text.rfind(mark, max(first, self.text.rfind("\n\n", first, at)), at + len(mark))
        return start if start >= 0 else at


def _with_alt_placed(figure: n.Figure) -> n.Figure:
    """Set the places of an image's words to those of the caption that they repeat."""
    match figure.caption.blocks, figure.blocks:
        case (n.Plain(inlines=words),), (n.Plain(inlines=(n.Image() as image,)) as plain,) if (
            image.inlines == words
        ):
            return replace(figure, blocks=(replace(plain, inlines=(replace(image, inlines=words),)),))
        case _:
            return figure


def _first_child_at(node: walk.AnyNode) -> int | None:
    offsets = (child.at for group in walk.children(node) for child in group)
    return next((at for at in offsets if at is not None), None)
