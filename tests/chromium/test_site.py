"""The site of the handbook in Chromium, from a folder on a disk: its search, ways and widths, no request."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.verify import node
from pipeline.verify.verdict import NoVerdict
from tests.command import dossier

pytestmark = pytest.mark.slow  # begun first


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("handbook")
    run = dossier("build", "handbook", "--edition", "site", "--out", folder)
    assert run.returncode == 0, run.stderr
    return folder / "handbook" / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    try:
        program = node.browser()
    except NoVerdict as failure:
        pytest.skip(f"{failure}: no Chromium, so this is not checked")
    with sync_playwright() as playwright:
        result = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield result
        result.close()


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    """Open a window that fails where the page reports a fault or asks for something outside its folder."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    faults: list[str] = []
    page.on("pageerror", lambda failure: faults.append(str(failure)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on(
        "request",
        lambda request: None if request.url.startswith(("file:", "data:")) else faults.append(request.url),
    )
    yield page
    page.close()
    assert faults == []


def test_a_word_is_found_and_leads_to_its_section(site: Path, window: Page) -> None:
    window.goto((site / "index.html").as_uri())
    window.keyboard.press("/")
    window.keyboard.type("landlock")
    link = window.locator("#search-results a").first
    link.wait_for()
    assert window.inner_text("#search-count").startswith("Results: ")
    assert "Articles of strangers" in link.inner_text()
    window.keyboard.press("ArrowDown")
    window.keyboard.press("Enter")
    window.wait_for_url("**/untrusted.html*")
    assert window.inner_text("h1") == "Articles of strangers"


@pytest.mark.parametrize(
    ("words", "file"),
    [("fact-mismatch", "codes.html#fact-mismatch"), ("FÁCT  mis", "codes.html#fact-mismatch")],
)
def test_a_code_is_found_by_its_name(site: Path, window: Page, words: str, file: str) -> None:
    window.goto((site / "tutorial.html").as_uri())
    window.fill("#search", words)
    window.locator("#search-results a").first.wait_for()
    assert file in str(window.locator("#search-results a").first.get_attribute("href"))


def test_what_is_nowhere_is_not_found(site: Path, window: Page) -> None:
    window.goto((site / "index.html").as_uri())
    window.fill("#search", "xylophone")
    window.wait_for_function("document.getElementById('search-count').textContent")
    assert window.inner_text("#search-count") == "Nothing found"
    assert window.locator("#search-results li").count() == 0


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_its_window(site: Path, browser: Browser, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    wide = []
    for path in sorted(site.glob("*.html")):
        page.goto(path.as_uri())
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(path.name)
    context.close()
    assert wide == []


def test_without_a_script_every_page_is_reached(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    assert not page.is_visible("#search")
    names = {str(each.get_attribute("href")) for each in page.locator(".overview > ol > li > a").all()}
    assert names == {path.name for path in site.glob("*.html")} - {"index.html"}
    page.click(".overview a[href='commands.html']")
    assert page.inner_text("h1") == "Commands"
    page.click("a[rel=next]")
    assert page.inner_text("h1") == "Keys of the front matter"
    context.close()
