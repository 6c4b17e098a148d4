"""The reader of slides: passages in order, with facts, citations, links and cells; what is amiss."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from pipeline.inspection.slides import inspect
from pipeline.model.inspection import FORMULA, Cell, InspectionError, Mark, Passage
from tests.inspection.slide_sample import pack, pptx, with_parts, with_text

SLIDE = "ppt/slides/slide{}.xml"


def passages(data: bytes, spot: int, kind: str = "") -> list[Passage]:
    return [each for each in inspect(data).passages if each.spot == spot and kind in ("", each.kind)]


def texts(data: bytes, spot: int, kind: str = "") -> list[str]:
    return [each.text for each in passages(data, spot, kind)]


def marks(passage: Passage, kind: str) -> list[tuple[str, str]]:
    return [(passage.text[each.start : each.end], each.name) for each in passage.marks if each.kind == kind]


def flaws(data: bytes) -> list[tuple[str, str, int]]:
    return [(each.code, each.reason, each.spot) for each in inspect(data).flaws]


def test_the_file_says_its_title_language_and_slides() -> None:
    result = inspect(pptx())
    assert (result.format, result.title, result.lang, result.unit) == ("pptx", "Rivers & dams", "en", "slide")
    assert result.metadata == {
        "author": "Ada Lovelace",
        "subject": "What the water did",
        "date": "2026-11-23T00:00:00Z",
    }
    assert result.extent == 8
    assert result.anchors == {f"slide-{number}" for number in range(1, 9)}
    assert not result.flaws


def test_a_slide_is_read_in_the_order_of_its_shapes() -> None:
    own = passages(pptx(), 3)
    assert [each.text for each in own] == [
        "The dam holds water",
        "First",
        "It holds $40 million worth of water.",
        "It was built in 1999, see the second.",
        "Nobody counted x = 1 before.",
        "Source: Lee 1999",
        "For the desk only",
        "Prose about the dam, as Lee (1999) says.",
    ]
    assert [each.kind for each in own] == ["heading", *["text"] * 5, "frame", "text"]
    assert [each.name for each in own] == [""] * 7 + ["notes"]


def test_facts_citations_and_links_are_marked() -> None:
    _, _, fact, link, _, source, _, note = passages(pptx(), 3)
    assert marks(fact, "fact") == [("$40 million", "cost")]
    assert marks(link, "fact") == [("1999", "built")]
    assert marks(link, "link") == [("the second", "#slide-6")]
    assert marks(source, "citation") == [("Lee 1999", "lee")]
    assert marks(source, "link") == [("Lee 1999", "#slide-7")]
    assert marks(note, "citation") == [("Lee (1999)", "lee")]


def test_a_fact_in_several_runs_is_one_mark() -> None:
    data = pptx()
    run = re.search(r"<a:r>(?:(?!</a:r>).)*<a:t>\$40 million</a:t></a:r>", part(data, SLIDE.format(3)))
    assert run is not None
    halves = run[0].replace("$40 million", "$40 ") + run[0].replace("$40 million", "million")
    fact = passages(with_text(data, SLIDE.format(3), run[0], halves), 3)[2]
    assert fact.marks == (Mark("fact", 9, 20, "cost"),)
    assert fact.text[9:20] == "$40 million"


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def test_cells_have_their_places() -> None:
    cells = {each.cell: each for each in passages(pptx(), 4, "cell")}
    assert len(cells) == 9
    own = cells[Cell(1, 2, 2)]
    assert (own.text, own.marks) == ("$40 million", (Mark("fact", 0, 11, "cost"),))
    assert marks(cells[Cell(1, 3, 3)], "link") == [("here", "https://example.org/river")]


def test_merged_cells_keep_the_places_of_the_others() -> None:
    data = with_text(pptx(), SLIDE.format(4), "<a:tc>", '<a:tc gridSpan="2">')
    text = part(data, SLIDE.format(4))
    second = text.index("<a:tc>")
    merged_text = text[:second] + '<a:tc hMerge="1">' + text[second + len("<a:tc>") :]
    merged_data = with_text(data, SLIDE.format(4), text, merged_text)
    row = [each for each in passages(merged_data, 4, "cell") if each.cell and each.cell.row == 1]
    assert [(each.text, each.cell) for each in row] == [("What", Cell(1, 1, 1)), ("When", Cell(1, 1, 3))]


def test_a_picture_has_its_text_alternative() -> None:
    assert texts(pptx(), 5, "alt") == ["A grey square"]
    assert texts(with_text(pptx(), SLIDE.format(5), 'descr="A grey square"', 'descr=""'), 5, "alt") == []


def test_a_formula_is_a_passage_of_its_signs() -> None:
    assert texts(pptx(), 6, "formula") == ["∑i=1nxi2y3=â"]
    assert FORMULA in texts(pptx(), 6, "text")


def test_the_title_of_the_cover_is_above_the_others() -> None:
    levels = {each.spot: each.level for each in inspect(pptx()).passages if each.kind == "heading"}
    assert levels == {1: 1, 2: 2, 3: 2, 4: 2, 5: 2, 6: 2, 7: 2, 8: 2}


def test_fonts_are_known_as_carried() -> None:
    assert {each.name: each.is_embedded for each in inspect(pptx()).fonts} == {
        "Inter": True,
        "Source Code Pro": True,
        "Source Serif 4": True,
    }


def test_a_font_whose_data_are_gone_is_not_carried() -> None:
    def edit(parts: dict[str, bytes]) -> None:
        parts.update({name: b"" for name in parts if name.startswith("ppt/fonts/")})

    assert {each.is_embedded for each in inspect(with_parts(pptx(), edit)).fonts} == {False}


def test_words_outside_the_slide_are_a_flaw() -> None:
    box = '<a:off x="731520"'
    data = with_text(pptx(), SLIDE.format(4), box, '<a:off x="-99999999"')
    [(code, reason, spot)] = flaws(data)
    assert (code, reason, spot) == ("glyph-unreadable", "stands outside the slide", 4)
    assert "$40 million" in inspect(data).flaws[0].text


def test_a_shape_without_a_place_has_that_of_its_layout() -> None:
    layout = re.search(r"slideLayout\d+", part(pptx(), "ppt/slides/_rels/slide3.xml.rels"))
    assert layout is not None
    name = f"ppt/slideLayouts/{layout[0]}.xml"
    text = part(pptx(), name)
    damaged_text = re.sub(
        r'(<p:ph type="title".*?<a:off x=")\d+', r"\g<1>99999999", text, count=1, flags=re.S
    )
    assert damaged_text != text
    damaged_flaws = inspect(with_text(pptx(), name, text, damaged_text)).flaws
    assert (3, "The dam holds water") in {(each.spot, each.text) for each in damaged_flaws}


def test_words_in_a_shape_without_a_size_are_a_flaw() -> None:
    text = part(pptx(), SLIDE.format(4))
    size = re.search(r'<a:ext cx="\d+" cy="\d+"/>', text)
    assert size is not None
    data = with_text(pptx(), SLIDE.format(4), size[0], '<a:ext cx="0" cy="0"/>')
    assert flaws(data) == [("glyph-unreadable", "stands in a shape without a size", 4)]


def test_a_hidden_slide_is_a_flaw_and_a_hidden_shape_is_not_read() -> None:
    data = with_text(pptx(), SLIDE.format(5), "<p:sld ", '<p:sld show="0" ')
    assert flaws(data) == [("glyph-unreadable", "the slide is hidden", 5)]
    data = with_text(pptx(), SLIDE.format(5), 'name="Kicker"', 'name="Kicker" hidden="1"')
    assert "First · Figure 1" in texts(pptx(), 5)
    assert "First · Figure 1" not in texts(data, 5)


@pytest.mark.parametrize(
    ("number", "old", "new", "reason"),
    [
        (3, 'Target="slide6.xml"', 'Target="slide66.xml"', "which is not there"),
        (3, 'Target="slide6.xml"', 'Target="../theme/theme1.xml"', "a link leads to no slide"),
        (5, "image1.png", "image9.png", "which is not there"),
    ],
)
def test_what_leads_nowhere_is_a_flaw(number: int, old: str, new: str, reason: str) -> None:
    data = with_text(pptx(), f"ppt/slides/_rels/slide{number}.xml.rels", old, new)
    [(code, own_reason, spot)] = flaws(data)
    assert (code, spot) == ("link-dead", number)
    assert reason in own_reason


def test_a_link_without_its_relation_is_a_flaw() -> None:
    link = re.search(r'<a:hlinkClick r:id="\w+"', part(pptx(), SLIDE.format(3)))
    assert link is not None
    data = with_text(pptx(), SLIDE.format(3), link[0], '<a:hlinkClick r:id="rId77"')
    assert [each[0] for each in flaws(data)] == ["link-dead"]


def test_a_damaged_picture_is_a_flaw() -> None:
    with zipfile.ZipFile(io.BytesIO(pptx())) as package:
        picture = package.read("ppt/media/image1.png")
    stored_data = with_parts(pptx(), lambda parts: None)
    assert stored_data.count(picture) == 1
    data = stored_data.replace(picture, picture[:-9] + b"x" + picture[-8:])
    [(code, reason, spot)] = flaws(data)
    assert (code, spot) == ("link-dead", 5)
    assert reason.endswith("ppt/media/image1.png, which is damaged")


HOSTILE = b'<!DOCTYPE p [<!ENTITY e SYSTEM "file:///etc/hostname">]><p>&e;</p>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "cannot be unpacked"),
        (b"PK\x03\x04 no archive", "cannot be unpacked"),
        (pptx()[: len(pptx()) // 2], "cannot be unpacked"),
        (pack({"a.xml": b"<a/>"}), "has no slides"),
        (pack({"ppt/presentation.xml": b"<p"}), "ppt/presentation.xml is damaged"),
        (pack({"ppt/presentation.xml": HOSTILE}), "defines entities of its own"),
        (pack({"ppt/presentation.xml": b"<p/>"}), "0 slides"),
        (with_parts(pptx(), lambda parts: parts.pop(SLIDE.format(4))), "slide 4 of this presentation"),
        (with_text(pptx(), SLIDE.format(4), "</a:tbl>", "</a:tbr>"), "slide4.xml is damaged"),
        (with_text(pptx(), "ppt/presentation.xml", "<p:sldSz", "<p:sldSzz"), "how large its slides are"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(InspectionError, match=re.escape(reason)):
        inspect(data)
