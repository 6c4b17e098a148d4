"""Passages in Arabic, Hebrew and Khmer, read back from every edition with libraries that did not write it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pypdfium2
from lxml import etree

from pipeline import theme
from tests.articles import PASSAGES, ROOT, artifact
from tests.pdf_pages import page_texts

COLUMN = theme.load().points("page.measure")
LETTERS = "\u0620-\u065f\u066e-\u06d3\u05d0-\u05ea"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# What stands in a list, a heading, a cell, a caption, a note and a reference.
PLACES = ("نقطة أولى", "العلاقات الثنائية", "سلام", "שלום", "عنوان الجدول", "حاشية قصيرة", "ספר דברי הימים")


def artifact_path(build_folder: Path, file: str) -> Path:
    return artifact(build_folder, PASSAGES, file)


def words(text: str) -> list[str]:
    """Return the Arabic and Hebrew words of a text; those joined by a sign without width are one."""
    plain = re.sub("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "", text)
    return re.findall(f"[{LETTERS}]+", plain)


def passages() -> Iterator[list[str]]:
    """Yield the words of the Arabic and of the Hebrew passage, without those of citations."""
    text = (ROOT / PASSAGES / "article.md").read_text("utf-8")
    for lang in ("ar", "he"):
        passage = text.split(f"::: {{lang={lang}}}\n")[1].split(":::")[0]
        yield words(passage)


def contains(texts: list[str], passage: list[str]) -> bool:
    """Tell whether words stand in a list, one after the other; citations may come between."""
    rest = iter(texts)
    return all(word in rest for word in passage)


def test_a_pdf_gives_passages_back_in_logical_order(build_folder: Path) -> None:
    pdf_words = words("\n".join(page_texts(artifact_path(build_folder, "briefing.pdf"))))
    assert all(contains(pdf_words, passage) for passage in passages())


def test_a_pdf_gives_every_word_back(build_folder: Path) -> None:
    file = artifact_path(build_folder, "briefing.pdf")
    texts = ["\n".join(page_texts(file))]
    # pdftotext puts the phrases of a line into the order of the page's other text; the words are whole.
    if shutil.which("pdftotext"):
        texts.append(
            subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout.decode()
        )
    source_words = [
        *chain(*passages()),
        *words(" ".join(PLACES)),
        *words("گفتوگو چهار پژوهش یہ قومی زبان ہے"),
    ]
    for text in texts:
        assert set(source_words) - set(words(text)) == set()


def places(file: Path, text: str) -> list[tuple[float, float, float, float]]:
    """Return the boxes (left, bottom, right, top) of a text on the first page, in points."""
    page = pypdfium2.PdfDocument(file)[0].get_textpage()
    index, count = page.search(text).get_next()
    return [page.get_charbox(each) for each in range(index, index + count)]


def test_a_passage_begins_at_the_right(build_folder: Path) -> None:
    file = artifact_path(build_folder, "briefing.pdf")
    english = places(file, "The word")
    arabic, hebrew, heading = (places(file, word) for word in ("الوزير", "השר", "الثنائية"))
    for boxes in (hebrew, heading):
        assert english[0][0] + COLUMN * 0.7 < min(box[0] for box in boxes)
        assert max(box[2] for box in boxes) < english[0][0] + COLUMN + 1
    assert arabic[0][0] > arabic[-1][0]
    assert max(box[2] for box in hebrew) > max(box[2] for box in arabic) + 10  # the quotation is set in


def test_khmer_lines_stay_within_the_column(build_folder: Path) -> None:
    page = pypdfium2.PdfDocument(artifact_path(build_folder, "briefing.pdf"))[0]
    text = page.get_textpage()
    boxes = [
        text.get_charbox(each)
        for each in range(text.count_chars())
        if re.match("[\u1780-\u17ff]", text.get_text_range(each, 1))
    ]
    left = places(artifact_path(build_folder, "briefing.pdf"), "The word")[0][0]
    assert boxes
    assert all(left - 1 <= box[0] and box[2] <= left + COLUMN + 1 for box in boxes)
    assert max(box[3] for box in boxes) - min(box[1] for box in boxes) > 15  # more than one line


def xhtml(build_folder: Path) -> Iterator[etree._Element]:
    with zipfile.ZipFile(artifact_path(build_folder, "ebook.epub")) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".xhtml"):
                yield etree.fromstring(archive.read(name))


def test_an_ebook_says_language_and_direction(build_folder: Path) -> None:
    pages = list(xhtml(build_folder))
    spans = [each for page in pages for each in page.iter() if each.get("lang") and each.get("dir") == "rtl"]
    tags = {(etree.QName(each).localname, each.get("lang")) for each in spans}
    assert {("div", "ar"), ("div", "he"), ("h1", "ar"), ("span", "ar"), ("span", "fa")} <= tags
    assert ("span", "und-Hebr") in tags
    text = "".join("".join(page.itertext()) for page in pages)
    assert "گفت\u200cوگو و چهار پژوهش" in text
    assert "«\u00a0oui\u00a0»\u202f; vraiment\u202f?" in text
    for passage in passages():
        assert contains(words(text), passage)


def test_an_ebook_has_the_glyphs_and_their_forms(build_folder: Path) -> None:
    from fontTools.ttLib import TTFont

    with zipfile.ZipFile(artifact_path(build_folder, "ebook.epub")) as archive:
        font = TTFont(io.BytesIO(archive.read("EPUB/fonts/arabic-normal.ttf")))
        assert "EPUB/fonts/arabic-bold.ttf" in archive.namelist()
        assert len(archive.read("EPUB/fonts/hebrew-normal.ttf")) < 30_000
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"init", "medi", "fina", "rlig"} <= features
    assert {ord("ش"), ord("گ")} <= set(font.getBestCmap())
    assert ord("A") not in font.getBestCmap()


def test_an_html_deck_has_typefaces_and_directions(build_folder: Path) -> None:
    page = etree.fromstring(artifact_path(build_folder, "deck.html").read_bytes(), etree.HTMLParser())
    style = "".join(page.xpath("//style//text()"))
    assert 'font-family: "Dossier Arabic"' in style
    points = page.xpath("//li/span[@lang='ar' and @dir='rtl']")
    assert ["".join(each.itertext()) for each in points] == [
        "لا مال بلا شروط",
        "نقطة أولى",
        "نقطة ثانية مهمة",
    ]
    assert page.xpath("//td/span[@lang='und-Arab' and @dir='rtl']/text()") == ["مساعدات"]


def runs(build_folder: Path) -> Iterator[tuple[etree._Element, str | None, str]]:
    """Yield the runs of all slides: paragraph, language, words."""
    with zipfile.ZipFile(artifact_path(build_folder, "deck.pptx")) as archive:
        for name in sorted(archive.namelist()):
            if re.match(r"ppt/slides/slide\d+\.xml", name):
                for paragraph in etree.fromstring(archive.read(name)).iter(f"{A}p"):
                    for run in paragraph.iter(f"{A}r"):
                        properties = run.find(f"{A}rPr")
                        assert properties is not None
                        yield paragraph, properties.get("lang"), run.findtext(f"{A}t") or ""


def test_slides_say_language_typeface_and_direction(build_folder: Path) -> None:
    by_words = {words: (lang, paragraph) for paragraph, lang, words in runs(build_folder)}
    assert by_words["لا مال بلا شروط"][0] == "ar"
    assert by_words["הסיוע הגיע"][0] == "he"
    assert by_words["العربية"][0] == "und-Arab"
    for text, is_turned in (
        ("لا مال بلا شروط", None),  # within a line of English
        ("הסיוע הגיע", None),
        ("سلام", "1"),
        ("ספר דברי הימים", "1"),
    ):
        properties = by_words[text][1].find(f"{A}pPr")
        assert (None if properties is None else properties.get("rtl")) == is_turned, text
    faces = [each.get("typeface") for each in by_words["العربية"][1].iter(f"{A}cs")]
    assert faces == ["Amiri"]


def test_other_articles_do_not_carry_these_typefaces(build_folder: Path) -> None:
    with zipfile.ZipFile(artifact(build_folder, "tests/sample", "ebook.epub")) as archive:
        assert not [name for name in archive.namelist() if re.search("arabic|hebrew|khmer", name)]
    deck = artifact(build_folder, "tests/sample", "deck.html").read_text("utf-8")
    assert not re.search(r"@font-face[^}]*Dossier (Arabic|Hebrew|Khmer)", deck)
