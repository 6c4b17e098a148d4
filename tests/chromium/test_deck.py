"""Chromium shows what the slide engine has measured, and nothing leaves its slide in a window of any size.

`make test` opens one deck in one window, `make prove` all of them in five.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipeline.build import resolve_article
from pipeline.editions.deck import deck
from pipeline.formats.reveal import HTML
from pipeline.load.article import locate
from pipeline.model.stages import Edition
from pipeline.slides import measuring as measure
from pipeline.slides.arrangement import arrange
from tests.articles import document
from tests.chromium import stress
from tests.chromium.deck import SIZES, Look, look
from tests.chromium.slots import measures, pairs
from tests.editions.deck_sample import at_ratio, edition
from tests.formats.deck_setting import SETTING
from tests.proving import PROVE, some
from tests.random_markup import write

STRESS = "stress"
DECKS = (
    STRESS,
    "tests/sample",
    "tests/torture",
    "tests/passages",
    "source/cambodia-us-relations",
    "source/si-2019",
    "4:3 source/cambodia-us-relations",
    "4:3 tests/sample",
    *(f"seed {number}" for number in range(20)),  # articles made at random
)
# With the deck's own typefaces, and with the widest that stands in for them elsewhere.
FACES = ("", "DejaVu Sans")
# The share of texts whose measured lines are those of Chromium, or one more.
LEAST_AGREEMENT = 0.98
# Texts that have places of their own.
FURNITURE = ("kicker", "source", "foot", "number", "subtitle", "h1")


@cache
def content(name: str, folder: Path) -> Edition:
    if name.startswith("seed"):
        write(int(name.split()[1]), folder / name)
        return deck(resolve_article(locate(str(folder / name / "paper.md"), folder / name)).document)
    if name.startswith("4:3"):
        return deck(at_ratio(document(name.split()[1]), "4:3"))
    if name != STRESS:
        return edition(name)
    file = folder / "article.md"
    file.write_text(stress.article(), "utf-8")
    (folder / "disc.svg").write_text(stress.DISC, "utf-8")
    return deck(resolve_article(locate(str(file), folder)).document)


@cache
def chromium_look(name: str, folder: Path, face: str) -> Look:
    file = folder / f"{name.replace('/', '-').replace(':', '-')}.html"
    file.write_bytes(HTML.render(content(name, folder), SETTING).data)
    return look(file, sizes=tuple(some(SIZES, 1)), face=face)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("decks")


@pytest.mark.parametrize("name", some(DECKS, 1))
def test_nothing_leaves_its_slide_or_lies_on_another_text(name: str, folder: Path) -> None:
    result = chromium_look(name, folder, "")
    assert [f"{each.size}, slide {each.slide}: {each.text}" for each in result.faults] == []


@pytest.mark.parametrize("name", some(DECKS, 1))
def test_a_deck_asks_for_nothing_and_has_no_errors(name: str, folder: Path) -> None:
    result = chromium_look(name, folder, "")
    assert (result.requests, result.errors) == ([], [])


@pytest.mark.parametrize("name", some(DECKS, 1))
@pytest.mark.parametrize("face", FACES if PROVE else FACES[:1])
def test_texts_have_the_lines_that_are_measured(name: str, face: str, folder: Path) -> None:
    slides, slots = content(name, folder), chromium_look(name, folder, face).slots
    agreements, short = [], []
    for number, slide in enumerate(slides.slides, 1):
        lines_on_page = [(each.text, each.lines) for each in slots if each.slide == number]
        for text, lines in pairs(
            measures(arrange(slide, slides.canvas, slides.front), slides.front), lines_on_page
        ):
            agreements.append(abs(text.lines - lines) <= 1)
            if text.lines < lines:
                short.append(f"{number}: measured {text.lines}, shown {lines}: {text.text[:60]}")
    assert agreements
    assert sum(agreements) / len(agreements) >= LEAST_AGREEMENT
    assert short == []


@pytest.mark.parametrize("name", some(DECKS, 1))
def test_text_ends_above_the_foot_of_its_slide(name: str, folder: Path) -> None:
    foot = measure.points("body-bottom")
    slides = {number: each.kind for number, each in enumerate(content(name, folder).slides, 1)}
    low = [
        f"{each.slide}: {each.text[:60]} ends at {each.bottom:.0f}"
        for each in chromium_look(name, folder, "").slots
        if each.name not in FURNITURE and slides[each.slide] not in ("cover", "sources")
        if each.bottom > foot + 1
    ]
    assert low == []
