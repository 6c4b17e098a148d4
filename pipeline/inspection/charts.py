"""What a native chart of a slide shows: its unit, and the label and the value of each of its points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

from lxml.etree import _Element as Element

from pipeline.inspection.line import single_blanks
from pipeline.inspection.package import attribute, child, children, descendants, local

NO_LABEL = "—"


def texts_of(chart: Element) -> Iterator[str]:
    """Yield the texts of a chart: its title, and its points as `1970–75, military aid: 1,180 (1180)`.

    The label of a point comes first, then the value that its mark is drawn for. Where an axis tells the
    values, a point needs no label; else one without is shown as NO_LABEL.
    """
    no_label = "" if _has_levels(chart) else NO_LABEL
    for title in descendants(chart, "title"):
        if text := _words(title):
            yield text
    for series in descendants(chart, "ser"):
        name = single_blanks(" ".join(points(child(series, "tx")).values()))
        categories = points(child(series, "cat"))
        labels = _labels(series)
        for index, value in points(child(series, "val")).items():
            yield point_text(
                categories.get(index, ""), name, labels.get(index) or no_label, plain_number(value)
            )


def point_text(category: str, series: str, label: str, number: str) -> str:
    """Return a point of a chart as text; the label is empty where the axis alone tells the value."""
    head = ", ".join(filter(None, (single_blanks(category), series)))
    return " ".join(filter(None, (f"{head}:", label, f"({number})")))


def points(holder: Element | None) -> dict[int, str]:
    """Return the points of a cache by their index."""
    if holder is None:
        return {}
    result = _points_in(descendants(holder, "strCache", "numCache", "lvl", "strLit", "numLit"))
    direct = child(holder, "v")
    if not result and direct is not None and direct.text:
        result[0] = direct.text.strip()
    return result


def _has_levels(chart: Element) -> bool:
    """Return whether an axis of values shows its numbers."""
    for axis in descendants(chart, "valAx"):
        settings = {local(each): attribute(each, "val") for each in axis}
        if settings.get("tickLblPos") != "none" and settings.get("delete") not in ("1", "true"):
            return True
    return False


def _points_in(caches: Iterable[Element]) -> dict[int, str]:
    result: dict[int, str] = {}
    for cache in caches:
        for each in children(cache, "pt"):
            value = child(each, "v")
            index = attribute(each, "idx") or ""
            if value is not None and value.text and index.isdecimal() and len(index) < 7:
                result.setdefault(int(index), value.text.strip())
    return result


def plain_number(text: str) -> str:
    """Return a stored value without the digits that calculation leaves: 7.1 for 7.0999999999999996."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return single_blanks(text)
    if not value.is_finite() or abs(value.adjusted()) > 20:
        return single_blanks(text)
    return f"{Decimal(f'{value:.12g}').normalize():f}"


def _labels(series: Element) -> dict[int, str]:
    """Return the labels of the points of a series that are shown, by their index."""
    result: dict[int, str] = {}
    # A program may show the labels of the sheet in place of those that stand with the points.
    cache = _points_in(descendants(series, "dlblRangeCache"))
    sheet_labels = {index: single_blanks(text) for index, text in cache.items()}
    for holder in children(series, "dLbls"):
        for label in children(holder, "dLbl"):
            index = child(label, "idx")
            number = attribute(index, "val") if index is not None else None
            if number and number.isdecimal() and len(number) < 7 and child(label, "delete") is None:
                text, other = _first_line(label), sheet_labels.get(int(number))
                result[int(number)] = text if other in (None, text) else f"{text} / {other}"
    return result


def _first_line(label: Element) -> str:
    """Return the first line of a label; the name of its series, or a note, may stand below."""
    for paragraph in descendants(label, "p"):
        if text := _words(paragraph):
            return text
    return ""


def _words(element: Element) -> str:
    return single_blanks("".join(each.text or "" for each in descendants(element, "t")))
