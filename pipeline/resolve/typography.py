"""Typography of each language in an article: quotation marks, dashes, ellipses, spaces that do not break."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.front_matter import FrontMatter
from pipeline.model.stages import Document, Manuscript
from pipeline.wording.typography import typography

_OPENING = frozenset(" \u00a0\u202f\n([{–—-/“‘«\u2018\u201c")
# Behind these a quotation mark opens if a letter follows: `key="word"`.
_JOINING = frozenset("=<¿¡")
_OPENING_MARKS = "([\"'„‚“‘«¿¡—–"
_DASHES = (("---", "—"), ("--", "–"), ("...", "…"))


@dataclass
class _Line:
    """The character before, and whether marks are open, while a line of inlines is read."""

    before: str = " "
    single: bool = False
    double: bool = False


def typeset(document: Document, manuscript: Manuscript) -> Document:
    """Return the document with its final typography, including its title and other plain texts."""
    setter = _Typesetter(document.front.lang)
    return replace(
        document,
        blocks=walk.map_tree(setter.blocks(document.blocks), block=partial(_message, setter=setter)),
        bibliography=tuple(
            entry for entry in setter.blocks(document.bibliography) if isinstance(entry, n.Div)
        ),
        front=_front(document.front, setter),
    )


def typeset_text(text: str, lang: str) -> str:
    """Return a plain text, as one of the ledger, as it is to be read."""
    return _Typesetter(lang).text(text, _Line())


def _front(front: FrontMatter, setter: _Typesetter) -> FrontMatter:
    names = ("title", "short_title", "subtitle", "kicker", "rights")
    texts: dict[str, Any] = {
        name: setter.text(value, _Line()) for name in names if (value := getattr(front, name))
    }
    if front.deck.title:
        texts["deck"] = front.deck.model_copy(update={"title": setter.text(front.deck.title, _Line())})
    return front.model_copy(update=texts)


def _message(block: n.Block, setter: _Typesetter) -> n.Blocks:
    """Set the message of key points and slides, which is a title."""
    if isinstance(block, n.Div) and (message := block.attr.get("message")):
        return (replace(block, attr=block.attr.with_pairs(message=setter.text(message, _Line()))),)
    return (block,)


class _Typesetter(walk.Rebuild):
    """Rebuilds text with a language's marks; code and formulas are left alone."""

    def __init__(self, lang: str, line: _Line | None = None) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        rules = typography(lang)
        self.double: tuple[str, str] = tuple(rules["double"])
        self.single: tuple[str, str] = tuple(rules["single"])
        self.spaces = [(re.compile(pattern), space) for pattern, space in rules.get("spaces", ())]
        self.high = str(rules.get("high", ""))
        self.group = str(rules.get("group", ""))
        self.ties = frozenset(tuple(pair) for pair in rules.get("ties", ()))
        self.before_number = frozenset(rules.get("before-number", ()))
        self.line = line

    def descend_block(self, node: n.Block) -> n.Block:
        """Set the content of a block; a block in another language gets the marks of that one."""
        lang = node.attr.get("lang") if isinstance(node, n.Div | n.Header) else None
        return walk.Rebuild.descend_block(_Typesetter(lang) if lang else self, node)

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Set a line; inner inlines continue the state of the outer ones."""
        if self.line is not None:
            return self.sequence(items)
        self.line = _Line()
        try:
            return self.sequence(items)
        finally:
            self.line = None

    def sequence(self, items: n.Inlines) -> n.Inlines:
        """Set inlines one after the other."""
        result: list[n.Inline] = []
        for item in items:
            result += self.one(item)
        return self.fix_spaces(result)

    def one(self, item: n.Inline) -> n.Inlines:
        """Set one inline."""
        assert self.line is not None
        match item:
            case n.Str(text=text):
                return (replace(item, text=self.text(text, self.line)),)
            case n.Space() | n.SoftBreak() | n.LineBreak():
                self.line.before = " "
                return (item,)
            case n.Code() | n.Math() | n.Image():
                self.line.before = "x"
                return (item,)
            case n.Note():
                outer, self.line = self.line, None
                inline = self.descend_inline(item)
                self.line = outer
                return (inline,)
            case n.Quoted(kind=kind, inlines=inlines):
                opening, closing = self.double if kind == "DoubleQuote" else self.single
                self.line.before = opening[-1]
                inner = self.sequence(inlines)
                self.line.before = closing[-1]
                return (n.Str(opening), *inner, n.Str(closing))
            case n.Span(attr=attr, inlines=inlines) | n.Link(attr=attr, inlines=inlines) if lang := attr.get(
                "lang"
            ):
                return (replace(item, inlines=_Typesetter(lang, self.line).sequence(inlines)),)
            case _:
                return (self.descend_inline(item),)

    def text(self, text: str, line: _Line) -> str:
        """Set a run of characters."""
        for plain, mark in _DASHES:
            text = text.replace(plain, mark)
        characters: list[str] = []
        for position, character in enumerate(text):
            after = text[position + 1 : position + 2]
            if character == '"':
                opens = (line.before in _OPENING and bool(after or position == 0)) or (
                    line.before in _JOINING and after.isalnum()
                )
                is_inch = not opens and not line.double and line.before.isdigit()
                character = "″" if is_inch else self.double[0 if opens else 1]
                line.double = opens or (is_inch and line.double)
            elif character == "'":
                opens = line.before in _OPENING and not after.isdigit() and bool(after)
                closes = line.single and not after.isalnum()
                character = self.single[0] if opens else self.single[1] if closes else "’"
                line.single = opens or (line.single and not closes)
            characters.append(character)
            line.before = character[-1]
        result = "".join(characters)
        for pattern, space in self.spaces:
            result = pattern.sub(space, result)
        return result

    def fix_spaces(self, items: list[n.Inline]) -> n.Inlines:
        """Keep spaces from breaking: before high punctuation, French `mot ;`, and German `z. B.`, `Nr. 5`."""
        if not (self.high or self.group or self.ties or self.before_number):
            return tuple(items)
        result: list[n.Inline] = []
        for item in items:
            if (
                isinstance(item, n.Str)
                and result
                and isinstance(result[-1], n.Space | n.SoftBreak)
                and item.text[:1] in self.high
            ):
                result[-1] = n.Str("\u00a0" if item.text[:1] in ":»" else "\u202f", at=result[-1].at)
            elif (
                isinstance(item, n.Space | n.SoftBreak)
                and "»" in self.high
                and isinstance(result[-1] if result else None, n.Str)
                and walk.text_of(tuple(result[-1:])).endswith("«")
            ):
                result.append(n.Str("\u00a0", at=item.at))
                continue
            elif self.group and len(result) > 1 and _groups(result[-2], result[-1], item):
                result[-1] = n.Str(self.group, at=result[-1].at)
            elif len(result) > 1 and self._ties(result[-2], result[-1], item):
                result[-1] = n.Str("\u00a0", at=result[-1].at)
            result.append(item)
        return tuple(result)

    def _ties(self, before: n.Inline, space: n.Inline, after: n.Inline) -> bool:
        """Return whether a space is in an abbreviation, or between one and its number."""
        if not (
            isinstance(space, n.Space | n.SoftBreak)
            and isinstance(before, n.Str)
            and isinstance(after, n.Str)
        ):
            return False
        word = before.text.lstrip(_OPENING_MARKS)
        second = any(word == first and after.text.startswith(end) for first, end in self.ties)
        return second or (word in self.before_number and after.text[:1].isdigit())


def _groups(before: n.Inline, space: n.Inline, after: n.Inline) -> bool:
    """Return whether a space separates the thousands of one number: `299 792 458`."""
    return (
        isinstance(space, n.Space | n.SoftBreak)
        and isinstance(before, n.Str)
        and isinstance(after, n.Str)
        and re.search(r"(?:^|\D)\d{1,3}$", before.text) is not None
        and re.match(r"\d{3}(?!\d)", after.text) is not None
    )
