"""LaTeX in the text with the article's own macros expanded, and `\\verb` as code."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.maths import macros
from pipeline.model import nodes as n
from pipeline.model import walk

_TEX = ("tex", "latex")
_VERB = re.compile(r"\\(?:verb|lstinline)\*?([^\sA-Za-z*{\[])(.*?)\1", re.DOTALL)
# It adds a space before a word, which is in the text already where the author wrote it.
_XSPACE = re.compile(r"\\xspace(?![A-Za-z])\s*")


def expand(blocks: n.Blocks, own: macros.Macros) -> n.Blocks:
    """Return blocks whose raw LaTeX contains no macros of the article's own."""

    def inline(node: n.Inline) -> n.Inlines:
        if not isinstance(node, n.RawInline) or node.format not in _TEX:
            return (node,)
        if verb := _VERB.fullmatch(node.text.strip()):
            return (n.Code(n.Attr(), verb.group(2), at=node.at),)
        text = _expand(node.text, own)
        if text == node.text:
            return (node,)
        space = (n.Space(),) if node.text != node.text.rstrip() else ()
        return (replace(node, text=text.strip()), *space) if text.strip() else space

    def block(node: n.Block) -> n.Blocks:
        if not isinstance(node, n.RawBlock) or node.format not in _TEX:
            return (node,)
        return (replace(node, text=_expand(node.text, own)),)

    return walk.map_tree(blocks, inline=inline, block=block)


def _expand(text: str, own: macros.Macros) -> str:
    """Return LaTeX with macros expanded; unchanged if that does not end, so that it is reported as raw."""
    if not own:
        return text
    try:
        return _XSPACE.sub("", macros.expand(text, own))
    except macros.EndlessMacro:
        return text
