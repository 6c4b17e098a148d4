"""The summary: the bottom line, the key figures, the points in brief and the figures of the same article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.editions import prose
from pipeline.editions.ties import tie
from pipeline.model import nodes as n
from pipeline.model.front_matter import FrontMatter
from pipeline.model.stages import Document, Edition
from pipeline.model.titles import SUBTITLE, TITLE
from pipeline.model.walk import map_tree, walk
from pipeline.wording.terms import term

SECTION = "summary-section"


def summary(document: Document) -> Edition:
    """Return the document as two pages; without blocks if the article has no content for them."""
    text = tie(prose.select_blocks(document.blocks, "summary"), document.front.lang)
    opening = tuple(_opening(text))
    sections = tuple(_sections(text))
    figures = tuple(node for node in walk(text) if isinstance(node, n.Figure))
    content = (*opening, *sections, *figures)
    blocks = _without_outer_links((*content, _origin(document.front))) if content else ()
    return Edition(
        "summary", document.slug, _front(document.front), document.source, blocks, document.drawings,
        document.media, look=document.look,
    )  # fmt: skip


def _opening(text: n.Blocks) -> Iterator[n.Block]:
    """Yield the standfirst and, of the box at a glance, the key figures."""
    for block in text:
        if not isinstance(block, n.Div):
            continue
        if not {TITLE, SUBTITLE, "standfirst"}.isdisjoint(block.attr.classes):
            yield block
        elif "at-a-glance" in block.attr.classes:
            figures = tuple(
                b for b in block.blocks if isinstance(b, n.Div) and "key-figures" in b.attr.classes
            )
            if figures:
                yield replace(block, blocks=figures)


def _sections(text: n.Blocks) -> Iterator[n.Div]:
    """Yield the points in brief, each list below the heading of its section."""
    heading: n.Header | None = None
    for node in walk(text):
        if isinstance(node, n.Header) and node.level == 1:
            heading = node
        elif isinstance(node, n.Div) and "key-points" in node.attr.classes:
            points = replace(node, attr=node.attr.without("message"))
            yield n.Div(n.Attr("", (SECTION,)), (heading, points) if heading else (points,))
            heading = None


def _without_outer_links(blocks: n.Blocks) -> n.Blocks:
    """Replace links to targets outside the summary, as sources and sections, by their words."""
    targets = {f"#{node.attr.id}" for node in walk(blocks) if isinstance(node, n.Header | n.Figure | n.Div)}

    def link(node: n.Inline) -> n.Inlines:
        if isinstance(node, n.Link) and node.url.startswith("#") and node.url not in targets:
            return node.inlines
        return (node,)

    return map_tree(blocks, inline=link)


def _origin(front: FrontMatter) -> n.Div:
    """Return the line that names the whole briefing."""
    name = "summary-of" if front.id else "summary-of-briefing"
    return n.Div(n.Attr("", ("origin",)), (n.Para(prose.words(term(front.lang, name, id=front.id or ""))),))


def _front(front: FrontMatter) -> FrontMatter:
    """Return the front matter with the kicker of a summary."""
    parts = [part for part in (front.kicker, term(front.lang, "summary")) if part]
    return front.model_copy(update={"kicker": "\N{EN SPACE}·\N{EN SPACE}".join(parts)})
