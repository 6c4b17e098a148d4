"""The judgement of a proof: whether it reports a damage with the right code and at the right place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.editions import EDITIONS
from pipeline.formats import FORMATS
from pipeline.inspection import inspect
from pipeline.model.inspection import InspectionError
from pipeline.model.stages import Document, Edition
from pipeline.parity.differences import Difference
from pipeline.parity.proof import prove
from tests.verify.damage.values import Harm, Kind, Place

Verdict = Literal["right", "other code", "other place", "missed"]
# Words that stand in any message.
_COMMON = frozenset(
    ["The", "a", "an", "and", "at", "by", "for", "in", "is", "it", "of", "on", "the", "to", "with"]
)
_WORDS = re.compile(r"[^\s“”„«».,;:()]+")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a proof says of a damage: the verdict, and all that it reports."""

    verdict: Verdict
    reports: tuple[Difference, ...]

    @property
    def text(self) -> str:
        """The reports in short lines."""
        return "\n".join(f"    {each.code} {each.spot}: {each.message}" for each in self.reports)


class Prover:
    """Proves files of one article; its editions are made once."""

    def __init__(self, document: Document) -> None:
        """Take an article that is resolved."""
        self._document = document
        self._edition = cache(self._view)

    def _view(self, file: str) -> Edition:
        output = next(each for each in FORMATS if each.file == file)
        return output.view(EDITIONS[output.edition].edit(self._document))

    def differences(self, file: str, data: bytes) -> tuple[Difference, ...]:
        """Return what a proof reports of a file's bytes."""
        try:
            inspection = inspect(file, data)
        except InspectionError as failure:
            return (Difference("artifact-unreadable", str(failure), None, 0),)
        return prove(self._edition(file), file, inspection).differences


def judge(kind: Kind, harm: Harm, reports: Sequence[Difference]) -> Judgement:
    """Judge what a proof reports of a damage: one report with the right code at the right place will do."""
    if not reports:
        return Judgement("missed", ())
    here = [each for each in reports if is_at(harm.place, each)]
    if any(each.code in kind.codes for each in here):
        return Judgement("right", tuple(reports))
    return Judgement("other code" if here else "other place", tuple(reports))


def is_at(place: Place, report: Difference) -> bool:
    """Return whether a report names the place: its page, slide or chapter, and words or the fact there."""
    if place.spots and report.spot and report.spot not in place.spots:
        return False
    if place.fact and re.search(rf"\b{re.escape(place.fact)}\b", report.message):
        return True
    words = {each for text in place.words for each in _WORDS.findall(text) if each not in _COMMON}
    return bool(words & set(_WORDS.findall(report.message)))
