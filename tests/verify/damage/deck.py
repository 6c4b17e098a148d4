"""Damage to slides in HTML."""

from __future__ import annotations

from copy import deepcopy

from lxml import html

from tests.verify.damage.markup import (
    Element,
    Leaf,
    Leaves,
    classes,
    edit,
    is_slide,
    name,
    prose,
    remove,
    swap,
    text_of,
)
from tests.verify.damage.matter_damage import BLOCKS
from tests.verify.damage.prose_damage import PROSE
from tests.verify.damage.values import CITATION, HEADING, TEXT, WORDS, Kind, Place
from tests.verify.damage.web import hidden_by_sheet, on_page
from tests.verify.damage.words import letter, opening, token, word_removed

FILE = "deck.html"
# Kinds of which slides have nothing: their notes are spoken, and their sources stand on each slide.
_NOT_ON_SLIDES = (
    "note-", "notes-", "standfirst", "key-points", "as-of", "entry-", "backlink", "caption-",
    "full-stop", "quotation", "sentence", "paragraph-moved",
)  # fmt: skip


def read(data: bytes) -> Leaves:
    """Read slides."""
    return Leaves((Leaf(FILE, html.document_fromstring(data.decode("utf-8"))),), slides=True)


def _slides(leaves: Leaves) -> list[Element]:
    return [each for each in leaves.all("section") if is_slide(each)]


def _title(slide: Element) -> str:
    return next((text_of(each) for each in slide.iter("*") if name(each) in ("h1", "h2", "h3")), "")


def _content_slides(leaves: Leaves) -> list[Element]:
    """Return the slides that hold prose."""
    some = prose(leaves)
    return [each for each in _slides(leaves) if any(each in one.iterancestors() for one in some)]


def _words(slide: Element) -> tuple[str, ...]:
    return tuple(text_of(each) for each in slide.iter("*") if name(each) in ("h1", "h2", "h3", "p"))


def _slide_removed(leaves: Leaves) -> Place | None:
    some = _content_slides(leaves)
    if len(some) < 4:
        return None
    place = leaves.place(_words(some[2]), some[2])
    remove(some[2])
    spot = place.spots[0]
    return Place(place.words, (spot - 1, spot, spot + 1))


def _slides_swapped(leaves: Leaves) -> Place | None:
    some = _content_slides(leaves)
    if len(some) < 4:
        return None
    one, other = some[1], some[3]
    place = leaves.place((*_words(one), *_words(other)), one, other)
    swap(one, other)
    return place


def _slide_doubled(leaves: Leaves) -> Place | None:
    some = _content_slides(leaves)
    if len(some) < 4:
        return None
    spot = leaves.spots(some[3])[0]
    some[3].addnext(deepcopy(some[3]))
    return Place(_words(some[3]), (spot, spot + 1))


def _notes(leaves: Leaves) -> list[Element]:
    return [each for each in leaves.all("aside") if "notes" in classes(each) and text_of(each)]


def _notes_dropped(leaves: Leaves) -> Place | None:
    some = _notes(leaves)
    if len(some) < 2:
        return None
    place = leaves.place((opening(text_of(some[1])), token(text_of(some[1]))), some[1])
    remove(some[1])
    return place


def _notes_word(leaves: Leaves) -> Place | None:
    for each in _notes(leaves)[1:]:
        if words := edit(each, word_removed, within=False):
            return leaves.place(words, each)
    return None


def _kicker(leaves: Leaves) -> Place | None:
    for each in leaves.all("p"):
        if "kicker" in classes(each) and (words := edit(each, letter)):
            return leaves.place(words, each)
    return None


_DECK = (
    ("hidden-by-sheet", WORDS | CITATION, hidden_by_sheet),
    ("slide-removed", WORDS | CITATION | HEADING, _slide_removed),
    ("slides-swapped", HEADING | WORDS, _slides_swapped),
    ("slide-doubled", HEADING | TEXT, _slide_doubled),
    ("speaker-notes-dropped", WORDS, _notes_dropped),
    ("speaker-notes-word-removed", TEXT, _notes_word),
    ("kicker-letter", TEXT, _kicker),
)

KINDS = tuple(
    Kind(each, FILE, codes, on_page(damage, read))
    for each, codes, damage in (*PROSE, *BLOCKS, *_DECK)
    if not each.startswith(_NOT_ON_SLIDES)
)
