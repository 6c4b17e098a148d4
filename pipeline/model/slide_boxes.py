"""The boxes of an article that are slides of its deck, by their classes."""

from __future__ import annotations

from typing import TypeGuard

from pipeline.model import nodes as n

SLIDE, KEY_POINTS, OPEN_QUESTIONS = "slide", "key-points", "open-questions"
# Open questions stand near the end of a deck, the others in their section.
OF_SECTIONS = frozenset({SLIDE, KEY_POINTS})
CLASSES = (SLIDE, KEY_POINTS, OPEN_QUESTIONS)


def is_box(block: object, *classes: str) -> TypeGuard[n.Div]:
    """Return whether a node is a box of one of these classes."""
    return isinstance(block, n.Div) and not {*classes}.isdisjoint(block.attr.classes)


def is_slide_box(block: object) -> TypeGuard[n.Div]:
    """Return whether a node is a box that makes slides."""
    return is_box(block, *CLASSES)
