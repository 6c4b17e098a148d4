"""Common parts of the briefing, the e-book and the web page: the text, its sources, data and colophon.

Each function returns blocks; an edition is their concatenation, in its own order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from pipeline.editions.note_calls import separate_calls
from pipeline.editions.ties import tie
from pipeline.model import nodes as n
from pipeline.model import titles
from pipeline.model.facts import Fact
from pipeline.model.stages import Document, Drawing
from pipeline.model.walk import Rebuild, walk
from pipeline.resolve.ids import keep_apart
from pipeline.wording.dates import date_text
from pipeline.wording.terms import term

# Parts that are only on slides.
FOR_SLIDES = frozenset({"notes", "slide", titles.MESSAGE, titles.DECK_TITLE})

# The ids of the parts behind the text.
BACK_IDS = frozenset({"sources", "refs", "figure-data", "colophon"})
# The ids of the chapter that an e-book begins with.
OPENING_IDS = frozenset({"at-a-glance", "text"})
_NUMBER_IDS = re.compile(r"(?:note|noteref|cited)-\d+")


def is_numbered(name: str) -> bool:
    """Return whether an id is of the form that notes and citations get."""
    return _NUMBER_IDS.fullmatch(name) is not None


def body(document: Document, edition: str, is_own: Callable[[str], bool] = BACK_IDS.__contains__) -> n.Blocks:
    """Return the article as reading editions show it: without the deck's parts, key points labelled.

    `is_own` tells the ids that the edition has for parts of its own.
    """
    lang = document.front.lang
    blocks, _ = keep_apart(select_blocks(document.blocks, edition), is_own)
    return tuple(_with_label(block, lang) for block in separate_calls(tie(blocks, lang)))


def select_blocks(blocks: n.Blocks, edition: str, leave_out: frozenset[str] = FOR_SLIDES) -> n.Blocks:
    """Select the blocks that belong to an edition, without those of the classes to leave out."""
    return _Selection(edition, leave_out).blocks(blocks)


class _Selection(Rebuild):
    """Rebuilds blocks with the content that `only` and `except` select for an edition, without these keys."""

    def __init__(self, edition: str, leave_out: frozenset[str]) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.edition = edition
        self.leave_out = leave_out

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Remove inlines of other editions; a span that only selects editions is replaced by its content."""
        result: list[n.Inline] = []
        for item in items:
            if isinstance(item, n.Span):
                if not shows(item.attr, self.edition):
                    continue
                bare_item = replace(item, attr=item.attr.without("only", "except"))
                if bare_item.attr == n.Attr():
                    result += self.inlines(item.inlines)
                    continue
                item = bare_item
            result.append(self.descend_inline(item))
        return tuple(result)

    def blocks(self, items: n.Blocks) -> n.Blocks:
        """Remove blocks of other editions; a div that only selects editions is replaced by its content."""
        result: list[n.Block] = []
        for item in items:
            if isinstance(item, n.Div | n.Header | n.Figure | n.Table | n.CodeBlock):
                if not shows(item.attr, self.edition) or self.leave_out.intersection(item.attr.classes):
                    continue
                bare_item = replace(item, attr=item.attr.without("only", "except"))
                if isinstance(item, n.Div) and bare_item.attr == n.Attr():
                    result += self.blocks(item.blocks)
                    continue
                item = bare_item
            result.append(self.descend_block(item))
        return tuple(result)


def shows(attr: n.Attr, edition: str) -> bool:
    """Return whether an element with these attributes belongs to an edition."""
    only, exclusion = attr.get("only"), attr.get("except")
    return (only is None or edition in only.split()) and (
        exclusion is None or edition not in exclusion.split()
    )


def _with_label(block: n.Block, lang: str) -> n.Block:
    """Put "In brief" above key points, without their message, and a caption on the table of offices."""
    if isinstance(block, n.Table) and "officials" in block.attr.classes and not block.caption.blocks:
        return replace(block, caption=n.Caption(None, (n.Plain(words(term(lang, "officials"))),)))
    if not isinstance(block, n.Div):
        return block
    if "key-points" not in block.attr.classes:
        return replace(block, blocks=tuple(_with_label(inner, lang) for inner in block.blocks))
    own = (("lang", lang),) if block.attr.get("lang") else ()
    label = n.Div(n.Attr("", ("label",), own), (n.Para(words(term(lang, "in-brief"))),))
    return replace(block, attr=block.attr.without("message"), blocks=(label, *block.blocks))


def sources(document: Document, blocks: n.Blocks) -> n.Blocks:
    """Return the list of sources that these blocks cite, in the style's order; nothing if they cite none."""
    keys = {citation.id for node in walk(blocks) if isinstance(node, n.Cite) for citation in node.citations}
    keys |= document.nocite_keys
    entries = tuple(entry for entry in document.bibliography if entry.attr.id.removeprefix("ref-") in keys)
    if not entries:
        return ()
    return (
        back_heading("sources", term(document.front.lang, "sources")),
        n.Div(n.Attr("refs", ("references",)), entries),
    )


def figure_data(document: Document, blocks: n.Blocks) -> n.Blocks:
    """Return an appendix with the data of each figure drawn in these blocks; empty if there are none."""
    tables = [
        data_table(node, drawing)
        for node in walk(blocks)
        if isinstance(node, n.Figure) and (drawing := drawing_of(node, document)) is not None
    ]
    if not tables:
        return ()
    return (
        back_heading("figure-data", term(document.front.lang, "figure-data")),
        n.Div(n.Attr("", ("figure-data-tables",)), tuple(tables)),
    )


