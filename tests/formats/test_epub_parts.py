"""The parts of an e-book by themselves: chapters, names of files, identifier, typefaces, cover."""

from __future__ import annotations

import io
from dataclasses import replace
from inspect import signature
from typing import Any

import pytest
from PIL import ImageFont, features

from pipeline import theme
from pipeline.formats.epub import about, fonts, style
from pipeline.formats.epub.book import pack
from pipeline.formats.epub.chapters import chapters
from pipeline.formats.epub.cover import CoverText, cover
from pipeline.formats.epub.nodes import Ready
from pipeline.formats.epub.package import Entry, File
from pipeline.formats.epub.pictures import Pictures, file_name
from pipeline.model import nodes as n
from tests.formats import book


def test_an_undivided_article_is_one_chapter_under_its_title() -> None:
    [chapter] = chapters(book.edition(book.div("standfirst", book.para("Line.")), book.para("Text.")))
    assert (chapter.file, chapter.title, chapter.part) == ("text.xhtml", "Sample & more", "bodymatter")


def test_an_authors_section_named_sources_is_a_chapter() -> None:
    result = chapters(
        book.edition(
            book.head("sources", "Sources"), book.head("sources", "Sources", 1, "unnumbered", "back")
        )
    )
    assert [each.file for each in result] == ["chapter-01.xhtml", "sources.xhtml"]


def test_titles_leave_notes_out() -> None:
    heading = n.Header(1, n.Attr("a"), (*book.words("A title"), book.note("A note.")))
    assert [each.title for each in chapters(book.edition(heading))] == ["A title"]


def test_notes_are_numbered_through_the_book_and_stand_in_their_chapter() -> None:
    result = chapters(
        book.edition(
            book.head("a", "A"), book.para("One", book.note("First.")),
            book.head("b", "B"), book.para("Two", book.note("Second."), book.note("Third.")),
        )
    )  # fmt: skip
    ready = Ready(Pictures(book.WHOLE, book.SETTING), "en")
    asides = [
        [block.text for block in ready.chapter(chapter) if isinstance(block, n.RawBlock)]
        for chapter in result
    ]
    assert ["note-1" in asides[0][0], len(asides[0]), len(asides[1])] == [True, 2, 4]
    assert ["first" in text for text in asides[1] if "<aside" in text] == [True, False]


def test_an_image_that_is_decoration_says_so() -> None:
    name = next(iter(book.WHOLE.media))
    image = n.Image(n.Attr("", ("decorative",)), book.words("ornament"), name)
    [chapter] = chapters(book.edition(book.head("a", "A"), n.Para((image,))))
    *_, paragraph = Ready(Pictures(book.WHOLE, book.SETTING), "en").chapter(chapter)
    assert isinstance(paragraph, n.Para)
    [inline] = paragraph.inlines
    assert isinstance(inline, n.Image)
    assert (inline.inlines, inline.attr.pairs) == ((), (("alt", ""), ("role", "presentation")))


def test_a_note_that_begins_with_a_list_keeps_it() -> None:
    note = n.Note((n.BulletList(((n.Plain(book.words("Item")),),)),))
    [chapter] = chapters(book.edition(book.head("a", "A"), n.Para((note,))))
    ready = Ready(Pictures(book.WHOLE, book.SETTING), "en").chapter(chapter)
    assert [type(block).__name__ for block in ready] == [
        *("Header", "Para"), "RawBlock", "Para", "BulletList", "Para", "RawBlock",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("coin", "coin"),
        ("../../etc/passwd", "etc-passwd"),
        ("Ü b", "b"),
        ("ភ្នំពេញ", "image"),
        ("a" * 99, "a" * 60),
    ],
)
def test_names_of_files_are_harmless(text: str, name: str) -> None:
    assert file_name(text) == name


def test_images_with_like_names_do_not_meet() -> None:
    media = {
        url: replace(book.WHOLE.media["media/Ü b.png"], name=url, data=url.encode())
        for url in ("a/x.png", "b/x.png", "cover.png")
    }
    pictures = Pictures(replace(book.WHOLE, media=media), book.SETTING)
    names = [pictures.file_of(n.Image(n.Attr(), (), url))[0] for url in (*media, "a/x.png")]
    assert names == ["images/x.png", "images/x-2.png", "images/cover-2.png", "images/x.png"]
    assert [picture.data for picture in pictures.files] == [b"a/x.png", b"b/x.png", b"cover.png"]


def test_a_cover_of_its_own_is_taken_where_it_is_there() -> None:
    own = book.edition(ebook={"cover": "media/Ü b.png"})
    picture = Pictures(own, book.SETTING).cover()
    assert picture is not None
    assert picture.file == "images/b.png"
    assert Pictures(book.edition(ebook={"cover": "media/none.png"}), book.SETTING).cover() is None


def test_the_identifier_is_that_of_the_text() -> None:
    first = about.identifier(book.edition(book.para("Text.")))
    assert first == about.identifier(book.edition(book.para("Text."), kicker="Another"))
    assert first != about.identifier(book.edition(book.para("Other text.")))
    assert first != about.identifier(book.edition(book.para("Text."), id="S-2"))


