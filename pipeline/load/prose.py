"""The prose of an article: read by pandoc, every word placed, other dialects made ours, nothing raw left."""

from __future__ import annotations

from pipeline import pandoc
from pipeline.load import (
    cross_references,
    formulas,
    front,
    guard,
    html,
    latex,
    maths,
    panels,
    remarks,
    sourcemap,
    titles,
)
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic, error
from pipeline.model.source import SourceText


def read(source: SourceText, head: front.Front, *, plain: bool) -> tuple[n.Blocks, tuple[Diagnostic, ...]]:
    """Read the body, with the standfirst before it, and find the place of every word."""
    deep = guard.too_deep(source, head.body_start)
    if deep:
        return (), deep
    try:
        text = titles.lead(head.matter) + head.body(source)
        tree, said = pandoc.read_remarked(text)
        blocks = sourcemap.locate(tree.blocks, source.text)
    except RecursionError:
        place = source.place(head.body_start)
        return (), (error("nesting-too-deep", "the text is nested too deep to be read", place, "flatten it"),)
    deep = guard.levels_too_deep(blocks, source)
    if deep:
        return (), deep
    blocks, macros = maths.without_definitions(formulas.adopt(blocks))
    blocks, unread = html.adopt(blocks, source)
    blocks, unknown = latex.adopt(blocks, source)
    blocks = cross_references.adopt(formulas.adopt(panels.adopt(blocks)))
    deep = guard.levels_too_deep(blocks, source)
    if deep:
        return (), deep
    blocks, faults = maths.settle(blocks, macros, source)
    safe, found = guard.pass_on(blocks, source, plain=plain)
    return safe, (*remarks.findings(said, text, source), *unread, *unknown, *faults, *found)
