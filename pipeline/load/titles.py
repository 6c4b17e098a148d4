"""The title of an article: read as Markdown, plain for metadata, or the first heading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pipeline.model import nodes as n
from pipeline.model import titles
from pipeline.model.front_matter import FrontMatter
from pipeline.model.walk import map_tree, text_of

_MARKUP = re.compile(r"[*_`$\\^~\[]|<[A-Za-z/!]|&#?\w+;|@\w")
_FIELDS = ((titles.TITLE, "title"), (titles.SUBTITLE, "subtitle"), (titles.DECK_TITLE, "deck: title"))
# Lines that editions set as plain words.
_PLAIN_FIELDS = (("article-kicker", "kicker"), ("short-title", "short_title"))
_EVERY_FIELD = (*_FIELDS, *_PLAIN_FIELDS)


def has_markup(value: str) -> bool:
    """Return whether a text may be more than words when it is read as Markdown."""
    return _MARKUP.search(value) is not None


def lead(front: FrontMatter, closed_values: Mapping[str, str]) -> str:
    """Return the Markdown that precedes the text: titles with markup, and the standfirst.

    `closed_values` are the values by their keys so that each ends with itself.
    """
    parts = [
        f"::: {name}\n{closed_values[field]}\n:::\n\n"
        for name, field in _EVERY_FIELD
        if (value := _value(front, field)) and has_markup(value)
    ]
    if front.standfirst:
        parts.append(f"::: standfirst\n{closed_values['standfirst']}\n:::\n\n")
    return "".join(parts)


def read_values(front: FrontMatter) -> dict[str, str]:
    """Return the values that are read as Markdown, by their keys."""
    values = {field: _value(front, field) for _, field in _EVERY_FIELD}
    values["standfirst"] = front.standfirst
    return {field: value for field, value in values.items() if value}


def _value(front: FrontMatter, field: str) -> str | None:
    value: str | None = front.deck.title if field == "deck: title" else getattr(front, field)
    return value


def settle(front: FrontMatter, blocks: n.Blocks) -> tuple[FrontMatter, n.Blocks]:
    """Return the front matter with plain titles, and the blocks with titles that are more than words."""
    words: dict[str, str] = {}
    count = next((i for i, each in enumerate(blocks) if not _is_any(each)), len(blocks))
    title_blocks: list[n.Block] = []
    for each in blocks[:count]:
        name, field = next(pair for pair in _EVERY_FIELD if titles.is_title(each, pair[0]))
        match each:
            case n.Div(blocks=(n.Para(inlines=inlines) | n.Plain(inlines=inlines),)):
                text = " ".join(text_of(inlines).split())
                if text:
                    words[field] = text
                    # A value that has only words after parsing: `R\&D`, `a_b`.
                    if name in titles.HEADS and titles.is_more_than_words(inlines):
                        title_blocks.append(replace(titles.block(name, inlines), at=each.at))
    updates: dict[str, Any] = dict(words)
    if deck_title := updates.pop("deck: title", ""):
        updates["deck"] = front.deck.model_copy(update={"title": deck_title})
    return front.model_copy(update=updates), (*title_blocks, *blocks[count:])


def _is_any(block: n.Block) -> bool:
    return any(titles.is_title(block, name) for name, _ in _EVERY_FIELD)


def from_heading(front: FrontMatter, blocks: n.Blocks) -> tuple[FrontMatter, n.Blocks]:
    """Take the title from a heading of level 1 that begins the text and is the only one; others move up."""
    first = next((i for i, each in enumerate(blocks) if not _is_before(each)), len(blocks))
    heads = [each for each in blocks if isinstance(each, n.Header) and each.level == 1]
    head = blocks[first] if first < len(blocks) else None
    if not isinstance(head, n.Header) or head.level != 1 or len(heads) != 1:
        return front, blocks
    rest = map_tree((*blocks[:first], *blocks[first + 1 :]), block=_raise)
    return settle(front, (titles.block(titles.TITLE, head.inlines), *rest))


def _is_before(block: n.Block) -> bool:
    return isinstance(block, n.Div) and "standfirst" in block.attr.classes


def _raise(block: n.Block) -> n.Blocks:
    match block:
        case n.Header(level=level):
            return (replace(block, level=max(1, level - 1)),)
        case _:
            return (block,)