def test_tables_of_data_are_promised_only_where_there_are_charts() -> None:
    plain = dict(about.accessibility(replace(book.edition(book.para("Text.")), drawings={})))
    assert "tables" not in plain["accessibilitySummary"]
    assert plain["accessMode"] == "textual"


def test_faces_are_cut_to_the_text_and_have_one_weight() -> None:
    from fontTools.ttLib import TTFont

    cuts = {font_cut.file: font_cut for font_cut in fonts.cuts(book.SETTING, "<h1>Ab</h1><p>ភ្នំពេញ 12</p>")}
    assert list(cuts) == [
        "fonts/text-normal.ttf",
        "fonts/text-bold.ttf",
        "fonts/furniture-normal.ttf",
        "fonts/furniture-bold.ttf",
        "fonts/khmer-normal.ttf",
    ]
    bold = TTFont(io.BytesIO(cuts["fonts/text-bold.ttf"].data))
    assert "fvar" not in bold
    assert bold["OS/2"].usWeightClass == 600
    # B stands for b where a label is set in capitals.
    assert set(bold.getBestCmap()) == {ord(character) for character in "ABb 0123456789"}
    khmer = TTFont(io.BytesIO(cuts["fonts/khmer-normal.ttf"].data))
    assert {"blwf", "pref", "mark"} & {
        record.FeatureTag
        for table in ("GSUB", "GPOS")
        for record in khmer[table].table.FeatureList.FeatureRecord
    }
    assert sum(len(font_cut.data) for font_cut in cuts.values()) < 60_000


def test_tokens_are_written_out() -> None:
    sheet = style.sheet(theme.load(), ["@font-face { }"])
    assert sheet.startswith("@font-face { }\n")
    assert f'font-family: "{theme.load()["font.text"]}"' in sheet
    assert "var(" not in sheet


def test_the_cover_is_drawn_from_the_tokens_and_repeats() -> None:
    from PIL import Image, ImageColor

    from pipeline.formats.epub.cover import cover, cover_text

    data = cover(cover_text(book.WHOLE), theme.load())
    assert data == cover(cover_text(book.WHOLE), theme.load())
    image = Image.open(io.BytesIO(data)).convert("RGB")
    assert image.size == (1600, 2560)
    assert image.getpixel((0, 0)) == ImageColor.getrgb(theme.load()["color.accent"])
    small = image.resize((160, 256)).convert("L").getcolors()
    assert small is not None
    assert max(light for _, light in small if isinstance(light, int)) > 240, (
        "the title stays readable in a list of books"
    )


def test_a_long_title_stays_on_the_cover() -> None:
    from PIL.Image import new

    from pipeline.formats.epub.cover import TITLE_LEADING, TITLE_ROOM, _Sheet

    sheet = _Sheet(new("RGB", (1600, 2560)), theme.load())
    font, lines = sheet.fit_title("A title of very many words that goes on " * 3)
    assert " ".join(lines) == "A title of very many words that goes on " * 3
    assert len(lines) * font.size * TITLE_LEADING <= TITLE_ROOM * 2560
    assert all(font.getlength(line) <= sheet.room for line in lines)


def test_a_title_in_another_script_has_its_letters_on_the_cover() -> None:
    from pipeline.formats.epub.cover import cover, cover_text

    covers = {
        cover(cover_text(book.edition(title=title)), theme.load())
        for title in ("A بيت", "A تيب", "A בית", "A תיב")
    }
    assert len(covers) == 4  # boxes in place of letters would all look the same


def test_what_ebooklib_says_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import logging
    import warnings

    from pipeline.formats.epub import book as package

    def process(self: object) -> None:
        logging.getLogger().warning("something odd")
        warnings.warn("something old", DeprecationWarning, stacklevel=1)

    monkeypatch.setattr(package._Writer, "process", process)
    page = File("nav.xhtml", "application/xhtml+xml", b"<html/>", ("nav",))
    _, diagnostics = pack(about.about(book.WHOLE, book.SETTING), [page], [], [Entry("A", "nav.xhtml")])
    assert [(each.code, each.message) for each in diagnostics] == [
        ("ebooklib", "something odd"),
        ("ebooklib", "something old"),
    ]


@pytest.mark.skipif(not features.check("raqm"), reason="Pillow finds no FriBidi")
def test_the_letters_of_a_cover_are_not_those_of_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a language Pillow takes that of the machine: in Turkish `fi` is no ligature."""
    languages: list[object] = []

    def record(name: str) -> None:
        method = getattr(ImageFont.FreeTypeFont, name)

        def measure(*arguments: Any, **options: Any) -> Any:
            values = signature(method).bind(*arguments, **options).arguments
            languages.append((name, values.get("language")))
            return method(*arguments, **options)

        monkeypatch.setattr(ImageFont.FreeTypeFont, name, measure)

    record("getlength")
    record("getmask2")
    cover(CoverText("Office", "Five fit offices", "If it fits", ("Fia",), "2026", ()), theme.load())
    assert set(languages) == {("getlength", "und"), ("getmask2", "und")}
