"""The web page: the article with each figure's data below it, its sources, and the facts that it states."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.editions import prose
from pipeline.editions.backlinks import to_sections, with_backlinks
from pipeline.editions.dangling import without_dangling
from pipeline.editions.fact_links import ENTRY, PLACE, link_facts
from pipeline.editions.fact_list import LIST_ID, fact_list
from pipeline.editions.source_labels import source_links
from pipeline.model import nodes as n
from pipeline.model.facts import Fact
from pipeline.model.references import Reference
from pipeline.model.stages import Document, Drawing, Edition
from pipeline.model.walk import map_tree, walk

# The ids of the parts of the page.
PAGE_IDS = prose.BACK_IDS | {LIST_ID, "article", "contents", "notes", "title", "popup"}
# Those of the parts that the pages of a site have besides.
SITE_IDS = frozenset({"search", "search-count", "search-results", "overview"})
# The class of the data below a figure.
DATA = "data-of-figure"


def web(document: Document, more_ids: frozenset[str] = frozenset()) -> Edition:
    """Return the document as the web page shows it; `more_ids` are those that the page has besides."""
    lang = document.front.lang
    text = _with_data(prose.body(document, "web", _is_own(document, more_ids)), document)
    facts = prose.bound_facts(document, text)
    linked_text, places = link_facts(text, frozenset(fact.id for fact in facts))
    list_blocks = fact_list(facts, places, source_links(document), lang)
    whole = (*linked_text, *list_blocks)
    body, sources = with_backlinks(whole, prose.sources(document, whole), lang, links=to_sections)
    count = len(linked_text)
    blocks = (*body[:count], *sources, *body[count:], *prose.colophon(document, text))
    return Edition(
        "web",
        document.slug,
        document.front,
        document.source,
        without_dangling(blocks),
        document.drawings,
        document.media,
        facts=facts,
        references=_references(document, sources, facts),
        look=document.look,
    )


def _is_own(document: Document, more_ids: frozenset[str]) -> Callable[[str], bool]:
    """Return a function that tells the ids which the page has for parts of its own."""
    names = {fact.id for fact in document.ledger.facts}
    own_ids = (
        PAGE_IDS
        | more_ids
        | {ENTRY + name for name in names}
        | {f"data-{name}" for name in document.drawings}
    )
    places = re.compile(rf"{PLACE}(?P<fact>.+?)(?:-\d+)?")

    def is_own(name: str) -> bool:
        place = places.fullmatch(name)
        return name in own_ids or prose.is_numbered(name) or bool(place and place["fact"] in names)

    return is_own


def _references(document: Document, sources: n.Blocks, facts: tuple[Fact, ...]) -> tuple[Reference, ...]:
    """Return the works that the page names, in the order of the bibliography's file."""
    keys = {source.ref for fact in facts for source in fact.sources}
    keys |= {node.attr.id.removeprefix("ref-") for node in walk(sources) if isinstance(node, n.Div)}
    return tuple(each for each in document.references if each.id in keys)


def _with_data(blocks: n.Blocks, document: Document) -> n.Blocks:
    """Put the table of its data below each figure that is drawn from data."""
    facts = {fact.id: fact for fact in document.ledger.facts}

    def below(block: n.Block) -> n.Blocks:
        if not isinstance(block, n.Figure) or (drawing := prose.drawing_of(block, document)) is None:
            return (block,)
        table = _with_facts(prose.data_table(block, drawing), drawing, facts)
        return (replace(block, blocks=(*block.blocks, n.Div(n.Attr("", (DATA,)), (table,)))),)

    return map_tree(blocks, block=below)


def _with_facts(table: n.Table, drawing: Drawing, facts: dict[str, Fact]) -> n.Table:
    """Bind the value in each row of a data table to its fact."""
    column = prose.value_column(drawing)
    [body] = table.bodies
    rows = list(body.rows)
    for index, datum in enumerate(drawing.data):
        if datum.fact in facts:
            rows[index] = _bind_cell(rows[index], column, datum.fact)
    return replace(table, bodies=(replace(body, rows=tuple(rows)),))


def _bind_cell(row: n.Row, column: int, name: str) -> n.Row:
    cells = list(row.cells)
    match cells[column].blocks:
        case (n.Plain(inlines=inlines) as plain,) if inlines:
            span = n.Span(n.Attr("", ("fact",), (("fact", name),)), inlines)
            cells[column] = replace(cells[column], blocks=(replace(plain, inlines=(span,)),))
        case _:
            pass
    return replace(row, cells=tuple(cells))
