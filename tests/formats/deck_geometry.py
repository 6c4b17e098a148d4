"""The places of all text on the slides of a PPTX, as a program sets them that has none of its typefaces.

Everything is read from the finished file: boxes and styles with what layout and master say of them. Text is
measured in DejaVu Sans, which is wider than what programs usually take.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from PIL import ImageFont
from pptx.oxml.ns import qn

from pipeline.theme import styles_dir

Face = Literal["text", "bold", "code"]
POINT = 12700
BREAKS = " \u200b/–—-"
FIXED_WIDTH = 0.602  # of the size: DejaVu Sans Mono
NATURAL = 1.17  # DejaVu Sans from line to line, where no distance is stated
INSET = 0.1 * 72 / 2


@dataclass(frozen=True)
class Place:
    """A rectangle that text or a picture takes, and the height of the box that it has."""

    name: str
    x: float
    top: float
    right: float
    bottom: float
    room: float

    @property
    def overflow(self) -> float:
        """How far the text is higher than its box."""
        return self.bottom - self.top - self.room


def places(slide: Any) -> list[Place]:
    """Return the places of a slide's shapes; what has neither text nor a picture takes none."""
    return [place for shape in slide.shapes for place in _places(shape)]


def overlaps(rectangles: list[Place], slack: float = 2) -> list[tuple[str, str]]:
    """Return the names of each two places that lie on each other by more than a slack in both directions."""
    return [
        (a.name, b.name)
        for index, a in enumerate(rectangles)
        for b in rectangles[index + 1 :]
        if min(a.right, b.right) - max(a.x, b.x) > slack
        and min(a.bottom, b.bottom) - max(a.top, b.top) > slack
    ]


def _places(shape: Any) -> Iterator[Place]:
    x, top, width, height = (value / POINT for value in (shape.left, shape.top, shape.width, shape.height))
    if shape.has_text_frame:
        if not shape.text_frame.text.strip() or shape._element.find(f".//{qn('a:fld')}") is not None:
            return
        text = shape.text_frame
        insets = [_inset(shape, name) for name in ("lIns", "tIns", "rIns", "bIns")]
        text_height = insets[1] + insets[3] + _height(shape, text.paragraphs, width - insets[0] - insets[2])
        anchor = _body_property(shape, "anchor") or "t"
        start = {"t": top, "ctr": top + (height - text_height) / 2, "b": top + height - text_height}[anchor]
        yield Place(shape.name, x, start, x + width, start + text_height, height)
    elif shape.has_table:
        table = shape.table
        total = 0.0
        for row in table.rows:
            needs = [row.height / POINT]
            for cell, column in zip(row.cells, table.columns, strict=True):
                if cell.is_spanned or (cell.is_merge_origin and cell.span_height > 1):
                    continue
                cell_width = sum(c.width for c in list(table.columns)[: cell.span_width]) / POINT
                cell_width = column.width / POINT if cell.span_width == 1 else cell_width
                margins = (cell.margin_left + cell.margin_right) / POINT
                tall = _height(cell, cell.text_frame.paragraphs, cell_width - margins)
                needs.append(tall + (cell.margin_top + cell.margin_bottom) / POINT)
            total += max(needs)
        yield Place(shape.name, x, top, x + width, top + total, height)
    else:
        yield Place(shape.name, x, top, x + width, top + height, height)


def _height(owner: Any, paragraphs: Any, room: float) -> float:
    """Return the height of paragraphs in a width."""
    total = 0.0
    for position, paragraph in enumerate(paragraphs):
        style = _Style(owner, paragraph)
        total += style.first + (style.rows(room) - 1) * style.leading
        total += style.before if position else 0
    return total


class Letter(NamedTuple):
    """A letter and the face it is set in."""

    text: str
    face: Face


