"""Memory while pages are set: a text that there is no room for is told where it is, and nothing is killed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline.bounds import is_full

Layout = Callable[..., tuple[Any, ...]]
_WORDS = 12


class Full(Exception):
    """Pages that take nearly all memory that the process may have: the last of them, and words on it."""

    def __init__(self, page: int, words: str) -> None:
        """Keep the number and the words."""
        super().__init__(f"no memory is left on page {page}")
        self.page, self.words = page, words


def watched(layout: Layout) -> Layout:
    """Return WeasyPrint's `_in_flow_layout` that raises Full before the bound of memory does its work."""

    def in_flow_layout(context: Any, box: Any, index: int, child: Any, *rest: Any) -> tuple[Any, ...]:
        if box.element_tag == "body" and is_full():
            words = [] if child.element is None else " ".join(child.element.itertext()).split(None, _WORDS)
            raise Full(context.current_page, " ".join(words[:_WORDS]))
        return layout(context, box, index, child, *rest)

    return in_flow_layout
