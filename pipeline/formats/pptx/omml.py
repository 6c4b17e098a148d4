"""Formulas for office programs: one call of pandoc for all formulas of a deck."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline import pandoc
from pipeline.formats.pptx.elements import MATHS, Element
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# CT_MCPr (ECMA-376, 22.1.2.69): pandoc puts the number of a matrix's columns last.
_MATRIX_COLUMN = {f"{{{MATHS}}}{name}": place for place, name in enumerate(("count", "mcJc"))}


@dataclass(frozen=True, slots=True)
class Formulas:
    """Formulas as elements by their TeX, without those that pandoc cannot read, and its diagnostics."""

    elements: Mapping[str, Element]
    diagnostics: tuple[Diagnostic, ...] = ()


def read_formulas(formulas: Sequence[str]) -> Formulas:
    """Return formulas as elements of Office Math, each once."""
    distinct = tuple(dict.fromkeys(formulas))
    if not distinct:
        return Formulas({})
    blocks = tuple(n.Para((n.Math("InlineMath", tex),)) for tex in distinct)
    answer = pandoc.write(n.Pandoc(n.MetaMap(), blocks), "docx", keep=True)
    with zipfile.ZipFile(io.BytesIO(answer.output)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    paragraphs = body.findall(f"{_WORD}body/{_WORD}p")
    elements = {
        tex: formula
        for tex, paragraph in zip(distinct, paragraphs, strict=True)
        if (formula := paragraph.find(f"{{{MATHS}}}oMath")) is not None
    }
    for formula in elements.values():
        put_in_order(formula)
    return Formulas(elements, answer.diagnostics)


def put_in_order(formula: Element) -> None:
    """Sort the children of elements whose order the schema fixes, and drop those for word processors only."""
    for parent in formula.iter(f"{{{MATHS}}}mcPr"):
        parent[:] = sorted(parent, key=lambda each: _MATRIX_COLUMN.get(str(each.tag), len(_MATRIX_COLUMN)))
    for properties in formula.iter(f"{{{MATHS}}}rPr"):
        # CT_RPR (22.1.2.89): text outside a formula has no style of formulas; pandoc gives it one.
        if properties.find(f"{{{MATHS}}}nor") is not None:
            for style in (*properties.findall(f"{{{MATHS}}}scr"), *properties.findall(f"{{{MATHS}}}sty")):
                properties.remove(style)
    for word in [each for each in formula.iter() if str(each.tag).startswith(_WORD)]:
        parent_of = word.getparent()
        if parent_of is not None:
            parent_of.remove(word)
