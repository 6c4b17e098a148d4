"""The lines of a text or of Markdown as paragraphs, without markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.against.cells import row_pieces
from pipeline.against.pieces import OtherText, Piece, Spot, UnreadableError, piece

_HEADING = re.compile(r"#{1,6}\s+(?P<text>.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"(?:=+|-{3,})\s*$")
_ROW = re.compile(r"\s*\|.*\|\s*$")
_RULE = re.compile(r"[\s|:+=-]*-[\s|:+=-]*$")
# Markers of lists and quotations; what pandoc and GitHub write around words.
_MARKER = re.compile(r"\s*(?:>\s*)*(?:[-*+•–]\s+|\(?(?:\d{1,3}|[a-z])[.)]\s+|:\s+)?")
# A line that begins with a marker, or with the year or the hour of an entry, begins anew.
_ITEM = re.compile(r"\s*(?:(?:[-*+•–]|\(?(?:\d{1,3}|[a-z])[.)])\s+|(?:\d{4}|\d{1,2}[:.]\d{2})\s?[:–—-]\s)")
_FENCE = re.compile(r"\s*(?:```|~~~)")
# A paragraph is longer where a file has no empty lines; its lines are counted from a line this far above.
_MOST_LINES = 50
_INLINE = (
    (re.compile(r"!?\[(?P<words>[^\]\[]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)"), r"\g<words>"),
    (re.compile(r"\[(?P<words>[^\]\[]*)\]\{[^}]*\}"), r"\g<words>"),
    (re.compile(r"\[\^[^\]]*\]:?|\[[^\]]*@[\w:.-]+[^\]]*\]|\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]"), ""),
    (re.compile(r"<!--.*?-->|</?[a-zA-Z][^>]*>|\{[#.][^}]*\}"), ""),
    (re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)(?P<words>.+?)(?<=\S)\1(?![\w*])"), r"\g<words>"),
    (re.compile(r"`([^`]*)`"), r"\1"),
    (re.compile(r"\\(?=[^\w\s])"), ""),
)


def read(data: bytes) -> OtherText:
    """Return the text of a file of lines: UTF-8, or what programs for Windows write."""
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError(
            "this is no text, but a binary file", "name a PPTX, DOCX, PDF, EPUB, HTML or text file"
        )
    for encoding in (
        ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252", "latin-1")
    ):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UnreadableError("this is not UTF-16", "save it as UTF-8")
    return OtherText(tuple(_pieces(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))))


def _pieces(lines: list[str]) -> Iterator[Piece]:
    heading = ""
    block: list[tuple[int, str]] = []
    rows: list[tuple[int, list[str]]] = []
    is_code = False
    first = _after_head(lines)
    for number, line in enumerate([*lines[first:], ""], first + 1):
        if _FENCE.match(line):
            is_code = not is_code
            continue
        if is_code:
            continue
        title = _HEADING.match(line)
        is_row = bool(_ROW.match(line))
        is_item = _ITEM.match(line) is not None
        if block and _UNDERLINE.match(line) and line.strip():
            heading = _words(" ".join(each for _, each in block))
            yield piece(heading, f"line {block[0][0]}", line=block[0][0], kind="heading")
            block = []
            continue
        if rows and not is_row:
            yield from _table(rows, heading)
            rows = []
        if block and (title or is_row or is_item or not line.strip()):
            yield from _paragraph(block, heading)
            block = []
        if title:
            heading = _words(title["text"])
            yield piece(heading, f"line {number}", line=number, kind="heading")
        elif is_row:
            if not _RULE.match(line):
                rows.append((number, [_words(cell) for cell in line.strip().strip("|").split("|")]))
        elif line.strip():
            block.append((number, line))


def _after_head(lines: list[str]) -> int:
    """Return where a text begins behind its front matter."""
    if lines and lines[0].strip() == "---":
        for number, line in enumerate(lines[1:200], 1):
            if line.strip() in ("---", "..."):
                return number + 1
    return 0


def _table(rows: list[tuple[int, list[str]]], heading: str) -> Iterator[Piece]:
    for each in row_pieces([cells for _, cells in rows], "table", heading):
        index = int(each.group.rpartition(" ")[2]) - 1
        number = rows[index][0]
        yield piece(
            each.text, f"line {number}", line=number, kind="cell", heading=heading, context=each.context,
            group=f"line {number}",
        )  # fmt: skip


def _paragraph(block: list[tuple[int, str]], heading: str) -> Iterator[Piece]:
    stripped_lines = [line.strip() for _, line in block]
    stripped_lines[0] = _MARKER.sub("", block[0][1], count=1).strip()
    plain = _words(" ".join(stripped_lines))
    if not plain:
        return
    spots: list[tuple[int, Spot]] = []
    for index, (number, _) in enumerate(block):
        # Markup that ends in a later line is not seen here: a spot is a line, a letter more or less is none.
        before = _words(" ".join(stripped_lines[max(0, index - _MOST_LINES) : index]))
        first = spots[index - _MOST_LINES][0] if index >= _MOST_LINES else 0
        spots.append((first + len(before) + (1 if before else 0), Spot(f"line {number}", number)))
    yield Piece(plain, tuple(spots), "prose", heading, group=spots[0][1].words)


def _words(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return " ".join(text.split())