def drawing_of(figure: n.Figure, document: Document) -> Drawing | None:
    """Return the drawing that a figure shows, or None if it shows none."""
    for node in walk(figure.blocks):
        if isinstance(node, n.Image) and node.url.startswith("figure:"):
            return document.drawings.get(node.url.removeprefix("figure:"))
    return None


def data_table(figure: n.Figure, drawing: Drawing) -> n.Table:
    """Return a drawing's data as a table; its caption names and links the figure."""
    spans = (node for node in walk(figure.caption.blocks) if isinstance(node, n.Span))
    label = next(
        (span.inlines for span in spans if "label" in span.attr.classes), words(term(drawing.lang, "figure"))
    )
    link = n.Link(n.Attr("", ("label", "crossref")), label, f"#{figure.attr.id}")
    unit = f" ({drawing.unit})" if drawing.unit else ""
    caption = (link, n.Str("."), n.Space(), *words(drawing.title + unit))
    head = n.Row(n.Attr(), tuple(_cell(text) for text in drawing.head))
    last: n.Alignment = "AlignDefault" if drawing.kind == "timeline" else "AlignRight"
    columns = (*(n.ColSpec("AlignDefault", None) for _ in drawing.head[1:]), n.ColSpec(last, None))
    rows = tuple(n.Row(n.Attr(), tuple(_cell(text) for text in texts)) for texts in data_rows(drawing))
    return n.Table(
        n.Attr(f"data-{drawing.id}", ("figure-data",)),
        n.Caption(None, (n.Plain(caption),)),
        columns,
        n.TableEnd(n.Attr(), (head,)),
        (n.TableBody(n.Attr(), 0, (), rows),),
        n.TableEnd(n.Attr(), ()),
    )


def value_column(drawing: Drawing) -> int:
    """Return the column of a data table that has the values of facts: of an event the date is the value."""
    return 0 if drawing.kind == "timeline" else len(drawing.head) - 1


def data_rows(drawing: Drawing) -> Iterator[tuple[str, ...]]:
    """Yield a drawing's data row by row, as texts, one for each of its column heads."""
    width = len(drawing.head)
    for datum in drawing.data:
        when = date_text(datum.when, drawing.lang) if datum.when else ""
        match drawing.kind:
            case "timeline":
                yield (when, datum.label)
                continue
            case "line":
                place = when
            case "bars" | "slope" | "share":
                place = datum.label
            case _:
                assert_never(drawing.kind)
        yield (place, datum.series, datum.text) if width > 2 else (place or datum.series, datum.text)
    for span in drawing.spans:
        start = date_text(span.start, drawing.lang)
        end = date_text(span.end, drawing.lang) if span.end else term(drawing.lang, "to-now")
        yield (term(drawing.lang, "term-of-office", start=start, end=end), span.label)


def _cell(text: str) -> n.Cell:
    return n.Cell(n.Attr(), "AlignDefault", 1, 1, (n.Plain(words(text)),))


def colophon(document: Document, blocks: n.Blocks) -> n.Blocks:
    """Return the colophon: identity, dates, coverage of facts, production and rights."""
    front, lang = document.front, document.front.lang
    facts = bound_facts(document, blocks)
    lines = (
        ("colophon-document", front.id),
        ("colophon-as-of", date_text(front.as_of, lang) if front.as_of else None),
        ("colophon-published", date_text(front.date, lang) if front.date else None),
        ("colophon-facts", coverage(facts, lang) if facts else None),
        ("how-made", term(lang, "colophon-made" if facts else "colophon-made-plain")),
        ("rights", front.rights),
    )
    items = tuple(
        (words(term(lang, name)), ((n.Plain(words(text)),),)) for name, text in lines if text is not None
    )
    return (
        back_heading("colophon", term(lang, "colophon")),
        n.Div(n.Attr("", ("colophon",)), (n.DefinitionList(items),)),
    )


def bound_facts(document: Document, blocks: n.Blocks) -> tuple[Fact, ...]:
    """Return the facts of the ledger that these blocks state, each once, in the order of the ledger."""
    names = {node.attr.get("fact") for node in walk(blocks) if isinstance(node, n.Span)}
    for node in walk(blocks):
        if isinstance(node, n.Figure) and (drawing := drawing_of(node, document)) is not None:
            names.update(datum.fact for datum in drawing.data)
    return tuple(fact for fact in document.ledger.facts if fact.id in names)


def coverage(facts: Iterable[Fact], lang: str) -> str:
    """Return how many facts are bound to the ledger and how many of them have a source."""
    fact_list = tuple(facts)
    source_count = sum(1 for fact in fact_list if fact.sources)
    return term(lang, "colophon-coverage", facts=str(len(fact_list)), sourced=str(source_count))


def back_heading(name: str, text: str) -> n.Header:
    """Return the heading of a part after the text."""
    return n.Header(1, n.Attr(name, ("unnumbered", "back")), words(text))


def words(text: str) -> n.Inlines:
    """Return a text as inlines, one Str for each word; no-break spaces stay within words."""
    parts: list[n.Inline] = []
    for index, word in enumerate(text.split(" ")):
        if index:
            parts.append(n.Space())
        if word:
            parts.append(n.Str(word))
    return tuple(parts)
