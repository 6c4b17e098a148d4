"""A title with markup: a block before the text, or at the head of a slide, until an edition takes it out.

So whatever is done with the text (letters checked, quotation marks set, formulas read) is done with it.
A title of plain words is in the front matter only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.model import nodes as n

TITLE, SUBTITLE, DECK_TITLE = HEADS = ("article-title", "article-subtitle", "article-deck-title")
# The message of a slide or of key points.
MESSAGE = "slide-message"


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles as inlines; empty if they are plain words, as in the front matter."""

    title: n.Inlines = ()
    subtitle: n.Inlines = ()
    deck_title: n.Inlines = ()


def is_more_than_words(inlines: n.Inlines) -> bool:
    """Return whether a title contains more than words and spaces."""
    return not all(isinstance(item, n.Str | n.Space | n.SoftBreak) for item in inlines)


def block(name: str, inlines: n.Inlines) -> n.Div:
    """Return a title as a block."""
    return n.Div(n.Attr("", (name,)), (n.Plain(inlines),))


def apart(blocks: n.Blocks) -> tuple[Titles, n.Blocks]:
    """Return the titles that blocks begin with, and the blocks without them."""
    inlines: dict[str, n.Inlines] = {}
    count = 0
    for each in blocks:
        name = next((name for name in HEADS if is_title(each, name)), "")
        if not name:
            break
        inlines[name] = _inlines_of(each)
        count += 1
    return Titles(*(inlines.get(name, ()) for name in HEADS)), blocks[count:]


def message_apart(box: n.Div) -> tuple[n.Inlines, n.Div]:
    """Return the message of a box as inlines, empty if it is plain words or none, and the box without it."""
    match box.blocks:
        case (first, *rest) if is_title(first, MESSAGE):
            return _inlines_of(first), replace(box, blocks=tuple(rest))
        case _:
            return (), box


def _inlines_of(block: n.Block) -> n.Inlines:
    inner = block.blocks if isinstance(block, n.Div) else ()
    return next((part.inlines for part in inner if isinstance(part, n.Plain | n.Para)), ())


def is_title(block: n.Block, name: str) -> bool:
    """Return whether a block is the title of this name."""
    return isinstance(block, n.Div) and name in block.attr.classes
