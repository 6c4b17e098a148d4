"""Formulas on slides that letters alone can write, as text; what is left is MathML or a native formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from pipeline import pandoc
from pipeline.formats.formulas import formulas_in
from pipeline.model import nodes as n
from pipeline.model.walk import map_tree, walk


def simple(formulas: tuple[str, ...]) -> Mapping[str, n.Inlines]:
    """Return formulas that letters, italics and raised or lowered signs can write, as such text.

    Pandoc's HTML writer knows which these are: it leaves the TeX of the others in place.
    """
    if not formulas:
        return {}
    paragraphs = tuple(n.Para((n.Math("InlineMath", text),)) for text in formulas)
    html, _ = pandoc.html(paragraphs)
    read = [block.inlines for block in pandoc.read(html, "html").blocks if isinstance(block, n.Para)]
    if len(read) != len(formulas):
        return {}
    return {text: _bare(made) for text, made in zip(formulas, read, strict=True) if not _is_tex(made)}


def _bare(inlines: n.Inlines) -> n.Inlines:
    return tuple(part for item in inlines for part in (item.inlines if isinstance(item, n.Span) else (item,)))


def _is_tex(inlines: n.Inlines) -> bool:
    texts = [node.text for node in walk(inlines) if isinstance(node, n.Str | n.Math)]
    return any("\\" in text or "{" in text or "_" in text or "^" in text for text in texts) or any(
        isinstance(node, n.Math) for node in walk(inlines)
    )


def heads_as_text(blocks: n.Blocks) -> n.Blocks:
    """Return blocks with simple formulas in the heads of tables as text, which every reader speaks."""
    heads = tuple(
        block
        for table in walk(blocks)
        if isinstance(table, n.Table)
        for row in table.head.rows
        for cell in row.cells
        for block in cell.blocks
    )
    texts = simple(tuple(dict.fromkeys(formulas_in(heads))))
    return map_tree(blocks, block=partial(_head_as_text, texts=texts)) if texts else blocks


def _head_as_text(block: n.Block, texts: Mapping[str, n.Inlines]) -> n.Blocks:
    if not isinstance(block, n.Table):
        return (block,)

    def written(node: n.Inline) -> n.Inlines:
        return texts.get(node.text, (node,)) if isinstance(node, n.Math) else (node,)

    rows = tuple(
        replace(row, cells=tuple(replace(c, blocks=map_tree(c.blocks, inline=written)) for c in row.cells))
        for row in block.head.rows
    )
    return (replace(block, head=replace(block.head, rows=rows)),)
