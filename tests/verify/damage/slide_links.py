"""Damage to the citations and links of slides in an Office file."""

from __future__ import annotations

from itertools import pairwise

from tests.verify.damage import words as w
from tests.verify.damage.markup import Element, name, swap
from tests.verify.damage.package import RELATION, Show, edit, remove, text_of
from tests.verify.damage.slides import Damage
from tests.verify.damage.values import CITATION, LINK, Place
from tests.verify.damage.words import Change, pick, token


def _link_runs(show: Show) -> list[tuple[int, Element, Element]]:
    """Return the runs with a link, each with its slide and the link."""
    return [
        (number, run, link)
        for number, run in show.all("r")
        for link in run.iter("*")
        if name(link) == "hlinkClick" and link.get(RELATION + "id") and text_of(run)
    ]


def _citation_removed(show: Show) -> Place | None:
    if (one := pick(_link_runs(show), 3)) is None:
        return None
    number, run, _ = one
    place = Place((text_of(run), token(text_of(run))), (number,))
    remove(run)
    return place


def _citation_unlinked(show: Show) -> Place | None:
    if (one := pick(_link_runs(show), 4)) is None:
        return None
    number, run, link = one
    remove(link)
    return Place((text_of(run), token(text_of(run))), (number,))


def _label(change: Change) -> Damage:
    def damage(show: Show) -> Place | None:
        for number, run, _ in _link_runs(show)[1:]:
            if words := edit(run, change):
                return Place(words, (number,))
        return None

    return damage


def _labels_swapped(show: Show) -> Place | None:
    some = _link_runs(show)
    for (number, one, _), (other_number, other, _) in pairwise(some):
        if number == other_number and text_of(one) != text_of(other):
            place = Place(
                (text_of(one), text_of(other), token(text_of(one)), token(text_of(other))), (number,)
            )
            swap(one, other)
            return place
    return None


def _links_swapped(show: Show) -> Place | None:
    """Let the links of two citations lead to the source of the other."""
    some = _link_runs(show)
    key = RELATION + "id"
    for (number, one, link), (other_number, other, other_link) in pairwise(some):
        if number == other_number and text_of(one) != text_of(other):
            mine, theirs = link.get(key, ""), other_link.get(key, "")
            link.set(key, theirs)
            other_link.set(key, mine)
            return Place(
                (text_of(one), text_of(other), token(text_of(one)), token(text_of(other))), (number,)
            )
    return None


def _address_changed(show: Show) -> Place | None:
    if (one := pick(_link_runs(show), 2)) is None:
        return None
    number, run, link = one
    for each in show.relations(show.slides[number - 1]):
        if each.get("Id") == link.get(RELATION + "id") and (result := w.letter(each.get("Target", ""))):
            each.set("Target", result.text)
            return Place((*result.words, text_of(run), token(text_of(run))), (number,))
    return None


def _relation_lost(show: Show) -> Place | None:
    """Take away the relation that a link names."""
    if (one := pick(_link_runs(show), 5)) is None:
        return None
    number, run, link = one
    for each in show.relations(show.slides[number - 1]):
        if each.get("Id") == link.get(RELATION + "id"):
            remove(each)
            return Place((text_of(run), token(text_of(run))), (number,))
    return None


LINK_KINDS = (
    ("citation-removed", CITATION, _citation_removed),
    ("citation-unlinked", CITATION, _citation_unlinked),
    ("citation-year", CITATION, _label(w.year)),
    ("citation-name", CITATION, _label(w.letter)),
    ("citations-swapped", CITATION, _labels_swapped),
    ("citation-links-swapped", CITATION, _links_swapped),
    ("address-changed", CITATION | LINK, _address_changed),
    ("link-relation-lost", CITATION | LINK, _relation_lost),
)
