"""Long texts: what a page of one costs, counted and not timed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from pipeline.formats.pdf.patches.page_history import ANCHORS, places


def page(*anchors: str) -> tuple[Any, ...]:
    return None, None, True, None, {ANCHORS: list(anchors)}


def test_the_places_of_anchors_follow_pages_that_are_laid_out_again() -> None:
    context = SimpleNamespace(page_maker=[page("a", "b"), page("c"), page()])
    assert places(context, ANCHORS).pages == {"a": (0,), "b": (0,), "c": (1,)}
    context.page_maker[2][-1][ANCHORS] += ["d", "a"]
    assert places(context, ANCHORS).pages == {"a": (0, 2), "b": (0,), "c": (1,), "d": (2,)}
    context.page_maker[0] = page("a")
    context.page_maker[1][-1][ANCHORS] = ["b", "c"]
    assert places(context, ANCHORS).pages == {"a": (2, 0), "b": (1,), "c": (1,), "d": (2,)}
    del context.page_maker[1:]
    assert places(context, ANCHORS).pages == {"a": (0,)}
