"""The way back from a source to where it is cited: every citation gets an id, every entry links to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.editions import prose
from pipeline.editions.ties import TIE
from pipeline.model import nodes as n
from pipeline.model.walk import Rebuild, ids, map_tree, text_of, walk
from pipeline.wording.clipping import clip
from pipeline.wording.terms import term

CITED = "cited-"
ARROW = "↩\N{VARIATION SELECTOR-15}"
LONGEST_SECTION = 60
_SOURCE = "#ref-"


@dataclass(frozen=True, slots=True)
class Citing:
    """Where a source is cited: the id of the link to it, and the heading it stands under, empty for none."""

    id: str
    section: str


Links = Callable[[tuple[Citing, ...], str], n.Inlines]


def to_pages(cited: tuple[Citing, ...], lang: str) -> n.Inlines:
    """Return links that say their number in the order of the text, for a format to say the page instead."""
    words = term(lang, "cited-on", page="{page}")
    return parted(
        n.Link(n.Attr("", ("return",)), (n.Str(str(number)),), f"#{place.id}", words)
        for number, place in enumerate(cited, 1)
    )


def to_sections(cited: tuple[Citing, ...], lang: str) -> n.Inlines:
    """Return an arrow, and behind it a number for each of several places; who listens hears the section."""
    if len(cited) == 1:
        return (_to_section(cited[0], ARROW, _section(cited[0], lang), "back"),)
    arrow = n.Span(n.Attr("", (), (("aria-hidden", "true"),)), (n.Str(ARROW), n.Space()))
    # A name that is heard has what is seen in it.
    links = (
        _to_section(place, str(number), f"{number}. {_section(place, lang)}")
        for number, place in enumerate(cited, 1)
    )
    return (arrow, *parted(links))


def _to_section(place: Citing, seen: str, heard: str, *classes: str) -> n.Link:
    attr = n.Attr("", ("return", *classes), (("role", "doc-backlink"), ("aria-label", heard)))
    return n.Link(attr, (n.Str(seen),), f"#{place.id}")


def _section(place: Citing, lang: str) -> str:
    if not place.section:
        return term(lang, "return")
    return term(lang, "cited-in", section=clip(place.section, LONGEST_SECTION))


def with_returns(
    text: n.Blocks, sources: n.Blocks, lang: str, links: Links = to_pages
) -> tuple[n.Blocks, n.Blocks]:
    """Return the text with an id on each link to a source, and the sources with links to those ids.

    The links stand at the end of an entry in a Span of class `returns`, in the order of the text.
    """
    numbered, places = _numbered(text)
    if not places:
        return text, sources

    def entry(block: n.Block) -> n.Blocks:
        if not isinstance(block, n.Div) or "csl-entry" not in block.attr.classes:
            return (block,)
        cited = places.get(block.attr.id)
        return (ended(block, links(cited, lang)) if cited else block,)

    return numbered, map_tree(sources, block=entry)


def ended(entry: n.Div, links: n.Inlines) -> n.Div:
    """Return an entry of a list of sources with links at its end; one that no paragraph ends as it is."""
    match entry.blocks:
        case (*others, n.Para(inlines=inlines) as last):
            span = n.Span(n.Attr("", ("returns",)), links)
            return replace(entry, blocks=(*others, replace(last, inlines=(*inlines, n.Str(TIE), span))))
        case _:
            return entry


def parted(links: Iterable[n.Link]) -> n.Inlines:
    """Return links with commas between them."""
    return tuple(part for link in links for part in (n.Str(","), n.Space(), link))[2:]


def _numbered(text: n.Blocks) -> tuple[n.Blocks, Mapping[str, tuple[Citing, ...]]]:
    """Number the links from citations to sources; return also which of them lead to each entry."""
    seen = _Seen(frozenset(ids(text)))
    return seen.blocks(text), {entry: tuple(cited) for entry, cited in seen.places.items()}


class _Seen(Rebuild):
    """Rebuilds what a reader sees: not the keys behind a citation's label, nor the words behind an image."""

    def __init__(self, taken: frozenset[str]) -> None:
        super().__init__(self.link, lambda block: (block,))
        self.taken = taken
        self.count = 0
        self.section = ""
        self.places: dict[str, list[Citing]] = {}

    def link(self, node: n.Inline) -> n.Inlines:
        """Give a link to a source an id that nothing else has, and keep its place."""
        if not isinstance(node, n.Link) or not node.url.startswith(_SOURCE) or node.attr.id:
            return (node,)
        self.count += 1
        while (name := f"{CITED}{self.count}") in self.taken:
            self.count += 1
        self.places.setdefault(node.url[1:], []).append(Citing(name, self.section))
        return (replace(node, attr=replace(node.attr, id=name)),)

    def descend_block(self, node: n.Block) -> n.Block:
        """Rebuild what is inside a block; a heading is that of what follows it, and of itself."""
        if isinstance(node, n.Header):
            self.section = " ".join(text_of(node.inlines).split())
        return super().descend_block(node)

    def descend_inline(self, node: n.Inline) -> n.Inline:
        """Rebuild what is shown of an inline."""
        match node:
            case n.Cite():
                return replace(node, inlines=self.inlines(node.inlines))
            case n.Image():
                return node
            case _:
                return super().descend_inline(node)


def explained(sources: n.Blocks, lang: str) -> n.Blocks:
    """Return the sources with a line below their heading that tells what the links say: pages."""
    if not any(isinstance(node, n.Link) and "return" in node.attr.classes for node in walk(sources)):
        return sources
    heading, *rest = sources
    return (
        heading,
        n.Div(n.Attr("", ("legend",)), (n.Para(prose.words(term(lang, "cited-legend"))),)),
        *rest,
    )
