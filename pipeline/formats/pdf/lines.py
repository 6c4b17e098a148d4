"""A repair of WeasyPrint's line breaking (no issue of its own known): a run's last space needs no room.

WeasyPrint 70 measures the run before an inline element with the space that ends it. Where the words fit
and the space does not, it takes the whole run for too long and breaks it at the first chance, or
hyphenates its first word: a line that is half empty. Pango, which laid the run out, hangs the space.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf
from typing import Any

Split = Callable[..., tuple[Any, ...]]
# Characters are wider than this share of the font's size: longer runs are not measured a second time.
NARROW = 0.34


def hanging_space(split: Split) -> Split:
    """Return WeasyPrint's `split_first_line` with a run's last space hanging out of the line."""

    def split_first_line(
        text: str, style: Mapping[str, Any], context: Any, max_width: float | None, *rest: Any, **options: Any
    ) -> tuple[Any, ...]:
        found = split(text, style, context, max_width, *rest, **options)
        resume = found[2]
        if (
            resume is None
            or max_width is None
            or max_width == inf
            or not text.endswith(" ")
            or len(text) * style["font_size"] * NARROW > max_width
        ):
            return found
        bare = split(text.rstrip(" "), style, context, max_width, *rest, **options)
        if bare[2] is not None or bare[3] > max_width:
            return found
        return split(text, style, context, inf, *rest, **options)

    return split_first_line
