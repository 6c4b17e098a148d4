"""Backlinks from sources to their citations: each citation gets an id, each entry links to its citations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from pipeline.editions import prose
from pipeline.editions.place_links import CitationPlace, PlaceLinks
from pipeline.editions.ties import TIE
from pipeline.model import nodes as n
from pipeline.model.walk import ids, map_tree, walk
from pipeline.wording.clipping import clip
from pipeline.wording.terms import term

ID_PREFIX = "cited-"
ARROW = "↩\N{VARIATION SELECTOR-15}"
LONGEST_SECTION = 60
_SOURCE = "#ref-"


Links = Callable[[tuple[CitationPlace, ...], str], n.Inlines]


def to_pages(places: tuple[CitationPlace, ...], lang: str) -> n.Inlines:
    """Return links with their numbers in the order of the text; the PDF replaces the numbers by pages."""
    words = term(lang, "cited-on", page="{page}")
    return join_links(
        n.Link(n.Attr("", ("return",)), (n.Str(str(number)),), f"#{place.id}", words)
        for number, place in enumerate(places, 1)
    )


def to_sections(places: tuple[CitationPlace, ...], lang: str, name: str = "cited-in") -> n.Inlines:
    """Return an arrow, and a number for each of several places; the accessible name is the section.

    `name` is the term that says what was done in the section.
    """
    if len(places) == 1:
        return (_to_section(places[0], ARROW, _section(places[0], lang, name), "back"),)
    arrow = n.Span(n.Attr("", (), (("aria-hidden", "true"),)), (n.Str(ARROW), n.Space()))
    # An accessible name must contain the visible label.
    links = (
        _to_section(place, str(number), f"{number}. {_section(place, lang, name)}")
        for number, place in enumerate(places, 1)
    )
    return (arrow, *join_links(links))


def _to_section(place: CitationPlace, label: str, aria_label: str, *classes: str) -> n.Link:
    attr = n.Attr("", ("return", *classes), (("role", "doc-backlink"), ("aria-label", aria_label)))
    return n.Link(attr, (n.Str(label),), f"#{place.id}")


def _section(place: CitationPlace, lang: str, name: str) -> str:
    if not place.section:
        return term(lang, "return")
    return term(lang, name, section=clip(place.section, LONGEST_SECTION))


def with_backlinks(
    text: n.Blocks, sources: n.Blocks, lang: str, links: Links = to_pages
) -> tuple[n.Blocks, n.Blocks]:
    """Return the text with an id on each link to a source, and the sources with links to those ids.

    The links are at the end of an entry in a Span of class `returns`, in the order of the text.
    """
    body, places = _number_links(text)
    if not places:
        return text, sources

    def entry(block: n.Block) -> n.Blocks:
        if not isinstance(block, n.Div) or "csl-entry" not in block.attr.classes:
            return (block,)
        own_places = places.get(block.attr.id)
        return (append_links(block, links(own_places, lang)) if own_places else block,)

    return body, map_tree(sources, block=entry)


def append_links(entry: n.Div, links: n.Inlines) -> n.Div:
    """Append links to an entry of a list of sources, if it ends with a paragraph."""
    match entry.blocks:
        case (*others, n.Para(inlines=inlines) as last):
            span = n.Span(n.Attr("", ("returns",)), links)
            return replace(entry, blocks=(*others, replace(last, inlines=(*inlines, n.Str(TIE), span))))
        case _:
            return entry


def join_links(links: Iterable[n.Link]) -> n.Inlines:
    """Return links with commas between them."""
    return tuple(part for link in links for part in (n.Str(","), n.Space(), link))[2:]


def _number_links(text: n.Blocks) -> tuple[n.Blocks, Mapping[str, tuple[CitationPlace, ...]]]:
    """Number the links from citations to sources; return also the links to each entry."""
    numbering = _LinkNumbering(frozenset(ids(text)))
    return numbering.blocks(text), {entry: tuple(positions) for entry, positions in numbering.places.items()}


class _LinkNumbering(PlaceLinks):
    """Gives links to sources an id, but not in a citation's keys or an image's alternative text."""

    def __init__(self, used_ids: frozenset[str]) -> None:
        super().__init__()
        self.used_ids = used_ids
        self.count = 0

    def link(self, node: n.Inline) -> n.Inlines:
        """Give a link to a source a unique id, and record its place."""
        if not isinstance(node, n.Link) or not node.url.startswith(_SOURCE) or node.attr.id:
            return (node,)
        self.count += 1
        while (name := f"{ID_PREFIX}{self.count}") in self.used_ids:
            self.count += 1
        self.places.setdefault(node.url[1:], []).append(CitationPlace(name, self.section))
        return (replace(node, attr=replace(node.attr, id=name)),)


def with_legend(sources: n.Blocks, lang: str) -> n.Blocks:
    """Add a line below the heading of the sources: their links are page numbers."""
    if not any(isinstance(node, n.Link) and "return" in node.attr.classes for node in walk(sources)):
        return sources
    heading, *rest = sources
    return (
        heading,
        n.Div(n.Attr("", ("legend",)), (n.Para(prose.words(term(lang, "cited-legend"))),)),
        *rest,
    )