class _Style:
    """How a paragraph is set, by itself, its shape, the layout and the master."""

    def __init__(self, owner: Any, paragraph: Any) -> None:
        self.paragraph = paragraph
        self.chain = list(_chain(owner, paragraph))
        runs = list(paragraph.runs)
        tabs = [index for index, run in enumerate(runs) if "\t" in run.text]
        self.is_led = bool(tabs) and self._has_tab_stop()
        words = runs[tabs[0] :] if self.is_led else runs
        usual = float(self._value("a:defRPr", "sz") or 1800) / 100
        self.size = max((run.font.size.pt if run.font.size else usual for run in words), default=usual)
        self.size *= font_scale(owner)
        leads = [run.font.size.pt for run in runs if run not in words and run.font.size]
        self.lead = max(leads, default=0.0)
        self.bold = (self._value("a:defRPr", "b") or "0") == "1"
        spacing = self._value("a:lnSpc/a:spcPts", "val")
        self.leading = float(spacing) / 100 if spacing else self.size * NATURAL
        self.first = self.leading if spacing else max(self.leading, self.lead * NATURAL)
        self.before = float(self._value("a:spcBef/a:spcPts", "val") or 0) / 100
        self.margin = float(self._value("", "marL") or 0) / POINT

    def rows(self, room: float) -> int:
        """Return the number of lines in a width."""
        return sum(_lines(line, self.size, room - self.margin) for line in _split(self._letters(), "\v"))

    def _letters(self) -> list[Letter]:
        """Return the letters with their faces; of a paragraph with a lead those behind the tab."""
        result = [
            Letter(letter, "code" if _is_code(run) else "bold" if self._is_bold(run) else "text")
            for run in self.paragraph.runs
            for letter in run.text
        ]
        # python-pptx leaves breaks out of the runs.
        if len(result) < len(self.paragraph.text):
            faces = iter(result)
            result = [Letter("\v", "text") if c == "\v" else next(faces) for c in self.paragraph.text]
        if self.is_led:
            result = result[self.paragraph.text.index("\t") + 1 :]
        return [each for each in result if each.text != "\t"]

    def _is_bold(self, run: Any) -> bool:
        return self.bold if run.font.bold is None else bool(run.font.bold)

    def _has_tab_stop(self) -> bool:
        return self.paragraph._p.find(f".//{qn('a:tab')}") is not None

    def _value(self, path: str, name: str) -> str | None:
        for level in self.chain:
            node = level.find("/".join(qn(step) for step in path.split("/"))) if path else level
            if node is not None and node.get(name) is not None:
                value: str = node.get(name)
                return value
        return None


def _chain(owner: Any, paragraph: Any) -> Iterator[Any]:
    """Yield the properties that say how a paragraph is set, the nearest first."""
    own = paragraph._p.find(qn("a:pPr"))
    if own is not None:
        yield own
    level = f"a:lvl{paragraph.level + 1}pPr"
    for shape in _ancestors(owner):
        style = shape.find(f".//{qn('a:lstStyle')}")
        level_style = style.find(qn(level)) if style is not None else None
        if level_style is not None:
            yield level_style
    if getattr(owner, "is_placeholder", False):
        master = owner.part.slide_layout.slide_master._element
        kind = "p:titleStyle" if "title" in str(owner.placeholder_format.type).lower() else "p:bodyStyle"
        level_style = master.find(f".//{qn(kind)}/{qn(level)}")
        if level_style is not None:
            yield level_style


def _ancestors(owner: Any) -> Iterator[Any]:
    element = getattr(owner, "_element", None)
    if element is None:
        return
    yield element
    if not getattr(owner, "is_placeholder", False):
        return  # a text box has its own styles alone
    index = owner.placeholder_format.idx
    for holder in owner.part.slide_layout.placeholders:
        if holder.placeholder_format.idx == index:
            yield holder._element


def font_scale(owner: Any) -> float:
    """Return the part of its size at which a program sets the text of a shape."""
    fit = (
        owner._element.find(f".//{qn('a:bodyPr')}/{qn('a:normAutofit')}")
        if hasattr(owner, "_element")
        else None
    )
    return 1.0 if fit is None else float(fit.get("fontScale", "100000")) / 100_000


def _inset(shape: Any, name: str) -> float:
    value = _body_property(shape, name)
    return INSET if value is None else float(value) / POINT


def _body_property(shape: Any, name: str) -> str | None:
    for element in _ancestors(shape):
        body = element.find(f".//{qn('a:bodyPr')}")
        if body is not None and body.get(name) is not None:
            value: str = body.get(name)
            return value
    return None


def _is_code(run: Any) -> bool:
    return bool(run.font.name) and "Code" in run.font.name


@cache
def _font(face: Face) -> Any:
    name = "DejaVuSans-Bold.ttf" if face == "bold" else "DejaVuSans.ttf"
    path = styles_dir() / "fonts" / "dejavu" / name
    return ImageFont.truetype(path, 100, layout_engine=ImageFont.Layout.BASIC)


@cache
def _width(letter: Letter) -> float:
    """Return the width of a letter at a size of one."""
    if letter.face == "code":
        return FIXED_WIDTH
    width: float = _font(letter.face).getlength(letter.text)
    return width / 100


def _split(letters: list[Letter], mark: str) -> list[list[Letter]]:
    result: list[list[Letter]] = [[]]
    for letter in letters:
        if letter.text == mark:
            result.append([])
        else:
            result[-1].append(letter)
    return result


def _lines(letters: list[Letter], size: float, room: float) -> int:
    """Return the number of lines, broken at blanks and behind dashes and slashes, or in a word too wide."""
    count, line_width = 1, 0.0
    word: list[float] = []
    for letter in [*letters, Letter(" ", "text")]:
        width = _width(letter) * size
        if letter.text not in BREAKS:
            word.append(width)
            continue
        visible = sum(word) + (0 if letter.text in " \u200b" else width)
        if line_width and line_width + visible > room:
            count, line_width = count + 1, 0.0
        if visible > room:
            count += int(visible // room)
            visible %= room
        line_width += visible + (width if letter.text == " " else 0)
        word = []
    return count
