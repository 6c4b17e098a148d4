"""An image with a label is a figure, wherever at the ends of a line it stands."""

from __future__ import annotations

import pytest

from pipeline import pandoc
from pipeline.load.cross_references import adopt
from pipeline.model import nodes as n
from pipeline.model import walk


def blocks_of(text: str) -> list[str]:
    """Return a text's blocks: figures as id and caption, paragraphs as their words."""
    lines = []
    for block in adopt(pandoc.read(text).blocks):
        words = walk.text_of(block.caption.blocks if isinstance(block, n.Figure) else (block,))
        lines.append(f"{block.attr.id}: {words}" if isinstance(block, n.Figure) else words)
    return lines


A = "![A picture.\\label{fig:a}](a.png)"
C = "![A third.\\label{fig:c}](c.png)"
B = "![A second.](b.png){#fig:b width=50%}"


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (f"Before.\n{A}\nBehind.\n", ["Before.", "fig-a: A picture.", "Behind."]),
        (f"{A}\nBehind.\n", ["fig-a: A picture.", "Behind."]),
        (f"Before.\n{B}\n", ["Before.", "fig-b: A second."]),
        (f"{A} Behind.\n", ["fig-a: A picture.", "Behind."]),
        (f"Before: {A}\n", ["Before:", "fig-a: A picture."]),
        (f"{A}\n{B}\n", ["fig-a: A picture.", "fig-b: A second."]),
        (f"{A} {B} {C}\n", ["fig-a: A picture.", "fig-b: A second.", "fig-c: A third."]),
        ("Words\n![Cap.](a.png)\\label{fig:x}\n", ["Words", "fig-x: Cap."]),
        ("Words\n![Cap.](a.png)\n\\label{fig:x}\nmore\n", ["Words", "fig-x: Cap.", "more"]),
        ("Words\n![Cap.](a.png) {#fig:x}\nmore\n", ["Words", "fig-x: Cap.", "more"]),
        ("Words\\\n![Cap.](a.png){#fig-x}\\\nmore\n", ["Words", "fig-x: Cap.", "more"]),
        ("![](a.png)\\label{fig:x}\n", ["fig-x: "]),
        ("![Cap.](a.png)\\label{fig:x}\n", ["fig-x: Cap."]),
    ],
)  # fmt: skip
def test_a_labelled_image_at_the_end_of_a_line_is_a_figure(text: str, blocks: list[str]) -> None:
    assert blocks_of(text) == blocks


@pytest.mark.parametrize(
    "text",
    [
        "Press ![save](a.png) now.",
        "Press\n![save](a.png)\nnow.",
        "Press ![save\\label{fig:s}](a.png) now.",
        "Press ![save](a.png){#fig:s} now.",
        "Press\n![save](a.png){#icon .small}\nnow.",
    ],
)
def test_other_images_stay_in_their_line(text: str) -> None:
    (block,) = adopt(pandoc.read(text).blocks)
    assert walk.text_of((block,)) == "Press save now."
    assert [node for node in walk.walk((block,)) if isinstance(node, n.Image)]


def test_a_label_of_an_image_in_a_line_means_its_section() -> None:
    image = "![save\\label{fig:s}](a.png)"
    blocks = adopt(pandoc.read(f"# How {{#sec-how}}\n\nPress {image} now, see \\autoref{{fig:s}}.\n").blocks)
    nodes = list(walk.walk(blocks))
    assert [each.id for node in nodes if isinstance(node, n.Cite) for each in node.citations] == ["sec-how"]


def test_a_figure_of_a_list_and_of_a_quotation() -> None:
    quotation, result = adopt(pandoc.read(f"> Words\n> {A}\n\n- Words\n  {B}\n- Other\n").blocks)
    figures = [node.attr.id for node in walk.walk((quotation, result)) if isinstance(node, n.Figure)]
    assert figures == ["fig-a", "fig-b"]


def test_a_figure_alone_in_its_paragraph_is_not_made_twice() -> None:
    (figure,) = adopt(pandoc.read(f"{A}\n").blocks)
    assert len([node for node in walk.walk((figure,)) if isinstance(node, n.Figure)]) == 1
