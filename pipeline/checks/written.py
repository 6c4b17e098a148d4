"""Where a part of a passage is written in the source, if nothing that is not shown stands within it."""

from __future__ import annotations

from pipeline.discourse.passages import Passage
from pipeline.model.source import SourceText

# How far before a part, in characters, one with a known place is looked for.
NEAR = 120
# What the source may have between the characters of a passage: marks of emphasis, of quotation, of escapes.
_MARKS = "*_\\>"


def find_written(passage: Passage, source: SourceText, start: int, end: int) -> tuple[int, int] | None:
    """Return the bounds in the source of a part of a passage, or None if something else stands within it."""
    anchor = next(
        (i for i in range(start, max(-1, start - NEAR), -1) if passage.offsets[i] is not None), None
    )
    if anchor is not None:
        at = passage.offsets[anchor]
        assert at is not None
    else:
        # Signs alone have no place of their own: the first word behind them is looked for.
        known_ones = (i for i in range(start, len(passage.text)) if passage.offsets[i] is not None)
        first = next(known_ones, None)
        place = None if first is None else passage.offsets[first]
        if place is None:
            return None
        anchor, at = 0, source.text.rfind("\n", 0, place) + 1
    begin = stop = -1
    for index in range(anchor, end):
        character = passage.text[index]
        if character.isspace():
            continue
        own = passage.offsets[index]
        while at < len(source.text) and source.text[at] != character:
            if not (source.text[at].isspace() or source.text[at] in _MARKS):
                return None
            at += 1
        if at >= len(source.text) or (own is not None and own != at):
            return None
        if index >= start:
            begin = at if begin < 0 else begin
            stop = at + 1
        at += 1
    return (begin, stop) if begin >= 0 else None
