"""The web page in Chromium: without scripts, with the keyboard, by touch, on narrow screens, on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.verify import node
from pipeline.verify.verdict import NoVerdict, Tools
from tests.articles import TORTURE, artifact
from tests.command import dossier
from tests.formats.web_page import read, words

SAMPLE = "tests/sample"
WIDTHS = (320, 390, 768, 1024, 1440, 1920)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    try:
        path = node.browser()
    except NoVerdict as failure:
        pytest.skip(failure.reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def open_page(browser: Browser, file: Path, width: int = 1280, **options: Any) -> Page:
    """Open a page, in which a request or an error fails the test."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, reduced_motion="reduce", **options
    )
    page = context.new_page()
    page.on("console", lambda line: pytest.fail(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.route(
        "**/*",
        lambda route: (
            route.continue_() if route.request.url == file.as_uri() else pytest.fail(route.request.url)
        ),
    )
    page.goto(file.as_uri())
    return page


@pytest.fixture
def sample(build_folder: Path) -> Path:
    return artifact(build_folder, SAMPLE, "article.html")


@pytest.mark.parametrize("article", [SAMPLE, "cambodia-us-relations", TORTURE])
@pytest.mark.parametrize("script", [True, False])
def test_no_width_has_a_reader_scroll_sideways(
    browser: Browser, build_folder: Path, article: str, script: bool
) -> None:
    page = open_page(browser, artifact(build_folder, article, "article.html"), java_script_enabled=script)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        box = page.locator("html").bounding_box()
        body = page.locator("body").bounding_box()
        assert box
        assert body
        assert max(box["width"], body["width"]) <= width
        if script:
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_word_is_read_without_scripts(browser: Browser, sample: Path) -> None:
    page = open_page(browser, sample, java_script_enabled=False)
    text_seen = re.sub(r"\s+", "", page.locator("main").inner_text())
    root = read(sample.read_bytes())
    for details in root.xpath("//details//table | //summary | //annotation"):
        details.drop_tree()  # folded, or the source of a formula
    for paragraph in root.xpath("//main//p | //main//li | //main//h2"):
        text = re.sub(r"\s+", "", words(paragraph))
        assert text.casefold() in text_seen.casefold(), text


def test_a_fact_is_shown_without_scripts_and_returned_from(browser: Browser, sample: Path) -> None:
    page = open_page(browser, sample, java_script_enabled=False)
    fact = page.locator("main section p a.fact").first
    fact.click()
    entry = page.locator(".fact-entry:target")
    assert entry.is_visible()
    box = entry.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 801
    entry.locator(".returns a").first.click()
    assert not page.locator(".fact-entry:target").count()
    assert page.locator("a.fact:target").count() == 1


def test_a_note_is_shown_without_scripts_and_returned_from(browser: Browser, sample: Path) -> None:
    page = open_page(browser, sample, java_script_enabled=False)
    page.locator("a.noteref").first.click()
    note = page.locator(".footnote:target")
    assert note.is_visible()
    note.locator("a.back").click()
    assert page.url.endswith("#noteref-1")


def popup_text(page: Page) -> str:
    popup = page.locator("#popup")
    return popup.inner_text() if popup.is_visible() else ""


def test_a_pointer_over_a_fact_shows_it_and_stays_while_it_is_over_the_words(
    browser: Browser, sample: Path
) -> None:
    page = open_page(browser, sample)
    fact = page.locator("main section p a.fact").first
    name = fact.get_attribute("data-fact")
    fact.hover()
    page.locator("#popup").wait_for(state="visible")
    entry = page.locator(f"#fact-{name}")
    for part in (".fact-value", ".fact-state", ".fact-sources"):
        assert entry.locator(part).inner_text() in popup_text(page)
    page.locator("#popup").hover()
    page.wait_for_timeout(400)
    assert popup_text(page)
    page.mouse.move(5, 5)
    page.locator("#popup").wait_for(state="hidden")


def test_the_keyboard_opens_a_fact_reads_its_source_and_comes_back(browser: Browser, sample: Path) -> None:
    page = open_page(browser, sample)
    fact = page.locator("main section p a.fact").first
    fact.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert popup_text(page)
    assert fact.get_attribute("aria-expanded") == "true"
    assert fact.get_attribute("aria-describedby") == "popup"
    page.keyboard.press("Escape")
    assert not popup_text(page)
    assert fact.get_attribute("aria-expanded") is None
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "popup"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#ref-")
    source = page.evaluate("document.activeElement.getAttribute('href').slice(1)")
    page.keyboard.press("Enter")
    title = page.evaluate("name => document.getElementById(name).innerText.slice(0, 30)", source)
    assert title in popup_text(page)
    page.keyboard.press("Escape")
    assert not popup_text(page)
    assert page.evaluate("document.activeElement.id") == fact.get_attribute("id")


def test_a_tap_shows_a_fact_at_the_foot_of_a_telephone(browser: Browser, sample: Path) -> None:
    page = open_page(browser, sample, 390, has_touch=True)
    page.locator("main section p a.fact").first.tap()
    box = page.locator("#popup").bounding_box()
    assert box
    assert (box["x"], round(box["width"])) == (0, 390)
    assert round(box["y"] + box["height"]) == 800
    page.locator("#popup button").tap()
    assert not popup_text(page)


def test_a_note_and_a_source_are_shown_in_the_same_way(browser: Browser, sample: Path) -> None:
    page = open_page(browser, sample)
    for link, target in (("a.noteref", "#note-1"), ("main p a[href^='#ref-']", None)):
        first = page.locator(link).first
        first.click()
        name = target or first.get_attribute("href")
        text = page.evaluate("name => document.querySelector(name).innerText", name)
        assert text.split("\n")[0][:25] in popup_text(page)
        assert page.locator("#popup .words .returns, #popup .words .back").count() == 0
        page.keyboard.press("Escape")


def test_the_popup_has_no_id_of_the_page_twice(browser: Browser, sample: Path) -> None:
    page = open_page(browser, sample)
    page.locator("main section p a.fact").first.click()
    names = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert names
    assert len(names) == len(set(names))


def test_the_contents_mark_the_section_that_is_read(browser: Browser, build_folder: Path) -> None:
    page = open_page(browser, artifact(build_folder, "cambodia-us-relations", "article.html"), 1440)
    links = page.locator("nav.contents > details > ol > li > a")
    for number in (4, 1, links.count() - 2):
        target = links.nth(number).get_attribute("href")
        page.evaluate("name => document.querySelector(name).scrollIntoView()", target)
        page.wait_for_timeout(100)
        assert page.locator("nav [aria-current=location]").get_attribute("href") == target
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.locator("nav details").get_attribute("open") is None
    summary = page.locator("nav .here").inner_text()
    assert summary == page.locator("nav [aria-current=location]").text_content()


def test_a_target_within_folded_data_is_unfolded(browser: Browser, sample: Path) -> None:
    page = open_page(browser, sample)
    name = page.evaluate("document.querySelector('details.data [id]').id")
    page.evaluate("name => { location.hash = name }", name)
    page.wait_for_timeout(100)
    assert page.locator(f"[id='{name}']").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawings_have_the_colours_of_the_scheme(browser: Browser, sample: Path, scheme: str) -> None:
    page = open_page(browser, sample, color_scheme=scheme)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    shapes = "[...document.querySelectorAll('.drawing.wide svg [fill]')]"
    colors = page.evaluate(f"{shapes}.map((each) => getComputedStyle(each).fill)")
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert ink in colors
    light = sum(map(int, re.findall(r"\d+", ground)[:3])) > 384
    assert light == (scheme == "light")


def test_on_paper_all_is_there_and_in_the_colours_of_paper(
    browser: Browser, sample: Path, tmp_path: Path
) -> None:
    page = open_page(browser, sample, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 33, 38)"
    file = tmp_path / "a.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    text = "".join(each.get_textpage().get_text_bounded() for each in pypdfium2.PdfDocument(file))
    letters = re.sub(r"[\s\u00ad\x02\ufffe-]", "", text)
    root = read(sample.read_bytes())
    cells = [re.sub(r"[\s-]", "", words(each)) for each in root.xpath("//details//td")]
    assert cells
    assert [each for each in cells if each not in letters] == []
    assert "Contents" not in text


def test_axe_finds_nothing_with_a_popup_open(browser: Browser, sample: Path) -> None:
    source = Tools().node / "node_modules" / "axe-core" / "axe.min.js"
    if not source.is_file():
        pytest.skip("axe-core is not here: make validators")
    for scheme in ("light", "dark"):
        for width in (320, 1280):
            page = open_page(browser, sample, width, color_scheme=scheme)
            page.locator("main section p a.fact").first.click()
            page.evaluate(source.read_text("utf-8"))
            result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
            assert [(each["id"], each["nodes"][0]["target"]) for each in result["violations"]] == []


def test_ids_of_any_signs_lead_where_they_should(browser: Browser, tmp_path: Path) -> None:
    sections = '# One {id="a%b"}\n\nWords.\n\n# Two {#é}\n\nSee [one](#a%b) and [two](#é).\n'
    (tmp_path / "paper.md").write_text(f"---\ntitle: Signs\n---\n\n{sections}", "utf-8")
    run = dossier("build", tmp_path / "paper.md", "--edition", "web", "--out", tmp_path / "out")
    assert run.returncode == 0, run.stderr
    page = open_page(browser, tmp_path / "out" / "paper" / "article.html", 1440)
    for title in ("One", "Two"):
        page.locator("nav a", has_text=title).click()
        page.wait_for_timeout(100)
        assert page.locator("nav [aria-current=location]").count() == 1
        assert page.locator("h2:target").inner_text() == title


def test_the_contents_are_not_in_sight_before_they_are_folded(browser: Browser, build_folder: Path) -> None:
    page = open_page(browser, artifact(build_folder, "cambodia-us-relations", "article.html"), 390)
    shift = """() => new Promise((done) => new PerformanceObserver((list) =>
        done(list.getEntries().reduce((sum, each) => sum + each.value, 0))).observe(
        { type: 'layout-shift', buffered: true }) || setTimeout(done, 1000, 0))"""
    page.reload()
    page.wait_for_timeout(500)
    assert page.evaluate(shift) < 0.1
