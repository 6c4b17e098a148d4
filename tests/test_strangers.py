"""Small papers of kinds that strangers write, built through the command line and read back."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from lxml import html
from PIL import Image
from pptx import Presentation

from pipeline.cli import dossier

HEAD = "---\ntitle: A paper\n---\n\n"


def build(folder: Path, text: str, *formats: str, name: str = "paper.md") -> Result:
    (folder / name).write_text(HEAD + text, "utf-8")
    command = ["build", str(folder / name), "--to", ",".join(formats), "--out", str(folder / "out")]
    return CliRunner(env={"COLUMNS": "500"}).invoke(dossier, [*command, "--no-cache"])


def pdf_text(folder: Path, slug: str = "paper") -> str:
    pages = pypdfium2.PdfDocument(folder / "out" / slug / "briefing.pdf")
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def epub_text(folder: Path) -> str:
    with zipfile.ZipFile(folder / "out" / "paper" / "ebook.epub") as book:
        chapters = [book.read(name) for name in book.namelist() if name.endswith(".xhtml")]
    return " ".join(" ".join(html.fromstring(each).text_content() for each in chapters).split())


def slides(folder: Path, slug: str = "paper") -> list[tuple[str, str]]:
    """Return the title and the notes of each slide."""
    result = Presentation(str(folder / "out" / slug / "deck.pptx")).slides
    return [(each.shapes.title.text, each.notes_slide.notes_text_frame.text) for each in result]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("```bash\npip install gold\n```", "pip install gold"),
        ("A line without a stop", "A line without a stop"),
    ],
)
def test_a_section_without_a_sentence_has_a_slide_with_all_of_it_in_the_notes(
    tmp_path: Path, content: str, words: str
) -> None:
    assert build(tmp_path, f"# First\n\nWords.\n\n# Bare\n\n{content}\n", "pptx").exit_code == 0
    [notes] = [notes for title, notes in slides(tmp_path) if title == "Bare"]
    assert words in notes


def test_a_section_of_a_table_alone_shows_it(tmp_path: Path) -> None:
    table = "| metal | sign |\n|---|---|\n| gold | Au |"
    assert build(tmp_path, f"# First\n\nWords.\n\n# Bare\n\n{table}\n", "pptx").exit_code == 0
    pages = Presentation(str(tmp_path / "out" / "paper" / "deck.pptx")).slides
    [bare] = [each for each in pages if each.shapes.title.text == "Bare"]
    [shape] = [each for each in bare.shapes if each.has_table]
    assert [[cell.text for cell in row.cells] for row in shape.table.rows] == [
        ["metal", "sign"],
        ["gold", "Au"],
    ]


def test_sections_may_begin_at_level_two(tmp_path: Path) -> None:
    result = build(
        tmp_path, "## Metals\n\nGold is a metal.\n\n### Coins\n\nCoins are round.\n", "pptx", "pdf"
    )
    assert result.exit_code == 0, result.stderr
    assert [title for title, _ in slides(tmp_path)][1:3] == ["Metals", "Coins"]


@pytest.mark.parametrize("name", ["münze.png", "монета.png", "zwei Wörter #1.png"])
def test_images_have_names_in_any_script(tmp_path: Path, name: str) -> None:
    coin = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(coin, "png")
    (tmp_path / name).write_bytes(coin.getvalue())
    result = build(tmp_path, f"# One\n\n![A coin.](<{name}>){{alt='a disc'}}\n", "pdf")
    assert result.exit_code == 0, result.stderr
    [page] = pypdfium2.PdfDocument(tmp_path / "out" / "paper" / "briefing.pdf")
    assert [each.get_px_size() for each in page.get_objects(filter=[3])] == [(30, 20)]


def test_a_sign_that_ends_a_proof_breaks_no_edition(tmp_path: Path) -> None:
    text = "# Proof\n\n\\begin{proof} It is trivial. \\qed \\end{proof}\n\nThe end.\n"
    result = build(tmp_path, text, "pdf", "epub")
    assert result.exit_code == 0, result.stderr
    for words in (pdf_text(tmp_path), epub_text(tmp_path)):
        assert "It is trivial." in words
        assert "\x07" not in words


def test_separators_of_layout_programs_part_words(tmp_path: Path) -> None:
    assert build(tmp_path, "# One\n\nfirst\u2028second\u2029third\n", "pdf").exit_code == 0
    assert "first second third" in pdf_text(tmp_path)


def test_what_an_author_hides_from_latex_is_in_no_edition(tmp_path: Path) -> None:
    text = "# One\n\nShown.\n\n\\begin{comment}\nnobody may read it\n\\end{comment}\n\nThe end.\n"
    assert build(tmp_path, text, "pdf", "epub").exit_code == 0
    assert "nobody" not in pdf_text(tmp_path) + epub_text(tmp_path)


def test_articles_with_names_in_other_scripts_have_folders_of_their_own(tmp_path: Path) -> None:
    names = ("报告.md", "отчёт.md", "تقرير.md")
    for name in names:
        assert build(tmp_path, "# One\n\nWords.\n", "pptx", name=name).exit_code == 0
    assert {path.parent.name for path in tmp_path.glob("out/*/deck.pptx")} == {name[:-3] for name in names}


def test_a_file_that_is_not_there_to_include_is_told_and_its_place_shown(tmp_path: Path) -> None:
    result = build(tmp_path, "# One\n\nBefore.\n\n{{< include other.md >}}\n\nAfter.\n", "pdf")
    assert result.exit_code == 0, result.stderr
    assert "warning[include-missing]: there is no file `other.md`" in result.stderr
    assert "include other.md" in pdf_text(tmp_path)
