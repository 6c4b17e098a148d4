"""What a house's look changes in every edition, and what follows from it: keys, bundles, carried files."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from pipeline import build as stages
from pipeline import disk, manifest, theme
from pipeline.build import Plan
from pipeline.cache import Cache
from pipeline.cluster import bundle
from pipeline.editions import EDITIONS
from pipeline.formats import FORMATS
from pipeline.formats.pdf.attachment_reading import read_attachments
from pipeline.load.article import Location, locate
from pipeline.model.look import PLAIN, Look
from pipeline.rendering import keys_of
from tests.articles import ROOT
from tests.brands.houses import HOUSES, project

NO_CACHE = Cache(None)
CLOCK = datetime(2026, 11, 23, tzinfo=UTC)
FAMILIES = {"ministry": "Frank Ruhl Libre", "newsroom": "Open Sans"}
PUBLISHERS = {"ministry": "Ministry of Waterways", "newsroom": "The Daily Ledger"}


def plan(*files: str) -> Plan:
    """Return the plan of a build of some files."""
    return Plan(tuple(each for each in FORMATS if each.file in files))


def make(location: Location, *files: str) -> Mapping[str, bytes]:
    """Return the files of an article by name."""
    product = stages.make(location, plan(*files))
    assert not product.failed_files, product.diagnostics
    return {each.artifact.name: each.artifact.data for each in product.artifacts}


@pytest.fixture(scope="module", params=HOUSES)
def house(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def location(house: str, tmp_path_factory: pytest.TempPathFactory) -> Location:
    return project(tmp_path_factory.mktemp(house) / "project", house)


@pytest.fixture(scope="module")
def artifacts(location: Location) -> Mapping[str, bytes]:
    return make(location, "briefing.pdf", "ebook.epub", "deck.html", "deck.pptx", "deck.pdf")


@pytest.fixture(scope="module")
def styles(location: Location) -> theme.Theme:
    return theme.of(stages.resolve_article(location).document.look)


def families_in(data: bytes) -> set[str]:
    """Return the families of the fonts in a PDF, as their files have them."""
    families: set[str] = set()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
                with TTFont(io.BytesIO(each.FontFile2.read_bytes())) as font:
                    families.add(str(font["name"].getBestFamilyName()))
    return families


def test_pages_are_set_in_the_typefaces_of_the_house(artifacts: Mapping[str, bytes], house: str) -> None:
    for file in ("briefing.pdf", "deck.pdf"):
        families = families_in(artifacts[file])
        assert any(name.startswith(FAMILIES[house]) for name in families)
        assert not any(name.startswith(("Source Serif", "Inter")) for name in families)


def test_the_house_is_the_publisher(artifacts: Mapping[str, bytes], house: str) -> None:
    name = PUBLISHERS[house]
    with pikepdf.open(io.BytesIO(artifacts["briefing.pdf"])) as pdf:
        assert list(pdf.open_metadata()["dc:publisher"]) == [name]
    with zipfile.ZipFile(io.BytesIO(artifacts["ebook.epub"])) as book:
        [package] = [book.read(each).decode() for each in book.namelist() if each.endswith(".opf")]
    assert f"<dc:publisher>{name}</dc:publisher>" in package
    assert f'<meta name="publisher" content="{name}">' in artifacts["deck.html"].decode()


def test_the_book_has_colours_typefaces_and_logo(
    artifacts: Mapping[str, bytes], house: str, styles: theme.Theme
) -> None:
    with zipfile.ZipFile(io.BytesIO(artifacts["ebook.epub"])) as book:
        names = book.namelist()
        title = book.read(next(each for each in names if each.endswith("title.xhtml"))).decode()
        font = book.read(next(each for each in names if each.endswith("fonts/text-normal.ttf")))
    assert FAMILIES[house].encode() in font or FAMILIES[house].encode("utf-16-be") in font
    [logo] = re.findall(r'<div class="logo"><img src="(images/logo-\w+\.svg)" alt="([^"]+)"', title)
    assert any(each.endswith(logo[0]) for each in names)
    assert logo[1]
    assert styles["color.second"] != theme.load()["color.second"]


def test_slides_have_colours_typefaces_and_logos(
    artifacts: Mapping[str, bytes], house: str, styles: theme.Theme
) -> None:
    html = artifacts["deck.html"].decode()
    assert f"--color-accent: {styles['color.accent']}" in html
    assert html.count("data:image/svg+xml;base64,") >= 3
    assert "http" not in "".join(re.findall(r"url\(([^)]*)\)", html))
    with zipfile.ZipFile(io.BytesIO(artifacts["deck.pptx"])) as deck:
        files = {name: deck.read(name) for name in deck.namelist()}
    look_of_deck = files["ppt/theme/theme1.xml"].decode()
    assert styles["color.accent"].lstrip("#").upper() in look_of_deck
    assert f'<a:latin typeface="{FAMILIES[house]}"' in look_of_deck
    layouts = [
        text.decode() for name, text in files.items() if re.match(r"ppt/slideLayouts/[^/]+\.xml", name)
    ]
    assert all('name="Logo"' in text for text in layouts)
    assert len([name for name in files if name.startswith("ppt/media/logo")]) >= 2


def test_the_page_in_the_web_has_the_look_by_day_and_by_night(
    location: Location, house: str, styles: theme.Theme
) -> None:
    page = make(location, "article.html")["article.html"].decode()
    assert f"--color-accent: {styles['color.accent']}" in page
    assert f"--color-accent: {styles['dark.accent']}; " in page
    assert f'"publisher":{{"@type":"Organization","name":"{PUBLISHERS[house]}"' in page
    assert '<source media="screen and (prefers-color-scheme: dark)" srcset="data:image/svg+xml' in page
    assert not re.findall(
        r'(?:src|href|srcset)="(?!data:|#|https?://[^"]*"[^>]*>)[^"]*\.(?:svg|png|css)', page
    )


def test_a_briefing_carries_its_own_files(
    artifacts: Mapping[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = read_attachments(artifacts["briefing.pdf"], "briefing.pdf")
    names = dict(content.files)
    assert "_parent/_parent/_brand.yml" in names
    assert any(name.startswith("_parent/_parent/fonts/") for name in names)
    assert any(name.endswith(".svg") and name.startswith("_parent/_parent/") for name in names)
    for name, data in names.items():
        (tmp_path / "again" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "again" / name).write_bytes(data)
    again = make(locate(str(tmp_path / "again"), tmp_path), "briefing.pdf")
    assert again["briefing.pdf"] == artifacts["briefing.pdf"]


def test_a_bundle_has_all_that_the_look_asks(
    location: Location, house: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = stages.resolve_article(location)
    own_bundle = bundle.collect(location, NO_CACHE)
    again = bundle.from_json(json.loads(json.dumps(bundle.to_json(own_bundle))), own_bundle.files)
    monkeypatch.chdir(tmp_path)
    with disk.replay(again.memory):
        there = stages.resolve_article(again.location)
    assert there.document.look == here.document.look != PLAIN
    assert [face.upright.read_bytes() for face in there.document.look.faces] == [
        face.upright.read_bytes() for face in here.document.look.faces
    ]


def test_keys_depend_on_the_look(location: Location) -> None:
    document = stages.resolve_article(location).document
    for output_format in FORMATS:
        edition = EDITIONS[output_format.edition].edit(document)
        clock = CLOCK
        [one, other] = (
            keys_of(replace(edition, look=look), output_format, clock)
            for look in (document.look, Look(tokens=(("color.accent", "#0000ff"),)))
        )
        assert one.bytes != other.bytes


def test_a_changed_brand_or_font_is_built_anew(tmp_path: Path) -> None:
    location = project(tmp_path / "p", "ministry")
    with disk.record() as answers:
        stages.resolve_article(location)
    report = stages.failure_report(location, plan("deck.html"), ())
    report = type(report)(report.slug, (), (), (), (), tuple(answers.items()))
    assert manifest.is_current(report)
    for path in (
        tmp_path / "p" / "_brand.yml",
        tmp_path / "p" / "seal.svg",
        *(tmp_path / "p" / "fonts").iterdir(),
    ):
        data = path.read_bytes()
        path.write_bytes(data + b"\n")
        assert not manifest.is_current(report), path.name
        path.write_bytes(data)
    assert manifest.is_current(report)
    (tmp_path / "p" / "source" / "sample" / "_brand.yml").write_text("color:\n  primary: red\n")
    assert not manifest.is_current(report)


def test_an_article_without_a_house_is_as_ever() -> None:
    location = locate(str(ROOT / "tests" / "sample"), ROOT)
    document = stages.resolve_article(location).document
    assert document.look == PLAIN
    assert theme.of(document.look) is theme.load()
