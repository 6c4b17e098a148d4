"""Memory during the layout: if a text needs too much, an error with its place comes before a kill."""

from __future__ import annotations

from pipeline.bounds import is_full
from pipeline.formats.pdf.patches.patch import NO_FAULT, Patch
from pipeline.formats.pdf.patches.targets import IN_FLOW, Flow, Layout, Step

_WORDS = 12


class MemoryFull(Exception):
    """The layout has used nearly all memory of the process: the current page, and words on it."""

    def __init__(self, page: int, words: str) -> None:
        """Store the number of the page and the words."""
        super().__init__(f"no memory is left on page {page}")
        self.page, self.words = page, words


def watch_memory(layout: Layout) -> Layout:
    """Return a layout that raises MemoryFull before the limit of the process is reached."""

    def lay_out(flow: Flow) -> Step:
        if flow.box.element_tag == "body" and is_full():
            element = flow.child.element
            words = [] if element is None else " ".join(element.itertext()).split(None, _WORDS)
            raise MemoryFull(flow.context.current_page, " ".join(words[:_WORDS]))
        return layout(flow)

    return lay_out


PATCH = Patch("memory", NO_FAULT, ((IN_FLOW, watch_memory),))
