"""Damage to what stands around the prose of a file of markup: headings, notes, pictures, links."""

from __future__ import annotations

import re

from tests.verify.damage import words as w
from tests.verify.damage.markup import (
    Damage,
    Element,
    Leaves,
    by_role,
    classes,
    edit,
    headings,
    links,
    name,
    prose,
    remove,
    swap_content,
    text_of,
)
from tests.verify.damage.values import Place
from tests.verify.damage.words import Change, opening, pick, token

_LEVELS = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h3"}
_XHTML = "{http://www.w3.org/1999/xhtml}"


def headings_swapped(leaves: Leaves) -> Place | None:
    some = headings(leaves)
    if len(some) < 4:
        return None
    one, other = some[1], some[3]
    place = leaves.place((text_of(one), text_of(other)), one, other)
    swap_content(one, other)
    return place


def heading_removed(leaves: Leaves) -> Place | None:
    if (each := pick(headings(leaves), 2)) is None:
        return None
    place = leaves.place((text_of(each),), each)
    remove(each)
    return place


def heading_level(leaves: Leaves) -> Place | None:
    if (each := pick(headings(leaves), 2)) is None:
        return None
    prefix, _, own = str(each.tag).rpartition("}")
    each.tag = (prefix + "}" if prefix else "") + _LEVELS[own]
    return leaves.place((text_of(each),), each)


def heading(change: Change) -> Damage:
    def damage(leaves: Leaves) -> Place | None:
        for each in headings(leaves)[1:]:
            if words := edit(each, change):
                return leaves.place(words, each)
        return None

    return damage


def _notes(leaves: Leaves) -> list[Element]:
    return [each for each in by_role(leaves, "doc-footnote") if text_of(each)]


def _note_text(note: Element) -> str:
    return re.sub(r"\s*↩.*", "", text_of(note))


def note_dropped(leaves: Leaves) -> Place | None:
    if (each := pick(_notes(leaves), 0)) is None:
        return None
    place = leaves.place((opening(_note_text(each)), token(_note_text(each))), each, *_calls(leaves, each))
    for one in list(each.iter("*"))[1:]:
        if name(one) != "a" or one.get("role") != "doc-backlink":
            one.text = "" if one.text else one.text
            one.tail = "" if one.tail else one.tail
    for one in [one for one in each.iter("*") if one.get("data-fact") or "citation" in classes(one)]:
        if one.getparent() is not None:
            remove(one)
    return place


def note_call_removed(leaves: Leaves) -> Place | None:
    calls = by_role(leaves, "doc-noteref")
    if (each := pick(calls, 0)) is None:
        return None
    target = (each.get("href") or "").partition("#")[2]
    note = next((_note_text(one) for one in leaves.all() if one.get("id") == target), "")
    place = leaves.place((text_of(each), opening(note), token(note)), each)
    remove(each)
    return place


def notes_swapped(leaves: Leaves) -> Place | None:
    some = _notes(leaves)
    if len(some) < 2:
        return None
    one, other = (next((kid for kid in each.iter("*") if name(kid) == "p"), None) for each in some[:2])
    if one is None or other is None:
        return None
    place = leaves.place((token(_note_text(one)), token(_note_text(other))), one, other)
    swap_content(one, other)
    return place


def note(change: Change) -> Damage:
    def damage(leaves: Leaves) -> Place | None:
        for each in reversed(_notes(leaves)):
            if words := edit(each, change, within=False):
                return leaves.place(words, each, *_calls(leaves, each))
        return None

    return damage


def _calls(leaves: Leaves, note: Element) -> list[Element]:
    """Return the calls of a note: a note belongs to where it is called too."""
    anchor = "#" + (note.get("id") or "")
    return [each for each in by_role(leaves, "doc-noteref") if (each.get("href") or "").endswith(anchor)]


def _alternatives(leaves: Leaves) -> list[tuple[Element, str]]:
    """Return the elements that have a text alternative, each with the name of its attribute."""
    return [
        (each, key)
        for each in leaves.all()
        for key in ("alt", "aria-label")
        if len(each.get(key) or "") > 10
        and (key == "alt" if name(each) == "img" else each.get("role") == "img")
        and "cover" not in (each.get("src") or "")
    ]


