"""Elements in the order that the schema of Office Open XML asks for, where pandoc writes them in another."""

from __future__ import annotations

from pipeline.formats.pptx_xml import MATHS, A, Element

# CT_TextCharacterProperties (ECMA-376, 21.1.2.3.9): pandoc puts the face of linked code last.
_RUN = (
    "ln", "noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill", "effectLst", "effectDag",
    "highlight", "uLnTx", "uLn", "uFillTx", "uFill", "latin", "ea", "cs", "sym", "hlinkClick",
    "hlinkMouseOver", "rtl", "extLst",
)  # fmt: skip
# CT_MCPr (ECMA-376, 22.1.2.69): pandoc puts the number of a matrix's columns last.
_MATRIX_COLUMN = ("count", "mcJc")
_ORDERS = (
    (f"{{{A}}}rPr", {f"{{{A}}}{name}": place for place, name in enumerate(_RUN)}),
    (f"{{{MATHS}}}mcPr", {f"{{{MATHS}}}{name}": place for place, name in enumerate(_MATRIX_COLUMN)}),
)


def put_in_order(tree: Element) -> None:
    """Sort the children of elements whose order matters; those that the schema does not know stay last."""
    for tag, places in _ORDERS:
        for parent in tree.iter(tag):
            parent[:] = sorted(parent, key=lambda each: places.get(str(each.tag), len(places)))
