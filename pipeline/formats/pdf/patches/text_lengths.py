"""Lengths that runs of text do not have are not computed.

WeasyPrint 70 resolves the margins, borders, padding and sizes of each run of text, for each line that it
tries; a run has none: its style is that of an anonymous box, and its own size comes from its letters.
"""

from __future__ import annotations

from math import inf
from typing import Any

from pipeline.formats.pdf.patches.patch import NO_ISSUE_YET, Function, Patch, Target

LENGTHS = Target("weasyprint.layout.inline", "resolve_percentages", "(box, containing_block)")
_SIDES = ("top", "right", "bottom", "left")
NO_LENGTHS = {
    **{f"{kind}_{side}": 0 for kind in ("margin", "padding") for side in _SIDES},
    **{f"border_{side}_width": 0 for side in _SIDES},
    **{"width": "auto", "min_width": 0, "max_width": inf},
    **{"height": "auto", "min_height": 0, "max_height": inf},
}


def skip_text(resolve: Function) -> Function:
    """Return a function that sets the used lengths of a box, for text without asking its style."""
    text_box = LENGTHS.library().boxes.TextBox

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        if isinstance(box, text_box):
            box.__dict__.update(NO_LENGTHS)
        else:
            resolve(box, containing_block)

    return resolve_percentages


PATCH = Patch("text-lengths", NO_ISSUE_YET, ((LENGTHS, skip_text),))
