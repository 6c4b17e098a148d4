"""Tables of odd forms: heads taller than pages can repeat, tables narrower than the words of a caption."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from pipeline import build as stages
from pipeline.formats import FORMATS
from pipeline.load.article import locate
from tests.test_random_articles import png

WIDTH = 100
HEADS = {
    "many lines": [f"h{number}z.\n" for number in range(90)],
    "an image": ["h0z\n", "![A sheet](sheet.png)\n", "h1z\n"],
    "a list": [f"- h{number}z" for number in range(12)],
    "one line": ["h0z"],
}


def grid(head: list[str], rows: int) -> str:
    """Return a table drawn with lines, of one column."""
    lines = [line for part in head for line in part.split("\n")]
    rule = "+" + "-" * WIDTH + "+"
    output = [rule, *(f"| {line}".ljust(WIDTH + 1) + "|" for line in lines), rule.replace("-", "=")]
    for number in range(rows):
        output += [f"| r{number}z and words".ljust(WIDTH + 1) + "|", rule]
    return "\n".join(output)


@pytest.mark.parametrize("kind", HEADS)
def test_every_word_of_head_and_rows_is_set(kind: str, tmp_path: Path) -> None:
    (tmp_path / "sheet.png").write_bytes(png(800, 1200))
    text = f"---\ntitle: T\n---\n\nBefore.\n\n{grid(HEADS[kind], 70)}\n\nAfter.\n"
    (tmp_path / "paper.md").write_text(text, "utf-8")
    report = stages.build(locate(str(tmp_path / "paper.md"), tmp_path), stages.Plan(FORMATS[:1], tmp_path))
    pages = [
        page.get_textpage().get_text_bounded().split()
        for page in pypdfium2.PdfDocument(report.artifacts[0].path)
    ]
    words = [word.strip(".") for page in pages for word in page]
    heads = sum(part.count("z") for part in HEADS[kind])
    all_words = [f"h{number}z" for number in range(heads)] + [f"r{number}z" for number in range(70)]
    assert [word for word in all_words if word not in words] == []
    # A head of one line is repeated on each page that the table is on.
    repeats = words.count("h0z")
    assert (
        repeats == sum(any(word.startswith("r") and word[1:-1].isdigit() for word in page) for page in pages)
    ) == (kind == "one line")


def test_a_table_drawn_narrow_leaves_room_for_its_caption(tmp_path: Path) -> None:
    text = "---\ntitle: T\n---\n\n+--+\n|  |\n+--+\n\n: Observations withoutexception.\n"
    (tmp_path / "paper.md").write_text(text, "utf-8")
    report = stages.build(locate(str(tmp_path / "paper.md"), tmp_path), stages.Plan(FORMATS[:1], tmp_path))
    (page,) = pypdfium2.PdfDocument(report.artifacts[0].path)
    assert {"Observations", "withoutexception."} <= set(page.get_textpage().get_text_bounded().split())


def test_what_runs_from_right_to_left_stays_on_the_page(tmp_path: Path) -> None:
    table = "| a | b | c |\n|---|---|---|\n| d | e | f |"
    text = f"---\ntitle: T\n---\n\n::: {{lang=ar dir=rtl}}\n{table}\n\n$$x$$ {{#eq-x}}\n:::\n"
    (tmp_path / "paper.md").write_text(text, "utf-8")
    report = stages.build(locate(str(tmp_path / "paper.md"), tmp_path), stages.Plan(FORMATS[:1], tmp_path))
    assert "text-cut" not in {each.code for each in report.diagnostics}
    (page,) = pypdfium2.PdfDocument(report.artifacts[0].path)
    assert {"a", "b", "c", "d", "e", "f"} <= set(page.get_textpage().get_text_bounded().split())
