"""Damage to the text of a PDF: what its glyphs say."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from tests.verify.damage import words as w
from tests.verify.damage.printed import Node, Print, headings, paragraphs
from tests.verify.damage.values import CELL, CITATION, FACT, HEADING, NOTE, TEXT, WORDS, Place
from tests.verify.damage.words import Change, opening, token

Damage = Callable[[Print], Place | None]
Row = tuple[str, frozenset[str], Damage]


def _prose(change: Change, start: int = 0) -> Damage:
    def damage(file: Print) -> Place | None:
        some = paragraphs(file)
        for node in (*some[start:], *some[:start]):
            if result := file.edit(node, change):
                return Place(result[0], (result[1],))
        return None

    return damage


def _in_tag(tags: tuple[str, ...], change: Change, start: int = 0) -> Damage:
    def damage(file: Print) -> Place | None:
        some = [node for node in file.root.all(*tags) if node.text]
        for node in (*some[start:], *some[:start]):
            if result := file.edit(node, change):
                return Place(result[0], (result[1],))
        return None

    return damage


def _paragraph_erased(file: Print) -> Place | None:
    some = [node for node in paragraphs(file) if node.tag == "P"]
    if (node := w.pick(some, 6)) is None:
        return None
    place = Place((opening(node.text), token(node.text)), node.spots())
    file.erase(node)
    return place


def _note_erased(file: Print) -> Place | None:
    for node in file.root.all("Note"):
        place = Place((opening(node.text), token(node.text)), node.spots())
        for run in node.all_runs():
            if not run.text.strip().isdigit():
                file.put_codes(run, b"")
        return place
    return None


def _call_erased(file: Print) -> Place | None:
    for node in file.root.all("Reference"):
        if node.text.strip().isdigit():
            place = Place((node.text,), node.spots())
            note = next(iter(file.root.all("Note")), None)
            words = (opening(note.text), token(note.text)) if note else ()
            file.erase(node)
            return Place((*place.words, *words), place.spots)
    return None


def _heading_erased(file: Print) -> Place | None:
    if (node := w.pick(headings(file), 3)) is None:
        return None
    # On slides the next one repeats the heading of a part, and may be taken for it.
    place = Place((node.text,), (*node.spots(), *(spot + 1 for spot in node.spots())))
    file.erase(node)
    return place


def _headings_redrawn(file: Print) -> Place | None:
    """Draw each of two headings in the place of the other."""
    some = headings(file)
    for one, other in pairwise(some):
        text, other_text = one.text, other.text
        if text != other_text and _redraw(file, one, other_text) and _redraw(file, other, text):
            return Place((text, other_text), (*one.spots(), *other.spots()))
    return None


def _redraw(file: Print, node: Node, text: str) -> bool:
    runs = node.all_runs()
    if not file.put(runs[0], text):
        return False
    for run in runs[1:]:
        file.put_codes(run, b"")
    return True


def _citation_erased(file: Print) -> Place | None:
    for node in list(file.root.all("Link"))[4:]:
        if len(node.text) > 5 and re.search(r"\d{4}|n\.d\.|s\.d\.", node.text):
            place = Place((node.text, token(node.text)), node.spots())
            file.erase(node)
            return place
    return None


WORD_KINDS: tuple[Row, ...] = (
    ("digit", WORDS | CITATION, _prose(w.digit, 3)),
    ("year", WORDS | CITATION, _prose(w.year, 5)),
    ("month", WORDS, _prose(w.month, 4)),
    ("letters-swapped", WORDS | CITATION, _prose(w.letters_swapped, 4)),
    ("word-removed", WORDS, _prose(w.word_removed, 5)),
    ("word-doubled", WORDS, _prose(w.word_doubled, 6)),
    ("words-swapped", WORDS, _prose(w.words_swapped, 5)),
    ("word-added", WORDS, _prose(w.word_added, 6)),
    ("not-added", WORDS, _prose(w.negation_added, 5)),
    ("space-lost", WORDS, _prose(w.space_lost, 7)),
    ("case", WORDS, _prose(w.case, 8)),
    ("percent-lost", FACT, _in_tag(("P", "LBody", "TD"), w.percent_lost)),
    ("currency-lost", FACT, _in_tag(("P", "LBody", "TD"), w.currency_lost)),
    ("separator-lost", FACT, _in_tag(("P", "LBody", "TD"), w.separator_lost)),
    ("separator-moved", FACT, _in_tag(("P", "LBody", "TD"), w.separator_moved)),
    ("unit-lost", FACT, _in_tag(("P", "LBody", "TD"), w.unit_lost)),
    ("unit-changed", FACT, _in_tag(("P", "LBody", "TD"), w.unit_changed)),
    ("range-dash-lost", WORDS, _in_tag(("P", "LBody"), w.dash_lost)),
    ("cell-digit", CELL | FACT, _in_tag(("TD",), w.digit, 2)),
    ("cell-word", CELL | FACT, _in_tag(("TD",), w.letters_swapped, 3)),
    ("caption-digit", WORDS, _in_tag(("Caption",), w.year)),
    ("note-letters-swapped", NOTE, _in_tag(("Note",), w.letters_swapped)),
    ("heading-letters-swapped", HEADING | TEXT, _in_tag(("H2",), w.letters_swapped, 1)),
    ("citation-year", CITATION, _in_tag(("Link",), w.year, 6)),
    ("citation-name", CITATION, _in_tag(("Link",), w.letters_swapped, 8)),
    ("citation-erased", CITATION, _citation_erased),
    ("entry-year", WORDS, _in_tag(("LBody",), w.year, -30)),
    ("paragraph-erased", WORDS | CITATION, _paragraph_erased),
    ("note-erased", NOTE, _note_erased),
    ("note-call-erased", NOTE, _call_erased),
    ("heading-erased", HEADING | TEXT, _heading_erased),
    ("headings-redrawn", HEADING, _headings_redrawn),
)
