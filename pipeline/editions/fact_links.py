"""Links from facts in the text to their entries in the list of facts, and the places to return to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.editions.place_links import CitationPlace, PlaceLinks
from pipeline.model import nodes as n
from pipeline.model.walk import text_of, walk

# The ids of entries, and of the places in the text.
ENTRY, PLACE = "fact-", "at-"

Places = Mapping[str, tuple[CitationPlace, ...]]


def link_facts(blocks: n.Blocks, names: frozenset[str]) -> tuple[n.Blocks, Places]:
    """Return blocks in which the words of each of these facts lead to its entry, and their places by fact.

    Words within another link stay words: a link contains no link.
    """
    linking = _Linking(names)
    linked_blocks = linking.blocks(blocks)
    return linked_blocks, {name: tuple(places) for name, places in linking.places.items()}


class _Linking(PlaceLinks):
    """Makes a link of the words of each fact, and follows the headings."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__()
        self.names = names
        self.links_around = 0
        self.used_ids: set[str] = set()

    def link(self, node: n.Inline) -> n.Inlines:
        """Make a link of the words of a fact."""
        if not isinstance(node, n.Span) or (name := node.attr.get("fact")) not in self.names or not name:
            return (node,)
        places = self.places.setdefault(name, [])
        own_id = node.attr.id or self.free_id(name, len(places) + 1)
        places.append(CitationPlace(own_id, self.section))
        span = replace(node, attr=replace(node.attr, id=own_id))
        first, last = _words_to_link(node.inlines)
        if self.links_around or first == last:
            return (span,)
        url = f"#{ENTRY}{name}"
        if (first, last) == (0, len(node.inlines)):
            return (n.Link(span.attr, node.inlines, url, at=node.at),)
        pairs = (("fact", name),)
        words = n.Link(n.Attr("", ("fact-words",), pairs), node.inlines[first:last], url)
        return (replace(span, inlines=(*node.inlines[:first], words, *node.inlines[last:])),)

    def free_id(self, name: str, count: int) -> str:
        """Return the id of the next place of a fact: of `x` the second could be the first of `x-2`."""
        own_id = PLACE + name if count == 1 else f"{PLACE}{name}-{count}"
        while own_id in self.used_ids:
            count += 1
            own_id = f"{PLACE}{name}-{count}"
        self.used_ids.add(own_id)
        return own_id

    def descend_inline(self, node: n.Inline) -> n.Inline:
        """Rebuild the visible content of an inline, and count the links around it."""
        self.links_around += isinstance(node, n.Link)
        result = super().descend_inline(node)
        self.links_around -= isinstance(node, n.Link)
        return result


def _words_to_link(inlines: n.Inlines) -> tuple[int, int]:
    """Return the bounds of the first run of inlines with words and without links, notes and citations."""
    start = None
    for index, node in enumerate((*inlines, None)):
        is_bare = node is not None and not any(
            isinstance(each, n.Link | n.Note | n.Cite) for each in walk((node,))
        )
        if is_bare and start is None:
            start = index
        elif not is_bare and start is not None:
            if text_of(inlines[start:index]).strip() or any(
                isinstance(each, n.Math) for each in inlines[start:index]
            ):
                return start, index
            start = None
    return 0, 0
