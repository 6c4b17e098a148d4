"""Damage to slides in an Office file."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from itertools import pairwise

from lxml import etree

from tests.verify.damage import words as w
from tests.verify.damage.markup import Element, name, swap, swap_content
from tests.verify.damage.package import Show, edit, remove, role, shape, text_of
from tests.verify.damage.values import CITATION, FACT, GLYPH, HEADING, TEXT, WORDS, Place
from tests.verify.damage.words import Change, opening, pick, token

Damage = Callable[[Show], Place | None]


def _body(show: Show) -> list[tuple[int, Element]]:
    """Return the paragraphs of what slides show in their bodies."""
    return [
        (number, each)
        for number, each in show.all("p")
        if not any(name(one) == "tbl" for one in each.iterancestors())
        and role(each) not in ("title", "Kicker", "Source", "Subtitle", "Foot")
        and len(text_of(each)) > 40
    ]


def _visible(show: Show) -> list[tuple[int, Element]]:
    return [(number, each) for number, each in show.all("p") if text_of(each)]


def _text(change: Change, start: int = 0) -> Damage:
    def damage(show: Show) -> Place | None:
        some = _body(show)
        for number, each in (*some[start:], *some[:start]):
            if words := edit(each, change):
                return Place(words, (number,))
        return None

    return damage


def _any_text(change: Change) -> Damage:
    """Return the damage to the first text of all that is shown."""

    def damage(show: Show) -> Place | None:
        for number, each in _visible(show):
            if words := edit(each, change):
                return Place(words, (number,))
        return None

    return damage


def _in_role(kind: str, change: Change, start: int = 1) -> Damage:
    def damage(show: Show) -> Place | None:
        some = [(number, each) for number, each in _visible(show) if role(each) == kind]
        for number, each in (*some[start:], *some[:start]):
            if words := edit(each, change):
                return Place(words, (number,))
        return None

    return damage


def _paragraph_removed(show: Show) -> Place | None:
    if (one := pick(_body(show), 3)) is None:
        return None
    number, each = one
    place = Place((opening(text_of(each)), token(text_of(each))), (number,))
    for run in [kid for kid in each if name(kid) in ("r", "m")]:
        remove(run)
    return place


def _paragraph_doubled(show: Show) -> Place | None:
    if (one := pick(_body(show), 4)) is None:
        return None
    number, each = one
    each.addnext(deepcopy(each))
    return Place((opening(text_of(each)), token(text_of(each))), (number,))


def _paragraphs_swapped(show: Show) -> Place | None:
    some = _body(show)
    for (number, one), (_, other) in pairwise(some):
        if one.getparent() is other.getparent():
            place = Place((opening(text_of(one)), opening(text_of(other))), (number,))
            swap(one, other)
            return place
    return None


def _shape_off_slide(show: Show) -> Place | None:
    """Move a text to where no slide shows it."""
    if (one := pick(_body(show), 5)) is None:
        return None
    number, each = one
    around = shape(each)
    properties = next(kid for kid in around if name(kid) == "spPr")
    namespace = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    for kid in [kid for kid in properties if name(kid) == "xfrm"]:
        properties.remove(kid)
    frame = etree.Element(namespace + "xfrm")
    etree.SubElement(frame, namespace + "off", x="-9000000", y="1000000")
    etree.SubElement(frame, namespace + "ext", cx="5000000", cy="2000000")
    properties.insert(0, frame)
    return Place((opening(text_of(each)), token(text_of(each))), (number,))


def _shape_hidden(show: Show) -> Place | None:
    if (one := pick(_body(show), 6)) is None:
        return None
    number, each = one
    own = next(kid for kid in shape(each).iter("*") if name(kid) == "cNvPr")
    own.set("hidden", "1")
    words = (text_of(one) for one in shape(each).iter("*") if name(one) == "p")
    return Place(tuple(words), (number,))


def _titles(show: Show) -> list[tuple[int, Element]]:
    return [(number, each) for number, each in _visible(show) if role(each) == "title"]


def _titles_swapped(show: Show) -> Place | None:
    some = _titles(show)
    if len(some) < 6:
        return None
    (number, one), (other_number, other) = some[2], some[4]
    place = Place((text_of(one), text_of(other)), (number, other_number))
    swap_content(one, other)
    return place


def _title_removed(show: Show) -> Place | None:
    if (one := pick(_titles(show), 3)) is None:
        return None
    number, each = one
    place = Place((text_of(each),), (number,))
    remove(shape(each))
    return place


def _slide_removed(show: Show) -> Place | None:
    some = _body(show)
    if (one := pick(some, 4)) is None or len(show.order) < 6:
        return None
    number = one[0]
    place = Place(_slide_words(show, number), (number - 1, number, number + 1))
    remove(show.order[number - 1])
    return place


def _slide_words(show: Show, slide: int) -> tuple[str, ...]:
    return tuple(text_of(each) for number, each in _visible(show) if number == slide)


def _slide_hidden(show: Show) -> Place | None:
    if (one := pick(_body(show), 4)) is None:
        return None
    number, each = one
    show.tree(show.slides[number - 1]).set("show", "0")
    return Place(("hidden", opening(text_of(each)), token(text_of(each))), (number - 1, number, number + 1))


def _slides_swapped(show: Show) -> Place | None:
    some = _titles(show)
    if len(some) < 6:
        return None
    (number, one), (other_number, other) = some[2], some[4]
    order = show.order
    swap(order[number - 1], order[other_number - 1])
    return Place((text_of(one), text_of(other)), (number, other_number))


def _slide_doubled(show: Show) -> Place | None:
    """Let the order name a slide twice."""
    if (one := pick(_body(show), 4)) is None:
        return None
    number = one[0]
    item = show.order[number - 1]
    copy = deepcopy(item)
    copy.set("id", "9999")
    item.addnext(copy)
    return Place(_slide_words(show, number), (number, number + 1))


def _notes_dropped(show: Show) -> Place | None:
    some = list(show.notes())
    if len(some) < 2:
        return None
    number, each = some[1]
    place = Place((opening(text_of(each)), token(text_of(each))), (number,))
    slide = show.slides[number - 1]
    for relation in [one for one in show.relations(slide) if one.get("Type", "").endswith("/notesSlide")]:
        remove(relation)
    return place


def _notes(change: Change) -> Damage:
    def damage(show: Show) -> Place | None:
        for number, each in list(show.notes())[2:]:
            if words := edit(each, change):
                return Place(words, (number,))
        return None

    return damage


WORD_KINDS = (
    ("digit", WORDS, _text(w.digit)),
    ("year", WORDS, _text(w.year, 2)),
    ("month", WORDS, _any_text(w.month)),
    ("percent-lost", FACT, _any_text(w.percent_lost)),
    ("currency-lost", FACT, _any_text(w.currency_lost)),
    ("separator-lost", FACT, _any_text(w.separator_lost)),
    ("separator-moved", FACT, _any_text(w.separator_moved)),
    ("unit-lost", FACT, _any_text(w.unit_lost)),
    ("unit-changed", FACT, _any_text(w.unit_changed)),
    ("figure-digit", FACT, _in_role("Key figure", w.digit, 0)),
    ("word-removed", TEXT, _text(w.word_removed, 1)),
    ("word-doubled", TEXT, _text(w.word_doubled, 2)),
    ("words-swapped", TEXT, _text(w.words_swapped, 3)),
    ("word-added", TEXT, _text(w.word_added, 4)),
    ("not-added", TEXT, _text(w.negation_added, 1)),
    ("space-lost", TEXT, _text(w.space_lost, 5)),
    ("case", TEXT, _text(w.case, 6)),
    ("look-alike", TEXT, _text(w.look_alike, 1)),
    ("title-letter", TEXT | HEADING, _in_role("title", w.letter)),
    ("kicker-letter", TEXT, _in_role("Kicker", w.letter)),
    ("source-word-removed", TEXT | CITATION, _in_role("Source", w.word_removed)),
    ("paragraph-removed", WORDS, _paragraph_removed),
    ("paragraph-doubled", TEXT, _paragraph_doubled),
    ("paragraphs-swapped", TEXT, _paragraphs_swapped),
    ("shape-off-slide", WORDS | GLYPH, _shape_off_slide),
    ("shape-hidden", WORDS | GLYPH, _shape_hidden),
    ("titles-swapped", HEADING, _titles_swapped),
    ("title-removed", HEADING | TEXT, _title_removed),
    ("slide-removed", WORDS | HEADING | CITATION, _slide_removed),
    ("slide-hidden", WORDS | HEADING | CITATION | GLYPH, _slide_hidden),
    ("slides-swapped", HEADING | TEXT, _slides_swapped),
    ("slide-doubled", HEADING | TEXT, _slide_doubled),
    ("speaker-notes-dropped", WORDS, _notes_dropped),
    ("speaker-notes-digit", WORDS, _notes(w.digit)),
    ("speaker-notes-word-removed", TEXT, _notes(w.word_removed)),
)
