"""An edition, a format, an importer, a check: one file and one row each, and every command knows it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.additions.tree import Tree

pytestmark = pytest.mark.slow  # begun first

EDITION = '''
"""The leaflet: the text alone."""

from pipeline.editions import prose
from pipeline.editions.projection import Projection
from pipeline.model.stages import Document, Edition


def leaflet(document: Document) -> Edition:
    """Return the document as the leaflet shows it."""
    text = prose.body(document, "leaflet")
    return Edition("leaflet", document.slug, document.front, document.source, text, {}, {})


LEAFLET = Projection("leaflet", leaflet, on_demand=True, formats_of="ebook")
'''
FORMAT = '''
"""The briefing as plain text."""

from pipeline.formats.format import Format, Setting
from pipeline.model.stages import Artifact, Edition
from pipeline.model.walk import text_of


def render(edition: Edition, setting: Setting) -> Artifact:
    """Return the words of an edition."""
    text = text_of(edition.blocks)
    return Artifact(f"{edition.name}.txt", "txt", text.encode(), len(text.split()), "words")


TXT = Format("txt", "briefing", render)
'''
IMPORTER = '''
"""Outlines: a point on each line."""

from pipeline.importers import opening
from pipeline.importers.imported_article import ImportedArticle
from pipeline.importers.importer import ForeignFile


def read(file: ForeignFile) -> ImportedArticle:
    """Return an article made of an outline."""
    points = opening.plain_text(file).text.splitlines()
    return ImportedArticle(file.title, file.lang, "".join(f"- {point}\\n" for point in points))
'''
CHECK = '''

@check(Consequence.JUDGEMENT)
def word_exclaimed(survey: Survey) -> Iterator[Finding]:
    """A sentence ends with an exclamation mark.

    Why: a briefing states, and does not call.

    Bad:
        The road leads to the sea!

    Good:
        The road leads to the sea.
    """
    for sentence in survey.sentences:
        if sentence.text.endswith("!"):
            yield Finding("the sentence calls", survey.place_in(sentence, 0, 1), "end it with a full stop")
'''


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Return a copy of the project."""
    return Tree.copy(tmp_path)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def words(book: Path) -> str:
    with zipfile.ZipFile(book) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml"))


def test_an_edition_is_one_file_and_one_row(tree: Tree) -> None:
    with (tree.folder / "paper.md").open("a", encoding="utf-8") as file:
        file.write("\n::: {only=leaflet}\nBring a pencil.\n:::\n")
    assert "unknown edition `leaflet`" in tree.dossier("check", "paper.md").stdout
    tree.add_file("pipeline/editions/leaflet.py", EDITION)
    module = "from pipeline.editions.leaflet import LEAFLET"
    tree.add_row("pipeline/editions/__init__.py", "LEAFLET", table="_ROWS", module=module)
    assert "no findings" in tree.dossier("check", "paper.md").stdout
    process = tree.dossier("build", "paper.md", "--edition", "leaflet,ebook", "--out", "out")
    assert process.returncode == 0, process.stderr
    folder = tree.folder / "out" / "paper"
    assert names(folder) == ["ebook.epub", "leaflet.epub", "manifest.json"]
    assert "Bring a pencil." in words(folder / "leaflet.epub")
    assert "Bring a pencil." not in words(folder / "ebook.epub")
    tree.dossier("build", "paper.md", "--to", "epub", "--out", "usual")
    assert names(tree.folder / "usual" / "paper") == ["ebook.epub", "manifest.json"]
    dump = tree.dossier("dump", "paper.md", "--stage", "edition", "--edition", "leaflet").stdout
    assert "pencil." in json.dumps(json.loads(dump)["blocks"])
    assert "only on demand: summary, handout, web, site, leaflet." in " ".join(
        tree.dossier("build", "--help").stdout.split()
    )
    assert "leaflet" in tree.dossier("dump", "--help").stdout
    assert "did you mean leaflet?" in tree.dossier("dump", "paper.md", "--edition", "leaf-let").stderr


def test_a_format_is_one_file_and_one_row(tree: Tree) -> None:
    tree.add_file("pipeline/formats/plain.py", FORMAT)
    module = "from pipeline.formats.plain import TXT"
    tree.add_row("pipeline/formats/__init__.py", "TXT", table="_ROWS", module=module)
    for _ in ("rendered", "from the cache"):
        process = tree.dossier("build", "paper.md", "--to", "txt", "--out", "out")
        assert process.returncode == 0, process.stderr
        assert "words" in process.stdout
        assert names(tree.folder / "out" / "paper") == ["briefing.txt", "manifest.json"]
        file = tree.folder / "out" / "paper" / "briefing.txt"
        assert "The road leads to the sea" in file.read_text("utf-8")
        file.unlink()
    assert "pdf, epub, html, pptx, txt; all if left out." in " ".join(
        tree.dossier("build", "--help").stdout.split()
    )
    file.write_text("Words.", "utf-8")
    validation = tree.dossier("validate", "paper.md", "--out", "out")
    assert "no validator knows .txt" in validation.stdout


def test_an_importer_is_one_file_and_one_row(tree: Tree) -> None:
    tree.add_file("pipeline/importers/outline.py", IMPORTER)
    row = 'Importer("outline", (".outline",), outline.read)'
    module = "from pipeline.importers import outline"
    tree.add_row("pipeline/importers/table.py", row, table="_ROWS", module=module)
    for name, options in (("trip.outline", ()), ("trip.dat", ("--from", "outline"))):
        (tree.folder / name).write_text("Pack\nGo\n", "utf-8")
        process = tree.dossier("import", name, *options, "--to", f"source/{name.replace('.', '-')}")
        assert process.returncode == 0, process.stderr
    assert names(tree.folder / "source") == ["trip-dat", "trip-outline"]
    for folder in (tree.folder / "source").iterdir():
        assert "- Pack\n- Go\n" in (folder / "article.md").read_text("utf-8")
    assert " outline," in " ".join(tree.dossier("import", "--help").stdout.split())
    wrong = tree.dossier("import", "trip.dat", "--from", "outlines", "--to", "x").stderr
    assert "did you mean outline?" in wrong


def test_a_check_is_one_generator(tree: Tree) -> None:
    path = tree.folder / "pipeline/checks/form.py"
    path.write_text(path.read_text("utf-8") + CHECK, "utf-8")
    tree.replace("paper.md", "is gone.", "is gone!")
    assert "word-exclaimed" in tree.dossier("check", "paper.md").stdout
    assert "A sentence ends with an exclamation mark." in tree.dossier("explain", "word-exclaimed").stdout
    assert "word-exclaimed" in tree.dossier("checks").stdout
