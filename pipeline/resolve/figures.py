"""Figures: add the drawing and source line of those described as data, and an id to all."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.figures import facts_of
from pipeline.model.stages import Document, Drawing, Manuscript
from pipeline.resolve.bind import words
from pipeline.resolve.drawings import drawing
from pipeline.resolve.sources import citation_of
from pipeline.wording.terms import term


def figures(document: Document, manuscript: Manuscript) -> Document:
    """Return the document with its figures as Figure nodes and the data of those that are drawn."""
    drawings: dict[str, Drawing] = {}
    used_ids = {node.attr.id for node in walk.walk(document.blocks) if isinstance(node, n.Figure | n.Image)}

    def figure_blocks(block: n.Block) -> n.Blocks:
        match block:
            case n.Figure(blocks=((n.Plain(inlines=(n.Image() as image,))),)):
                return (_figure(block, image),)
            case n.Para(inlines=(n.Image(url=url) as image,)) if url in manuscript.figures:
                # Without a caption pandoc reads no figure; the title in the data becomes the caption.
                caption = n.Caption(None, (n.Plain(words(manuscript.figures[url].title), at=block.at),))
                bare = replace(image, attr=replace(image.attr, id=""))
                return (
                    _figure(n.Figure(n.Attr(image.attr.id), caption, (n.Plain((bare,)),), at=block.at), bare),
                )
            case _:
                return (block,)

    def _figure(figure: n.Figure, image: n.Image) -> n.Figure:
        name = figure.attr.id or image.attr.id or _free_id(image.url, used_ids)
        used_ids.add(name)
        attr = replace(figure.attr, id=name)
        spec = manuscript.figures.get(image.url)
        if spec is None:
            alt = image.attr.get("alt")
            text = words(alt) if alt else image.inlines
            plain_image = replace(image, attr=replace(image.attr.without("alt"), id=""), inlines=text)
            return replace(figure, attr=attr, blocks=(n.Plain((plain_image,)),))
        data = drawing(name, spec, document.ledger, document.front.lang)
        drawings[name] = data
        plain_image = replace(
            image,
            attr=replace(image.attr.without("alt"), id=""),
            inlines=words(data.alt),
            url=f"figure:{name}",
        )
        facts = [fact for each in facts_of(spec) if (fact := document.ledger.get(each))]
        cite = citation_of(facts)
        label = term(
            document.front.lang, "sources-line" if cite and len(cite.citations) > 1 else "source-line"
        )
        line = (
            (n.Div(n.Attr(classes=("source",)), (n.Para((n.Str(label), n.Space(), cite)),)),) if cite else ()
        )
        return replace(figure, attr=attr, blocks=(n.Plain((plain_image,)), *line))

    blocks = walk.map_tree(document.blocks, block=figure_blocks)
    return replace(document, blocks=blocks, drawings=drawings)


def _free_id(url: str, used_ids: set[str]) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", url.rpartition("/")[2].partition(".")[0].lower()).strip("-")
    name, count = f"fig-{stem}", 2
    while name in used_ids:
        name, count = f"fig-{stem}-{count}", count + 1
    return name
