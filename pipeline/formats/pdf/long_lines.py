"""A repair of WeasyPrint's cost with lines and paragraphs without an end: the square of their length.

WeasyPrint 70 has Pango lay out all that is left of a paragraph for each of its lines where a word is longer
than a line, and looks through all that stands in a line without a place to break it for each piece more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf
from typing import Any

Split = Callable[..., tuple[Any, ...]]
# What stands in no line: so many characters for each em of it, and so many at the least.
AN_EM, LEAST = 16, 400
# In so many of the last pieces of a line a place to break it is looked for.
PIECES = 64


def near_text(split: Split) -> Split:
    """Return WeasyPrint's `split_first_line`, which looks at the text near the line where that is enough."""

    def split_first_line(
        text: str, style: Mapping[str, Any], context: Any, max_width: float | None, *rest: Any, **options: Any
    ) -> tuple[Any, ...]:
        if max_width is not None and max_width != inf and style["font_size"]:
            most = max(LEAST, int(max_width / style["font_size"] * AN_EM))
            if len(text) > 2 * most:
                found = split(text[:most], style, context, max_width, *rest, **options)
                resume = found[2]
                if resume is not None and resume < most // 2:
                    return found
        return split(text, style, context, max_width, *rest, **options)

    return split_first_line


def near_pieces(breaking: Callable[..., Any]) -> Callable[..., Any]:
    """Return WeasyPrint's `_break_waiting_children`, which looks at the last pieces of a line only."""

    def break_waiting_children(*arguments: Any) -> Any:
        *first, children, waiting, letter, line = arguments
        if len(waiting) <= PIECES:
            return breaking(*arguments)
        count = len(children)
        found = breaking(*first, children, waiting[-PIECES:], letter, line)
        if found and None not in found.values():
            # It is broken in one of them: what waits before stands in the line.
            children[count:count] = waiting[:-PIECES]
        return found

    return break_waiting_children
