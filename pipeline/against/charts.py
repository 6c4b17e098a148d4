"""The values of a chart in a packed document, each with its series and category."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from lxml.etree import _Element as Element

from pipeline.against.pieces import Piece, piece
from pipeline.inspection.charts import points
from pipeline.inspection.package import child, descendants


def chart_pieces(chart: Element, place: str, heading: str, lang: str) -> Iterator[Piece]:
    """Yield the titles of a chart, and its values as numbers of the language."""
    for title in descendants(chart, "title"):
        text = "".join(each.text or "" for each in descendants(title, "t")).strip()
        if text:
            yield piece(text, place, kind="heading", heading=heading)
    for series in descendants(chart, "ser"):
        name = " ".join(points(child(series, "tx")).values())
        categories = points(child(series, "cat"))
        for index, value in points(child(series, "val")).items():
            number = _number(value, lang)
            if number is None:
                continue
            category = categories.get(index, "")
            where = f"{place}, {', '.join(filter(None, (name, category)))}".rstrip(", ")
            context = " ".join(filter(None, (category, name)))
            yield piece(number, where, kind="chart", heading=heading, context=context)


def _number(text: str, lang: str) -> str | None:
    """Return a stored value as a number of the language: `1180`, `409.6`."""
    from pipeline.wording.numbers import number_text

    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value.adjusted()) > 20:
        return None
    # Programs store what they have calculated: 7.1 as 7.0999999999999996.
    return number_text(Decimal(f"{value:.12g}"), lang)
