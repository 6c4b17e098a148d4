"""Font files of a house: what may be embedded is used, all else is told and has a stand-in."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from pipeline import build as stages
from pipeline import harfbuzz, theme
from pipeline.build import Plan
from pipeline.editions import EDITIONS
from pipeline.formats import FORMATS
from pipeline.formats.edition_theme import of_edition
from pipeline.load.article import load
from pipeline.load.brand.fonts import FontRefused, read
from pipeline.model.diagnostics import Severity
from pipeline.model.look import FontFile
from pipeline.wording import letters
from tests.brands.houses import article, findings, font_files, look, manuscript

BRAND = """typography:
  fonts:
    - family: Own
      source: file
      files:
        - path: own.ttf
  base: Own
"""


def font(rights: int = 0, flavor: str | None = None, letters_kept: str = "") -> bytes:
    """Return Open Sans with licence bits, compressed or not, with only some letters."""
    data = font_files("newsroom")[-1].read_bytes()
    if letters_kept:
        data = harfbuzz.subset(font_files("newsroom")[-1], letters_kept, ("kern",))
    with TTFont(io.BytesIO(data), recalcTimestamp=False) as whole:
        whole["OS/2"].fsType = rights
        whole.flavor = flavor
        output = io.BytesIO()
        whole.save(output)
    return output.getvalue()


def cubic() -> bytes:
    """Return a font of one letter with cubic outlines."""
    pen = T2CharStringPen(600, None)
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.curveTo((500, 300), (250, 600), (0, 0))
    pen.closePath()
    empty = T2CharStringPen(300, None).getCharString()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "space", "A"])
    builder.setupCharacterMap({0x20: "space", 0x41: "A"})
    strings = {".notdef": empty, "space": empty, "A": pen.getCharString()}
    builder.setupCFF("Own", {}, strings, {})
    builder.setupHorizontalMetrics({".notdef": (300, 0), "space": (300, 0), "A": (600, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Own", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    output = io.BytesIO()
    builder.save(output)
    return output.getvalue()


@pytest.mark.parametrize(
    ("rights", "is_editable", "is_divisible", "may_be_carried"),
    [
        (0x0, True, True, True),
        (0x8, True, True, False),
        (0x4, False, True, False),
        (0x108, True, False, False),
        (0x100, True, False, True),
    ],
)
def test_licence_bits_say_what_may_be_done(
    rights: int, is_editable: bool, is_divisible: bool, may_be_carried: bool
) -> None:
    result = read("own.ttf", font(rights))
    assert (result.file.is_editable, result.file.is_divisible) == (is_editable, is_divisible)
    assert result.may_be_carried == may_be_carried


@pytest.mark.parametrize(("rights", "words"), [(0x2, "do not allow to embed"), (0x200, "bitmaps only")])
def test_a_font_that_must_not_be_embedded_is_told_and_has_a_stand_in(
    rights: int, words: str, tmp_path: Path
) -> None:
    location = article(tmp_path, BRAND, **{"own.ttf": font(rights)})
    finding, *_ = findings(location)
    assert (finding.code, finding.place.line, finding.place.column) == ("font-licence", 6, 11)
    assert words in finding.message
    assert "stands in" in finding.message
    assert look(location).faces == ()


@pytest.mark.parametrize("flavor", ["woff", "woff2"])
def test_a_font_for_the_web_is_unpacked(flavor: str) -> None:
    result = read("own.woff2", font(flavor=flavor))
    assert result.file.data[:4] == b"\x00\x01\x00\x00"
    assert harfbuzz.characters(result.file) == harfbuzz.characters(font_files("newsroom")[-1])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no font at all", "no font file"),
        (b"ttcf" + bytes(40), "a collection"),
        (font()[:2000], "no font file"),
    ],
)
def test_what_is_no_font_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(FontRefused, match=words):
        read("own.ttf", data)


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_font_is_refused_or_can_be_used(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(chance.choice((font(letters_kept="The price"), cubic())))
    for _ in range(chance.randint(1, 12)):
        data[chance.randrange(min(len(data), chance.choice((64, 400, len(data)))))] = chance.randrange(256)
    result = None
    with suppress(FontRefused):
        result = read("own.ttf", bytes(data))
    assert result is None or harfbuzz.subset(result.file, "The", ("kern",))


def test_letters_that_a_face_lacks_have_dossiers_own(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "own.ttf": font(letters_kept="The price of gold"),
        "article.md": "---\ntitle: A title\n---\n\nŁódź.\n",
    }
    location = article(tmp_path, BRAND, **files)
    styles = theme.of(look(location))
    assert styles.face("text").family == styles.face("furniture").family == "Own"
    assert letters.find_missing("Łódź ∇", styles) == ""
    assert letters.find_unusual("gold Łd", styles) == "Ł"
    assert styles.chain("text", fallback=True)[:2] == ("text", "text-plain")
    assert styles.face("text-plain").family == theme.load().face("text").family
    assert manuscript(location).source.text.count("Łódź") == 1


def test_a_font_that_may_not_be_divided_is_embedded_whole() -> None:
    whole = read("own.ttf", font(0x100)).file
    part = read("own.ttf", font(0)).file
    assert harfbuzz.subset(whole, "a", ()) == whole.data
    assert len(harfbuzz.subset(part, "a", ())) < len(part.data) / 10
    places = {"wght": 400.0}
    assert len(harfbuzz.instance(whole, "a", (), places)) > 10 * len(harfbuzz.instance(part, "a", (), places))


def test_a_font_that_may_not_be_passed_on_is_not_carried(tmp_path: Path) -> None:
    free, own_only = (
        load(article(tmp_path / str(rights), BRAND, **{"own.ttf": font(rights)})) for rights in (0x0, 0x8)
    )
    assert "own.ttf" in {each.name for each in free.manuscript.files}
    assert "own.ttf" not in {each.name for each in own_only.manuscript.files}
    assert {each.family for each in own_only.manuscript.look.faces} == {"Own"}
    [finding] = [each for each in own_only.diagnostics if each.code == "font-licence"]
    assert (finding.severity, finding.place.line) == (Severity.WARNING, 6)


@pytest.mark.parametrize(("rights", "embeds"), [(0x0, True), (0x8, True), (0x4, False)])
def test_slides_that_can_be_edited_have_only_fonts_that_allow_it(
    rights: int, embeds: bool, tmp_path: Path
) -> None:
    location = article(tmp_path, BRAND, **{"own.ttf": font(rights)})
    product = stages.make(location, Plan(tuple(each for each in FORMATS if each.file == "deck.pptx")))
    [deck] = product.artifacts
    with zipfile.ZipFile(io.BytesIO(deck.artifact.data)) as package:
        listing = package.read("ppt/presentation.xml").decode()
    assert ('typeface="Own"' in listing) == embeds


def test_slides_have_their_titles_in_the_typeface_of_headings(tmp_path: Path) -> None:
    brand = "typography:\n  base: Inter\n  headings: Frank Ruhl Libre\n"
    document = stages.resolve_article(article(tmp_path, brand)).document
    deck, briefing = (of_edition(EDITIONS[name].edit(document)) for name in ("deck", "briefing"))
    assert deck.face("text").family == deck.title().family == "Frank Ruhl Libre"
    assert briefing.face("text").family == briefing.face("furniture").family == "Inter"
    assert briefing.title().family == "Frank Ruhl Libre"


def test_files_of_one_weight_each_are_chosen_by_weight(tmp_path: Path) -> None:
    [upright] = [path for path in font_files("newsroom") if "Italic" not in path.name]
    files: dict[str, str | bytes] = {
        f"{weight}.ttf": harfbuzz.whole_instance(upright, (("wght", float(weight)),))
        for weight in (300, 400, 800)
    }
    lines = "".join(
        f"        - path: {weight}.ttf\n          weight: {weight}\n" for weight in (300, 400, 800)
    )
    brand = BRAND.replace("        - path: own.ttf\n", lines)
    styles = theme.of(look(article(tmp_path, brand, **files)))
    face = styles.face("text")
    assert isinstance(face.upright, FontFile)
    assert face.upright.name.endswith("400.ttf")
    assert face.at(400) is face.upright
    assert isinstance(face.bold, FontFile)
    assert face.bold.name.endswith("800.ttf")
    assert face.at(600) is face.bold


def test_a_font_with_cubic_outlines_is_read() -> None:
    result = read("own.otf", cubic())
    assert result.file.data[:4] == b"OTTO"
    assert harfbuzz.characters(result.file) == {0x20, 0x41}
