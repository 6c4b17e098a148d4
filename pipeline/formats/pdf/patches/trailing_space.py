"""The space at the end of a run of text needs no room in its line.

WeasyPrint 70 measures the run before an inline element with the space at its end. If the words fit and the
space does not, it treats the whole run as too long and breaks it at the first place, or hyphenates its first
word: a line that is half empty. Pango, which laid out the run, lets the space hang.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import Any

from pipeline.formats.pdf.patches.patch import NO_ISSUE_YET, Function, Patch
from pipeline.formats.pdf.patches.targets import FIRST_LINE

# Characters are wider than this share of the font's size: longer runs are not measured a second time.
NARROW = 0.34


def hang_space(split_line: Function) -> Function:
    """Return a function that splits a text after its first line, whose last space needs no room."""

    def split_first_line(
        text: str, style: Mapping[str, Any], context: Any, max_width: float | None, *rest: Any, **options: Any
    ) -> Any:
        line = split_line(text, style, context, max_width, *rest, **options)
        resume = line[2]
        if (
            resume is None
            or max_width is None
            or max_width == inf
            or not text.endswith(" ")
            or len(text) * style["font_size"] * NARROW > max_width
        ):
            return line
        bare = split_line(text.rstrip(" "), style, context, max_width, *rest, **options)
        if bare[2] is not None or bare[3] > max_width:
            return line
        return split_line(text, style, context, inf, *rest, **options)

    return split_first_line


PATCH = Patch("trailing-space", NO_ISSUE_YET, ((FIRST_LINE, hang_space),))
