"""Key figures: a large number with small words beside it."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model.walk import map_inlines

_UNIT = re.compile(r"([^\W\d_]{2,}[.]?)")


def mark_units(figure: n.Div) -> n.Div:
    """Mark the words of a key figure (`million`, `about`), so that the style sheet can set them smaller."""

    def mark(node: n.Inline) -> n.Inlines:
        if not isinstance(node, n.Str):
            return (node,)
        parts = [part for part in _UNIT.split(node.text) if part]
        return tuple(
            n.Span(n.Attr("", ("unit",)), (n.Str(part),)) if _UNIT.fullmatch(part) else n.Str(part)
            for part in parts
        )

    match figure.blocks:
        case (n.Para() as value, *rest):
            return replace(figure, blocks=(replace(value, inlines=map_inlines(value.inlines, mark)), *rest))
        case _:
            return figure
