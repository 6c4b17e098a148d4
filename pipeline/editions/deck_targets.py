"""Titles, ids and links of all slides together: each unique, each link to a slide that is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.editions.deck_languages import in_language
from pipeline.editions.deck_words import part_of, without_part
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.model.walk import ids, map_inlines, map_tree, text_of, walk

# The ids of slides that a deck has of its own, and the beginnings of those that it numbers.
_OWN_IDS = re.compile(
    r"(cover|at-a-glance|bottom-line|before-sections|officials|disputed|open-questions|sources|appendix|colophon)"
    r"(-\d+)?|slide-.*"
)


def is_own_id(name: str) -> bool:
    """Tell whether a deck may give this id to a slide by itself."""
    return _OWN_IDS.fullmatch(name) is not None


def without_headings(slides: Iterable[Slide]) -> Iterator[Slide]:
    """Yield the slides, headings within them replaced by bold lines, because a heading begins a slide."""
    for slide in slides:
        yield replace(slide, content=tuple(_as_line(block) for block in slide.content))


def _as_line(block: n.Block) -> n.Block:
    if not isinstance(block, n.Header):
        return block
    return n.Para(
        (n.Span(n.Attr(block.attr.id), (n.Strong(in_language(block.inlines, block.attr)),)),), at=block.at
    )


def with_unique_titles(slides: Iterable[Slide], lang: str) -> Iterator[Slide]:
    """Yield the slides with unique titles and ids."""
    slides = tuple(_with_one_numbering(tuple(slides), lang))
    titles: dict[str, int] = {}
    used_ids: set[str] = set()
    for slide in slides:
        name, count = slide.id, 1
        while name in used_ids:
            count += 1
            name = f"{slide.id}-{count}"
        used_ids.add(name)
        text = text_of(slide.title)
        titles[text] = titles.get(text, 0) + 1
        again = titles[text] > 1
        title = (*slide.title, n.Space(), n.Str(f"({titles[text]})")) if again else slide.title
        yield replace(slide, id=name, title=title)


def _with_one_numbering(slides: tuple[Slide, ...], lang: str) -> Iterator[Slide]:
    """Yield the slides; those of a title that goes over several slides more than once are counted on."""
    groups: dict[str, list[Slide]] = {}
    for slide in slides:
        groups.setdefault(text_of(without_part(slide.title)), []).append(slide)
    again = {name for name, group in groups.items() if _has_parts_again(group)}
    positions = dict.fromkeys(groups, 0)
    for slide in slides:
        bare = without_part(slide.title)
        name = text_of(bare)
        positions[name] += 1
        if name in again:
            slide = replace(slide, title=part_of(bare, positions[name], len(groups[name]), lang))
        yield slide


def _has_parts_again(slides: Iterable[Slide]) -> bool:
    """Return whether slides of one title have the numbers of parts, and two of them the same title."""
    titles = [text_of(slide.title) for slide in slides]
    has_parts = any(without_part(slide.title) != slide.title for slide in slides)
    return has_parts and len({*titles}) < len(titles)


def without_lost_links(slides: Iterable[Slide], bibliography: Iterable[n.Div]) -> Iterator[Slide]:
    """Yield the slides with links to targets outside the deck replaced by their words.

    A link to a source that the deck does not list leads to the address that its entry has, if any.
    """
    addresses = dict(_addresses(bibliography))
    all_slides = tuple(slides)
    targets = frozenset(name for slide in all_slides for name in slide.ids)
    content_ids = frozenset(("", *(name for slide in all_slides for name in ids(slide.content))))

    def lead(node: n.Inline) -> n.Inlines:
        if not isinstance(node, n.Link) or not node.url.startswith("#") or node.url[1:] in targets:
            return (node,)
        address = addresses.get(node.url[1:])
        return (replace(node, url=address),) if address else node.inlines

    def unlink_and_strip_id(node: n.Inline) -> n.Inlines:
        """Remove the id of a span in the notes if the content has the same id; remove links to nowhere."""
        if isinstance(node, n.Span) and node.attr.id in content_ids:
            return (replace(node, attr=replace(node.attr, id="")),)
        return lead(node)

    for slide in all_slides:
        yield replace(
            slide,
            content=map_tree(slide.content, inline=lead),
            source=map_inlines(slide.source, lead),
            notes=map_tree(slide.notes, inline=unlink_and_strip_id),
        )


def _addresses(bibliography: Iterable[n.Div]) -> Iterator[tuple[str, str]]:
    """Yield the id of each entry with a link, and the address of its last link, as styles set it."""
    for entry in bibliography:
        urls = [each.url for each in walk(entry.blocks) if isinstance(each, n.Link) and "://" in each.url]
        if urls:
            yield entry.attr.id, urls[-1]
