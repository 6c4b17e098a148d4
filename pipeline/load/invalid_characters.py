"""Characters that no edition can contain: report and replace them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import assert_never

from pipeline.load.text import HIDDEN_CHARACTER
from pipeline.model import characters, walk
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic, Place, error, warning
from pipeline.model.source import SourceText

_ENTITY = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));")
# An entity is searched for in this many characters from the beginning of its node.
_NEAR = 2_000


def make_diagnostic(character: str, place: Place, *, count: int = 1) -> Diagnostic:
    """Return the diagnostic for a character that no edition can contain, at its first place."""
    name = characters.name(character)
    more = f" ({count} times)" if count > 1 else ""
    if characters.has_direction_control(character):
        return error("character-hidden", f"the character {name} cannot be seen{more}", place, "delete it")
    hint = "delete it, or write the sign that is meant"
    return warning("character-invalid", f"the character {name} belongs to no script{more}", place, hint)


def replace_invalid(blocks: n.Blocks, source: SourceText) -> tuple[n.Blocks, tuple[Diagnostic, ...]]:
    """Replace characters that no edition can contain; return the blocks and a diagnostic for each of them."""
    if not any(_has_invalid(text) for node in walk.walk(blocks) for text in texts(node)):
        return blocks, ()
    first: dict[str, Place] = {}
    count: Counter[str] = Counter()

    def visit(node: walk.AnyNode) -> None:
        for text in texts(node):
            lost_characters = _lost_characters(node.at, source) if characters.MARK in text else ()
            for each in (*characters.find_invalid(text), *lost_characters):
                count[each] += max(1, text.count(each))
                if each not in first:
                    first[each] = _place(each, node.at, source)

    def inline(node: n.Inline) -> n.Inlines:
        visit(node)
        return (fit_inline(node),)

    def block(node: n.Block) -> n.Blocks:
        visit(node)
        return (fit_block(node),)

    fitting = walk.map_tree(blocks, inline=inline, block=block)
    new = {each: place for each, place in first.items() if not is_literal(each, source)}
    return fitting, tuple(make_diagnostic(each, place, count=count[each]) for each, place in new.items())


def is_literal(character: str, source: SourceText) -> bool:
    """Return whether a character is literally in the file, so that reading the file has reported it."""
    return character in source.text and HIDDEN_CHARACTER.match(character) is not None


def _has_invalid(text: str) -> bool:
    return bool(characters.find_invalid(text)) or characters.MARK in text


def texts(node: walk.AnyNode) -> tuple[str, ...]:
    """Return all texts of a node itself: its words, its address and its attributes."""
    match node:
        case n.Str(text=text) | n.RawInline(text=text) | n.RawBlock(text=text):
            return (text,)
        case n.Math(text=text, plain=plain):
            return (text, plain)
        case n.Code(attr=attr, text=text) | n.CodeBlock(attr=attr, text=text):
            return (text, *_strings(attr))
        case n.Link(attr=attr, url=url, title=title) | n.Image(attr=attr, url=url, title=title):
            return (url, title, *_strings(attr))
        case n.Cite(citations=citations):
            return tuple(each.id for each in citations)
        case n.Span(attr=attr) | n.Header(attr=attr) | n.Div(attr=attr) | n.Figure(attr=attr):
            return _strings(attr)
        case n.Table(attr=attr):
            return _strings(attr)
        case (
            n.Space() | n.SoftBreak() | n.LineBreak() | n.Emph() | n.Underline() | n.Strong() | n.Strikeout()
            | n.Superscript() | n.Subscript() | n.SmallCaps() | n.Quoted() | n.Note() | n.Plain() | n.Para()
            | n.LineBlock() | n.BlockQuote() | n.OrderedList() | n.BulletList() | n.DefinitionList()
            | n.HorizontalRule()
        ):  # fmt: skip
            return ()
        case _:
            assert_never(node)


def fit_inline(node: n.Inline) -> n.Inline:
    """Return an inline with texts that every edition can have; names and addresses lose the characters."""
    match node:
        case n.Str(text=text) | n.RawInline(text=text):
            return replace(node, text=characters.fit(text))
        case n.Math(text=text, plain=plain):
            return replace(node, text=characters.fit(text), plain=characters.fit(plain))
        case n.Code(attr=attr, text=text):
            return replace(node, attr=_attr(attr), text=characters.fit(text))
        case n.Link(attr=attr, url=url, title=title) | n.Image(attr=attr, url=url, title=title):
            return replace(node, attr=_attr(attr), url=characters.fit(url, ""), title=characters.fit(title))
        case n.Cite(citations=citations):
            clean_citations = tuple(replace(each, id=characters.fit(each.id, "")) for each in citations)
            return replace(node, citations=clean_citations)
        case n.Span(attr=attr):
            return replace(node, attr=_attr(attr))
        case _:
            return node


def fit_block(node: n.Block) -> n.Block:
    """Return a block with all of its texts valid in every edition."""
    match node:
        case n.RawBlock(text=text):
            return replace(node, text=characters.fit(text))
        case n.CodeBlock(attr=attr, text=text):
            return replace(node, attr=_attr(attr), text=characters.fit(text))
        case n.Header(attr=attr) | n.Div(attr=attr) | n.Figure(attr=attr) | n.Table(attr=attr):
            return replace(node, attr=_attr(attr))
        case _:
            return node


def _strings(attr: n.Attr) -> tuple[str, ...]:
    return (attr.id, *attr.classes, *(text for pair in attr.pairs for text in pair))


def _attr(attr: n.Attr) -> n.Attr:
    bare = [characters.fit(each, "") for each in attr.classes]
    pairs = tuple((characters.fit(key, ""), characters.fit(value)) for key, value in attr.pairs)
    return n.Attr(characters.fit(attr.id, ""), tuple(filter(None, bare)), pairs)


def _place(character: str, at: int | None, source: SourceText) -> Place:
    """Return the place of a character: its own, that of its entity, or that of its node."""
    start = 0 if at is None else at
    end = len(source.text) if at is None else min(at + _NEAR, len(source.text))
    offset = source.text.find(character, start, end)
    if offset >= 0:
        return source.place(offset, 1)
    for match in _ENTITY.finditer(source.text, start, end):
        if _code(match) == ord(character):
            return source.place(match.start(), len(match[0]))
    return source.place(at)


def _lost_characters(at: int | None, source: SourceText) -> tuple[str, ...]:
    """Return the character of an entity that pandoc has replaced already: NUL, or half a surrogate pair."""
    start, end = (0, len(source.text)) if at is None else (at, at + _NEAR)
    codes = map(_code, _ENTITY.finditer(source.text, start, end))
    return next(((chr(code),) for code in codes if code == 0 or 0xD800 <= code < 0xE000), ())


def _code(entity: re.Match[str]) -> int:
    return int(entity[1], 16) if entity[1] else int(entity[2])
