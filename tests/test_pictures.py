"""A paper with pictures of every kind, built: what a reader finds in the four files, and what is told."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pptx
import pytest
from PIL import Image

from pipeline.build import Plan, build
from pipeline.build_report import Report
from pipeline.cache import Cache
from pipeline.formats import DEFAULT
from pipeline.load.article import locate
from pipeline.model.diagnostics import Severity
from tests.formats.standards import breaches
from tests.pdf_pages import page_texts

TEXT = r"""---
title: Pictures
author: Ann Bee
date: 2 January 2024
---

# One

![The drawn one.](fig){#fig-drawn width=0.5\textwidth}

![The turned one.](photo%20a.jpg){width=3cm}

![The vector.](plot.svg){alt="A rising line."}

![The missing one.](gone.png){#fig-gone}

![The remote one.](https://example.org/a.png){alt="A map of the valley."}

![The neighbour.](../img/next.png){width=900%}

Words ![icon](icon.gif){height=12px} and ![lost](lost.gif) in a line, [![linked](icon.gif)](https://example.org).

| A                 | B    |
|-------------------|------|
| ![cell](icon.gif) | text |

![](icon.gif)

::: slide
![](icon.gif)
:::

See @fig-gone and @fig-drawn.
"""
SVG = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
  viewBox="0 0 40 20">
<style>.a{fill:red}</style><script>alert(1)</script><rect class="a" width="20" height="20"/>
<image x="30" y="0" width="10" height="10" xlink:href="data:image/png;base64,%s"/>
<text y="15" font-family="Arial">Label</text></svg>"""


def encode_image(image: Image.Image, form: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def page() -> bytes:
    """Return a PDF whose page is red."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(72, 36))
    document.pages[0].Contents = document.make_stream(b"1 0 0 rg 0 0 72 36 re f")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("repository")
    (root / ".git").mkdir()
    (root / "img").mkdir()
    folder = root / "paper"
    folder.mkdir()
    (folder / "paper.md").write_text(TEXT, "utf-8")
    (folder / "fig.pdf").write_bytes(page())
    exif = Image.Exif()
    exif[0x0112] = 6
    (folder / "photo a.jpg").write_bytes(encode_image(Image.new("RGB", (40, 20), "blue"), "JPEG", exif=exif))
    dot = base64.b64encode(encode_image(Image.new("RGB", (2, 2), "lime"), "PNG")).decode()
    (folder / "plot.svg").write_text(SVG % dot, "utf-8")
    (folder / "icon.gif").write_bytes(encode_image(Image.new("P", (8, 8)), "GIF"))
    (root / "img" / "next.png").write_bytes(encode_image(Image.new("RGB", (10, 10), "green"), "PNG"))
    return folder


def build_paper(folder: Path, out: Path) -> Report:
    plan = Plan(DEFAULT, out, datetime(2024, 1, 2, tzinfo=UTC), Cache(None))
    return build(locate(str(folder / "paper.md"), folder), plan)


@pytest.fixture(scope="module")
def output(paper: Path) -> tuple[Path, Report]:
    out = paper.parent / "out"
    report = build_paper(paper, out)
    return out / report.slug, report


def test_every_format_is_built_and_each_fault_told_once(output: tuple[Path, Report]) -> None:
    folder, report = output
    assert report.failed_paths == ()
    assert {path.name for path in folder.iterdir()} == {*(each.file for each in DEFAULT), "manifest.json"}
    assert not [each for each in report.diagnostics if each.severity is Severity.ERROR]
    assert Counter(each.code for each in report.diagnostics) == {
        "image-missing": 2, "image-remote": 1, "image-converted": 2, "image-cleaned": 1,
        "file-name": 1, "image-size": 1, "alt-missing": 2, "slide-untitled": 1, "picture-not-shown": 1,
    }  # fmt: skip


def test_the_briefing_shows_them_and_says_what_is_not_shown(
    output: tuple[Path, Report], tmp_path: Path
) -> None:
    data = (output[0] / "briefing.pdf").read_bytes()
    text = re.sub(r"\s+", " ", " ".join(page_texts(data)))
    for words in ("Image not shown: gone.png", "Image not shown: a.png A map of the valley.", "Label",
                  "Image not shown: lost.gif lost", "The missing one.",
                  "See Figure 4 and Figure 1"):  # fmt: skip
        assert words in text, words
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        images = [each for each in streams if each.get("/Subtype") == "/Image"]
        sizes = {(int(each.Width), int(each.Height)) for each in images}
    assert {(1200, 600), (20, 40), (10, 10), (2, 2)} <= sizes
    assert breaches(data, tmp_path) == []


def test_the_e_book_holds_clean_files_and_boxes(output: tuple[Path, Report]) -> None:
    with zipfile.ZipFile(output[0] / "ebook.epub") as book:
        names = [name for name in book.namelist() if "/images/" in name]
        files = {name.rpartition("/")[2]: book.read(name) for name in names}
        text = "".join(
            book.read(name).decode() for name in book.namelist() if name.endswith("chapter-01.xhtml")
        )
    assert set(files) == {"fig.png", "photo-a.jpg", "plot.svg", "icon.gif", "next.png", "cover.png"}
    assert b"script" not in files["plot.svg"]
    assert b'fill="red"' in files["plot.svg"]
    assert text.count('class="placeholder"') == 3
    for size in ("width:50.0%", "width:3cm", "width:100.0%", 'height="12"'):
        assert size in text
    assert "example.org/a.png" not in text


def test_the_slides_show_each_figure_or_its_words(output: tuple[Path, Report]) -> None:
    pages = list(pptx.Presentation(str(output[0] / "deck.pptx")).slides)
    pictures = {
        shape._element.nvPicPr.cNvPr.get("descr"): Image.open(io.BytesIO(shape.image.blob)).convert("RGB")
        for each in pages
        for shape in each.shapes
        if hasattr(shape, "image")
    }
    assert pictures["The drawn one."].getpixel((500, 500)) == (255, 0, 0)
    assert pictures["The turned one."].size == (20, 40)
    vector = pictures["A rising line."]
    wide, high = vector.size
    assert vector.getpixel((wide // 8, high // 8)) == (255, 0, 0)
    assert vector.getpixel((wide * 7 // 8, high // 8)) == (0, 255, 0)
    words = " ".join(shape.text_frame.text for each in pages for shape in each.shapes if shape.has_text_frame)
    assert "Image not shown: gone.png" in words
    assert "Image not shown: a.png A map of the valley." in words


def test_the_page_of_slides_asks_for_nothing(output: tuple[Path, Report]) -> None:
    text = re.sub(r"(?s)<script.*?</script>", "", (output[0] / "deck.html").read_text("utf-8"))
    sources = re.findall(r'<img[^>]*\ssrc="([^"]{0,40})', text)
    assert len(sources) >= 4
    assert all(each.startswith("data:image/") for each in sources)
    assert not re.findall(r"<img(?![^>]*\salt=)[^>]{0,80}", text)
    assert "Image not shown: gone.png" in re.sub(r"\s+", " ", re.sub("<[^>]+>", "", text))


def test_the_paper_comes_out_of_its_briefing_and_makes_it_again(
    output: tuple[Path, Report], tmp_path: Path
) -> None:
    from pipeline.formats.pdf.attachment_reading import read_attachments

    data = (output[0] / "briefing.pdf").read_bytes()
    again = tmp_path / "again"
    for name, content in read_attachments(data, "briefing.pdf").files.items():
        (again / name).parent.mkdir(parents=True, exist_ok=True)
        (again / name).write_bytes(content)
    assert (again / "_parent" / "img" / "next.png").is_file()
    plan = Plan(DEFAULT[:1], tmp_path / "out", datetime(2024, 1, 2, tzinfo=UTC), Cache(None))
    report = build(locate(str(again / "paper.md"), again), plan)
    assert report.artifacts[0].path.read_bytes() == data
