"""Levels of headings, and numbers of lines of code."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.article import load, locate
from pipeline.model import nodes as n
from pipeline.model.stages import Document
from pipeline.model.walk import walk
from pipeline.resolve import resolve


def resolve_paper(folder: Path, text: str) -> Document:
    path = folder / "paper.md"
    path.write_text(f"---\ntitle: T\n---\n\n{text}\n", "utf-8")
    document, _ = resolve(load(locate(str(path), folder)).manuscript)
    return document


@pytest.mark.parametrize(
    ("source_levels", "levels"),
    [
        ([1, 2, 3, 2, 1], [1, 2, 3, 2, 1]),
        ([2, 3, 2], [1, 2, 1]),
        ([1, 3, 3, 2, 4], [1, 2, 2, 2, 3]),
        ([1, 6, 1], [1, 2, 1]),
        ([3, 1, 2], [1, 1, 2]),
        ([4, 6, 5, 4], [1, 2, 2, 1]),
    ],
)
def test_no_heading_is_more_than_one_level_below_the_heading_over_it(
    tmp_path: Path, source_levels: list[int], levels: list[int]
) -> None:
    text = "\n\n".join(f"{'#' * level} Head {number}\n\nText." for number, level in enumerate(source_levels))
    heads = [node for node in walk(resolve_paper(tmp_path, text).blocks) if isinstance(node, n.Header)]
    assert [head.level for head in heads] == levels


@pytest.mark.parametrize(
    ("attributes", "lines"),
    [
        (".py .numberLines", ["1  a", "2", "3    b"]),
        ('.numberLines startFrom="9"', [" 9  a", "10", "11    b"]),
        (".number-lines startFrom=x", ["1  a", "2", "3    b"]),
        ('.py startFrom="9"', ["a", "", "  b"]),
    ],
)
def test_lines_of_code_are_numbered_where_the_author_asks(
    tmp_path: Path, attributes: str, lines: list[str]
) -> None:
    blocks = resolve_paper(tmp_path, f"# One\n\n``` {{{attributes}}}\na\n\n  b\n```").blocks
    (code,) = (node for node in walk(blocks) if isinstance(node, n.CodeBlock))
    assert code.text.split("\n") == lines
    assert code.attr.get("startFrom") is None
