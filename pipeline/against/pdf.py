"""The text of a PDF: paragraphs put together from lines, without running heads and page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from pipeline import process
from pipeline.against.pieces import OtherText, Piece, Spot, UnreadableError, piece
from pipeline.pdfium.lines import Line, read_lines

# The upper and lower part of a page in which running heads and page numbers stand.
_EDGE = 0.12
_OFTEN = 3
# A line belongs to the paragraph of the line above it if no more than this is between them, in line heights,
# and if their heights differ by no more than this share.
_GAP, _SIZE = 0.9, 0.12
_PAGE_NUMBER = re.compile(
    r"\W*(?:[A-Za-z]+\s)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|von|sur|de)\s*\d{1,4})?\W*", re.IGNORECASE
)
_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")


def read(data: bytes) -> OtherText:
    """Return the text of a PDF; UnreadableError for one that is encrypted, damaged or only pictures."""
    try:
        lines, lang = read_lines(data)
    except process.ProcessError as failure:
        reason = str(failure)
        if "assword" in reason:
            raise UnreadableError(
                "this PDF is encrypted with a password", "save a copy of it without the password"
            ) from None
        raise UnreadableError(f"this PDF cannot be read: {reason}") from None
    if not lines:
        raise UnreadableError(
            "this PDF has no text: its pages are pictures",
            "have a program for character recognition read it first",
        )
    pieces = tuple(_pieces(_without_edges(lines)))
    return OtherText(pieces, lang)


def _without_edges(lines: Sequence[Line]) -> list[tuple[int, Line]]:
    """Return the lines with their numbers on the page, without running heads, feet and page numbers."""
    at_edges: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        if _is_at_edge(line):
            at_edges[_shape(line.text)].add(line.page)
    pages = len({line.page for line in lines})
    often = min(_OFTEN, max(2, pages // 2))
    numbers: Counter[int] = Counter()
    result = []
    for line in lines:
        numbers[line.page] += 1
        if _is_at_edge(line) and (
            len(at_edges[_shape(line.text)]) >= often or _PAGE_NUMBER.fullmatch(line.text)
        ):
            continue
        result.append((numbers[line.page], line))
    return result


def _is_at_edge(line: Line) -> bool:
    height = line.page_height
    return line.bottom < height * _EDGE or line.top > height * (1 - _EDGE)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()))


def _pieces(lines: Sequence[tuple[int, Line]]) -> Iterator[Piece]:
    block: list[tuple[int, Line]] = []
    for index, (number, line) in enumerate(lines):
        if "\t" in line.text and not _is_prose(lines, index):
            if block:
                yield _paragraph(block)
                block = []
            yield from _cells(number, line)
            continue
        if block and not _continues(block[-1][1], line):
            yield _paragraph(block)
            block = []
        block.append((number, line))
    if block:
        yield _paragraph(block)


def _is_prose(lines: Sequence[tuple[int, Line]], index: int) -> bool:
    """Return whether the gap in a line is no column: the lines around it have none, and are its paragraph."""
    line = lines[index][1]
    if line.text.count("\t") > 1 or not 0 < index < len(lines) - 1:
        return False
    earlier, later = lines[index - 1][1], lines[index + 1][1]
    return (
        "\t" not in earlier.text + later.text and _continues(earlier, line) and _continues(line, later)
        and not _END.search(earlier.text) and line.end - line.start > 0.8 * (earlier.end - earlier.start)
    )  # fmt: skip


def _cells(number: int, line: Line) -> Iterator[Piece]:
    cells = [each.strip() for each in line.text.split("\t") if each.strip()]
    if _is_at_edge(line):
        cells = [each for each in cells if not _PAGE_NUMBER.fullmatch(each)]
    place = f"page {line.page}, line {number}"
    for index, cell in enumerate(cells):
        context = " ".join(other for place_of, other in enumerate(cells) if place_of != index)
        yield piece(cell, place, kind="cell", context=context)


def _continues(earlier: Line, line: Line) -> bool:
    """Return whether a line belongs to the paragraph of the line before it."""
    size, own = earlier.bottom - earlier.top, line.bottom - line.top
    is_alike = abs(size - own) <= _SIZE * max(size, own)
    if earlier.is_divided:
        return True
    if earlier.page != line.page:
        return is_alike and not _END.search(earlier.text) and line.text[:1].islower()
    gap = line.top - earlier.bottom
    if not is_alike or not -size < gap <= _GAP * size:
        # Another column, or the text behind a picture.
        return is_alike and not _END.search(earlier.text) and line.text[:1].islower()
    is_short = earlier.end < line.end - 3 * size and bool(_END.search(earlier.text))
    return not is_short


def _paragraph(block: Sequence[tuple[int, Line]]) -> Piece:
    text = ""
    spots: list[tuple[int, Spot]] = []
    before: Line | None = None
    for number, line in block:
        if before is not None and not before.is_divided:
            text += "" if text.endswith(("-", "–", "—", "/")) else " "
        spots.append((len(text), Spot(f"page {line.page}, line {number}")))
        text += line.text.replace("\t", " ")
        before = line
    return Piece(text, tuple(spots), group=spots[0][1].words)
