"""A draft of an article with errors: what can be built is, and what is wrong is marked on the page."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from lxml import html
from pptx import Presentation

from pipeline.build import resolve_article
from pipeline.cli import dossier
from pipeline.load.location import Location
from pipeline.model.diagnostics import DossierError, Severity
from tests.articles import ROOT

# What is wrong, as it is written in the article, with the code that stands behind it on the page.
WRONG = {
    "$9.9 million": "fact-mismatch",
    "31 March 1867": "fact-mismatch",
    "nearly 600,000 square miles": "fact-undefined",
}


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Return the sample with a wrong amount, a wrong date, an unknown fact, key and figure, and a hole."""
    folder = tmp_path / "sample"
    shutil.copytree(ROOT / "tests" / "sample", folder)
    article, ledger = folder / "article.md", folder / "facts.yaml"
    text = article.read_text("utf-8")
    changes = (
        ("The price was [$7.2 ", "The price was [$9.9 "),
        ("Washington on [30 March", "Washington on [31 March"),
        ("miles]{fact=area} [@arch", "miles]{fact=aera} [@arch"),
        ("[@historian-alaska].\nIt", "[@historian-alsaka].\nIt"),
        ("media/coin.png", "media/cion.png"),
    )  # fmt: skip
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    article.write_text(text, "utf-8")
    facts = ledger.read_text("utf-8")
    ledger.write_text(facts.replace("id: transfer", "id: handover", 1), "utf-8")
    return folder


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "500"}).invoke(dossier, [*arguments, "--no-cache"])


def words_of(folder: Path) -> dict[str, str]:
    """Return what a reader of each artifact reads, blanks made one."""
    pdf = pypdfium2.PdfDocument(folder / "briefing.pdf")
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    with zipfile.ZipFile(folder / "ebook.epub") as book:
        chapters = [book.read(name) for name in book.namelist() if name.endswith(".xhtml")]
    slides = Presentation(str(folder / "deck.pptx")).slides
    shapes = [shape for slide in slides for shape in (*slide.shapes, *slide.notes_slide.shapes)]
    texts = {
        "briefing.pdf": " ".join(pages),
        "ebook.epub": " ".join(html.fromstring(each).text_content() for each in chapters),
        "deck.html": html.parse(str(folder / "deck.html")).getroot().text_content(),
        "deck.pptx": " ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame),
    }
    return {file: re.sub(r"\s+", " ", text.replace("\xa0", " ")) for file, text in texts.items()}


def test_without_draft_nothing_is_built(faulty: Path, tmp_path: Path) -> None:
    result = run("build", str(faulty), "--out", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert list((tmp_path / "out").rglob("*.*")) == []
    assert result.stdout.count("not built") == 5


@pytest.mark.slow
def test_a_draft_marks_each_error_where_it_stands(faulty: Path, tmp_path: Path) -> None:
    result = run("build", str(faulty), "--draft", "--out", str(tmp_path / "out"))
    assert result.exit_code == 1  # the errors are there still
    assert "not built" not in result.stdout
    for code in ("fact-mismatch", "fact-undefined", "citation-undefined", "image-missing"):
        assert f"error[{code}]" in result.stderr
    for file, text in words_of(tmp_path / "out" / "sample").items():
        for words, code in WRONG.items():
            # The numbers of a draft's lines stand between the words of a page.
            pattern = re.sub(r"\W", r"\\W+(?:\\d+ )?", f"{words} [{code}")
            assert re.search(pattern + r"\]\?", text), f"{file}: {words}"
        assert re.search(r"historian\W{1,3}(?:\d+ )?alsaka\?", text), file
        assert text.count("[fact-mismatch]") < 2 * len(WRONG), file


def test_a_draft_does_not_read_what_is_unsafe(faulty: Path, tmp_path: Path) -> None:
    (faulty / "facts.yaml").write_text("facts: &a [*a]\n", "utf-8")
    result = run("build", str(faulty), "--draft", "--to", "pptx", "--out", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "error[yaml-unsafe]" in result.stderr
    assert list((tmp_path / "out").rglob("*.*")) == []


@pytest.mark.parametrize(("status", "does_build"), [("proposed", True), ("confirmed", False)])
def test_a_figure_of_an_unfit_proposed_fact_does_not_stop_a_build(
    tmp_path: Path, status: str, does_build: bool
) -> None:
    shutil.copytree(ROOT / "tests" / "sample", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "facts.yaml"
    event, date = "  - id: payment\n    kind: event\n", "    value:\n      date: 1868-08-01\n"
    text = path.read_text("utf-8")
    at = text.index(event)
    claim = text[at:].replace(event, f"  - id: payment\n    kind: claim\n    status: {status}\n", 1)
    path.write_text(text[:at] + claim.replace(date, "    value:\n      text: It was paid.\n", 1), "utf-8")
    location = Location("sample", tmp_path, tmp_path / "article.md")
    if not does_build:
        with pytest.raises(DossierError, match="has no date"):
            resolve_article(location)
        return
    article = resolve_article(location)
    codes = {each.code: each.severity for each in article.diagnostics if "date" in each.message}
    assert codes["figure-fact-undated"] is Severity.NOTE
