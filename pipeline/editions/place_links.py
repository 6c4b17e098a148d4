"""Links whose places readers return to: the walk that both kinds of them share."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.model import nodes as n
from pipeline.model.walk import Rebuild, text_of


@dataclass(frozen=True, slots=True)
class CitationPlace:
    """The place of a citation: the id of its link, and the heading above, empty for none."""

    id: str
    section: str


class PlaceLinks(Rebuild):
    """Rebuilds inlines by `link`, which notes their places by name, and follows the headings.

    It leaves out what no reader sees: a citation's keys, an image's alternative text.
    """

    def __init__(self) -> None:
        """Begin before the first heading."""
        super().__init__(self.link, lambda block: (block,))
        self.section = ""
        self.places: dict[str, list[CitationPlace]] = {}

    def link(self, node: n.Inline) -> n.Inlines:
        """Return what takes the place of an inline."""
        raise NotImplementedError

    def descend_block(self, node: n.Block) -> n.Block:
        """Rebuild the content of a block, and track the heading of the section."""
        if isinstance(node, n.Header):
            self.section = " ".join(text_of(node.inlines).split())
        return super().descend_block(node)

    def descend_inline(self, node: n.Inline) -> n.Inline:
        """Rebuild the visible content of an inline."""
        match node:
            case n.Cite():
                return replace(node, inlines=self.inlines(node.inlines))
            case n.Image():
                return node
            case _:
                return super().descend_inline(node)
