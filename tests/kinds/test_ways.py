"""Where the links of strangers' papers lead, and what stands in places that hold words alone."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from lxml import etree, html
from pptx import Presentation

from tests.kinds.conftest import BuiltPaper
from tests.kinds.papers import PAPERS
from tests.tagged import structure

NAMES = {"h": "http://www.w3.org/1999/xhtml", "m": "http://www.w3.org/1998/Math/MathML"}


def addresses(pdf: pikepdf.Pdf) -> list[str]:
    return [
        str(each.A.URI)
        for page in pdf.pages
        for each in page.get("/Annots", [])
        if "/A" in each and "/URI" in each.A
    ]


def hrefs(book: Path) -> list[str]:
    if book.suffix == ".html":
        return [str(each) for each in html.fromstring(book.read_bytes()).xpath("//a/@href")]
    with zipfile.ZipFile(book) as archive_file:
        texts = [
            etree.fromstring(archive_file.read(name))
            for name in archive_file.namelist()
            if name.endswith(".xhtml")
        ]
    return [str(each) for text in texts for each in text.xpath("//h:a/@href", namespaces=NAMES)]


@pytest.mark.parametrize("name", PAPERS)
def test_no_edition_leads_to_a_file_and_addresses_are_encoded_once(kinds: BuiltPaper, name: str) -> None:
    folder = kinds.folders[name]
    with pikepdf.open(folder / "briefing.pdf") as pdf:
        texts = addresses(pdf)
    texts += [each for each in hrefs(folder / "ebook.epub") if ":" in each]
    for file in ("deck.html", "article.html"):
        texts += re.findall(r'href="([a-z]+:[^"]*)"', (folder / file).read_text("utf-8"))
    for slide in Presentation(str(folder / "deck.pptx")).slides:
        texts += [each.target_ref for each in slide.part.rels.values() if each.is_external]
    assert {each.partition(":")[0] for each in texts} <= {"https", "mailto"}
    assert [each for each in texts if re.search(r"[\s<>{}\[\]\\]|%25", each.replace("&lt;", "<"))] == []


def test_an_address_with_odd_signs_leads_to_them(kinds: BuiltPaper) -> None:
    with pikepdf.open(kinds.folders["bibliography"] / "briefing.pdf") as pdf:
        texts = addresses(pdf)
    assert "https://doi.org/10.1000/a%3Cb%3Ec%23d" in texts
    assert any(each.startswith("https://mill.example/a%20b?c=") for each in texts)
    assert not [each for each in texts if "judd" in each]


def test_an_address_without_a_scheme_is_led_to_in_every_format(kinds: BuiltPaper) -> None:
    folder = kinds.folders["bibliography"]
    with pikepdf.open(folder / "briefing.pdf") as pdf:
        assert "https://mill.example/bare" in addresses(pdf)
    assert "https://mill.example/bare" in hrefs(folder / "ebook.epub")
    for file in ("deck.html", "article.html"):
        assert 'href="https://mill.example/bare"' in (folder / file).read_text("utf-8")
    relations = [
        each.target_ref
        for slide in Presentation(str(folder / "deck.pptx")).slides
        for each in slide.part.rels.values()
        if each.is_external
    ]
    assert "https://mill.example/bare" in relations


@pytest.mark.parametrize("name", ["bibliography", "long"])
@pytest.mark.parametrize("file", ["ebook.epub", "article.html"])
def test_every_citation_on_screens_has_one_way_there_and_one_back(
    kinds: BuiltPaper, name: str, file: str
) -> None:
    texts = [each.partition("#")[2] for each in hrefs(kinds.folders[name] / file)]
    there = Counter(each for each in texts if each.startswith("ref-"))
    back = Counter(each for each in texts if each.startswith("cited-"))
    assert sum(there.values()) == sum(back.values()) > 0
    assert set(back.values()) == {1}


def test_a_citation_in_a_caption_leads_to_the_page_of_its_source_and_back(kinds: BuiltPaper) -> None:
    with pikepdf.open(kinds.folders["long"] / "briefing.pdf") as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        result = {str(key): value for key, value in pikepdf.NameTree(pdf.Root.Names.Dests).items()}
        links = [
            (number, str(each.Dest if "/Dest" in each else each.A.D))
            for number, page in enumerate(pdf.pages)
            for each in page.get("/Annots", [])
            if "/Dest" in each or ("/A" in each and each.A.S == "/GoTo")
        ]
        page_links = {(start, pages[result[name][0].objgen]) for start, name in links if name in result}
        texts = [name for _, name in links if name.startswith(("ref-", "cited-"))]
    source = max(end for _, end in page_links)
    assert source > 0
    assert {(0, source), (source, 0)} <= page_links
    assert texts
    assert set(texts) <= set(result)


def test_formulas_of_headings_are_letters_in_outlines(kinds: BuiltPaper) -> None:
    folder = kinds.folders["formulas"]
    with pikepdf.open(folder / "briefing.pdf") as pdf, pdf.open_outline() as outline:
        assert next(entry.title for entry in outline.root) == "Heat ∇T and a/b"
        assert str(pdf.docinfo["/Title"]) == "The mill and ∇T"
    with zipfile.ZipFile(folder / "ebook.epub") as book:
        (nav,) = (book.read(name) for name in book.namelist() if name.endswith("nav.xhtml"))
    assert "Heat ∇T and a/b" in "".join(etree.fromstring(nav).itertext())
    slides = Presentation(str(folder / "deck.pptx")).slides
    titles = [slide.shapes.title.text for slide in slides if slide.shapes.title]
    assert "Heat ∇T and a/b" in titles
    for file in ("deck.html", "article.html"):
        assert "<title>The mill and ∇T</title>" in (folder / file).read_text("utf-8")
    assert ">Heat ∇T and a/b</a>" in (folder / "article.html").read_text("utf-8")


def test_the_name_of_an_operator_is_set_as_tex_sets_it(kinds: BuiltPaper) -> None:
    folder = kinds.folders["formulas"]
    with pikepdf.open(folder / "briefing.pdf") as pdf:
        root = structure(pdf, lambda page, mark: "")
        result = [str(each.entries.get("Alt", "")) for each in root.all("Formula")]
    assert any("argument of the maximum over x" in each for each in result)
    with zipfile.ZipFile(folder / "ebook.epub") as book:
        texts = [etree.fromstring(book.read(name)) for name in book.namelist() if "chapter" in name]
    names = [
        "".join(each.itertext()) for text in texts for each in text.xpath("//m:math//m:mi", namespaces=NAMES)
    ]
    assert "arg max" in [" ".join(each.split()) for each in names]


def test_long_values_are_clipped_where_a_format_has_a_limit(kinds: BuiltPaper) -> None:
    core = Presentation(str(kinds.folders["long"] / "deck.pptx")).core_properties
    assert max(len(core.title), len(core.author), len(core.keywords)) <= 255
    with pikepdf.open(kinds.folders["long"] / "briefing.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]).endswith("that ends")
        assert "keyword59" in str(pdf.docinfo["/Keywords"])
