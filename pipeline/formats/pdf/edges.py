"""Text that the edge of the paper cuts off: notes that are together higher than a page, lines too wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.formats.pdf.boxes import classes_of, kinds

# Tolerance for rounding of lengths, in CSS pixels.
_SLACK = 1.0
NOTE = "footnote"
# The classes of boxes of slides, as `slide_sections.py` has them.
CONTENT, COLUMN = "content", "column"


def find_cut_lines(page_box: Any) -> Iterator[str]:
    """Find the lines that the edge of a page cuts off, in WeasyPrint's box of the page.

    A typeface that takes the place of another may claim more height than its letters fill: words reach no
    further up or down than their line.
    """
    width, height = page_box.margin_width() + _SLACK, page_box.margin_height() + _SLACK
    for line in _lines(page_box):
        words = [box for box in line.descendants() if "TextBox" in kinds(box) and box.text.strip()]
        if any(
            box.position_x < -_SLACK
            or box.position_x + box.width > width
            or max(box.position_y, line.position_y) < -_SLACK
            or min(box.position_y + box.height, line.position_y + line.height) > height
            for box in words
        ):
            yield "".join(box.text for box in words)


def find_lost_notes(page_boxes: Sequence[Any]) -> Iterator[str]:
    """Find the footnotes that are on no page: WeasyPrint drops some that are higher than a page."""
    html = _root(page_boxes)
    notes = [] if html is None else [e for e in html.iter("span") if NOTE in (e.get("class") or "").split()]
    if not notes:
        return
    there = {
        id(box.element)
        for page in page_boxes
        for box in page.descendants()
        if NOTE in classes_of(box) and box.element_tag == "span"
    }
    for note in notes:
        if id(note) not in there:
            yield " ".join("".join(note.itertext()).split())


def find_lost_words(page_boxes: Sequence[Any]) -> Iterator[str]:
    """Find the words on slides that are not on their page: WeasyPrint goes on with a high box elsewhere."""
    html = _root(page_boxes)
    parts = [] if html is None else list(_parts_of_slides(html))
    if not parts:
        return
    owners = {id(each): place for place, part in enumerate(parts) for each in part.iter()}
    counts, pages = [0] * len(parts), [-1] * len(parts)
    for number, page in enumerate(page_boxes):
        for box in _boxes(page):
            place = owners.get(id(box.element), -1)
            if place < 0 or "::" in (box.element_tag or ""):
                continue
            if pages[place] < 0:
                pages[place] = number
            if pages[place] == number and "TextBox" in kinds(box):
                counts[place] += _letters(box.text)
    for part, count in zip(parts, counts, strict=True):
        words = "".join(part.itertext()).split()
        lack = sum(map(_letters, words)) - count
        start = len(words)
        while start and lack > 0:
            start -= 1
            lack -= _letters(words[start])
        if start < len(words):
            yield " ".join(words[start:])


def _parts_of_slides(html: Any) -> Iterator[Any]:
    """Yield the content of each slide, or each of its columns: of what is too high there, the end is lost."""
    for section in html.iter("section"):
        for content in section:
            if content.get("class") == CONTENT:
                columns = [each for each in content if each.get("class") == COLUMN]
                yield from columns or [content]


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def is_divided(page_boxes: Sequence[Any], name: str) -> bool:
    """Return whether the element with exactly this class is on several pages.

    If that element floats, the text after it would overlap the part on the second page.
    """
    html = _root(page_boxes)
    parts = (
        set()
        if html is None
        else {id(part) for each in html.iter() if each.get("class") == name for part in each}
    )
    has_begun = False
    for page in page_boxes if parts else ():
        there = any(id(box.element) in parts for box in page.descendants())
        if has_begun:
            return there
        has_begun = there
    return False


def _root(page_boxes: Sequence[Any]) -> Any:
    roots = (box.element for page in page_boxes[:1] for box in page.children if box.element is not None)
    return next(roots, None)


def _boxes(box: Any) -> Iterator[Any]:
    """Yield a box and all boxes in it, also those that are placed apart, which `descendants` leaves out."""
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)


def _lines(box: Any) -> Iterator[Any]:
    if "LineBox" in kinds(box):
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _lines(child)
