"""A title with markup: a block before the text, until an edition takes it out.

So whatever is done with the text (letters checked, quotation marks set, formulas read) is done with it.
A title of plain words is in the front matter only.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import nodes as n

TITLE, SUBTITLE = BOTH = ("article-title", "article-subtitle")


@dataclass(frozen=True, slots=True)
class Titles:
    """Title and subtitle as inlines; empty if they are plain words, as in the front matter."""

    title: n.Inlines = ()
    subtitle: n.Inlines = ()


def is_more_than_words(inlines: n.Inlines) -> bool:
    """Return whether a title contains more than words and spaces."""
    return not all(isinstance(item, n.Str | n.Space | n.SoftBreak) for item in inlines)


def block(name: str, inlines: n.Inlines) -> n.Div:
    """Return a title as a block."""
    return n.Div(n.Attr("", (name,)), (n.Plain(inlines),))


def apart(blocks: n.Blocks) -> tuple[Titles, n.Blocks]:
    """Return the titles that blocks begin with, and the blocks without them."""
    titles: dict[str, n.Inlines] = {}
    for index, each in enumerate(blocks):
        name = next((name for name in (TITLE, SUBTITLE) if is_title(each, name)), "")
        if not name:
            return Titles(titles.get(TITLE, ()), titles.get(SUBTITLE, ())), blocks[index:]
        inner = each.blocks if isinstance(each, n.Div) else ()
        titles[name] = next((part.inlines for part in inner if isinstance(part, n.Plain | n.Para)), ())
    return Titles(titles.get(TITLE, ()), titles.get(SUBTITLE, ())), ()


def is_title(block: n.Block, name: str) -> bool:
    """Return whether a block is the title of this name."""
    return isinstance(block, n.Div) and name in block.attr.classes
