"""Damage to an e-book."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from posixpath import basename, dirname, join

from lxml import etree

from tests.verify.damage.markup import Damage, Element, Leaf, Leaves, name, prose, text_of
from tests.verify.damage.matter_damage import BLOCKS
from tests.verify.damage.prose_damage import PROSE
from tests.verify.damage.values import ALT, CITATION, HEADING, LINK, META, TEXT, WORDS, Harm, Kind, Place
from tests.verify.damage.words import opening, pick, token

FILE = "ebook.epub"
_NO_CHAPTERS = ("cover.xhtml", "title.xhtml", "nav.xhtml")


@dataclass(frozen=True)
class Book:
    """An e-book: its parts, its package document by name and as a tree, and its chapters."""

    parts: Mapping[str, bytes]
    package: str
    tree: Element
    leaves: Leaves

    @property
    def spine(self) -> list[Element]:
        """The items of the reading order."""
        return [each for each in self.tree.iter("*") if name(each) == "itemref"]


def read(data: bytes) -> Book:
    """Read an e-book."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {each: book.read(each) for each in book.namelist()}
    package = next(each for each in parts if each.endswith(".opf"))
    tree = etree.fromstring(parts[package])
    items = {each.get("id"): each.get("href", "") for each in tree.iter("*") if name(each) == "item"}
    spine = [each.get("idref") for each in tree.iter("*") if name(each) == "itemref"]
    leaves: list[Leaf] = []
    for number, each in enumerate(spine):
        path = join(dirname(package), items[each])
        is_chapter = basename(path) not in _NO_CHAPTERS
        spot = sum(leaf.spot > 0 for leaf in leaves) + 1 if is_chapter else 0
        if "nav" not in path:
            leaves.append(Leaf(path, etree.fromstring(parts[path]), spot, number))
    return Book(parts, package, tree, Leaves(tuple(leaves)))


def write(book: Book) -> bytes:
    """Write an e-book; parts that are no chapters stay as they are."""
    parts = dict(book.parts)
    parts[book.package] = etree.tostring(book.tree, encoding="utf-8", xml_declaration=True)
    for leaf in book.leaves.leaves:
        parts[leaf.name] = etree.tostring(
            leaf.root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>"
        )
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as file:
        for each, data in parts.items():
            file.writestr(each, data)
    return result.getvalue()


def _on_chapters(damage: Damage) -> Callable[[bytes], Harm | None]:
    def run(data: bytes) -> Harm | None:
        book = read(data)
        place = damage(book.leaves)
        return None if place is None else Harm(write(book), place)

    return run


def _on_book(damage: Callable[[Book], Place | None]) -> Callable[[bytes], Harm | None]:
    def run(data: bytes) -> Harm | None:
        book = read(data)
        place = damage(book)
        return None if place is None else Harm(write(book), place)

    return run


def _chapters(book: Book) -> list[Leaf]:
    """Return the trees that hold the article's own text."""
    roots = dict.fromkeys(each.getroottree().getroot() for each in prose(book.leaves))
    return [leaf for leaf in book.leaves.leaves if leaf.root in roots]


def _heading_of(leaf: Leaf) -> str:
    return next((text_of(each) for each in leaf.root.iter("*") if name(each) in ("h1", "h2")), "")


def _item(book: Book, leaf: Leaf) -> Element:
    return book.spine[leaf.number]


def _chapter_dropped(number: int) -> Callable[[Book], Place | None]:
    def damage(book: Book) -> Place | None:
        some = _chapters(book)
        if len(some) < 3:
            return None
        leaf = some[number]
        item = _item(book, leaf)
        parent = item.getparent()
        assert parent is not None
        parent.remove(item)
        first = next(each for each in prose(book.leaves) if each.getroottree().getroot() is leaf.root)
        return Place((_heading_of(leaf), opening(text_of(first))), (leaf.spot - 1, leaf.spot, leaf.spot + 1))

    return damage


def _chapter_order(book: Book) -> Place | None:
    some = _chapters(book)
    if len(some) < 4:
        return None
    one, other = _item(book, some[1]), _item(book, some[2])
    first, second = one.get("idref", ""), other.get("idref", "")
    one.set("idref", second)
    other.set("idref", first)
    return Place((_heading_of(some[1]), _heading_of(some[2])), (some[1].spot, some[2].spot))


def _chapter_doubled(book: Book) -> Place | None:
    some = _chapters(book)
    if len(some) < 3:
        return None
    item = _item(book, some[1])
    copy = etree.fromstring(etree.tostring(item))
    item.addnext(copy)
    first = next(each for each in prose(book.leaves) if each.getroottree().getroot() is some[1].root)
    return Place((_heading_of(some[1]), opening(text_of(first))), (some[1].spot, some[1].spot + 1))


def _sources_dropped(book: Book) -> Place | None:
    """Take the list of sources out of the book, to which the citations lead."""
    for leaf in book.leaves.leaves:
        if any("csl-entry" in (each.get("class") or "") for each in leaf.root.iter("*")):
            item = _item(book, leaf)
            parent = item.getparent()
            assert parent is not None
            parent.remove(item)
            return Place((_heading_of(leaf), "ref-"), (leaf.spot - 1, leaf.spot, leaf.spot + 1))
    return None


def _hidden_by_sheet(book: Book) -> Place | None:
    """Hide the paragraphs of a class by the style sheet of the book."""
    some = [each for each in prose(book.leaves) if name(each) == "p"]
    if (each := pick(some, 6)) is None:
        return None
    each.set("class", "gone")
    sheet = next(part for part in book.parts if part.endswith(".css"))
    parts = dict(book.parts)
    parts[sheet] += b"\n.gone { display: none; }\n"
    object.__setattr__(book, "parts", parts)
    return book.leaves.place((opening(text_of(each)),), each)


def _picture_part_lost(book: Book) -> Place | None:
    """Let a picture name a part that is not in the book."""
    for each in book.leaves.all("img"):
        if "cover" not in each.get("src", ""):
            words = (each.get("src", ""), token(each.get("alt", "")))
            each.set("src", each.get("src", "").replace(".", "-gone.", 1))
            return book.leaves.place(words, each)
    return None


def _metadata(key: str, value: str) -> Callable[[Book], Place | None]:
    def damage(book: Book) -> Place | None:
        for each in book.tree.iter("{http://purl.org/dc/elements/1.1/}" + key):
            words = (each.text or "", value)
            each.text = value
            return Place(words)
        return None

    return damage


_BOOK = (
    ("last-chapter-dropped", WORDS | CITATION | HEADING, _chapter_dropped(-1)),
    ("chapter-dropped", WORDS | CITATION | HEADING, _chapter_dropped(1)),
    ("chapter-out-of-order", HEADING, _chapter_order),
    ("chapter-doubled", TEXT | HEADING, _chapter_doubled),
    ("sources-dropped", TEXT | HEADING | LINK, _sources_dropped),
    ("hidden-by-sheet", WORDS | CITATION, _hidden_by_sheet),
    ("picture-part-lost", LINK | ALT, _picture_part_lost),
    ("package-title", META, _metadata("title", "Another title")),
    ("package-language", META, _metadata("language", "fi")),
)

KINDS = (
    *(
        Kind(each, FILE, codes, _on_chapters(damage))
        for each, codes, damage in (*PROSE, *BLOCKS)
        if each != "title-changed"
    ),
    *(Kind(each, FILE, codes, _on_book(damage)) for each, codes, damage in _BOOK),
)
