"""Heads of an article that are not YAML are read as its front matter: title blocks, TOML, MultiMarkdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.article import LoadedArticle, load, locate
from pipeline.model import walk


def read(folder: Path, text: str) -> LoadedArticle:
    (folder / "paper.md").write_text(text, "utf-8")
    return load(locate(str(folder / "paper.md"), folder))


HEADS = {
    "title block": "% The *price* of Alaska\n% Ada Example; Ben Example\n% 30 March 2026\n",
    "long lines": "% The *price*\n  of Alaska\n% Ada Example\n  Ben Example\n% 30 March 2026\n",
    "toml": (
        '+++\ntitle = "The *price* of Alaska"\ndate = 2026-03-30\ndraft = false\n'
        'authors = ["Ada Example", "Ben Example"]\n+++\n'
    ),
    "toml of Hugo": (
        '\n+++\ntitle = "The *price* of Alaska" # a remark\ndate = 2026-03-30T10:00:00Z\n'
        '[[authors]]\nname = "Ada Example"\n[[authors]]\nname = "Ben Example"\n+++\n'
    ),
    "MultiMarkdown": "Title: The *price*\n  of Alaska\nAuthor: Ada Example, Ben Example\nDate: 2026-03-30\n",
}  # fmt: skip


@pytest.mark.parametrize("form", HEADS)
def test_a_head_of_another_form_is_front_matter(tmp_path: Path, form: str) -> None:
    result = read(tmp_path, f"{HEADS[form]}\n# Words\n\nText of it.\n")
    front = result.manuscript.front
    assert front.title == "The price of Alaska"
    assert [author.name for author in front.authors] == ["Ada Example", "Ben Example"]
    assert str(front.date) == "2026-03-30"
    assert walk.text_of(result.manuscript.blocks).endswith("Words\nText of it.")
    assert "%" not in walk.text_of(result.manuscript.blocks)
    codes = {each.code for each in result.diagnostics}
    assert codes <= {"front-matter-foreign"}


def test_lines_of_a_title_block_may_be_empty(tmp_path: Path) -> None:
    front = read(tmp_path, "%\n% Ada Example\n\n# A heading\n\nWords.\n").manuscript.front
    assert (front.title, [each.name for each in front.authors]) == ("A heading", ["Ada Example"])


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("+++\ntitle = \"A\"\ndate = yesterday\n+++\n\nWords.\n", "toml-invalid", 3, 8),
        ('+++\ntitle = "A"\n\nWords.\n', "toml-invalid", 1, 1),
        ('+++\ntitle = "A"\ndate = 2026-99-99\n+++\n\nWords.\n', "toml-invalid", 3, None),
        ('+++\ntitle = "A"\nlang = "klingonish"\n+++\n\nWords.\n', "front-matter-invalid", 3, 1),
        ("% A\n%\n% the day before\n\nWords.\n", "date-unread", 3, 3),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_head_has_its_place(
    tmp_path: Path, text: str, code: str, line: int, column: int | None
) -> None:
    diagnostics = read(tmp_path, text).diagnostics
    assert [(each.code, each.place.line) for each in diagnostics] == [(code, line)]
    assert column is None or diagnostics[0].place.column == column


@pytest.mark.parametrize(
    "text",
    ["Note: these words begin.\n\nMore.\n", "Title: a word\nand a line.\n\nMore.\n", "%% a\n\nMore.\n"],
)  # fmt: skip
def test_a_text_that_begins_with_words_is_a_text(tmp_path: Path, text: str) -> None:
    result = read(tmp_path, text)
    assert result.manuscript.front.title == "paper"
    assert walk.text_of(result.manuscript.blocks).split()[0] == text.split()[0]


def test_toml_that_is_deep_is_refused(tmp_path: Path) -> None:
    diagnostics = read(tmp_path, f"+++\na = {'[' * 5000}{']' * 5000}\n+++\n\nWords.\n").diagnostics
    assert "toml-invalid" in {each.code for each in diagnostics}


def test_a_chapter_may_have_any_head(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text('+++\ntitle = "First"\n+++\n\nOne.\n')
    (tmp_path / "two.md").write_text("% Second\n% Ada\n\nTwo.\n")
    result = read(tmp_path, "---\ntitle: T\nchapters: [one.md, two.md]\n---\n")
    assert walk.text_of(result.manuscript.blocks).split() == ["First", "One.", "Second", "Two."]
