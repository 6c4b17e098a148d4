"""Blocks as paragraphs with levels, for slides, cells and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from pipeline.model import nodes as n
from pipeline.model.lines import row_line
from pipeline.model.walk import rows

# The largest number of a list item, limited to 16 bits.
LARGEST = 32_767
# What goes on from a slide before: the rest of an item without its mark.
FURTHER = n.Attr("", ("further",))
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bullet:
    """The marker of an item in a bullet list."""


@dataclass(frozen=True, slots=True)
class Number:
    """The marker of an item in a numbered list."""

    value: int
    style: n.ListNumberStyle
    delim: n.ListNumberDelim


Marker = Bullet | Number | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its words, its level from 0, its marker, and whether it is verbatim text.

    `lead` is the beginning of a point, in a column of its own. `inset` is true for a paragraph within an item
    that has no marker, as the second paragraph of the item.
    """

    words: n.Inlines
    level: int = 0
    marker: Marker = None
    lead: n.Inlines = ()
    verbatim: bool = False
    inset: bool = False


def label_of(number: Number) -> str:
    """Return the text of an item's number."""
    before = "(" if number.delim == "TwoParens" else ""
    behind = "." if number.delim in ("DefaultDelim", "Period") else ")"
    match number.style:
        case "LowerRoman" | "UpperRoman":
            text = _roman(number.value)
            text = text if number.style == "UpperRoman" else text.lower()
        case "LowerAlpha" | "UpperAlpha":
            # The letter is written again for each round of the alphabet: z, aa, bb.
            rounds, letter = divmod(number.value - 1, 26)
            text = chr(ord("A" if number.style == "UpperAlpha" else "a") + letter) * (rounds + 1)
        case "DefaultStyle" | "Example" | "Decimal":
            text = str(number.value)
        case _:
            assert_never(number.style)
    return before + text + behind


def _roman(value: int) -> str:
    """Return a number in Roman numerals."""
    letters = ""
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        letters += sign * times
    return letters


def paragraphs_of(blocks: n.Blocks, level: int = 0) -> Iterator[Paragraph]:
    """Yield the paragraphs of blocks, those of items, quotations and definitions one level deeper."""
    for block in blocks:
        yield from _paragraphs(block, level)


def _paragraphs(block: n.Block, level: int) -> Iterator[Paragraph]:
    match block:
        case n.Plain(inlines=inlines) | n.Para(inlines=inlines):
            yield Paragraph(inlines, level)
        case n.Header(inlines=inlines):
            yield Paragraph((n.Strong(inlines),), level)
        case n.BulletList(items=items):
            for item in items:
                yield from _item(item, level, Bullet())
        case n.OrderedList(start=start, style=style, delim=delim, items=items):
            for value, item in enumerate(items, start):
                if 1 <= value <= LARGEST:
                    yield from _item(item, level, Number(value, style, delim))
                else:
                    yield from _item(_with_number(item, value), level, None)
        case n.DefinitionList(items=entries):
            for term, definitions in entries:
                yield Paragraph((n.Strong(term),), level)
                for definition in definitions:
                    yield from paragraphs_of(definition, level + 1)
        case n.BlockQuote(blocks=inner):
            yield from paragraphs_of(inner, level + 1)
        case n.CodeBlock(text=text):
            verbatim = tuple((n.Code(n.Attr(), line),) for line in text.split("\n"))
            yield Paragraph(_lines(verbatim), level, verbatim=True)
        case n.LineBlock(lines=lines):
            yield Paragraph(_lines(lines), level)
        case n.Div(attr=attr, blocks=inner):
            lang = attr.get("lang")
            for each in paragraphs_of(inner, level + int(FURTHER.classes[0] in attr.classes)):
                yield replace(each, words=_in_language(each.words, lang)) if lang else each
        case n.Figure(caption=caption, blocks=inner):
            yield from paragraphs_of((*inner, *caption.blocks), level)
        case n.Table(caption=caption):
            yield from paragraphs_of(caption.blocks, level)
            for row in rows(block):
                yield Paragraph(row_line(row), level)
        case n.RawBlock() | n.HorizontalRule():
            return
        case _:
            assert_never(block)


def _item(item: n.Blocks, level: int, marker: Marker) -> Iterator[Paragraph]:
    """Yield the paragraphs of an item: the first with its marker, lists within it one level deeper."""
    match item:
        case (n.Plain(inlines=(n.Span(attr=attr) as lead, n.Space(), n.Span() as point)),) if (
            "lead" in attr.classes
        ):
            yield Paragraph(point.inlines, level, lead=lead.inlines)
            return
        case _:
            pass
    first = True
    for block in item:
        inner = isinstance(block, n.BulletList | n.OrderedList)
        if inner and first:
            yield Paragraph((), level, marker)
            first = False
        for each in _paragraphs(block, level + 1 if inner else level):
            if first and each.marker is None:
                yield replace(each, marker=marker, level=level)
            else:
                yield replace(each, inset=each.marker is None)
            first = False
    if first:
        yield Paragraph((), level, marker)


def _with_number(item: n.Blocks, value: int) -> n.Blocks:
    """Write the number of an item into its text."""
    number = (n.Str(f"{value}."), n.Space())
    match item:
        case (n.Plain() | n.Para() as first, *rest):
            return (replace(first, inlines=(*number, *first.inlines)), *rest)
        case _:
            return (n.Plain(number[:1]), *item)


def _lines(lines: Iterable[n.Inlines]) -> n.Inlines:
    """Return lines with a break between each two."""
    return tuple(part for line in lines for part in (n.LineBreak(), *line))[1:]


def _in_language(words: n.Inlines, lang: str) -> n.Inlines:
    return (n.Span(n.Attr("", (), (("lang", lang),)), words),) if words else ()
