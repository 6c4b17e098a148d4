"""Images are shown at sizes that fit, and a box says what is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.article import load, locate
from pipeline.model import nodes as n
from pipeline.model.sizes import is_valid, size
from pipeline.model.stages import Document
from pipeline.model.walk import text_of, walk
from pipeline.resolve import resolve

BLANK = "\N{NO-BREAK SPACE}"
COIN = Path("tests/sample/media/coin.png").read_bytes()
SIZES = {
    "40%": "40%",
    "400%": "100%",
    r"0.8\textwidth": "80%",
    r"\linewidth": "100%",
    "0.5": "50%",
    "2in": "2in",
    "150px": "150px",
    "150": "150px",
    "5 cm": "5cm",
    ".5in": "0.5in",
    "90000px": "100%",
    "0": None,
    "-3cm": None,
    "0%": None,
    "1e9cm": None,
    "wide": None,
    "3 apples": None,
}


@pytest.mark.parametrize("text", SIZES)
def test_widths_are_kept_within_the_page(text: str) -> None:
    assert size(text, width=True) == SIZES[text]


def test_a_height_is_a_length() -> None:
    assert [size(each, width=False) for each in ("3cm", "40%", r"0.3\textwidth")] == ["3cm", None, None]


def test_what_is_not_kept_as_it_is_written_is_known() -> None:
    texts = [text for text in SIZES if is_valid(text, width=True)]
    assert texts == ["40%", r"0.8\textwidth", r"\linewidth", "0.5", "2in", "150px", "150", "5 cm", ".5in"]


def document(folder: Path, body: str) -> Document:
    (folder / "paper.md").write_text(f"---\ntitle: T\nlang: fr\n---\n\n# One\n\n{body}\n", "utf-8")
    return resolve(load(locate(str(folder / "paper.md"), folder)).manuscript)[0]


def boxes(result: Document) -> list[str]:
    return [
        text_of(node.inlines).replace(BLANK, " ")
        for node in walk(result.blocks)
        if isinstance(node, n.Span) and "placeholder" in node.attr.classes
    ]


SHOWING = {
    "![A caption.](none.png)": "Image non affichée : none.png",
    '![A caption.](none.png){alt="Two lines."}': "Image non affichée : none.png Two lines.",
    "Words ![an icon](https://example.org/i/a%20b.png?raw=1) go on.": "Image non affichée : a b.png an icon",
    "[![Linked](../up.png)](https://example.org)": "Image non affichée : up.png Linked",
    "| A |\n|---|\n| ![cell](none.png) |": "Image non affichée : none.png cell",
    "![](none.png){.decorative}": "Image non affichée : none.png",
    "![x](data:image/png;base64,AAAA)": "Image non affichée : sans nom",
}


@pytest.mark.parametrize("body", SHOWING)
def test_what_is_not_shown_is_a_box_with_its_words(tmp_path: Path, body: str) -> None:
    result = document(tmp_path, body)
    assert boxes(result) == [SHOWING[body]]
    assert not [node for node in walk(result.blocks) if isinstance(node, n.Image)]


def test_a_figure_that_is_not_there_keeps_its_number_and_its_name(tmp_path: Path) -> None:
    result = document(tmp_path, "![One.](none.png){#fig-a}\n\nSee @fig-a.")
    [figure] = [node for node in walk(result.blocks) if isinstance(node, n.Figure)]
    assert figure.attr.id == "fig-a"
    assert text_of(figure.caption.blocks).replace(BLANK, " ") == "Figure 1. One."
    assert isinstance(figure.blocks[0], n.Para)
    [link] = [node for node in walk(result.blocks) if isinstance(node, n.Link)]
    assert (link.url, text_of((link,)).replace(BLANK, " ")) == ("#fig-a", "figure 1")


def test_a_caption_stands_in_for_the_words_of_its_image(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(COIN)
    body = "::: {#fig-a}\n![](a.png)\n\nWords below.^[A note.]\n:::\n\n![](a.png)\n"
    images = [node for node in walk(document(tmp_path, body).blocks) if isinstance(node, n.Image)]
    assert [text_of(image.inlines) for image in images] == ["Words below.", ""]
