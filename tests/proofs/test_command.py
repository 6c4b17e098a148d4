"""`dossier verify` as a user has it: a table, the proof as files, and one diagnostic for each difference."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.articles import artifact
from tests.command import Run, dossier

ARTICLE = "tests/sample"


@pytest.fixture
def folder(build_folder: Path, tmp_path: Path) -> Path:
    """Return a folder of its own with the files of the sample."""
    source = artifact(build_folder, ARTICLE, "ebook.epub").parent
    return Path(shutil.copytree(source, tmp_path / "out" / source.name))


def verify(folder: Path, *options: object) -> Run:
    """Verify the sample."""
    return dossier("verify", ARTICLE, "--out", folder.parent, *options)


def edit(path: Path, change: Callable[[str], str], ending: str = ".xhtml") -> None:
    """Change texts in a packed file; AssertionError if none changes."""
    with zipfile.ZipFile(path) as package:
        members = [(each, package.read(each)) for each in package.infolist()]
    changes = 0
    with zipfile.ZipFile(path, "w") as package:
        for info, data in members:
            own = data
            if info.filename.endswith(ending):
                own = change(data.decode()).encode()
            changes += own != data
            package.writestr(info, own)
    assert changes


def test_what_was_built_is_proved(folder: Path) -> None:
    run = verify(folder, "--strict")
    assert (run.returncode, run.stderr) == (0, ""), run
    rows = {line.split()[0]: line.split() for line in run.stdout.splitlines()[1:]}
    names = {
        f"sample/{each}" for each in ("briefing.pdf", "ebook.epub", "deck.html", "deck.pptx", "deck.pdf")
    }
    assert names <= set(rows)
    assert all(row[-1] == "0" and "of" not in row for row in rows.values()), run.stdout
    proof = json.loads((folder / "proof.json").read_text("utf-8"))
    counts = {each["file"]: each["counts"] for each in proof["artifacts"]}
    assert counts["briefing.pdf"]["facts"]["total"] > 3
    assert counts["briefing.pdf"]["characters"]["same"] > 1_000
    page = (folder / "proof.html").read_text("utf-8")
    assert page.count("<img") >= counts["briefing.pdf"]["facts"]["total"]


def test_a_difference_names_file_chapter_and_source(folder: Path) -> None:
    edit(folder / "ebook.epub", lambda text: text.replace("million", "billion"))
    run = verify(folder)
    assert run.returncode == 1
    assert "error[fact-altered]: ebook.epub, chapter" in run.stderr
    assert "article.md:" in run.stderr
    proof = json.loads((folder / "proof.json").read_text("utf-8"))
    differences = {each["file"]: each["differences"] for each in proof["artifacts"]}
    assert differences["ebook.epub"]
    assert not differences["briefing.pdf"]


def test_a_file_that_cannot_be_read_is_one_error(folder: Path) -> None:
    path = folder / "deck.pptx"
    path.write_bytes(path.read_bytes()[:1000])
    run = verify(folder)
    assert run.returncode == 1
    assert run.stderr.count("error[artifact-unreadable]") == 1
    assert "Traceback" not in run.stderr
    assert "sample/deck.pptx" in run.stdout
    assert "not checked" in run.stdout


def test_nothing_was_built(tmp_path: Path) -> None:
    run = dossier("verify", ARTICLE, "--out", tmp_path)
    assert run.returncode == 1
    assert "error[artifact-missing]: nothing was built here" in run.stderr


def test_an_article_that_is_not_there(tmp_path: Path) -> None:
    run = dossier("verify", "alsaka", "--out", tmp_path)
    assert run.returncode == 1
    assert "article-missing" in run.stderr
