"""Shapes with formulas beside what other programs show in their place: their TeX."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from pipeline.formats.pptx.elements import A14, Element, choice, new

_FORMULA = f"{{{A14}}}m"


def offer_choice(shape: Element, formulas: Iterable[str], lang: str) -> None:
    """Put in the place of a shape with formulas the choice between it and one with their TeX."""
    plain = deepcopy(shape)
    for formula, tex in zip(list(plain.iter(_FORMULA)), formulas, strict=True):
        parent = formula.getparent()
        assert parent is not None
        parent.replace(formula, new("a:r", new("a:rPr", lang=lang), new("a:t", text=tex)))
    tree = shape.getparent()
    assert tree is not None
    place = tree.index(shape)
    tree.insert(place, choice(shape, plain))
