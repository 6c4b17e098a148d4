"""The e-book as a whole, read back from the finished file: structure, links, notes, figures, metadata."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from pipeline.formats.epub import EPUB
from pipeline.model import nodes as n
from pipeline.model.diagnostics import DossierError
from pipeline.verify.epubcheck import EPUBCHECK
from pipeline.verify.verdict import Tools
from tests.formats import book
from tests.formats.book import NAMES, Book
from tests.sourcecode import ROOT

PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
import hashlib
from pipeline.formats.epub import EPUB
from tests.formats import book
print(hashlib.sha256(EPUB.render(book.WHOLE, book.SETTING).data).hexdigest())
"""


@cache
def whole() -> Book:
    artifact = EPUB.render(book.WHOLE, book.SETTING)
    assert artifact.diagnostics == ()
    assert (artifact.name, artifact.extent, artifact.extent_unit) == ("ebook.epub", 6, "chapters")
    return Book(artifact)


def test_the_archive_is_an_epub_with_safe_names() -> None:
    infos = whole().archive.infolist()
    assert (infos[0].filename, infos[0].compress_type, infos[0].extra) == ("mimetype", 0, b"")
    assert whole().archive.read("mimetype") == b"application/epub+zip"
    assert {info.date_time for info in infos} == {(2026, 11, 23, 1, 2, 2)}
    assert {(info.create_system, info.external_attr >> 16) for info in infos} == {(3, 0o100644)}
    assert len({info.filename for info in infos}) == len(infos)
    assert all(re.fullmatch(r"(META-INF|EPUB)/[a-z0-9./-]+|mimetype", i.filename) for i in infos)
    assert not any(".." in info.filename for info in infos)


def test_pages_stand_in_the_order_of_reading() -> None:
    assert whole().pages == [
        "cover.xhtml",
        "title.xhtml",
        "nav.xhtml",
        "at-a-glance.xhtml",
        "chapter-01.xhtml",
        "chapter-02.xhtml",
        "figure-data.xhtml",
        "sources.xhtml",
        "colophon.xhtml",
    ]


def test_every_file_is_in_the_manifest_with_its_properties() -> None:
    items = whole().find("content.opf", "//opf:item")
    names = {each.get("href") for each in items}
    assert names == {name for name in whole().names if name not in {"mimetype", "content.opf"}} - {
        "META-INF/container.xml"
    }
    properties = {each.get("href"): each.get("properties") for each in items if each.get("properties")}
    assert properties == {
        "nav.xhtml": "nav",
        "chapter-02.xhtml": "mathml",
        "images/cover.png": "cover-image",
    }


def test_sections_say_what_they_are() -> None:
    labels = {
        page: section[0].get("role")
        for page in whole().pages
        if (section := whole().find(page, "//h:body/h:section[@aria-labelledby]"))
    }
    assert labels == {
        "at-a-glance.xhtml": "doc-abstract",
        "chapter-01.xhtml": "doc-chapter",
        "chapter-02.xhtml": "doc-chapter",
        "figure-data.xhtml": "doc-appendix",
        "sources.xhtml": "doc-bibliography",
        "colophon.xhtml": "doc-colophon",
    }
    assert whole().texts("chapter-01.xhtml", "//h:body/h:section/@epub:type") == ["chapter"]
    for page in labels:
        assert len(whole().find(page, "//h:h1[@id = ancestor::h:section/@aria-labelledby]")) == 1


def test_ids_are_unique_and_links_arrive() -> None:
    ids = {page: whole().texts(page, "//@id") for page in whole().pages}
    assert [
        name for name, times in Counter(i for each in ids.values() for i in each).items() if times > 1
    ] == []
    count = 0
    for page in whole().pages:
        for target in whole().texts(page, "//h:a/@href"):
            file, mark, name = target.partition("#")
            if "://" not in file:
                assert not mark or name in ids[file or page], f"{page}: {target}"
                assert (file or page) in ids
                count += 1
    assert count > 20
    assert "chapter-01.xhtml#fig-a" in whole().texts("chapter-02.xhtml", "//h:a/@href")
    assert "sources.xhtml#ref-key" in whole().texts("chapter-01.xhtml", "//h:a/@href")


def test_notes_are_asides_of_their_page_and_return() -> None:
    numbers = []
    for page in whole().pages:
        for call in whole().find(page, "//h:a[@epub:type='noteref']"):
            [aside] = whole().find(page, f"//h:aside[@id='{call.get('href', '')[1:]}']")
            assert (aside.get("role"), aside.get(f"{{{NAMES['epub']}}}type")) == ("doc-footnote", "footnote")
            assert call.get("role") == "doc-noteref"
            [back] = aside.xpath(".//h:a[@role='doc-backlink']", namespaces=NAMES)
            assert (back.get("href"), back.get("aria-label")) == (f"#{call.get('id')}", "Back to the text")
            numbers.append("".join(call.itertext()))
    assert numbers == ["1", "2", "3"]
    assert whole().texts("chapter-01.xhtml", "//h:aside[@role='doc-footnote']") == ["2. A note. ↩\ufe0e"]