def alt_emptied(leaves: Leaves) -> Place | None:
    if (one := pick(_alternatives(leaves), 0)) is None:
        return None
    each, key = one
    text = each.get(key, "")
    for other, other_key in _alternatives(leaves):
        if other.get(other_key) == text:
            other.set(other_key, "")
    return leaves.place((opening(text), token(text)), each)


def alt_of_another(leaves: Leaves) -> Place | None:
    some = _alternatives(leaves)
    if not some or all(each.get(key) == some[0][0].get(some[0][1]) for each, key in some):
        return None
    each, key = some[-1]
    place = leaves.place((opening(each.get(key, "")), token(each.get(key, ""))), each)
    text = each.get(key, "")
    for other, other_key in some:
        if other.get(other_key) == text:
            other.set(other_key, some[0][0].get(some[0][1], ""))
    return place


def alt(change: Change) -> Damage:
    def damage(leaves: Leaves) -> Place | None:
        for each, key in _alternatives(leaves):
            if result := change(each.get(key, "")):
                text = each.get(key, "")
                for other, other_key in _alternatives(leaves):
                    if other.get(other_key) == text:
                        other.set(other_key, result.text)
                return leaves.place(result.words, each)
        return None

    return damage


def picture_removed(leaves: Leaves) -> Place | None:
    if (one := pick(_alternatives(leaves), 0)) is None:
        return None
    each, key = one
    figure = next((kid for kid in each.iterancestors() if name(kid) == "figure"), each)
    place = leaves.place((opening(each.get(key, "")), token(each.get(key, "")), token(text_of(figure))), each)
    remove(figure)
    return place


def _internal(leaves: Leaves) -> list[Element]:
    """Return the links of the prose that lead into the file, to something other than a source or a fact."""
    return [
        each
        for paragraph in prose(leaves)
        for each in links(paragraph)
        if "#" in each.get("href", "")
        and not each.get("href", "").startswith("http")
        and not each.get("data-fact")
    ]


def target_lost(leaves: Leaves) -> Place | None:
    """Let a link lead to what is not there."""
    if (each := pick(_internal(leaves), 1)) is None:
        return None
    each.set("href", each.get("href", "") + "-nowhere")
    return leaves.place((text_of(each), each.get("href", "")), each)


def anchor_removed(leaves: Leaves) -> Place | None:
    """Take the id away that a link names."""
    for link in _internal(leaves):
        anchor = link.get("href", "").partition("#")[2]
        for each in leaves.all():
            if each.get("id") == anchor:
                del each.attrib["id"]
                return leaves.place((text_of(link), anchor, opening(text_of(each))), link, each)
    return None


def crossref(leaves: Leaves) -> Place | None:
    """Let a cross-reference name another figure or section."""
    for each in leaves.all("a"):
        if (
            "crossref" in classes(each)
            and not any(name(one) in ("caption", "nav") for one in each.iterancestors())
            and (words := edit(each, w.digit))
        ):
            return leaves.place(words, each)
    return None


def external(change: Change) -> Damage:
    """Return the damage that changes the address of a link that leads out of the file."""

    def damage(leaves: Leaves) -> Place | None:
        for each in list(leaves.all("a"))[5:]:
            if each.get("href", "").startswith("http") and (result := change(each.get("href", ""))):
                words = (each.get("href", ""), result.text, token(text_of(each)))
                each.set("href", result.text)
                return leaves.place(words, each)
        return None

    return damage


def _entries(leaves: Leaves) -> list[Element]:
    return [each for each in leaves.all() if "csl-entry" in classes(each)]


def entry_removed(leaves: Leaves) -> Place | None:
    if (each := pick(_entries(leaves), 3)) is None:
        return None
    place = leaves.place((opening(text_of(each)), token(text_of(each)), each.get("id", "")), each)
    remove(each)
    return place


def entry(change: Change) -> Damage:
    def damage(leaves: Leaves) -> Place | None:
        for each in _entries(leaves)[2:]:
            if words := edit(each, change):
                return leaves.place(words, each)
        return None

    return damage
