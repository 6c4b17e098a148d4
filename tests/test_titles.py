"""Titles, authors and numbers of sections as a reader of the finished files finds them."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pptx
import pypdfium2
import pytest
from lxml import etree
from PIL import Image

from pipeline import build as stages
from pipeline.load.article import load, locate
from pipeline.model import nodes as n
from pipeline.model import titles
from pipeline.resolve import resolve
from pipeline.slides.cover import cover, height
from pipeline.wording.clipping import clip
from tests.canvas import CANVAS

XHTML = "{http://www.w3.org/1999/xhtml}"
RICH = """---
title: 'On *Homo sapiens*: "quotes", R&D <10, H~2~O and $E=mc^2$^[A note in the title.]'
subtitle: A *sub*title
authors:
  - {name: Ann Alpha, equal-contrib: true, affiliation: "1, 2", email: ann@example.org, corresponding: true}
  - {name: "Bob Beta^[Now at Place Three]", equal-contrib: true, affiliation: 2}
affiliations: [{index: 1, name: Place One}, {index: 2, name: Place Two}]
number-sections: true
toc: true
---

# Start

Text of the first section. See @sec-sub.

## Below {#sec-sub}

More text.

# Thanks {-}

To all of them.

# End

The last words.
"""
PLAIN = "On Homo sapiens: “quotes”, R&D <10, H2O and E = mc²"
LONG = " ".join(f"word{number}" for number in range(45))


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_article(tmp_path_factory.mktemp("rich"), RICH)


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    names = "\n".join(f"  - Firstname{number} Lastname{number}" for number in range(60))
    words = ", ".join(f"keyword number {number}" for number in range(30))
    front = f"---\ntitle: {LONG}\nsubtitle: {LONG}\nauthors:\n{names}\nkeywords: '{words}'\n---\n"
    return build_article(tmp_path_factory.mktemp("long"), f"{front}\n# Summary\n\nSome words.\n")


def build_article(folder: Path, text: str) -> Path:
    """Return the folder with the five files that are built of an article."""
    (folder / "paper.md").write_text(text, "utf-8")
    report = stages.build(locate(str(folder / "paper.md"), folder), stages.Plan(out=folder))
    assert {each.path.name for each in report.artifacts} == {
        "briefing.pdf", "ebook.epub", "deck.html", "deck.pptx", "deck.pdf",
    }  # fmt: skip
    return folder / "paper"


def page_text(file: Path) -> str:
    text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file))
    return " ".join(text.replace("\xa0", " ").split())


def epub_page(file: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(file) as archive:
        return etree.fromstring(
            archive.read(next(each for each in archive.namelist() if each.endswith(name)))
        )


def test_a_title_is_rich_on_the_page_and_plain_in_the_files_data(rich: Path) -> None:
    text = page_text(rich / "briefing.pdf")
    assert "On Homo sapiens: “quotes”, R&D <10, H" in text
    assert "*" not in text
    assert "A note in the title." in text
    with pikepdf.open(rich / "briefing.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == PLAIN
    fonts = [
        str(font["/BaseFont"])
        for page in pikepdf.open(rich / "briefing.pdf").pages
        for font in page.Resources.Font.values()
    ]
    assert any("Italic" in name for name in fonts)


def test_a_title_is_rich_on_the_title_page_of_the_e_book_and_its_note_leads_back(rich: Path) -> None:
    page = epub_page(rich / "ebook.epub", "title.xhtml")
    head = page.find(f".//{XHTML}h1")
    assert head is not None
    assert [each.text for each in head.iter(f"{XHTML}em")] == ["Homo sapiens"]
    assert [each.text for each in head.iter(f"{XHTML}sub")] == ["2"]
    note = page.find(f".//{XHTML}aside")
    assert note is not None
    assert "A note in the title." in "".join(note.itertext())
    assert page.findtext(f".//{XHTML}title") == PLAIN
    assert "titleA" not in "".join(page.itertext())


def test_a_title_is_rich_on_the_first_slide(rich: Path) -> None:
    deck = (rich / "deck.html").read_text("utf-8")
    assert "<em>Homo sapiens</em>" in deck
    presentation = pptx.Presentation(str(rich / "deck.pptx"))
    first = presentation.slides[0]
    runs = first.shapes.title.text_frame.paragraphs[0].runs
    assert [run.text for run in runs if run.font.italic][:1] == ["Homo sapiens"]
    assert "A note in the title." in first.notes_slide.notes_text_frame.text
    assert presentation.core_properties.title == PLAIN


def test_authors_have_the_marks_of_their_institutions(rich: Path) -> None:
    text = page_text(rich / "briefing.pdf")
    assert "By Ann Alpha1,2 and Bob Beta2" in text
    assert "1 Place One; 2 Place Two" in text
    assert "Bob Beta: Now at Place Three" in text
    assert "Equal contribution: Ann Alpha, Bob Beta" in text
    assert "Correspondence: Ann Alpha, ann@example.org" in text
    page = epub_page(rich / "ebook.epub", "title.xhtml")
    lines = ["".join(each.itertext()) for each in page.iter(f"{XHTML}p")]
    assert lines[-7:] == [
        "Ann Alpha1,2",
        "Bob Beta2",
        "1 Place One",
        "2 Place Two",
        "Bob Beta: Now at Place Three",
        "Equal contribution: Ann Alpha, Bob Beta",
        "Correspondence: Ann Alpha, ann@example.org",
    ]


def test_sections_are_numbered_in_every_edition(rich: Path) -> None:
    text = page_text(rich / "briefing.pdf")
    assert "See Section 1.1." in text
    assert "1.1 Below" in text
    assert re.search(r"1 Start( \.){9,}", text)
    names = [
        "".join(each.itertext()) for each in epub_page(rich / "ebook.epub", "nav.xhtml").iter(f"{XHTML}a")
    ]
    assert [name for name in names if name.endswith(("Start", "Below", "Thanks", "End"))][:4] == [
        "1 Start",
        "1.1 Below",
        "Thanks",
        "2 End",
    ]
    titles_of_slides = [
        slide.shapes.title.text_frame.text for slide in pptx.Presentation(str(rich / "deck.pptx")).slides
    ]
    assert "1.1 Below" in titles_of_slides


def test_values_too_long_for_the_presentations_properties_are_clipped_at_a_word(long: Path) -> None:
    core = pptx.Presentation(str(long / "deck.pptx")).core_properties
    for value in (core.title, core.subject, core.author, core.keywords):
        assert len(value) <= 255
        assert value.endswith("…")
    assert LONG.startswith(core.title[:-1] + " ")
    with pikepdf.open(long / "briefing.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == LONG
    deck = (long / "deck.html").read_text("utf-8")
    assert re.search(r'class="slide is-cover (small|least)-cover"', deck)
    foot = next(
        s for s in pptx.Presentation(str(long / "deck.pptx")).slides[0].shapes if "Lastname0" in s.text
    )
    assert foot.text.endswith("Firstname4 Lastname4, et al.")


def test_the_words_on_a_cover_do_not_overlap(long: Path) -> None:
    with zipfile.ZipFile(long / "ebook.epub") as archive:
        name = next(each for each in archive.namelist() if each.endswith("cover.png"))
        image = Image.open(io.BytesIO(archive.read(name))).convert("L")
    data, width = image.tobytes(), image.width
    rows = [data[y * width : (y + 1) * width] for y in range(0, image.height, 2)]
    result = [max(row) - min(row) > 60 for row in rows]
    # The foot's three lines stand apart, with empty rows above them.
    blocks = [each for each in "".join("x" if row else " " for row in result).split() if each]
    assert len(blocks) >= 4
    assert max(map(len, blocks)) * 2 < image.height / 12


def test_a_cover_slide_is_set_smaller_until_its_words_fit() -> None:
    assert cover("A title", "A subtitle", CANVAS).name == ""
    names = [cover(" ".join(["word"] * count), "Sub", CANVAS).name for count in (5, 25, 60)]
    assert names == ["", "small-cover", "least-cover"]
    assert height(cover(LONG, LONG, CANVAS), LONG, LONG, CANVAS) < 300


@pytest.mark.parametrize(
    ("text", "most", "result"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one, two three", 9, "one, two…"),
        ("one, two", 6, "one…"),
        ("x" * 20, 10, "x" * 9 + "…"),
    ],
)
def test_texts_are_clipped_at_a_word(text: str, most: int, result: str) -> None:
    assert clip(text, most) == result
    assert len(clip(text, most)) <= most


def document(folder: Path, text: str) -> tuple[str, n.Blocks]:
    (folder / "my-paper.md").write_text(text, "utf-8")
    manuscript = load(locate(str(folder / "my-paper.md"), folder)).manuscript
    result, _ = resolve(manuscript)
    return result.front.title, result.blocks


@pytest.mark.parametrize("head", ["", "---\nlang: en\n---\n\n"])
def test_the_first_heading_is_the_title_where_there_is_none(tmp_path: Path, head: str) -> None:
    title, blocks = document(
        tmp_path, f"{head}# A *fine* paper\n\nText.\n\n## One\n\nText.\n\n## Two\n\nText.\n"
    )
    assert title == "A fine paper"
    own, rest = titles.apart(blocks)
    assert any(isinstance(item, n.Emph) for item in own.title)
    assert [each.level for each in rest if isinstance(each, n.Header)] == [1, 1]


@pytest.mark.parametrize(
    "text", ["# One\n\nText.\n\n# Two\n\nText.\n", "Text.\n\n# One\n\nText.\n", "Text.\n"]
)
def test_headings_that_do_not_stand_alone_are_no_title(tmp_path: Path, text: str) -> None:
    title, blocks = document(tmp_path, text)
    assert title == "my paper"
    assert len([each for each in blocks if isinstance(each, n.Header)]) == text.count("# ")


@pytest.mark.parametrize(
    ("title", "result"),
    [
        (r"R\&D in *", "R&D in *"),
        ("C*-algebras", "C*-algebras"),
        ("a_b &amp; c", "a_b & c"),
        ("1. Foo", "1. Foo"),
    ],
)
def test_a_title_that_is_only_words_stays_plain(tmp_path: Path, title: str, result: str) -> None:
    text, blocks = document(tmp_path, f"---\ntitle: '{title}'\n---\n\nText.\n")
    assert text == result
    assert titles.apart(blocks)[0].title == ()