def test_facts_can_be_found() -> None:
    assert whole().texts("chapter-01.xhtml", "//h:span[@data-fact='price']") == ["$7 million"]


def test_the_contents_lead_to_chapters_and_subsections() -> None:
    path = "//h:nav[@epub:type='toc']//h:a"
    assert whole().texts("nav.xhtml", path) == [
        "At a glance",
        "First & foremost",
        "Second",
        "Within the second",
        "Data of the figures",
        "Sources",
        "About this document",
    ]
    assert whole().texts("nav.xhtml", f"{path}/@href")[3] == "chapter-02.xhtml#sub-b"
    assert whole().texts("toc.ncx", "//*[local-name()='content']/@src")[3] == "chapter-02.xhtml#sub-b"
    marks = whole().find("nav.xhtml", "//h:nav[@epub:type='landmarks']//h:a")
    assert [(each.get(f"{{{NAMES['epub']}}}type"), each.get("href")) for each in marks] == [
        ("cover", "cover.xhtml"),
        ("titlepage", "title.xhtml"),
        ("toc", "nav.xhtml"),
        ("bodymatter", "chapter-01.xhtml"),
        ("appendix", "figure-data.xhtml"),
        ("bibliography", "sources.xhtml"),
        ("colophon", "colophon.xhtml"),
    ]


def test_drawings_come_for_narrow_and_wide_screens() -> None:
    [image] = whole().find("chapter-01.xhtml", "//h:figure//h:img")
    assert (image.get("src"), image.get("alt")) == ("images/fig-a-narrow.svg", "Timeline: 1867, 1868.")
    [source] = whole().find("chapter-01.xhtml", "//h:picture/h:source")
    assert source.get("srcset") == "images/fig-a-wide.svg"
    assert b'width="300"' in whole().read("images/fig-a-narrow.svg")
    assert b'width="480"' in whole().read("images/fig-a-wide.svg")
    assert "figure-data.xhtml#data-fig-a" in whole().texts("chapter-01.xhtml", "//h:figure//h:a/@href")


def test_the_articles_images_have_safe_names_and_their_alt_text() -> None:
    [image] = whole().find("chapter-02.xhtml", "//h:figure//h:img")
    assert (image.get("src"), image.get("alt")) == ("images/b.png", "What it shows")
    assert whole().read("images/b.png") == book.PNG


def test_tables_scroll_and_have_heads() -> None:
    [box] = whole().find("chapter-02.xhtml", "//h:div[h:table]")
    assert (box.get("class"), box.get("role"), box.get("tabindex")) == ("table", "region", "0")
    assert box.get("aria-label") == "What it lists."
    assert whole().texts("chapter-02.xhtml", "//h:th/@scope") == ["col", "col", "row"]
    assert whole().texts("chapter-02.xhtml", "//h:th[@class='right']/@class") == ["right"]
    assert whole().find("chapter-02.xhtml", "//*[@style]") == []


def test_a_table_of_much_text_can_be_read_as_a_list() -> None:
    cells = (
        book.words("Date"),
        book.words("A step of some length, told"),
        book.words("What became of it in the end"),
    )
    blocks = (book.head("a", "A"), book.table("tbl-a", *cells), book.table("tbl-b", *cells[:2]))
    opened_book = Book(EPUB.render(book.edition(*blocks), book.SETTING))
    assert opened_book.texts("chapter-01.xhtml", "//h:table[@class='stacks']/@id") == ["tbl-a"]
    assert opened_book.texts("chapter-01.xhtml", "//@data-label") == [
        "A step of some length, told:",
        "What became of it in the end:",
    ]


def test_formulas_are_mathml_with_their_words() -> None:
    assert whole().texts("chapter-02.xhtml", "//m:math/@alttext") == ["x squared"] * 3
    assert whole().texts("chapter-02.xhtml", "//h:thead//m:math/@aria-label") == ["x squared"]
    assert whole().texts("chapter-02.xhtml", "//h:p[m:math or .//m:math]/@class") == ["display"]


