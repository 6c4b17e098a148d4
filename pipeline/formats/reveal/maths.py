"""Formulas on slides: wide ones set smaller; in the heads of tables as text where letters can write them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial

from pipeline.formats.formulas import formulas_in
from pipeline.maths import mathml
from pipeline.maths.letters import simple
from pipeline.model import nodes as n
from pipeline.model.walk import map_tree, walk
from pipeline.slides import measuring as measure

# Points that the number of a formula takes on a slide.
NUMBER = 80.0


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

    def as_text(node: n.Inline) -> n.Inlines:
        return texts.get(node.text, (node,)) if isinstance(node, n.Math) else (node,)

    rows = tuple(
        replace(row, cells=tuple(replace(c, blocks=map_tree(c.blocks, inline=as_text)) for c in row.cells))
        for row in block.head.rows
    )
    return (replace(block, head=replace(block.head, rows=rows)),)


def formula_share(blocks: n.Blocks) -> float:
    """Return the scale at which a slide's widest formula fits: browsers do not break formulas."""
    from pipeline.formats.pdf.maths import Undrawable, draw

    formulas = [mathml.of(node) for node in walk(blocks) if isinstance(node, n.Math)]
    widest = 0.0
    for reading in mathml.read(formulas).values():
        if reading.mathml:
            with suppress(Undrawable):
                widest = max(widest, draw(reading.mathml, size=measure.points("title"), color="").width)
    return min(1.0, (measure.body().width - NUMBER) / widest) if widest else 1.0
