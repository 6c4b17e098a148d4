"""An edition's blocks as HTML, for the PDF and the e-book.

Pandoc writes the HTML. Before that, the tree is changed where pandoc's writer differs: a figure's caption is
above it, points in brief are an aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from pipeline import pandoc
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.walk import map_tree

DEEPEST = 6


def body(
    blocks: n.Blocks, *, shift: int = 0, arguments: Sequence[str] = ()
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return blocks as an HTML fragment, headings lowered by `shift` levels; `arguments` are pandoc's.

    Code is not coloured: pandoc would make an empty link of each line.
    """

    def to_html_blocks(block: n.Block) -> n.Blocks:
        match block:
            case n.Figure():
                return figure(block)
            case n.Div(attr=attr) if "key-points" in attr.classes:
                return element("aside", attr, block.blocks)
            case n.Header():
                return (replace(block, level=min(block.level + shift, DEEPEST)),)
            case _:
                return (block,)

    return pandoc.html(
        map_tree(blocks, block=to_html_blocks), arguments=("--syntax-highlighting=none", *arguments)
    )


def figure(node: n.Figure) -> n.Blocks:
    """Return a figure with its caption above its content."""
    caption = element("figcaption", n.Attr(), node.caption.blocks) if node.caption.blocks else ()
    return element("figure", node.attr, (*caption, *node.blocks))


def element(name: str, attr: n.Attr, blocks: n.Blocks) -> n.Blocks:
    """Return blocks within an HTML element that pandoc has no block for."""
    return (n.RawBlock("html", f"<{name}{attributes(attr)}>"), *blocks, n.RawBlock("html", f"</{name}>"))


def attributes(attr: n.Attr) -> str:
    """Return attributes as HTML; keys that HTML does not define become `data-`."""
    pairs = [("id", attr.id)] if attr.id else []
    if attr.classes:
        pairs.append(("class", " ".join(attr.classes)))
    pairs += [
        (key if key in {"lang", "dir", "title", "role"} else f"data-{key}", value)
        for key, value in attr.pairs
    ]
    return "".join(f' {key}="{escape(value)}"' for key, value in pairs)
