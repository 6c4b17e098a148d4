"""Makes the pictures of the handbook from what Dossier builds: `make handbook-pictures`.

The article of the tutorial is built, its files are drawn, and the drawings are put side by side, in few
colours, so that the files stay small.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps
from playwright.sync_api import Browser, sync_playwright

from pipeline.verify import node
from tests.brands.houses import HOUSES, lay_out
from tests.command import dossier
from tests.handbook.blocks import HANDBOOK

MEDIA = HANDBOOK / "media"
DAY = "2026-11-23"
GROUND, FRAME = (236, 238, 241), (190, 194, 200)
COLOURS = 48
GAP = 24


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the Chromium of this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=node.browser(), args=["--no-sandbox"])
        yield browser
        browser.close()


def snapshot(browser: Browser, file: Path, width: int, height: int, script: str = "") -> Image.Image:
    """Return what a window of this size shows of a file, after a script has run in it."""
    window = browser.new_page(viewport={"width": width, "height": height})
    window.goto(file.as_uri())
    if script:
        window.evaluate(script)
        window.wait_for_timeout(500)
    picture = Image.open(BytesIO(window.screenshot())).convert("RGB")
    window.close()
    return picture


def page(path: Path, number: int, width: int) -> Image.Image:
    """Return a page of a PDF, as wide as this."""
    document = pypdfium2.PdfDocument(path)
    one = document[number - 1]
    picture: Image.Image = one.render(scale=width / one.get_width()).to_pil().convert("RGB")
    return picture


def book_page(
    browser: Browser, path: Path, folder: Path, section: str, width: int, height: int
) -> Image.Image:
    """Return the beginning of a section of an e-book, in a window of this size."""
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
    texts = {name: (folder / name).read_text("utf-8") for name in names}
    name = next(name for name, text in texts.items() if f">{section}</h1>" in text)
    return snapshot(browser, folder / name, width, height)


def beside(pictures: Sequence[Image.Image]) -> Image.Image:
    """Return pictures side by side, their heads on one line, each with a thin frame."""
    frames = [ImageOps.expand(each, 1, FRAME) for each in pictures]
    width = sum(each.width for each in frames) + GAP * (len(frames) + 1)
    sheet = Image.new("RGB", (width, max(each.height for each in frames) + 2 * GAP), GROUND)
    position = GAP
    for each in frames:
        sheet.paste(each, (position, GAP))
        position += each.width + GAP
    return sheet


def below(pictures: Sequence[Image.Image]) -> Image.Image:
    """Return pictures one below the other."""
    height = sum(each.height for each in pictures) + GAP * (len(pictures) - 1)
    column = Image.new("RGB", (max(each.width for each in pictures), height), GROUND)
    top = 0
    for each in pictures:
        column.paste(each, (0, top))
        top += each.height + GAP
    return column


def save(picture: Image.Image, name: str) -> None:
    """Write a picture in few colours."""
    data = BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(data, "PNG", optimize=True)
    (MEDIA / f"{name}.png").write_bytes(data.getvalue())


def looks(folder: Path) -> Iterator[Image.Image]:
    """Yield the article of the tutorial in Dossier's own look and in those of the example houses."""
    for house in ("", *HOUSES):
        place = folder / (house or "plain")
        if house:
            lay_out(place, house)
        place.mkdir(exist_ok=True)
        artifacts = build(place)
        slides = [page(artifacts / "deck.pdf", number, 330) for number in (1, 3)]
        yield below([page(artifacts / "briefing.pdf", 1, 330), *slides])


def build(folder: Path) -> Path:
    """Build the article of the tutorial, of a day that stays the same, and return its artifacts' folder."""
    assert dossier("new", "suez", cwd=folder).returncode == 0
    article = folder / "suez" / "article.md"
    text = re.sub(r"^(date|as-of): [-\d]+", rf"\1: {DAY}", article.read_text("utf-8"), flags=re.MULTILINE)
    article.write_text(text, "utf-8")
    run = dossier("build", "suez", "--no-cache", cwd=folder)
    assert run.returncode == 0, run.stderr
    return folder / "build" / "suez"


def draw() -> None:
    """Draw all pictures anew."""
    MEDIA.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name)
        artifacts = build(folder)
        first = page(artifacts / "briefing.pdf", 1, 560)
        book = book_page(browser, artifacts / "ebook.epub", folder / "book", "The people", 300, first.height)
        slides = [page(artifacts / "deck.pdf", number, 440) for number in (3, 5, 7)]
        save(beside([first, book, below(slides)]), "editions")
        save(beside(list(looks(folder))), "brands")


if __name__ == "__main__":
    draw()
