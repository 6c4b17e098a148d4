"""Visibility of inlines: words, a formula, a picture, a note."""

from __future__ import annotations

from pipeline.model import nodes as n
from pipeline.model import walk

_VISIBLE_NODES = (n.Image, n.Math, n.Note, n.RawInline)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


def has_words(inlines: n.Inlines) -> bool:
    """Return whether inlines are words or formulas of a line; notes and raw markup are none."""
    return bool("".join(walk.text_of(inlines).split()).strip(_INVISIBLE))


def is_visible(inlines: n.Inlines) -> bool:
    """Return whether inlines have visible content."""
    for node in walk.walk(inlines):
        if isinstance(node, _VISIBLE_NODES):
            return True
        if isinstance(node, n.Str | n.Code) and node.text.strip(_INVISIBLE).strip():
            return True
    return False
