"""What the structure of the PDF costs: its share of printing, and of the whole that makes a briefing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from time import process_time
from typing import Any

from pipeline import theme
from pipeline.build import resolve_article, without_garbage_collection
from pipeline.charts.figure import draw
from pipeline.editions import EDITIONS
from pipeline.formats.format import Setting
from pipeline.formats.pdf import PDF, weasy
from pipeline.load.article import Location


def time_calls(function: Callable[..., Any], seconds: list[float]) -> Callable[..., Any]:
    """Return a function that also notes the seconds of the processor that it takes."""

    def call(*result: Any, **options: Any) -> Any:
        start = process_time()
        try:
            return function(*result, **options)
        finally:
            seconds.append(process_time() - start)

    return call


def share(location: Location, rounds: int) -> str:
    """Return the share of a briefing's making that its tags take, once everything is loaded."""
    tokens = theme.load()
    setting = Setting(
        tokens, datetime(2026, 1, 1, tzinfo=UTC), lambda drawing, frame: draw(drawing, frame, tokens)
    )
    pdf = weasy.load().pdf
    tags: list[float] = []
    wholes: list[float] = []
    original = pdf.add_tags
    pdf.add_tags = time_calls(original, tags)
    try:
        for _ in range(rounds + 1):
            start = process_time()
            with without_garbage_collection():
                document = resolve_article(location).document
                PDF.render(EDITIONS["briefing"].edit(document), setting)
            wholes.append(process_time() - start)
    finally:
        pdf.add_tags = original
    ratio = median(tag / whole for tag, whole in zip(tags[1:], wholes[1:], strict=True))
    return f"tags of the PDF: {ratio:.1%} of the processor's time from the source to the briefing"