def test_languages_are_said_twice() -> None:
    [words] = whole().find("chapter-01.xhtml", "//h:span[@lang='km']")
    assert words.get("{http://www.w3.org/XML/1998/namespace}lang") == "km"
    for page in whole().pages:
        root = whole().tree(page)
        assert (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang")) == ("en", "en")


def test_addresses_break_after_their_marks() -> None:
    [anchor] = whole().find("sources.xhtml", "//h:a[starts-with(@href, 'https://')]")
    assert "".join(anchor.itertext()) == anchor.get("href")
    assert [anchor.text, *(each.tail for each in anchor)] == ["https://a.example/", "b-", "c/", "d"]


def test_the_package_describes_the_book() -> None:
    def value(path: str) -> list[str]:
        return whole().texts("content.opf", f"//opf:metadata/{path}")

    root = whole().tree("content.opf")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert value("dc:title") == ["Sample & more"]
    assert value("dc:creator") == ["A. Writer", "B. Writer"]
    assert value("dc:description") == ["The bottom line."]
    assert (value("dc:language"), value("dc:date"), value("dc:rights")) == (
        ["en"],
        ["2026-11-23"],
        ["CC BY 4.0"],
    )
    assert value("dc:subject") == ["one", "two"]
    assert value("opf:meta[@property='dcterms:modified']") == ["2026-11-23T01:02:03Z"]
    assert value("opf:meta[@property='schema:accessMode']") == ["textual", "visual"]
    assert value("opf:meta[@property='schema:accessModeSufficient']") == ["textual"]
    assert {"MathML", "alternativeText", "longDescription", "tableOfContents"} <= set(
        value("opf:meta[@property='schema:accessibilityFeature']")
    )
    assert value("opf:meta[@property='schema:accessibilityHazard']") == ["none"]
    assert "tables of their data" in value("opf:meta[@property='schema:accessibilitySummary']")[0]
    assert value("opf:meta[@property='dcterms:conformsTo']") == []
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", value("dc:identifier")[0])


def test_nothing_runs_and_nothing_is_fetched() -> None:
    for page in whole().pages:
        assert whole().find(page, "//h:script | //h:iframe | //h:object | //h:embed | //h:form") == []
        assert [a for a in whole().texts(page, "//@*[starts-with(name(), 'on')]") if a] == []
        for path in ("//@src", "//@srcset", "//h:link/@href"):
            assert not [each for each in whole().texts(page, path) if ":" in each or each.startswith("/")]
    style = whole().read("style.css").decode()
    fonts = re.findall(r'url\("([^"]*)"\)', style)
    assert fonts
    assert all(name in whole().names for name in fonts)
    assert "@import" not in style
    assert "http" not in style


def test_the_style_leaves_size_and_colour_to_the_reader() -> None:
    style = whole().read("style.css").decode()
    assert "var(" not in style
    assert re.findall(r"font-size:\s*[^;}]*(?:px|pt)\b", style) == []
    assert set(re.findall(r"(?<![-\w])color:\s*([^;}]+)", style)) == {"inherit"}
    assert re.findall(r"body\s*{[^}]*background", style) == []


def test_no_image_is_wider_than_the_page() -> None:
    style = whole().read("style.css").decode()
    assert re.search(r"^img\s*{\s*max-width:\s*100%", style, re.MULTILINE)


def test_an_image_that_is_not_there_is_an_error() -> None:
    with pytest.raises(DossierError) as failure:
        EPUB.render(book.edition(book.head("a", "A"), book.figure("fig-x", "media/none.png")), book.SETTING)
    [diagnostic] = failure.value.diagnostics
    assert (diagnostic.code, diagnostic.message) == ("image-missing", "missing image media/none.png")


def test_a_link_to_nothing_keeps_its_words_and_is_told() -> None:
    block = n.Para((book.link("b", "#nobody"),))
    artifact = EPUB.render(book.edition(book.head("a", "A"), block), book.SETTING)
    [diagnostic] = artifact.diagnostics
    assert diagnostic.code == "link-target-missing"
    assert diagnostic.message == "nothing in the e-book has the id nobody"
    with zipfile.ZipFile(io.BytesIO(artifact.data)) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")).decode()
    assert "#nobody" not in text
    assert re.search(r"<span[^>]*>b</span>", text)


def test_same_edition_same_bytes_in_another_place_time_zone_and_hash_seed(tmp_path: Path) -> None:
    here = hashlib.sha256(EPUB.render(book.WHOLE, book.SETTING).data).hexdigest()
    env = {
        "PATH": os.environ.get("PATH", ""),
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "7",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "1",
    }
    process = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ROOT)],
        cwd=tmp_path, env=env, capture_output=True, text=True, check=True, timeout=600,
    )  # fmt: skip
    assert process.stdout.strip() == here
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ebook.epub"
    path.write_bytes(EPUB.render(book.WHOLE, book.SETTING).data)
    assert EPUBCHECK.run(path, Tools()).findings == ()
