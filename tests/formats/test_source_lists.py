"""The list of sources in the finished files: numbers beside entries, ways there and back."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pptx
import pypdfium2
import pytest
from lxml import etree

from pipeline.editions import EDITIONS
from pipeline.formats import FORMATS
from pipeline.load.article import Location, load
from pipeline.model.stages import Document
from pipeline.resolve import resolve
from tests.formats.deck_setting import SETTING
from tests.resolve.test_citations import PNG

LONG = "A title so long that it takes more than the one line that a column of sources has room for"
BIB = f"""
@article{{ant, title={{{LONG}}}, author={{Ant, Ann}}, year={{2001}}, journal={{Journal of Ants}}}}
@book{{bee, title={{Bees and $^{{14}}$C}}, author={{Bee, Bob}}, year={{2002}}, doi={{10.1000/a<b>}}}}
@book{{cow, title={{Cows}}, author={{Cow, Cem}}, year={{2003}}, url={{https://example.org/a b}}}}
"""
TEXT = """
# First

Words come first [@ant, @bee].

![A picture after @bee, and [@cow].](dot.png){width=30%}

A note.^[As in [@cow].] An image ![with @cow](dot.png){width=5%} in a line.

| A | B |
|---|---|
| x [@ant] | y |

: A table [@bee]. {#tbl-x}

""" + "\n\n".join(
    ["These words fill the page, so that the sources stand on another one than the first. " * 6] * 9
)


@cache
def document(style: str) -> Document:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "r.bib").write_text(BIB)
        (folder / "dot.png").write_bytes(PNG)
        head = f"---\ntitle: Sources\nbibliography: r.bib\ncsl: {style}\n---\n"
        (folder / "article.md").write_text(head + TEXT)
        return resolve(load(Location("sources", folder, folder / "article.md")).manuscript)[0]


@cache
def build_sources(style: str, form: str) -> bytes:
    format = next(each for each in FORMATS if each.file.endswith(f".{form}"))
    return format.render(EDITIONS[format.edition].edit(document(style)), SETTING).data


@pytest.mark.parametrize("style", ["author-date", "ieee", "nature", "chicago-fullnote-bibliography"])
def test_every_citation_leads_to_its_source_and_the_source_back(style: str) -> None:
    with pikepdf.open(io.BytesIO(build_sources(style, "pdf"))) as pdf:
        names = [str(name) for name in pdf.Root.Names.Dests.Names[::2]]
        jumps = [
            str(note.Dest)
            for page in pdf.pages
            for note in page.get("/Annots", ())
            if isinstance(note.get("/Dest"), pikepdf.String)
        ]
    to_sources = [each for each in jumps if each.startswith("ref-")]
    # Two in the text, in the caption and in the table, one in a note: none for the words of the image.
    targets = ["ref-ant"] * 2 + ["ref-bee"] * 3 + ["ref-cow"] * 2
    assert set(to_sources) == set(targets)
    # A label that runs over two lines is two areas.
    assert len(to_sources) == len(targets) or style not in ("ieee", "nature")
    assert set(jumps) <= set(names)
    assert sum(each.startswith("cited-") for each in names) == len(targets)
    # Of several on a page the entry names the page once.
    assert sorted(each for each in jumps if each.startswith("cited-")) == ["cited-1", "cited-2", "cited-4"]


@pytest.mark.parametrize(("style", "number"), [("ieee", "[1]"), ("nature", "1.")])
def test_a_number_hangs_beside_its_entry_on_paper(style: str, number: str) -> None:
    pdf = pypdfium2.PdfDocument(build_sources(style, "pdf"))
    text = pdf[len(pdf) - 1].get_textpage()
    rects = [text.get_rect(index) for index in range(text.count_rects())]
    lines = [(rect, text.get_text_bounded(*rect).strip()) for rect in rects]
    first = next(rect for rect, words in lines if words.startswith(number))
    words = next(rect for rect, words in lines if re.match(r"(A\. )?Ant", words))
    below = next(rect for rect, words in lines if "room for" in words or "of sources" in words)
    assert abs(first[1] - words[1]) < 3
    assert first[2] < words[0]
    assert abs(words[0] - below[0]) < 1


@pytest.mark.parametrize("style", ["ieee", "nature", "vancouver", "ama"])
def test_a_number_hangs_beside_its_entry_on_slides(style: str) -> None:
    shapes = [
        shape
        for slide in pptx.Presentation(io.BytesIO(build_sources(style, "pptx"))).slides
        for shape in slide.shapes
        if shape.has_text_frame and "\t" in shape.text_frame.text and "Journal" in shape.text_frame.text
    ]
    (shape,) = shapes
    assert re.match(r"\[?1[\].]\t", shape.text_frame.text)
    level = shape.text_frame._txBody.find(".//{*}lstStyle/{*}lvl1pPr")
    assert int(level.get("marL")) == -int(level.get("indent")) > 200_000
    assert 'class="entry-number"' in build_sources(style, "html").decode()


@pytest.mark.parametrize("style", ["author-date", "ieee", "chicago-fullnote-bibliography"])
def test_the_e_book_has_whole_entries(style: str) -> None:
    book = zipfile.ZipFile(io.BytesIO(build_sources(style, "epub")))
    root = etree.fromstring(book.read("EPUB/sources.xhtml"))
    entries = root.findall(".//{*}div[@id='refs']/{*}div")
    if not entries:
        entries = [each for each in root.iter("{*}div", "{*}li") if (each.get("id") or "").startswith("ref-")]
    words = {each.get("id"): " ".join("".join(each.itertext()).split()) for each in entries}
    assert set(words) == {"ref-ant", "ref-bee", "ref-cow"}
    assert re.search(r"and 14C", words["ref-bee"])
    assert (words["ref-ant"].startswith("[1] A. Ant")) == (style == "ieee")
    bee = next(each for each in entries if each.get("id") == "ref-bee")
    assert [each.text for each in bee.iter("{*}sup")] == ["14"]
    assert [each.get("href") for each in bee.iter("{*}a") if "doi" in each.get("href", "")] == [
        "https://doi.org/10.1000/a%3Cb%3E"
    ]
    assert "https://example.org/a%20b" in book.read("EPUB/sources.xhtml").decode()


def hyperlinks(book: zipfile.ZipFile) -> dict[str, list[tuple[str, etree._Element]]]:
    """Return the links of each chapter with what they lead to, as file and id."""
    result = {}
    for name in (each for each in book.namelist() if each.endswith(".xhtml")):
        own = name.removeprefix("EPUB/")
        anchors = etree.fromstring(book.read(name)).iter("{*}a")
        hrefs = [(each.get("href", ""), each) for each in anchors]
        result[own] = [((own if href.startswith("#") else "") + href, each) for href, each in hrefs]
    return result


@pytest.mark.parametrize("style", ["author-date", "ieee", "nature", "chicago-fullnote-bibliography"])
def test_every_citation_of_the_e_book_has_one_way_back(style: str) -> None:
    links = hyperlinks(zipfile.ZipFile(io.BytesIO(build_sources(style, "epub"))))
    there = [
        (f"{file}#{each.get('id')}", target.removeprefix("sources.xhtml#"))
        for file, anchors in links.items()
        for target, each in anchors
        if target.startswith("sources.xhtml#ref-")
    ]
    back = [
        (target, next(a.get("id") for a in each.iterancestors() if (a.get("id") or "").startswith("ref-")))
        for target, each in links["sources.xhtml"]
        if each.get("role") == "doc-backlink"
    ]
    targets = ["ref-ant"] * 2 + ["ref-bee"] * 3 + ["ref-cow"] * 2
    assert sorted(entry for _, entry in there) == targets
    assert sorted(back) == sorted(there)
    assert len(dict(back)) == len(targets)
    labels = [each.get("aria-label") for _, each in links["sources.xhtml"] if each.get("role")]
    assert set(labels) == {f"{number}. Cited in “First”" for number in (1, 2, 3)}


# The first slide is the cover; then the section, its picture with what is said after it, and its table.
SLIDES = {"ant": {2, 4}, "bee": {2, 3}, "cow": {3}}


@pytest.mark.parametrize("style", ["author-date", "ieee", "nature", "chicago-fullnote-bibliography"])
def test_every_entry_on_slides_leads_to_the_slides_that_cite_it(style: str) -> None:
    slides = list(pptx.Presentation(io.BytesIO(build_sources(style, "pptx"))).slides)
    numbers = {slide.part.partname: number for number, slide in enumerate(slides, 1)}
    links: dict[str, list[tuple[str, int]]] = {}
    for shape in slides[4].shapes:
        for paragraph in shape.text_frame.paragraphs if "Sources," in shape.name else ():
            key = next(key for key in SLIDES if key.title() in paragraph.text)
            for run in paragraph.runs:
                click = run._r.find(".//{*}hlinkClick")
                if click is not None and click.get("action") == "ppaction://hlinksldjump":
                    name = click.get(
                        "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
                    )
                    target = slides[4].part.related_part(name)
                    links.setdefault(key, []).append((run.text, numbers[target.partname]))
    assert {key: {number for _, number in places} for key, places in links.items()} == SLIDES
    places = [place for each in links.values() for place in each]
    assert all(text == str(number) for text, number in places)
    assert len(places) == sum(map(len, SLIDES.values()))
    kicker = [shape.text_frame.text for shape in slides[4].shapes if shape.name == "Kicker"]
    assert kicker == ["After each source, the slides that cite it"]


@pytest.mark.parametrize("style", ["author-date", "ieee"])
def test_every_entry_of_the_html_deck_leads_to_the_slides_that_cite_it(style: str) -> None:
    from lxml import html

    page = html.fromstring(build_sources(style, "html").decode())
    order = [each.get("id") for each in page.iter("section")]
    numbers_by_entry = {}
    for entry in page.iter("div"):
        if (entry.get("id") or "").startswith("ref-"):
            backs = [each for each in entry.iter("a") if each.get("role") == "doc-backlink"]
            numbers_by_entry[entry.get("id")] = [
                order.index((each.get("href") or "")[1:]) + 1 for each in backs
            ]
            assert [each.text for each in backs] == [
                str(number) for number in numbers_by_entry[entry.get("id")]
            ]
    assert numbers_by_entry == {f"ref-{key}": sorted(numbers) for key, numbers in SLIDES.items()}


@pytest.mark.parametrize(
    ("style", "title"),
    [("nature", "A picture after Bee 2002, and"), ("ieee", "A picture after [2], and [3]")],
)
def test_a_source_in_a_title_is_a_word_of_it(style: str, title: str) -> None:
    slides = pptx.Presentation(io.BytesIO(build_sources(style, "pptx"))).slides
    assert title in [each.shapes.title.text_frame.text for each in slides]
