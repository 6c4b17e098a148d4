"""Options of `build` for a person at a terminal, and what is said of options that a command has not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.command import dossier


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.md"
    path.write_text("---\ntitle: A paper\n---\n\nA sentence.\n", "utf-8")
    return path


def test_quiet_prints_findings_only(paper: Path) -> None:
    for option in ("-q", "--quiet"):
        result = dossier("build", paper, "--to", "epub", option, cwd=paper.parent)
        assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert (paper.parent / "build" / "paper" / "ebook.epub").is_file()
    paper.write_text("---\ntitle: A paper\n---\n\nA sentence. TODO\n", "utf-8")
    result = dossier("build", paper, "--to", "epub", "-q", cwd=paper.parent)
    assert (result.returncode, result.stdout) == (0, "")
    assert "text-unfinished" in result.stderr


def test_open_opens_the_first_artifact_of_each_article(paper: Path) -> None:
    folder = paper.parent
    (folder / "bin").mkdir()
    opener = folder / "bin" / "xdg-open"
    opener.write_text(f'#!/bin/sh\necho "$1" >> {folder}/opened\n', "utf-8")
    opener.chmod(0o755)
    (folder / "two.md").write_text(paper.read_text("utf-8"), "utf-8")
    path = {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}
    result = dossier("build", "paper.md", "two.md", "--to", "epub,html", "--open", cwd=folder, env=path)
    assert result.returncode == 0, result.stderr
    lines = sorted((folder / "opened").read_text("utf-8").splitlines())
    assert lines == ["build/paper/ebook.epub", "build/two/ebook.epub"]


def test_j_is_jobs(paper: Path) -> None:
    assert dossier("build", paper, "--to", "epub", "-j", "1", cwd=paper.parent).returncode == 0
    assert "-j" in dossier("build", paper, "-j", "0", cwd=paper.parent).stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["watch", "--jobs", "2"], "`dossier watch` has no option --jobs; `dossier build` has it"),
        (["build", "--editon", "deck"], "did you mean --edition?"),
        (["build", "--too", "pdf"], "did you mean --to?"),
        (["check", "--wibble"], "`dossier check` has no option --wibble\n"),
        (["facts", "propose", "x", "--strict"], "`dossier facts propose` has no option --strict; "),
        (["cache", "info", "-j", "2"], "`dossier cache info` has no option -j; `dossier build` has it"),
    ],
)
def test_of_an_option_that_is_none_what_was_meant_is_told(arguments: list[str], words: str) -> None:
    result = dossier(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert words in result.stderr


def test_an_article_that_is_not_there_can_be_begun(tmp_path: Path) -> None:
    result = dossier("check", "suez", cwd=tmp_path)
    assert "`dossier new suez` begins one" in result.stdout
    dossier("new", "nile", "--template", "minimal", cwd=tmp_path)
    assert "did you mean nile?" in dossier("check", "nlie", cwd=tmp_path).stdout
