"""What only the layout needs goes when the pages are laid out, before they are painted.

WeasyPrint 70 keeps the boxes that the pages were made from, the styles of all elements and the states of all
pages until the PDF is written: each SVG refers to the layout, which has them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.formats.pdf.patches.patch import NO_ISSUE_YET, Function, Patch, Target

LAYOUT = Target("weasyprint.document", "layout_document", "(html, root_box, context, max_loops=8)")
# What an SVG asks for while it is painted: hyphenation, fonts, and images within it.
NEEDED_BY_PICTURES = ("dictionaries", "font_config", "get_image_from_uri")


def clear_layout(lay_out: Function) -> Function:
    """Return a function that lays out a document, and leaves nothing of the layout but its pages."""

    def layout_document(html: Any, root_box: Any, context: Any, max_loops: int = 8) -> Iterator[Any]:
        yield from lay_out(html, root_box, context, max_loops)
        root_box.children = []
        attributes = vars(context)
        for name in attributes.keys() - set(NEEDED_BY_PICTURES):
            del attributes[name]

    return layout_document


PATCH = Patch("layout-end", NO_ISSUE_YET, ((LAYOUT, clear_layout),))
