"""Backlinks from a source to the slides that cite it, in their content or their notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.editions.backlinks import append_links, join_links
from pipeline.editions.deck_words import cites
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.wording.terms import term

# The number of slides to name; an ellipsis replaces the others.
MOST_SLIDES = 24

SlidesByKey = Mapping[str, tuple[tuple[int, str], ...]]


def citing_slides(slides: Iterable[Slide]) -> SlidesByKey:
    """Return the numbers and ids of the slides that cite each reference, by its key.

    The slides are those that the deck begins with, with their final ids.
    """
    result: dict[str, list[tuple[int, str]]] = {}
    for number, slide in enumerate(slides, 1):
        whole = (n.Plain(slide.title), *slide.content, n.Plain(slide.source), *slide.notes)
        for key in dict.fromkeys(each.id for cite in cites(whole) for each in cite.citations):
            result.setdefault(key, []).append((number, slide.id))
    return {key: tuple(places) for key, places in result.items()}


def with_slides(entry: n.Div, places: SlidesByKey, lang: str) -> n.Div:
    """Return an entry of the list of sources with the numbers of the slides that cite it, as links."""
    own_places = places.get(entry.attr.id.removeprefix("ref-"), ())
    if not own_places:
        return entry
    links = join_links(_to_slide(number, name, lang) for number, name in own_places[:MOST_SLIDES])
    more = (n.Str(","), n.Space(), n.Str("…")) if len(own_places) > MOST_SLIDES else ()
    return append_links(entry, (*links, *more))


def _to_slide(number: int, name: str, lang: str) -> n.Link:
    words = term(lang, "cited-on-slide", slide=str(number))
    attr = n.Attr("", ("return",), (("role", "doc-backlink"), ("aria-label", words)))
    return n.Link(attr, (n.Str(str(number)),), f"#{name}", words)
