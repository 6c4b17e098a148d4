"""The paragraphs of a shape on a slide: their words, and their facts, citations, links and formulas."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from pipeline.inspection.line import Line, visible
from pipeline.inspection.package import OFFICE_ID, attribute, child, children, descendants, local
from pipeline.model import slide_marks
from pipeline.model.inspection import FORMULA, Mark, MarkKind

_MARKS = f"{{{slide_marks.NAMESPACE}}}marks"
# Fields that a program fills anew: the number of the slide, and the day on which it is shown.
_REFRESHES = ("slidenum", "datetime")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its words, its marks, and the letters of the formulas in it."""

    text: str
    marks: tuple[Mark, ...]
    formulas: tuple[str, ...] = ()


@dataclass(slots=True)
class _Open:
    """A mark that the next run may go on."""

    name: str
    start: int
    end: int


@dataclass(slots=True)
class _Writer:
    target: Callable[[str], str]
    line: Line = field(default_factory=Line)
    marks: list[tuple[MarkKind, _Open]] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)

    def write(self, paragraph: Element) -> None:
        for each in paragraph:
            match local(each):
                case "r":
                    self.run(each)
                case "br":
                    self.line.add(" ")
                case "fld" if not (attribute(each, "type") or "").startswith(_REFRESHES):
                    self.run(each)
                case "m":
                    for formula in descendants(each, "oMath"):
                        self.line.add(FORMULA)
                        self.formulas.append(formula_text(formula))
                case _:
                    pass

    def run(self, run: Element) -> None:
        start = self.line.length
        self.line.add("".join(each.text or "" for each in children(run, "t")))
        style = child(run, "rPr")
        if style is None or self.line.length == start:
            return
        for each in style.iter(_MARKS):
            if fact := each.get(slide_marks.FACT):
                self.mark("fact", start, fact)
            for key in (each.get(slide_marks.CITES) or "").split():
                self.mark("citation", start, key)
        link = child(style, "hlinkClick")
        if link is not None and (address := self.target(link.get(OFFICE_ID) or "")):
            self.mark("link", start, address)

    def mark(self, kind: MarkKind, start: int, name: str) -> None:
        """Mark a run, or go on with the mark of the run before it."""
        for other, each in reversed(self.marks):
            if other == kind and each.name == name and not self.line.text[each.end : start].strip():
                each.end = self.line.length
                return
        self.marks.append((kind, _Open(name, start, self.line.length)))


def read_paragraph(paragraph: Element, target: Callable[[str], str]) -> Paragraph:
    """Return a paragraph; `target` gives what a link leads to by the id of its relation, or nothing."""
    writer = _Writer(target)
    writer.write(paragraph)
    text = writer.line.text
    marks = tuple(
        Mark(kind, each.start + (text[each.start : each.start + 1] == " "), each.end, each.name)
        for kind, each in writer.marks
    )
    return Paragraph(text, marks, tuple(writer.formulas))


def paragraphs_of(body: Element, target: Callable[[str], str]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a text that have words."""
    for each in children(body, "p"):
        paragraph = read_paragraph(each, target)
        if paragraph.text:
            yield paragraph


def formula_text(formula: Element) -> str:
    """Return the signs of a formula of Office Math in their order, without blanks.

    Letters of a style, as those of blackboards, are plain ones: their style is a property here.
    """
    return "".join(visible(unicodedata.normalize("NFKC", "".join(_letters(formula)))).split())


def _letters(element: Element) -> Iterator[str]:
    """Yield the signs of a formula; some are set in the properties of what they stand around."""
    name = local(element)
    inner = [each for each in element if local(each) != f"{name}Pr"]
    match name:
        case "t":
            yield element.text or ""
            return
        case "eqArr":
            # Here an ampersand is no sign: equations stand below each other at it.
            yield from (text.replace("&", "") for each in inner for text in _letters(each))
            return
        case "d":
            yield _value(element, "begChr", "(")
            for number, each in enumerate(inner):
                yield _value(element, "sepChr", "|") if number else ""
                yield from _letters(each)
            yield _value(element, "endChr", ")")
            return
        case "nary":
            yield _value(element, "chr", "∫")
        case "rad":
            # The degree of a root stands before what it is of; MathML has it behind, and no sign.
            inner.reverse()
        case _:
            pass
    for each in inner:
        yield from _letters(each)
    match name:
        case "acc":
            yield _value(element, "chr", "̂")
        case "groupChr":
            yield _value(element, "chr", "⏟")
        case "bar":
            yield "¯"
        case _:
            pass


def _value(element: Element, name: str, usual: str) -> str:
    """Return a sign that the properties of a part of a formula set, or the usual one."""
    holder = child(element, f"{local(element)}Pr")
    sign = child(holder, name) if holder is not None else None
    return usual if sign is None else attribute(sign, "val") or ""
