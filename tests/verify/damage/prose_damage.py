"""Damage to the prose of a file of markup: its words, facts and citations."""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import pairwise

from tests.verify.damage import words as w
from tests.verify.damage.markup import (
    Damage,
    Element,
    Leaves,
    citations,
    edit,
    facts,
    links,
    name,
    prose,
    remove,
    swap,
    text_of,
    unwrap,
)
from tests.verify.damage.values import CITATION, FACT, TEXT, WORDS, Place
from tests.verify.damage.words import Change, opening, pick, token

Row = tuple[str, frozenset[str], Damage]


def _prose(change: Change, number: int) -> Damage:
    """Return the damage that changes the text of a paragraph, outside facts, citations and links."""

    def damage(leaves: Leaves) -> Place | None:
        paragraphs = prose(leaves)
        for each in (*paragraphs[number:], *paragraphs[:number]):
            if words := edit(each, change, within=False):
                return leaves.place(words, each)
        return None

    return damage


def _fact(change: Change, pattern: str = "", number: int = 1) -> Damage:
    """Return the damage that changes the words of a fact, one of those that match a pattern."""

    def damage(leaves: Leaves) -> Place | None:
        some = facts(leaves, pattern)
        for each in (*some[number:], *some[:number]):
            before = text_of(each)
            if edit(each, change):
                return leaves.place((before, text_of(each)), each, fact=each.get("data-fact", ""))
        return None

    return damage


def _fact_removed(leaves: Leaves) -> Place | None:
    if (each := pick(facts(leaves), 4)) is None:
        return None
    place = leaves.place((text_of(each),), each, fact=each.get("data-fact", ""))
    remove(each)
    return place


def _facts_swapped(leaves: Leaves) -> Place | None:
    some = facts(leaves, r"\d")
    for one, other in pairwise(some):
        if one.getparent() is other.getparent() and text_of(one) != text_of(other):
            place = leaves.place((text_of(one), text_of(other)), one, fact=one.get("data-fact", ""))
            swap(one, other)
            return place
    return None


def _fact_renamed(leaves: Leaves) -> Place | None:
    """Let the words of a fact be marked as another fact."""
    some = facts(leaves)
    if (each := pick(some, 2)) is None:
        return None
    own = each.get("data-fact", "")
    if (other := next((one for one in some if one.get("data-fact") != own), None)) is None:
        return None
    each.set("data-fact", other.get("data-fact", ""))
    if (each.get("href") or "").startswith("#fact-"):
        each.set("href", f"#fact-{other.get('data-fact', '')}")
    return leaves.place((text_of(each), own), each, fact=own)


def _fact_unmarked(leaves: Leaves) -> Place | None:
    """Keep the words of a fact, and not the mark that says that they are one."""
    if (each := pick(facts(leaves), 3)) is None:
        return None
    place = leaves.place((text_of(each),), each, fact=each.get("data-fact", ""))
    unwrap(each)
    return place


def _citation_removed(leaves: Leaves) -> Place | None:
    if (each := pick(citations(leaves), 2)) is None:
        return None
    place = leaves.place((text_of(each), token(text_of(each))), each)
    remove(each)
    return place


def _label(change: Change) -> Damage:
    """Return the damage that changes the label of a citation."""

    def damage(leaves: Leaves) -> Place | None:
        for each in citations(leaves)[1:]:
            if words := edit(links(each)[0], change):
                return leaves.place(words, each)
        return None

    return damage


def _citation_unlinked(leaves: Leaves) -> Place | None:
    if (each := pick(citations(leaves), 3)) is None:
        return None
    link = links(each)[0]
    place = leaves.place((text_of(link), token(text_of(link))), each)
    unwrap(link)
    return place


def _citation_redirected(leaves: Leaves) -> Place | None:
    """Let a citation lead to what another one cites."""
    some = [links(each)[0] for each in citations(leaves)]
    if (each := pick(some, 3)) is None:
        return None
    other = next((one for one in some if one.get("href") != each.get("href")), None)
    if other is None:
        return None
    words = (text_of(each), token(text_of(each)), each.get("href", ""), other.get("href", ""))
    each.set("href", other.get("href", ""))
    return leaves.place(words, each)


def _citations_swapped(leaves: Leaves) -> Place | None:
    some = citations(leaves)
    for one, other in pairwise(some):
        if text_of(one) != text_of(other) and leaves.spots(one) == leaves.spots(other):
            place = leaves.place(
                (text_of(one), text_of(other), token(text_of(one)), token(text_of(other))), one
            )
            swap(one, other)
            return place
    return None


def _paragraph(leaves: Leaves, number: int) -> Element | None:
    return pick([each for each in prose(leaves) if name(each) == "p"], number)


def _paragraph_removed(leaves: Leaves) -> Place | None:
    if (each := _paragraph(leaves, 3)) is None:
        return None
    place = leaves.place((opening(text_of(each)),), each)
    remove(each)
    return place


def _paragraph_doubled(leaves: Leaves) -> Place | None:
    if (each := _paragraph(leaves, 4)) is None:
        return None
    place = leaves.place((opening(text_of(each)),), each)
    copy = deepcopy(each)
    for one in copy.iter("*"):
        one.attrib.pop("id", None)
    each.addnext(copy)
    return place


