"""The papers of all kinds, by their names."""

from __future__ import annotations

from collections.abc import Mapping

from tests.kinds.blocks import LONG, SLIDES
from tests.kinds.paper import Paper
from tests.kinds.sources import BIBLIOGRAPHY
from tests.kinds.texts import FORMULAS, LEFTOVERS, NAMES

PAPERS: Mapping[str, Paper] = {
    "bibliography": BIBLIOGRAPHY,
    "names": NAMES,
    "formulas": FORMULAS,
    "leftovers": LEFTOVERS,
    "slides": SLIDES,
    "long": LONG,
}
