"""The slides of a deck in one page of HTML, read back: each section with its notes, and what is beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from pipeline.inspection import links, markup, styles
from pipeline.inspection.elements import classes, local
from pipeline.inspection.markup import View
from pipeline.inspection.page import absent_files, fonts_of, metadata_of, own_sheets, parse, title_of
from pipeline.inspection.styles import Compound
from pipeline.model.inspection import Flaw, Inspection, InspectionError, Passage

NOTES = "notes"
# What the format sets around the words of each slide: what it is a draft of, who may read it, a logo.
_FRAMES = frozenset({"draft", "handling", "logo", "foot-logo"})
_MOST_SLIDES = 10_000


@dataclass(slots=True)
class _Deck:
    """What is read of a deck so far; `hidden_selectors` are those of its style sheets."""

    hidden_selectors: Sequence[Compound]
    passages: list[Passage] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    tables: int = 0


def is_deck(root: Element) -> bool:
    """Return whether a page is one of slides."""
    return next(_slides(root), None) is not None


def inspect(data: bytes) -> Inspection:
    """Return what a deck in HTML says; InspectionError for one that cannot be read."""
    return inspect_root(parse(data))


def inspect_root(root: Element) -> Inspection:
    """Return what a page of slides says; it is taken apart."""
    sections = list(_slides(root))
    if not sections or len(sections) > _MOST_SLIDES:
        raise InspectionError(f"this page has {len(sections):,} slides")
    sheets = tuple(own_sheets(root))
    ids = {"": links.anchors(root)}
    deck = _Deck(tuple(each for sheet in sheets for each in sheet.hidden_selectors))
    for number, section in enumerate(sections, 1):
        deck.flaws += links.dead_links("", section, number, ids, ())
        _read(deck, section, number)
        section.clear()
    deck.passages += (replace(each, kind="frame") for each in _passages(deck, root, 0))
    return Inspection(
        "html",
        title_of(root),
        root.get("lang") or "",
        "slide",
        len(sections),
        tuple(deck.passages),
        ids[""],
        tuple(dict.fromkeys(fonts_of("", sheets, frozenset()))),
        tuple(dict.fromkeys((*deck.flaws, *absent_files("", sheets, frozenset())))),
        metadata_of(root),
    )


def _slides(root: Element) -> Iterator[Element]:
    for each in root.iter("div"):
        if "slides" in classes(each):
            yield from (section for section in each if local(section) == "section")
            return


def _read(deck: _Deck, section: Element, number: int) -> None:
    """Read a slide: its content, what stands around it, then its notes."""
    if section.get("hidden") is not None or styles.hides(section.get("style") or ""):
        deck.flaws.append(Flaw("glyph-unreadable", "", number, "the slide is hidden"))
    notes, frames = _apart(section, {NOTES}), _apart(section, _FRAMES)
    deck.passages += _passages(deck, section, number)
    for each in frames:
        deck.passages += (replace(own, kind="frame") for own in _passages(deck, each, number))
    for each in notes:
        # The sheet hides the notes of all slides: a speaker's window shows them.
        own_deck = _Deck((), tables=deck.tables)
        deck.passages += (replace(own, name=NOTES) for own in _passages(own_deck, each, number))
        deck.tables = own_deck.tables


def _passages(deck: _Deck, element: Element, number: int) -> tuple[Passage, ...]:
    page = markup.read(element, View(number, deck.hidden_selectors, tables=deck.tables))
    deck.tables = page.tables
    return page.passages


def _apart(section: Element, names: set[str] | frozenset[str]) -> list[Element]:
    """Take the children of these classes out of a section, and return them."""
    result = [each for each in section if not names.isdisjoint(classes(each))]
    for each in result:
        tail, before = each.tail or "", each.getprevious()
        each.tail = None
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            section.text = (section.text or "") + tail
        section.remove(each)
    return result