def _paragraphs_swapped(leaves: Leaves) -> Place | None:
    some = [each for each in prose(leaves) if name(each) == "p"]
    for one, other in pairwise(some):
        if one.getparent() is other.getparent() and text_of(one) != text_of(other):
            place = leaves.place((opening(text_of(one)), opening(text_of(other))), one)
            swap(one, other)
            return place
    return None


def _paragraph_moved(leaves: Leaves) -> Place | None:
    """Move a paragraph to the place before the first."""
    some = [each for each in prose(leaves) if name(each) == "p"]
    if len(some) < 6:
        return None
    place = leaves.place((opening(text_of(some[5])),), some[5], some[0])
    first, moved_one = some[0], some[5]
    copy = deepcopy(moved_one)
    copy.tail = "\n"
    remove(moved_one)
    first.addprevious(copy)
    return place


def _attribute(attribute: str, value: str) -> Damage:
    """Return the damage that hides a paragraph by an attribute."""

    def damage(leaves: Leaves) -> Place | None:
        if (each := _paragraph(leaves, 5)) is None:
            return None
        each.set(attribute, value)
        return leaves.place((opening(text_of(each)),), each)

    return damage


def _item_removed(leaves: Leaves) -> Place | None:
    items = [each for each in leaves.all("li") if "key-points" in " ".join(_classes_around(each))]
    items = items or [each for each in prose(leaves) if name(each) == "li"]
    if (each := pick(items, 4)) is None:
        return None
    place = leaves.place((opening(text_of(each)), token(text_of(each))), each)
    remove(each)
    return place


def _classes_around(element: Element) -> list[str]:
    return [str(each.get("class") or "") for each in element.iterancestors()]


def _sentence_removed(leaves: Leaves) -> Place | None:
    for each in prose(leaves)[2:]:
        for kid in each:
            if match := re.search(r"(?<=\. )[A-Z][^.]{30,}\. ", kid.tail or ""):
                kid.tail = (kid.tail or "").replace(match.group(), "")
                return leaves.place((opening(match.group()),), each)
    return None


PROSE: tuple[Row, ...] = (
    ("digit-in-fact", FACT, _fact(w.digit, r"^\d+ [A-Z]|^\d{2,3}$")),
    ("year-in-fact", FACT, _fact(w.year, r"\b\d{4}$", 6)),
    ("month-in-fact", FACT, _fact(w.month)),
    ("letter-in-fact", FACT, _fact(w.letter, r"^[A-Z][a-z]+ [A-Z][a-z]+")),
    ("percent-lost", FACT, _fact(w.percent_lost, number=0)),
    ("currency-lost", FACT, _fact(w.currency_lost, number=0)),
    ("separator-lost", FACT, _fact(w.separator_lost, number=0)),
    ("separator-moved", FACT, _fact(w.separator_moved, number=0)),
    ("unit-lost", FACT, _fact(w.unit_lost, number=0)),
    ("unit-changed", FACT, _fact(w.unit_changed, number=0)),
    ("range-dash-lost", FACT, _fact(w.dash_lost, number=0)),
    ("fact-removed", FACT, _fact_removed),
    ("facts-swapped", FACT, _facts_swapped),
    ("fact-renamed", FACT, _fact_renamed),
    ("fact-unmarked", FACT, _fact_unmarked),
    ("citation-removed", CITATION, _citation_removed),
    ("citation-year", CITATION, _label(w.year)),
    ("citation-name", CITATION, _label(w.letter)),
    ("citation-unlinked", CITATION, _citation_unlinked),
    ("citation-redirected", CITATION, _citation_redirected),
    ("citations-swapped", CITATION, _citations_swapped),
    ("word-removed", TEXT, _prose(w.word_removed, 2)),
    ("word-doubled", TEXT, _prose(w.word_doubled, 3)),
    ("words-swapped", TEXT, _prose(w.words_swapped, 4)),
    ("word-added", TEXT, _prose(w.word_added, 5)),
    ("not-added", TEXT, _prose(w.negation_added, 1)),
    ("space-lost", TEXT, _prose(w.space_lost, 6)),
    ("space-added", TEXT, _prose(w.space_added, 7)),
    ("case", TEXT, _prose(w.case, 8)),
    ("look-alike", TEXT, _prose(w.look_alike, 2)),
    ("letters-swapped", TEXT, _prose(w.letters_swapped, 4)),
    ("full-stop-lost", TEXT, _prose(w.sentence_end_lost, 3)),
    ("quotation-mark-lost", TEXT, _prose(w.quotation_mark_lost, 0)),
    ("sentence-removed", WORDS | CITATION, _sentence_removed),
    ("paragraph-removed", WORDS | CITATION, _paragraph_removed),
    ("paragraph-doubled", TEXT, _paragraph_doubled),
    ("paragraphs-swapped", WORDS | CITATION, _paragraphs_swapped),
    ("paragraph-moved", WORDS | CITATION, _paragraph_moved),
    ("hidden-attribute", WORDS | CITATION, _attribute("hidden", "hidden")),
    ("hidden-by-style", WORDS | CITATION, _attribute("style", "display: none")),
    ("invisible-by-style", WORDS | CITATION, _attribute("style", "visibility:hidden")),
    ("item-removed", WORDS | CITATION, _item_removed),
)  # fmt: skip
