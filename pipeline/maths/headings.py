"""Formulas of headings and titles as letters: outlines and metadata can contain nothing else."""

from __future__ import annotations

from dataclasses import replace

from pipeline.maths import mathml
from pipeline.maths.line import line
from pipeline.model import nodes as n
from pipeline.model import titles, walk


def with_letters(blocks: n.Blocks) -> n.Blocks:
    """Return blocks with formulas of headings and titles in letters, if they have such a form."""
    heads = [node for node in walk.walk(blocks) if isinstance(node, n.Header | n.Div) and _is_head(node)]
    formulas = [mathml.of(node) for node in walk.walk(tuple(heads)) if isinstance(node, n.Math)]
    if not formulas:
        return blocks
    readings = mathml.read(formulas)

    def set_letters(node: n.Inline) -> n.Inlines:
        if not isinstance(node, n.Math) or (reading := readings.get(mathml.of(node))) is None:
            return (node,)
        return (replace(node, plain=line(reading.mathml)),)

    def head(block: n.Block) -> n.Blocks:
        return walk.map_tree((block,), inline=set_letters) if _is_head(block) else (block,)

    return walk.map_tree(blocks, block=head)


def _is_head(block: walk.AnyNode) -> bool:
    names = (*titles.HEADS, titles.MESSAGE)
    return isinstance(block, n.Header) or (
        isinstance(block, n.Div) and any(titles.is_title(block, name) for name in names)
    )
