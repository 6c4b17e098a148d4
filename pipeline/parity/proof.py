"""The proof of one file: how much was compared with what its edition states, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.model.diagnostics import Diagnostic, Place, error
from pipeline.model.inspection import Inspection, Passage
from pipeline.model.source import SourceText
from pipeline.model.stages import Edition
from pipeline.parity.comparison import Alignment, compare
from pipeline.parity.differences import Difference, differences
from pipeline.parity.formats import adapt
from pipeline.parity.frame import font_differences, frame_differences, without_head
from pipeline.parity.gathering import gather
from pipeline.parity.marks import mark_differences
from pipeline.parity.statement import state
from pipeline.parity.text import fold

_STREAMS: tuple[frozenset[str], ...] = (
    frozenset({"heading", "text", "code", "caption", "cell"}),
    frozenset({"note"}),
    frozenset({"alt"}),
    frozenset({"formula"}),
)
_ASIDE = frozenset({"note", "alt", "formula"})


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a kind an edition states in all, and how many of these are the same in the file."""

    total: int
    same: int


@dataclass(frozen=True, slots=True)
class FactReading:
    """A fact where it stands in a file: its id, its words there, the page, slide or chapter, the source.

    `before` and `after` are words around it, in the passage.
    """

    fact: str
    words: str
    spot: int
    at: int | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof of a file: its name and unit, what was counted by kind, its facts, and the differences."""

    file: str
    unit: str
    extent: int
    counts: dict[str, Count]
    facts: tuple[FactReading, ...] = field(default=(), repr=False)
    differences: tuple[Difference, ...] = ()

    def diagnostics(self, source: SourceText) -> Iterator[Diagnostic]:
        """Yield the differences as errors at their places in the source."""
        for each in self.differences:
            where = f"{self.file}, {self.unit} {each.spot}" if each.spot else self.file
            place = source.place(each.at) if each.at is not None else Place(source.file)
            yield error(each.code, f"{where}: {each.message}", place, HINT)


# Characters around a fact that show where it stands.
_AROUND = 60
HINT = "build it anew; if it stays so, it is a fault of Dossier: report it with the article"


def statement_of(edition: Edition, file: str) -> tuple[Passage, ...]:
    """Return what a file of an edition states, as its format makes it."""
    return adapt(file, edition, state(edition))


def prove(edition: Edition, file: str, inspection: Inspection) -> Proof:
    """Compare what a reader finds in a file with what its edition states."""
    statement = statement_of(edition, file)
    alignments = _alignments(statement, inspection)
    alignments[0] = without_head(edition, alignments[0])
    return _proof(file, statement, alignments, inspection, frame_differences(edition, inspection))


def prove_again(file: str, statement: Sequence[Passage], inspection: Inspection) -> Proof:
    """Compare a file with a recorded statement; what stands around the text is not compared."""
    alignments = _alignments(statement, inspection)
    first = min(alignments[0].partners.values(), default=0)
    gaps = alignments[0].gaps
    gaps = tuple(each for each in gaps if each.own_range or each.other_range.stop > first)
    alignments[0] = replace(alignments[0], gaps=gaps)
    return _proof(file, statement, alignments, inspection, ())


def _alignments(statement: Sequence[Passage], inspection: Inspection) -> list[Alignment]:
    return [
        compare(
            [each for each in statement if each.kind in kinds],
            [each for each in inspection.passages if each.kind in kinds],
        )
        for kinds in _STREAMS
    ]


def _proof(
    file: str,
    statement: Sequence[Passage],
    alignments: Sequence[Alignment],
    inspection: Inspection,
    frames: Iterable[Difference],
) -> Proof:
    spots = _spots(statement, alignments[0])
    items = [each for alignment in alignments for each in differences(alignment, spots)]
    for alignment in alignments[:2]:
        items += mark_differences(alignment)
    items += frames
    items += [
        Difference(
            each.code, _flaw(each.text, each.reason), None, each.spot, group=f"{each.code} {each.spot}"
        )
        for each in inspection.flaws
    ]
    items += font_differences(inspection)
    return Proof(
        file,
        inspection.unit,
        inspection.extent,
        _counts(alignments),
        tuple(reading for alignment in alignments for reading in _facts(alignment)),
        gather(items),
    )


def _spots(statement: Sequence[Passage], alignment: Alignment) -> dict[int, int]:
    """Return where notes and text alternatives belong, by their identity: where the text before them is."""
    words, other = alignment.statement, alignment.inspection
    places = {
        id(passage): other.passages[other.words[partner].passage].spot
        for index, passage in enumerate(words.passages)
        for number in words.of(index)[-1:]
        if (partner := alignment.partners.get(number)) is not None
    }
    result: dict[int, int] = {}
    spot = 0
    for each in statement:
        spot = places.get(id(each), spot)
        if each.kind in _ASIDE:
            result[id(each)] = spot
    return result


def _flaw(text: str, reason: str) -> str:
    return f"“{text}” {reason}" if text else reason


def _counts(alignments: Sequence[Alignment]) -> dict[str, Count]:
    """Return what was compared: marks and passages of each kind, and characters without blanks."""
    names = ("facts", "citations", "notes", "figures", "formulas", "cells", "headings", "characters")
    own, same = dict.fromkeys(names, 0), dict.fromkeys(names, 0)
    notes: dict[str, bool] = {}
    kinds = {"alt": "figures", "formula": "formulas", "cell": "cells", "heading": "headings"}
    for alignment in alignments:
        words, partners = alignment.statement, alignment.partners
        for index, passage in enumerate(words.passages):
            numbers = words.of(index)
            matches = [number in partners for number in numbers]
            # The words for a formula and for a sign are alternatives too, but no figures.
            is_figure = passage.kind != "alt" or bool(passage.name)
            if passage.kind == "note":
                is_same = notes.get(passage.name, True)
                notes[passage.name] = is_same and all(matches)
            elif (name := kinds.get(passage.kind)) and numbers and is_figure:
                own[name] += 1
                same[name] += all(matches)
            for mark in passage.marks:
                if mark.kind in ("fact", "citation"):
                    name = f"{mark.kind}s"
                    own[name] += 1
                    same[name] += all(n in partners for n in words.within(index, mark.start, mark.end))
            own["characters"] += sum(len(words.texts[number]) for number in numbers)
            same["characters"] += sum(
                len(words.texts[number]) for number, match in zip(numbers, matches, strict=True) if match
            )
    own["notes"], same["notes"] = len(notes), sum(notes.values())
    return {name: Count(own[name], same[name]) for name in names}


def _facts(alignment: Alignment) -> Iterator[FactReading]:
    """Yield the facts that stand in a file as they are stated, each where it stands."""
    words, other = alignment.statement, alignment.inspection
    for index, passage in enumerate(words.passages):
        for mark in passage.marks:
            if mark.kind == "fact":
                partners = [alignment.partners.get(n) for n in words.within(index, mark.start, mark.end)]
                if partners and None not in partners and partners[0] is not None:
                    spot = other.passages[other.words[partners[0]].passage].spot
                    text = passage.text
                    yield FactReading(
                        mark.name,
                        fold(text[mark.start : mark.end]),
                        spot,
                        passage.at,
                        _beside(text[max(0, mark.start - _AROUND) : mark.start]),
                        _beside(text[mark.end : mark.end + _AROUND]),
                    )


def _beside(text: str) -> str:
    """Return what stands beside a fact, with the blank that parts them if there is one."""
    words = fold(text)
    return f"{' ' * text[:1].isspace()}{words}{' ' * text[-1:].isspace()}" if words else ""
