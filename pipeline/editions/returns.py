"""The way back from a source to where it is cited: every citation gets an id, every entry links to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.editions import prose
from pipeline.editions.ties import TIE
from pipeline.model import nodes as n
from pipeline.model.walk import Rebuild, map_tree, walk
from pipeline.wording.terms import term

CITED = "cited-"
_SOURCE = "#ref-"


def with_returns(text: n.Blocks, sources: n.Blocks, lang: str) -> tuple[n.Blocks, n.Blocks]:
    """Return the text with an id on each link to a source, and the sources with links to those ids.

    The links stand at the end of an entry in a Span of class `returns`, in the order of the text; each says
    its number in that order, for formats with pages to say the page in its place.
    """
    numbered, places = _numbered(text)
    if not places:
        return text, sources

    def entry(block: n.Block) -> n.Blocks:
        if not isinstance(block, n.Div) or "csl-entry" not in block.attr.classes:
            return (block,)
        cited = places.get(block.attr.id, ())
        if not cited or not isinstance(block.blocks[-1], n.Para):
            return (block,)
        last = block.blocks[-1]
        return (
            replace(
                block,
                blocks=(
                    *block.blocks[:-1],
                    replace(last, inlines=(*last.inlines, n.Str(TIE), _links(cited, lang))),
                ),
            ),
        )

    return numbered, map_tree(sources, block=entry)


def _links(cited: tuple[str, ...], lang: str) -> n.Span:
    links: list[n.Inline] = []
    for number, place in enumerate(cited, 1):
        if links:
            links += [n.Str(","), n.Space()]
        words = term(lang, "cited-on", page="{page}")
        links.append(n.Link(n.Attr("", ("return",)), (n.Str(str(number)),), f"#{place}", words))
    return n.Span(n.Attr("", ("returns",)), tuple(links))


def _numbered(text: n.Blocks) -> tuple[n.Blocks, Mapping[str, tuple[str, ...]]]:
    """Number the links from citations to sources; return also which of them lead to each entry."""
    places: dict[str, tuple[str, ...]] = {}
    count = 0

    def link(node: n.Inline) -> n.Inlines:
        nonlocal count
        if not isinstance(node, n.Link) or not node.url.startswith(_SOURCE) or node.attr.id:
            return (node,)
        count += 1
        name = f"{CITED}{count}"
        entry = node.url.removeprefix("#")
        places[entry] = (*places.get(entry, ()), name)
        return (replace(node, attr=replace(node.attr, id=name)),)

    return _Seen(link, lambda block: (block,)).blocks(text), places


class _Seen(Rebuild):
    """Rebuilds what a reader sees: not the keys behind a citation's label, nor the words behind an image."""

    def descend_inline(self, node: n.Inline) -> n.Inline:
        """Rebuild what is shown of an inline."""
        match node:
            case n.Cite():
                return replace(node, inlines=self.inlines(node.inlines))
            case n.Image():
                return node
            case _:
                return super().descend_inline(node)


def explained(sources: n.Blocks, lang: str) -> n.Blocks:
    """Return the sources with a line below their heading that tells what the links say: pages."""
    if not any(isinstance(node, n.Link) and "return" in node.attr.classes for node in walk(sources)):
        return sources
    heading, *rest = sources
    return (
        heading,
        n.Div(n.Attr("", ("legend",)), (n.Para(prose.words(term(lang, "cited-legend"))),)),
        *rest,
    )
