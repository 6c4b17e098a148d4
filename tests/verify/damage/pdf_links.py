"""Damage to the links, pages and metadata of a PDF."""

from __future__ import annotations

from typing import Any

import pikepdf

from tests.verify.damage.pdf_words import Row
from tests.verify.damage.printed import Print
from tests.verify.damage.values import CELL, CITATION, HEADING, LINK, META, TEXT, WORDS, Place
from tests.verify.damage.words import letter, pick, token


def _links(file: Print) -> list[tuple[int, Any]]:
    """Return the annotations that are links, each with its page from 1."""
    return [
        (number, each)
        for number, page in enumerate(file.pdf.pages, 1)
        for each in page.get("/Annots", [])
        if each.get("/Subtype") == "/Link"
    ]


def _label_words(link: Any) -> tuple[str, ...]:
    text = str(link.get("/Contents", ""))
    return (text, token(text))


def _link_removed(file: Print) -> Place | None:
    """Take a citation's link off its page and out of the structure."""
    some = [(number, each) for number, each in _links(file) if str(each.get("/Dest", "")).startswith("ref-")]
    if (one := pick(some or _links(file), 6)) is None:
        return None
    number, link = one
    page = file.pdf.pages[number - 1]
    page.obj.Annots = pikepdf.Array([each for each in page.Annots if each.objgen != link.objgen])
    place = Place(_label_words(link), (number,))
    same = [each for each in page.Annots if each.get("/Contents") == link.get("/Contents")]
    page.obj.Annots = pikepdf.Array(
        [each for each in page.Annots if not any(each.objgen == one.objgen for one in same)]
    )
    return place


def _destination_lost(file: Print) -> Place | None:
    some = [(number, each) for number, each in _links(file) if "/Dest" in each]
    if (one := pick(some, 5)) is None:
        return None
    number, link = one
    words = (*_label_words(link), str(link.Dest) + "-nowhere")
    link.Dest = pikepdf.String(str(link.Dest) + "-nowhere")
    return Place(words, (number,))


def _link_redirected(file: Print) -> Place | None:
    """Let a citation lead to another source."""
    some = [(number, each) for number, each in _links(file) if str(each.get("/Dest", "")).startswith("ref-")]
    if len(some) < 8:
        return None
    number, link = some[6]
    other = next((each for _, each in some if each.Dest != link.Dest), None)
    if other is None:
        return None
    for each in file.pdf.pages[number - 1].Annots:
        if each.get("/Dest") == link.Dest and each.objgen != link.objgen:
            each.Dest = other.Dest
    words = (*_label_words(link), str(link.Dest), str(other.Dest))
    link.Dest = other.Dest
    return Place(words, (number,))


def _name_removed(file: Print) -> Place | None:
    """Take a named place away that links lead to."""
    some = [(number, each) for number, each in _links(file) if "/Dest" in each]
    if (one := pick(some, 5)) is None or "/Names" not in file.pdf.Root or "/Dests" not in file.pdf.Root.Names:
        return None
    names = list(file.pdf.Root.Names.Dests.get("/Names", []))
    target = str(one[1].Dest)
    pairs = [(key, value) for key, value in zip(names[::2], names[1::2], strict=True) if str(key) != target]
    if len(pairs) * 2 == len(names):
        return None
    file.pdf.Root.Names.Dests.Names = pikepdf.Array([each for pair in pairs for each in pair])
    return Place(
        (*_label_words(one[1]), target), tuple(number for number, each in some if str(each.Dest) == target)
    )


def _address_changed(file: Print) -> Place | None:
    some = [(number, each) for number, each in _links(file) if "/URI" in each.get("/A", {})]
    if (one := pick(some, 3)) is None:
        return None
    number, link = one
    if (result := letter(str(link.A.URI))) is None:
        return None
    for each_number, each in some:
        if each_number == number and each.A.URI == link.A.URI and each.objgen != link.objgen:
            each.A.URI = pikepdf.String(result.text)
    words = (*_label_words(link), *result.words)
    link.A.URI = pikepdf.String(result.text)
    return Place(words, (number,))


def _page_words(file: Print, page: int) -> tuple[str, ...]:
    tags = ("P", "H1", "H2", "H3", "LBody", "TD")
    return tuple(node.text for node in file.root.all(*tags) if page + 1 in node.spots())


def _page_removed(file: Print) -> Place | None:
    page = min(4, len(file.streams) - 2)
    if page < 1:
        return None
    words = _page_words(file, page)
    del file.pdf.pages[page]
    return Place(words, (page, page + 1, page + 2))


def _pages_swapped(file: Print) -> Place | None:
    page = min(4, len(file.streams) - 2)
    if page < 1:
        return None
    words = (*_page_words(file, page), *_page_words(file, page + 1))
    one = file.pdf.pages[page]
    del file.pdf.pages[page]
    file.pdf.pages.insert(page + 1, one)
    return Place(words, (page, page + 1, page + 2, page + 3))


def _page_doubled(file: Print) -> Place | None:
    page = min(4, len(file.streams) - 1)
    words = _page_words(file, page)
    file.pdf.pages.insert(page + 1, file.pdf.pages[page])
    return Place(words, (page + 1, page + 2))


def _language(file: Print) -> Place | None:
    words = (str(file.pdf.Root.get("/Lang", "")), "fi")
    file.pdf.Root.Lang = pikepdf.String("fi")
    return Place(words)


def _title(file: Print) -> Place | None:
    with file.pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        words = (str(metadata.get("dc:title", "")), "Another")
        metadata["dc:title"] = "Another title"
    if "/Title" in file.pdf.docinfo:
        file.pdf.docinfo["/Title"] = "Another title"
    return Place(words)


LINK_KINDS: tuple[Row, ...] = (
    ("link-removed", CITATION | LINK, _link_removed),
    ("link-redirected", CITATION | LINK, _link_redirected),
    ("destination-lost", LINK, _destination_lost),
    ("name-removed", LINK, _name_removed),
    ("address-changed", CITATION | LINK, _address_changed),
    ("page-removed", WORDS | CITATION | HEADING | CELL, _page_removed),
    ("pages-swapped", WORDS | CITATION | HEADING | CELL, _pages_swapped),
    ("page-doubled", TEXT | HEADING, _page_doubled),
    ("language-changed", META, _language),
    ("title-changed", META, _title),
)
