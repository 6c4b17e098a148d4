"""Numbers of figures, tables and formulas, and the cross-references to them."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.stages import Document, Manuscript
from pipeline.resolve.bind import words
from pipeline.resolve.sections import number_of
from pipeline.wording.terms import term

PREFIXES = ("fig-", "tbl-", "sec-", "eq-")


def is_cross_reference(cite: n.Cite) -> bool:
    """Tell a cross-reference `@fig-x` from a citation."""
    return bool(cite.citations) and all(c.id.startswith(PREFIXES) for c in cite.citations)


def number(document: Document, manuscript: Manuscript) -> Document:
    """Return the document with labels in its captions and cross-references as links."""
    lang = document.front.lang
    counts = {"figure": 0, "table": 0, "equation": 0}
    names: dict[str, n.Inlines] = {}

    def label(kind: str, name: str) -> n.Inlines:
        counts[kind] += 1
        if name:
            names[name] = (n.Str(f"{term(lang, f'{kind}-reference')}\u00a0{counts[kind]}"),)
        return (n.Str(f"{term(lang, kind)}\u00a0{counts[kind]}"),)

    def numbered(block: n.Block) -> n.Blocks:
        match block:
            case n.Figure():
                return (replace(block, caption=_labelled(block.caption, label("figure", block.attr.id))),)
            case n.Table() if block.caption.blocks:
                return (replace(block, caption=_labelled(block.caption, label("table", block.attr.id))),)
            case n.Header(attr=attr):
                section = number_of(block.inlines)
                names[attr.id] = (
                    (n.Str(f"{term(lang, 'section')}\u00a0{section}"),)
                    if section
                    else (n.Quoted("DoubleQuote", _plain(block.inlines)),)
                )
                return (block,)
            case _:
                return (block,)

    def formula(node: n.Inline) -> n.Inlines:
        if isinstance(node, n.Span) and "equation" in node.attr.classes:
            counts["equation"] += 1
            mark = f"({counts['equation']})"
            names[node.attr.id] = (n.Str(f"{term(lang, 'equation-reference')}\u00a0{mark}"),)
            return (replace(node, inlines=(*node.inlines, n.Str(mark))),)
        return (node,)

    def referred(node: n.Inline) -> n.Inlines:
        if not isinstance(node, n.Cite) or not is_cross_reference(node):
            return (node,)
        links: list[n.Inline] = []
        for position, citation in enumerate(node.citations):
            if position:
                last = position == len(node.citations) - 1
                links += [n.Space(), n.Str(term(lang, "and")), n.Space()] if last else [n.Str(","), n.Space()]
            text = names.get(citation.id, words(citation.id))
            prefix = (*citation.prefix, n.Space()) if citation.prefix else ()
            links += [
                *prefix,
                n.Link(n.Attr("", ("crossref",)), text, f"#{citation.id}", at=citation.at),
                *citation.suffix,
            ]
        return tuple(links)

    blocks = walk.map_tree(document.blocks, inline=formula)
    blocks = walk.map_tree(blocks, block=numbered)
    return replace(document, blocks=walk.map_tree(blocks, inline=referred))


def _plain(inlines: n.Inlines) -> n.Inlines:
    """Return a heading's words without notes and links, which cannot stand in a link."""

    def bare(node: n.Inline) -> n.Inlines:
        match node:
            case n.Note() | n.Cite():
                return ()
            case n.Link(inlines=inner) | n.Span(inlines=inner):
                return inner
            case _:
                return (node,)

    return walk.map_inlines(inlines, bare)


def _labelled(caption: n.Caption, label: n.Inlines) -> n.Caption:
    """Put the label before a caption's words."""
    mark = n.Span(n.Attr(classes=("label",)), label)
    match caption.blocks:
        case (n.Plain(inlines=inlines) | n.Para(inlines=inlines), *rest):
            first = n.Plain((mark, n.Str("."), n.Space(), *inlines), at=caption.blocks[0].at)
            return replace(caption, blocks=(first, *rest))
        case _:
            return replace(caption, blocks=(n.Plain((mark,)), *caption.blocks))
