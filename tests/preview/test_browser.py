"""What somebody sees in the browser: a number changes in every edition, a fault is shown, and goes."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.command import ROOT
from tests.preview.browser import axe, chromium, preview, window

BOOK, DECK = '[data-file="ebook.epub"] iframe:not(.next)', '[data-file="deck.html"] iframe:not(.next)'
SHEET = '[data-file="briefing.pdf"] .sheet'
FAULTS = """async () => (await axe.run(document, {resultTypes: ["violations"], iframes: false})).violations
  .flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html} ${node.failureSummary}`))"""


def copy_of_sample(folder: Path) -> Path:
    chromium()
    shutil.copytree(ROOT / "tests" / "sample", folder / "sample")
    return folder / "sample"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a preview that no test changes."""
    with preview(copy_of_sample(tmp_path_factory.mktemp("preview"))) as result:
        yield result


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def wait_for(page: Any, frame: str, text: str) -> None:
    page.frame_locator(frame).get_by_text(text).first.wait_for(state="attached")


@pytest.mark.slow
def test_a_number_changes_in_every_edition_and_a_fault_comes_and_goes(tmp_path: Path) -> None:
    folder = copy_of_sample(tmp_path)
    with preview(folder) as address, window(address) as page:
        page.locator(f'{SHEET} [title^="$7.2 million"]').first.wait_for()
        wait_for(page, BOOK, "$7.2 million")
        wait_for(page, DECK, "$7.2 million")
        page.locator('[data-file="ebook.epub"] select').first.select_option(label="At a glance")
        wait_for(page, BOOK, "the flag changed in the same year")
        digest = page.locator(SHEET).first.get_attribute("data-digest")

        edit(folder / "facts.yaml", "amount: 7200000", "amount: 7300000")
        edit(folder / "article.md", "7.2 million", "7.3 million")
        edit(folder / "article.md", "7,200,000", "7,300,000")
        page.locator(f'{SHEET} [title^="$7.3 million"]').first.wait_for()
        wait_for(page, BOOK, "$7.3 million")
        wait_for(page, DECK, "$7.3 million")
        assert page.locator(SHEET).first.get_attribute("data-digest") != digest
        # The e-book still shows the part that was chosen.
        wait_for(page, BOOK, "the flag changed in the same year")

        good = {each: page.locator(each).first.get_attribute("src") for each in (BOOK, DECK)}
        edit(folder / "article.md", "[$7.3 million]{fact=price}", "[$7.4 million]{fact=price}")
        page.get_by_text("fact-mismatch").first.wait_for()
        page.locator("#alert").get_by_text("The source has errors").wait_for()
        page.locator('[data-file="briefing.pdf"] .old').wait_for()
        assert good == {each: page.locator(each).first.get_attribute("src") for each in (BOOK, DECK)}
        assert page.locator(f'{SHEET} [title^="$7.3 million"]').count()
        link = page.locator("#panel-findings a[href^='vscode://file/']").first
        assert f"{folder}/article.md:" in link.get_attribute("href")

        edit(folder / "article.md", "[$7.4 million]{fact=price}", "[$7.3 million]{fact=price}")
        page.locator("#alert").wait_for(state="hidden")
        page.locator("#panel-findings").get_by_text("fact-mismatch").first.wait_for(state="detached")


@pytest.mark.slow
def test_a_click_on_a_number_shows_its_fact_and_where_else_it_stands(address: str) -> None:
    with window(address) as page:
        wait_for(page, BOOK, "30 March 1867")
        page.locator(SHEET).first.locator(".fact").first.wait_for()
        page.frame_locator(BOOK).get_by_text("30 March 1867").first.click()
        card = page.locator("#fact")
        card.get_by_text("treaty-signed").wait_for()
        assert card.get_by_role("button", name="Briefing, page 1").count()
        current = f'{SHEET} .fact.current[data-fact="treaty-signed"]'
        page.locator(current).first.wait_for()
        card.get_by_role("button", name=re.compile(r"^Deck, slide \d+$")).first.click()
        page.frame_locator(DECK).locator("[data-dossier-spot]").first.wait_for()
        page.keyboard.press("Escape")
        page.locator(current).first.wait_for(state="detached")


@pytest.mark.slow
def test_lists_and_editions_are_chosen_by_the_keyboard(address: str) -> None:
    with window(address) as page:
        page.locator(SHEET).first.locator("img").wait_for()
        page.locator("#tab-findings").focus()
        page.keyboard.press("ArrowRight")
        assert page.locator("#panel-facts").is_visible()
        page.keyboard.press("Tab")
        page.get_by_label("Search").fill("senate")
        assert page.locator("#panel-facts .fact-row").count() == 1
        page.locator("#panel-facts .fact-row").focus()
        page.keyboard.press("Enter")
        page.locator("#fact").get_by_text("senate-approval").wait_for()
        page.get_by_role("button", name="Deck", exact=True).focus()
        page.keyboard.press("Enter")
        assert [each.is_visible() for each in page.locator(".pane").all()].count(True) == 1
        page.frame_locator(DECK).locator("section.present").first.click()
        page.keyboard.press("ArrowRight")
        page.locator('[data-kind="deck"] .extent').get_by_text("slide 2 of").wait_for()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("width", "scheme"), [(1440, "light"), (1024, "dark"), (390, "light"), (390, "dark")]
)
def test_the_page_is_accessible_and_never_wider_than_its_window(
    address: str, width: int, scheme: str
) -> None:
    source = axe()
    with window(address, width, scheme=scheme, bypass_csp=True) as page:
        page.locator(SHEET).first.locator(".fact").first.wait_for()
        page.evaluate(source)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        faults = page.evaluate(FAULTS)
        page.locator("#tab-facts").click()
        page.locator(".fact-row").first.click()
        page.locator("#shade").check()
        faults += page.evaluate(FAULTS)
        page.locator("#tab-coverage").click()
        faults += page.evaluate(FAULTS)
    assert json.dumps(faults, indent=1) == "[]"
