"""Titles of callouts and statements in attributes are Markdown, as messages of slides are."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.article import load, locate
from pipeline.model import nodes as n
from pipeline.model.walk import text_of, walk


def blocks(folder: Path, head: str) -> n.Blocks:
    (folder / "paper.md").write_text(f"---\ntitle: T\n---\n\n::: {{{head}}}\nWords.\n:::\n", "utf-8")
    return load(locate(str(folder / "paper.md"), folder)).manuscript.blocks


@pytest.mark.parametrize(
    "head",
    ['.callout-note title="A *b* `c`"', '.warning title="A *b* `c`"', '.theorem name="A *b* `c`"',
     '#thm-one .theorem title="A *b* `c`"'],
)  # fmt: skip
def test_markup_in_the_title_of_a_box_is_rendered(head: str, tmp_path: Path) -> None:
    content = blocks(tmp_path, head)
    assert text_of(content).split() == ["A", "b", "c", "Words."]
    assert [type(node) for node in walk(content) if isinstance(node, n.Emph | n.Code)] == [n.Emph, n.Code]
    words = [node for node in walk(content) if isinstance(node, n.Str) and node.text == "b"]
    text = (tmp_path / "paper.md").read_text("utf-8")
    assert [text[node.at or 0] for node in words] == ["b"]


@pytest.mark.parametrize("head", ['.callout-note title="A 2 * 3"', '.theorem name="A 2 * 3"'])
def test_plain_words_stay_as_they_are(head: str, tmp_path: Path) -> None:
    assert text_of(blocks(tmp_path, head)).split() == ["A", "2", "*", "3", "Words."]


def test_the_title_of_another_box_is_not_shown(tmp_path: Path) -> None:
    assert text_of(blocks(tmp_path, '.other title="A *b*"')).split() == ["Words."]
