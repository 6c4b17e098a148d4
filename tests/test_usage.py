"""The command line with what strangers give it: each wrong input has one message, its place and a way out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import disk
from pipeline.load.article import locate
from pipeline.model.diagnostics import DossierError
from tests.command import dossier

pytestmark = pytest.mark.slow  # begun first

TEXT = "---\ntitle: T\n---\n\n# One\n\nWords enough for a section that is not thin, if they are read on.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the files that a stranger may name."""
    for name in ("good.md", "-dash.md", "with blank.md", "one/paper.md", "two/paper.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "nowhere.md").symlink_to(tmp_path / "not-there.md")
    (tmp_path / "round.md").symlink_to(tmp_path / "round.md")
    for name in ("refs.bib", "scan.pdf", "noending", "old.doc"):
        (tmp_path / name).write_text("x")
    (tmp_path / "latin one.md").write_bytes(b"---\ntitle: \xe9\n---\n")
    return tmp_path


CASES = {
    ("check", "-dash.md"): (2, "", "a file whose name begins with a dash is named ./-dash.md"),
    ("check", "."): (1, "error[article-missing]", "`dossier build ./-dash.md`"),
    ("check", "goood.md"): (1, "error[article-missing]", "did you mean good.md?"),
    ("check", "with blonk.md"): (1, "error[article-missing]", "did you mean 'with blank.md'?"),
    ("check", "nowhere.md"): (1, "error[article-missing]", "the link leads to no file"),
    ("check", "round.md"): (1, "error[article-missing]", "the link leads to no file"),
    ("check", "https://example.org/a.md"): (1, "error[article-missing]", "nothing is fetched"),
    ("check", "latin one.md"): (1, "--> latin one.md:2:8", "UTF-8 'latin one.md' > new.md"),
    ("check", "one/paper.md", "two/paper.md"): (0, "", ""),
    ("build", "one/paper.md", "two/paper.md"): (2, "", "one/paper.md and two/paper.md would both be built"),
    ("validate", "one/paper.md", "two/paper.md"): (2, "", "one/paper.md and two/paper.md"),
    ("build", "--to", "", "good.md"): (2, "", "the value of --to is empty"),
    ("build", "--out=", "good.md"): (2, "", "the value of --out is empty"),
    ("build", "--title", "", "good.md"): (2, "", "the value of --title is empty"),
    ("check", "--root", "", "good.md"): (2, "", "the value of --root is empty"),
    ("import", "old.doc", "--to", ""): (2, "", "the value of --to is empty"),
    ("check", ""): (2, "", "an argument is empty"),
    ("build", "--to", ",", "good.md"): (2, "", "no format is named; there are pdf, epub, html, pptx"),
    ("build", "--to", "pdff", "good.md"): (2, "", "did you mean pdf?"),
    ("import", "refs.bib", "--to", "x"): (1, "error[import-form-unknown]", "this is a bibliography"),
    ("import", "scan.pdf", "--to", "x"): (1, "error[import-form-unknown]", "`dossier extract`"),
    ("import", "old.doc", "--to", "x"): (1, "error[import-form-unknown]", "save it as .docx"),
    ("import", "noending", "--to", "x"): (1, "error[import-form-unknown]", "--from"),
    ("import", "good.md", "--to", "source/Good_One"): (2, "", "take --to source/good-one"),
    ("import", "good.md", "--from", "docxx", "--to", "x"): (2, "", "did you mean docx?"),
    ("extract", "scan.pdf", "--to", "source/Été"): (2, "", "take --to source/ete"),
    ("dump", "good.md", "--edition", "decks"): (2, "", "did you mean deck?"),
    ("dump", "good.md", "--edition", "briefing,deck"): (2, "", "there are briefing, ebook, deck, summary"),
    ("extract", "scan.pdf", "--to", "x"): (1, "error[extract-unreadable]", "not a PDF file"),
    ("facts", "diff", "HEAD", "HEAD", "good.md"): (1, "error[revision-unknown]", "lies in no git repository"),
}


@pytest.mark.parametrize("arguments", CASES, ids=" ".join)
def test_each_wrong_input_has_a_message_and_a_way_out(folder: Path, arguments: tuple[str, ...]) -> None:
    status, code, words = CASES[arguments]
    process = dossier(*arguments, cwd=folder)
    output = process.stdout + process.stderr
    assert process.returncode == status, output
    assert code in output
    assert words in output
    assert "fault" not in output
    assert "Traceback" not in output
    assert not (folder / "x").exists()


def test_a_file_that_is_named_twice_is_built_once(folder: Path) -> None:
    process = dossier("build", "good.md", "./good.md", "with blank.md", "--to", "html", cwd=folder)
    assert process.returncode == 0, process.stderr
    assert process.stdout.count("good/deck.html") == 1
    assert process.stdout.index("good/deck.html") < process.stdout.index("with-blank/deck.html")


def test_options_that_take_lists_may_be_repeated(folder: Path) -> None:
    options = ("--edition", "deck", "--edition", "ebook,handout", "--to", "html", "--to", "epub")
    process = dossier("build", "good.md", *options, "--out", "o", cwd=folder)
    assert process.returncode == 0, process.stderr
    assert {each.name for each in (folder / "o" / "good").iterdir()} == {
        "deck.html",
        "ebook.epub",
        "manifest.json",
    }


def test_a_folder_that_is_gone_is_told(folder: Path) -> None:
    line = f'mkdir gone; cd gone; rmdir ../gone; "{sys.executable}" -m pipeline check good.md'
    process = subprocess.run(
        ["bash", "-c", line], cwd=folder, env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert process.returncode == 2
    assert process.stderr == "Error: the working folder is not there any more; change to another\n"


@pytest.mark.parametrize("name", ["closed", "closed/article.md"])
def test_what_the_system_does_not_let_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    # Whoever runs the tests may read everything.
    def is_refused(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / "closed").mkdir()
    (tmp_path / "closed" / "article.md").touch()
    monkeypatch.setattr(disk, "is_file", is_refused)
    with pytest.raises(DossierError) as failure:
        locate(str(tmp_path / name), tmp_path)
    (diagnostic,) = failure.value.diagnostics
    assert (diagnostic.code, diagnostic.message) == (
        "file-unreadable",
        "the file cannot be read: permission denied",
    )
    assert diagnostic.place.file == str(tmp_path / name)
    assert diagnostic.hint == "mend the rights of the file, and of its folders"


def test_bindings_taken_out_leave_the_rights_and_the_link_of_the_file(tmp_path: Path) -> None:
    real = tmp_path / "real.md"
    real.write_text("---\ntitle: T\n---\n\nThere are [5]{fact=x} hills.\n")
    real.chmod(0o640)
    (tmp_path / "link.md").symlink_to(real)
    before = os.umask(0)
    try:
        process = dossier("facts", "strip", "link.md", cwd=tmp_path)
    finally:
        os.umask(before)
    assert process.returncode == 0, process.stderr
    assert "There are 5 hills." in real.read_text()
    assert real.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "link.md").is_symlink()


def test_one_format_that_cannot_be_written_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT)
    # A folder in the place of one artifact.
    (tmp_path / "build" / "a" / "deck.html" / "x").mkdir(parents=True)
    process = dossier("build", "a.md", "--to", "html,pptx", cwd=tmp_path)
    assert process.returncode == 1
    assert process.stderr.count("error[output-unwritable]") == 1
    assert "--> build/a/deck.html" in process.stderr
    assert (tmp_path / "build" / "a" / "deck.pptx").is_file()
    assert "deck.html  not built" in process.stdout
    assert not list((tmp_path / "build" / "a").glob(".dossier-*"))
    shutil.rmtree(tmp_path / "build")
