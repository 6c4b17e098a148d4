"""The forms of formulas that files show: their signs, and the words that are spoken for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from pipeline.inspection.elements import signs_of
from pipeline.maths import mathml
from pipeline.maths.spoken import speak_all
from pipeline.model import nodes as n
from pipeline.model.inspection import PassageKind
from pipeline.model.walk import walk

# What is stated of a formula: the kind and text of each passage. The words are the author's own for it.
Form = Callable[[n.Math, str], tuple[tuple[PassageKind, str], ...]]


@dataclass(frozen=True, slots=True)
class Forms:
    """What a format states of formulas; and whether it has words for other signs as text alternatives."""

    formula: Form
    has_labels: bool


def tex(node: n.Math, words: str) -> tuple[tuple[PassageKind, str], ...]:
    """Return a formula as it is written, or as letters where it has that form."""
    return (("formula", node.plain or node.text),)


TEX = Forms(tex, has_labels=False)


@dataclass(frozen=True)
class Readings:
    """The formulas of blocks as all files show and speak them, in a language."""

    blocks: n.Blocks = field(repr=False)
    lang: str

    @cached_property
    def _nodes(self) -> tuple[n.Math, ...]:
        return tuple(each for each in walk(self.blocks) if isinstance(each, n.Math))

    @cached_property
    def _readings(self) -> Mapping[mathml.Formula, mathml.Reading]:
        return mathml.read(map(mathml.of, self._nodes))

    @cached_property
    def _words(self) -> Mapping[str, str]:
        return speak_all((each.text for each in self._nodes), self.lang)

    def signs(self, node: n.Math) -> str:
        """Return the signs of a formula that are drawn; its TeX if it cannot be read."""
        reading = self._readings[mathml.of(node)]
        return signs_of(etree.fromstring(reading.mathml)) if reading.mathml else node.text

    def words(self, node: n.Math) -> str:
        """Return the words that are spoken for a formula."""
        return self._words[node.text]
