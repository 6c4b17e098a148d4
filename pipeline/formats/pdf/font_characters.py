"""The characters of each glyph, from the tables of its font."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

BRACKETS = frozenset("()[]{}<>«»‹›")
STROKE = "\N{ARABIC TATWEEL}"
# Letter forms at the beginning, middle or end of a word, which older fonts name.
_FORMS = range(0xFB1D, 0xFEFD)
# The maximum number of substitutions in a row: a form of a letter, and a variant of the form.
_STEPS = 3
_SINGLE, _LIGATURE = 1, 4


@lru_cache(maxsize=16)
def characters_by_glyph(data: bytes, whole: bool) -> Mapping[int, str]:
    """Return the text of each glyph by its number; without `whole` only of brackets."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(data), lazy=True)
    characters = {chr(code): name for code, name in font.getBestCmap().items()}
    texts = {name: _plain(each) for each, name in reversed(characters.items()) if whole or each in BRACKETS}
    if whole and "GSUB" in font:
        # Forms before ligatures: what one letter may become is not two that look the same.
        changes = sorted(_changes(font["GSUB"].table.LookupList.Lookup), key=lambda change: len(change[0]))
        for _ in range(_STEPS):
            for parts, glyph in changes:
                if glyph not in texts and all(part in texts for part in parts):
                    texts[glyph] = "".join(texts[part] for part in parts)
    return {font.getGlyphID(name): text for name, text in texts.items()}


def _plain(character: str) -> str:
    return unicodedata.normalize("NFKC", character) if ord(character) in _FORMS else character


def _changes(lookups: Iterable[Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the substitutions of a font: forms of letters and ligatures."""
    for lookup in lookups:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType == _SINGLE:
                yield from (((old,), new) for old, new in table.mapping.items())
            elif table.LookupType == _LIGATURE:
                for first, ligatures in table.ligatures.items():
                    yield from (((first, *each.Component), each.LigGlyph) for each in ligatures)
