"""The box `at-a-glance`: key figures and a table of offices, dated and sourced."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.facts import (
    Claim,
    Count,
    Date,
    Event,
    Fact,
    Ledger,
    Money,
    OfficeHolder,
    Percent,
    when_of,
)
from pipeline.model.stages import Document, Manuscript
from pipeline.resolve.bind import words
from pipeline.resolve.sources import citation_of
from pipeline.wording.dates import date_text
from pipeline.wording.terms import term

_Entry = tuple[n.Inlines, n.Inlines, Fact | None]


def glance(document: Document, manuscript: Manuscript) -> Document:
    """Return the document with its at-a-glance boxes laid out."""
    lang, ledger = document.front.lang, document.ledger

    def layout(block: n.Block) -> n.Blocks:
        if isinstance(block, n.Div) and "at-a-glance" in block.attr.classes:
            return (
                replace(
                    block,
                    blocks=tuple(part for item in block.blocks for part in _lay_out(item, ledger, lang)),
                ),
            )
        return (block,)

    return replace(document, blocks=walk.map_tree(document.blocks, block=layout))


def _lay_out(block: n.Block, ledger: Ledger, lang: str) -> n.Blocks:
    if not isinstance(block, n.DefinitionList):
        return (block,)
    entries: list[_Entry] = [
        (label, _first_text(definitions), _fact_in(label, ledger)) for label, definitions in block.items
    ]
    offices = [entry for entry in entries if _is_office(entry[2])]
    figures = [entry for entry in entries if not _is_office(entry[2])]
    result: list[n.Block] = []
    if figures:
        result.append(
            n.Div(n.Attr(classes=("key-figures",)), tuple(_figure(entry, lang) for entry in figures))
        )
    if offices:
        result.append(n.Div(n.Attr(classes=("officials",)), (_offices(offices, lang),)))
    return tuple(result)


def _is_office(fact: Fact | None) -> bool:
    """Return whether a fact belongs in the table of offices, not among the key figures."""
    match fact:
        case OfficeHolder() | Claim():
            return True
        case Money() | Percent() | Count() | Date() | Event() | None:
            return False
        case _:
            assert_never(fact)


def _first_text(definitions: tuple[n.Blocks, ...]) -> n.Inlines:
    for blocks in definitions:
        for block in blocks:
            if isinstance(block, n.Para | n.Plain):
                return block.inlines
    return ()


def _fact_in(inlines: n.Inlines, ledger: Ledger) -> Fact | None:
    for node in walk.walk(inlines):
        if isinstance(node, n.Span) and (name := node.attr.get("fact")):
            return ledger.get(name)
    return None


def _figure(entry: _Entry, lang: str) -> n.Div:
    value, label, fact = entry
    line: list[n.Inline] = []
    if fact is not None:
        when = when_of(fact)
        dates = [date_text(when, lang)] if when else []
        dates += [term(lang, "as-of-short", date=date_text(fact.as_of, lang))] if fact.as_of else []
        line += words(" · ".join(dates))
        cite = citation_of([fact], most=2)
        if cite:
            line += [n.Space(), n.Str("·"), n.Space(), cite] if line else [cite]
    paragraphs = [n.Para(value), n.Para(label), *([n.Para(tuple(line))] if line else [])]
    return n.Div(n.Attr(classes=("key-figure",)), tuple(paragraphs))


def _offices(entries: list[_Entry], lang: str) -> n.Table:
    def cell(inlines: n.Inlines) -> n.Cell:
        return n.Cell(n.Attr(), "AlignDefault", 1, 1, (n.Plain(inlines),))

    head = tuple(cell(words(term(lang, name))) for name in ("post", "holder", "checked"))
    rows = [
        n.Row(n.Attr(), (cell(label), cell(_holder(value, fact, lang)), cell(_check_date(fact, lang))))
        for value, label, fact in entries
    ]
    # A single row needs no row head.
    row_heads = 1 if len(rows) > 1 else 0
    return n.Table(
        n.Attr(classes=("officials",)),
        n.Caption(None, ()),
        tuple(n.ColSpec("AlignDefault", None) for _ in head),
        n.TableEnd(n.Attr(), (n.Row(n.Attr(), head),)),
        (n.TableBody(n.Attr(), row_heads, (), tuple(rows)),),
        n.TableEnd(n.Attr(), ()),
    )


def _holder(value: n.Inlines, fact: Fact | None, lang: str) -> n.Inlines:
    if not isinstance(fact, OfficeHolder) or (start := fact.value.from_) is None:
        return value
    began = date_text(start, lang)
    holder_text = (
        term(lang, "term-of-office", start=began, end=date_text(fact.value.to, lang))
        if fact.value.to
        else term(lang, "since", date=began)
    )
    holder_span = n.Span(n.Attr("", ("fact",), (("fact", fact.id),)), words(holder_text))
    return (*value, n.Str(","), n.Space(), holder_span)


def _check_date(fact: Fact | None, lang: str) -> n.Inlines:
    if fact is None:
        return ()
    line: list[n.Inline] = [*words(date_text(fact.as_of, lang))] if fact.as_of else []
    cite = citation_of([fact], most=2)
    if cite:
        line += [n.Str(","), n.Space(), cite] if line else [cite]
    return tuple(line)
