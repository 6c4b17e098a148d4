"""The units of another file: its sentences and cells, without what states nothing of the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.against.pieces import OtherText, Piece, Spot
from pipeline.against.units import SHORT, Statement, Unit, plain, reference_heading, source_line, statements
from pipeline.discourse.readings import AmountReading, DateReading
from pipeline.discourse.sentences import spans_of
from pipeline.wording.patterns import any_of

# Numbers in a formula are terms of it.
FORMULA = re.compile(r"\s=\s.*(?:/\(|\)[²³/]|√|∑|∫)|(?:/\(|√|∑|∫).*\s=\s")
_CONTENTS = re.compile(r"(?:\. ?){4,}|…{2,}")


@dataclass(frozen=True, slots=True, eq=False)
class Theirs:
    """A unit of another file and its piece; `offset` is where it begins in the piece."""

    unit: Unit
    piece: Piece = field(repr=False)
    offset: int = 0

    def spot(self, statement_start: int) -> Spot:
        """Return the spot of a part of the unit."""
        return self.piece.spot(self.offset + statement_start)


def units(other: OtherText, own_citations: Sequence[str], lang: str) -> tuple[Theirs, ...]:
    """Return the units of a file in reading order, without its lists of sources and its citations.

    `own_citations` are those of the article as its editions print them.
    """
    labels = re.compile(any_of(own_citations)) if own_citations else None
    sentences = list(_sentences(other, lang))
    result = []
    for index, (number, piece, start, text) in enumerate(sentences):
        plain_text = labels.sub(lambda match: " " * len(match.group()), text) if labels else text
        statements_here = tuple(
            each for each in statements(plain_text, lang) if not _is_furniture(each, plain_text, piece)
        )
        context = piece.context
        if piece.kind not in ("cell", "chart") and len(" ".join(plain_text.split())) < SHORT:
            near = (*sentences[max(0, index - 1) : index], *sentences[index + 1 : index + 2])
            beside = [
                words
                for other_number, other_piece, _, words in near
                if other_piece.heading == piece.heading and abs(other_number - number) <= 1
            ]
            context = " ".join([context, *beside])
        unit = Unit(plain_text, statements_here, piece.kind, lang, index, context, piece.heading)
        result.append(Theirs(unit, piece, start))
    return tuple(result)


def _sentences(other: OtherText, lang: str) -> Iterator[tuple[int, Piece, int, str]]:
    is_heading = reference_heading(lang)
    sources = source_line(lang)
    in_sources = False
    for number, piece in enumerate(other.pieces):
        if piece.kind in ("heading", "prose") and is_heading.fullmatch(piece.text):
            in_sources = True
        elif piece.kind == "heading":
            in_sources = False
        in_sources = in_sources and not (piece.heading and not is_heading.fullmatch(piece.heading))
        if in_sources or sources.match(piece.text) or is_heading.fullmatch(piece.heading):
            continue
        text = plain(piece.text, lang)
        for start, end in _spans(piece, text, lang):
            yield number, piece, start, text[start:end]


def _spans(piece: Piece, text: str, lang: str) -> Iterator[tuple[int, int]]:
    if piece.kind in ("cell", "chart", "heading"):
        yield 0, len(text)
    else:
        yield from spans_of(text, lang)


def _is_furniture(statement: Statement, sentence: str, piece: Piece) -> bool:
    """Return whether a number says nothing of the subject: alone on a page, in a table of contents."""
    if FORMULA.search(sentence):
        return True
    rest = sentence[: statement.start] + sentence[statement.end :]
    has_words = re.search(r"[^\W\d_]{2,}", rest) is not None
    if _CONTENTS.search(piece.text):
        return True
    if has_words or piece.kind in ("cell", "chart"):
        return False
    # A line of only numbers in a text is the axis of a picture, or the number of a section.
    match statement.reading:
        case AmountReading(unit=unit, number=number):
            return not unit and not number.currency and not number.percent and not number.has_scale
        case DateReading():
            return False
