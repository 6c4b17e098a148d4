"""Damage to a web page."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree, html

from tests.verify.damage.markup import Damage, Leaf, Leaves, name, prose, text_of
from tests.verify.damage.matter_damage import BLOCKS
from tests.verify.damage.prose_damage import PROSE
from tests.verify.damage.values import CITATION, LINK, WORDS, Harm, Kind, Place
from tests.verify.damage.words import digit, opening, pick

FILE = "article.html"


def read(data: bytes) -> Leaves:
    """Read a web page."""
    return Leaves((Leaf(FILE, html.document_fromstring(data.decode("utf-8"))),))


def write(leaves: Leaves) -> bytes:
    """Write a web page."""
    return etree.tostring(leaves.leaves[0].root, encoding="utf-8", method="html", doctype="<!DOCTYPE html>")


def on_page(damage: Damage, read_file: Callable[[bytes], Leaves] = read) -> Callable[[bytes], Harm | None]:
    """Return the damage to the bytes of a page."""

    def run(data: bytes) -> Harm | None:
        leaves = read_file(data)
        place = damage(leaves)
        return None if place is None else Harm(write(leaves), place)

    return run


def hidden_by_sheet(leaves: Leaves) -> Place | None:
    """Hide a paragraph by a rule of a style sheet."""
    some = [each for each in prose(leaves) if name(each) == "p"]
    if (each := pick(some, 6)) is None:
        return None
    each.set("class", "gone")
    for sheet in leaves.all("style"):
        sheet.text = (sheet.text or "") + "\n.gone { display: none }\n"
        return leaves.place((opening(text_of(each)),), each)
    return None


def _ledger_fact(leaves: Leaves) -> Place | None:
    """Change a digit where a page lists its facts."""
    for each in leaves.all():
        if (each.get("id") or "").startswith("fact-"):
            for kid in each.iter("*"):
                if kid.text and name(kid) != "a" and (result := digit(kid.text)):
                    kid.text = result.text
                    return leaves.place(result.words, kid, fact=each.get("id", "")[5:])
    return None


def _fact_link_lost(leaves: Leaves) -> Place | None:
    """Let the link of a fact lead to none."""
    for each in leaves.all("a"):
        if each.get("data-fact") and (each.get("href") or "").startswith("#fact-"):
            each.set("href", "#fact-of-nothing")
            return leaves.place((text_of(each), "#fact-of-nothing"), each, fact=each.get("data-fact", ""))
    return None


_PAGE = (
    ("hidden-by-sheet", WORDS | CITATION, hidden_by_sheet),
    ("ledger-digit", WORDS, _ledger_fact),
    ("fact-link-lost", LINK | WORDS, _fact_link_lost),
)

KINDS = tuple(Kind(each, FILE, codes, on_page(damage)) for each, codes, damage in (*PROSE, *BLOCKS, *_PAGE))
