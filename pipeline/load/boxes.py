"""Callouts of Quarto, admonitions of pandoc and alerts of GitHub as boxes with a title."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.wording.terms import term

CALLOUT = "callout"
# The class of the block with the title in a box, as pandoc reads it from other markups.
TITLE_OF_BOX = "title"
_KINDS = ("note", "tip", "warning", "caution", "important")
_ALERT = re.compile(r"\[!(NOTE|TIP|WARNING|CAUTION|IMPORTANT)\]", re.IGNORECASE | re.ASCII)


def adopt(blocks: n.Blocks, lang: str) -> n.Blocks:
    """Return the blocks with callouts and alerts as boxes."""

    def block(node: n.Block) -> n.Blocks:
        match node:
            case n.Div(attr=attr) if kind := _callout(attr) or _admonition(node):
                return (_box(node, kind, lang),)
            case n.BlockQuote(blocks=(n.Para(inlines=(n.Str(text=text), *rest)) as first, *others)) if (
                mark := _ALERT.fullmatch(text)
            ):
                words = (
                    tuple(rest[1:])
                    if rest and isinstance(rest[0], n.SoftBreak | n.LineBreak)
                    else tuple(rest)
                )
                content = (replace(first, inlines=words), *others) if words else tuple(others)
                title = (n.Str(term(lang, f"callout-{mark.group(1).lower()}"), at=first.at),)
                return (_titled_box(title, content, n.Attr(), node.at),)
            case _:
                return (node,)

    return walk.map_tree(blocks, block=block)


def is_callout(div: n.Div) -> bool:
    """Return whether a box is a callout."""
    return bool(_callout(div.attr) or _admonition(div))


def _callout(attr: n.Attr) -> str:
    """Return the kind of callout that a box is."""
    names = (name.removeprefix("callout-") for name in attr.classes if name.startswith("callout-"))
    return next((name for name in names if name in _KINDS), "")


def _admonition(div: n.Div) -> str:
    """Return the kind of callout that a box of a bare class is; a `note` has to have the title of one.

    Without it `note` is rather a misspelling of `notes`, which are for the speaker.
    """
    kind = next((name for name in div.attr.classes if name in _KINDS), "")
    return "" if kind == "note" and not title_of(div.blocks) else kind


def title_of(blocks: n.Blocks) -> n.Inlines:
    """Return the title that pandoc reads from other markups into a box; empty for none."""
    match blocks:
        case (n.Div(attr=attr, blocks=(n.Para(inlines=inlines) | n.Plain(inlines=inlines),)), *_) if (
            TITLE_OF_BOX in attr.classes
        ):
            return inlines
        case _:
            return ()


def _box(div: n.Div, kind: str, lang: str) -> n.Div:
    """Return a callout with its title: from an attribute, its first heading, or the name of its kind."""
    title = div.attr.get("title")
    attr = n.Attr(div.attr.id)
    match div.blocks:
        case (n.Header(inlines=inlines), *rest) if title is None:
            return _titled_box(inlines, tuple(rest), attr, div.at)
        case (_, *rest) if inlines := title_of(div.blocks):
            return _titled_box(inlines, tuple(rest), attr, div.at)
        case blocks:
            words = title if title is not None else term(lang, f"callout-{kind}")
            return _titled_box(_words(words, div.at), blocks, attr, div.at)


def _titled_box(title: n.Inlines, blocks: n.Blocks, attr: n.Attr, at: int | None) -> n.Div:
    label = n.Div(n.Attr("", ("label",)), (n.Para(title),), at=at)
    return n.Div(replace(attr, classes=(CALLOUT,)), (label, *blocks), at=at)


def _words(text: str, at: int | None) -> n.Inlines:
    inlines: list[n.Inline] = []
    for word in text.split():
        inlines += [n.Space(), n.Str(word, at=at)] if inlines else [n.Str(word, at=at)]
    return tuple(inlines)
