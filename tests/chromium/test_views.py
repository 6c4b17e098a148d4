"""A deck in use: on paper, read as a page without scripts, with notes, search, overview, keys and fingers."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from lxml import etree

from pipeline import process
from pipeline.formats.reveal import HTML
from pipeline.verify.verdict import answer
from tests.chromium.deck import chromium
from tests.chromium.views import Views
from tests.editions.deck_sample import edition
from tests.formats.deck_setting import SETTING
from tests.proving import some

DECKS = ("tests/sample", "tests/torture", "tests/passages", "source/cambodia-us-relations", "source/si-2019")
# A word of a slide of each deck, which the search finds.
WORDS = {"tests/sample": "Seward", "tests/torture": "Widow"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("views")


@cache
def deck_file(name: str, folder: Path) -> Path:
    file = folder / f"{name.replace('/', '-')}.html"
    file.write_bytes(HTML.render(edition(name), SETTING).data)
    return file


@cache
def views(name: str, folder: Path) -> Views:
    program, packages, browser = chromium()
    script = str(Path(__file__).with_name("views.cjs"))
    command = [program, script, packages, browser, str(deck_file(name, folder)), WORDS[name]]
    result = process.run(command, timeout=300.0)
    assert result.status == 0, result.errors
    return answer(Views, result)


def letters(text: str) -> str:
    """Return the Latin letters and digits of a text: on paper others stand in an order of their own."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def titles(name: str, folder: Path) -> list[list[str]]:
    """Return the titles of the slides, in parts between formulas."""
    root: Any = etree.fromstring(deck_file(name, folder).read_bytes(), etree.HTMLParser(encoding="utf-8"))
    headings = root.xpath("//div[@class='slides']/section/*[self::h1 or self::h2 or self::h3]")
    return [[letters(text) for text in each.xpath(".//text()[not(ancestor::math)]")] for each in headings]


@pytest.mark.parametrize("name", some(DECKS, 1))
def test_on_paper_each_slide_is_one_page(name: str, folder: Path) -> None:
    _, _, browser = chromium()
    target, address = folder / "paper.pdf", f"{deck_file(name, folder).as_uri()}?print-pdf"
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    result = process.run([browser, *flags, f"--print-to-pdf={target}", address], timeout=120.0)
    assert result.status == 0, result.errors
    document = pypdfium2.PdfDocument(target)
    texts = [letters(page.get_textpage().get_text_bounded()) for page in document]
    assert len(texts) == len(titles(name, folder))
    assert {tuple(map(round, document.get_page_size(index))) for index in range(len(document))} == {
        (960, 540)
    }
    for title, text in zip(titles(name, folder), texts, strict=True):
        assert all(part in text for part in title)
    numbers = [letters(f"{number}/{len(texts)}") for number in range(1, len(texts) + 1)]
    assert all(number in text for number, text in zip(numbers, texts, strict=True))


@pytest.mark.parametrize("name", some(tuple(WORDS), 1))
def test_nothing_is_refused_or_asked_for(name: str, folder: Path) -> None:
    result = views(name, folder)
    assert (result.errors, result.requests) == ([], [])


@pytest.mark.parametrize("name", some(tuple(WORDS), 1))
@pytest.mark.parametrize("way", ["off", "on"])
def test_without_scripts_or_at_read_slides_are_one_page_to_be_read(name: str, way: str, folder: Path) -> None:
    reading = getattr(views(name, folder).reading, way)
    assert len(reading.slides) == len(titles(name, folder))
    for title, text in zip(titles(name, folder), reading.slides, strict=True):
        assert all(part in letters(text) for part in title)
    ends = [top + height for top, height in zip(reading.tops, reading.heights, strict=True)]
    assert all(top >= end for top, end in zip(reading.tops[1:], ends, strict=False))
    assert all(inner <= height for inner, height in zip(reading.inner, reading.heights, strict=True))
    assert reading.wide <= 0


def test_speaker_notes_are_part_of_the_page_to_be_read(folder: Path) -> None:
    assert any("The Senate approved it" in text for text in views(DECKS[0], folder).reading.off.slides)


def test_the_window_of_speaker_notes_has_notes_and_its_look(folder: Path) -> None:
    notes = views(DECKS[0], folder).notes
    assert notes is not None
    assert notes.text.startswith("For $7.2 million the United States bought Alaska")
    assert (notes.pacing, notes.position) == ("none", "absolute")


@pytest.mark.parametrize("name", some(tuple(WORDS), 1))
def test_the_search_finds_a_word_and_leaves_the_slides_as_they_were(name: str, folder: Path) -> None:
    search = views(name, folder).search
    assert search.slide
    assert set(search.marks) <= {WORDS[name], WORDS[name].lower()}
    assert search.marks
    assert search.before == search.after
    assert search.name == "Search"


def test_keys_and_fingers_lead_through_the_slides(folder: Path) -> None:
    result = views(DECKS[0], folder)
    assert result.overview
    assert result.swipe == 1
    assert set(result.focus) == {""}


def test_nothing_moves_for_readers_who_prefer_that(folder: Path) -> None:
    assert set(views(DECKS[0], folder).motion) == {"0s"}
