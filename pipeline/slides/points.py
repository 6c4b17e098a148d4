"""Short lists on slides: their items, leads and words, and the size at which they fit."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model import nodes as n
from pipeline.model.lines import lines_of
from pipeline.model.slides import Kind, Size
from pipeline.model.walk import text_of
from pipeline.slides import measuring as measure


def leading_list(items: Iterable[tuple[str, n.Inlines]]) -> n.Div:
    """Return a list whose items begin with a lead: a year, an amount, the name of what is said."""
    entries = tuple(
        (n.Plain((_span("lead", (n.Str(lead),)), n.Space(), _span("point", point))),) for lead, point in items
    )
    return n.Div(n.Attr("", ("leading",)), (n.BulletList(entries),))


def split_item(item: n.Blocks) -> tuple[n.Inlines, n.Inlines]:
    """Return the lead and the words of an item of a list; the lead is empty where there is none."""
    match item:
        case (n.Plain(inlines=(n.Span(attr=attr) as lead, n.Space(), n.Span() as point)),) if (
            "lead" in attr.classes
        ):
            return lead.inlines, point.inlines
        case _:
            return (), tuple(
                part for block in item if isinstance(block, n.Plain | n.Para) for part in block.inlines
            )


def _span(name: str, inlines: n.Inlines) -> n.Span:
    return n.Span(n.Attr("", (name,)), inlines)


def size_of(points: n.Blocks) -> Size:
    """Return the larger size for points that leave room at it."""
    box, gap = measure.body(), measure.points("gap-least")
    items = [measure.shown(item[1]) for item in items_of(points)]
    room = box.width - lead_width(points)
    return "large" if measure.height(items, measure.LARGE, room, gap) <= box.height else ""


def items_of(points: n.Blocks) -> tuple[tuple[n.Inlines, n.Inlines], ...]:
    """Return the items of a slide as lead and words; paragraphs and lines of other blocks are items too."""
    found: list[tuple[n.Inlines, n.Inlines]] = []
    for block in points:
        match block:
            case n.BulletList(items=items):
                found += [split_item(item) for item in items]
            case n.Div(blocks=inner):
                found += items_of(inner)
            case n.Table() | n.Figure():
                continue  # they have places of their own
            case _:
                found += (((), line) for line in lines_of(block))
    return tuple(found)


def lead_style(kind: Kind) -> measure.Style:
    """Return how leads are set: large, or as labels on the last slide."""
    return measure.LABEL if kind == "colophon" else measure.LEAD


def lead_width(points: n.Blocks, style: measure.Style = measure.LEAD) -> float:
    """Return the width of the column of leads with the gap after it, nothing for a list without leads."""
    leads = [text_of(lead) for lead, _ in items_of(points) if lead]
    if not leads:
        return 0.0
    return max(measure.width(lead, style) for lead in leads) + measure.points("gap")
