"""A language is one folder: added to a copy of the pipeline, its rules and words are used at once."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline.checks.registry import CHECKS
from tests.sourcecode import ROOT

PAGE = """
table = "Tabelo"
contents = "Enhavo"
sources = "Fontoj"
return = "Reen al la teksto"
"""
FORM = """
abbreviations = ["UN"]
short-sections = []
small-words = ["de", "la"]
variants = [["reĝo", "reghxo"]]
styles = []
"""
ARTICLE = """---
title: La urbo
lang: eo
date: 2026-01-02
---

# Unu

La reĝo iris al la urbo, kaj la reghxo revenis. La UN kaj la XYZ restis tie dum longa tempo.

| A | B |
|---|---|
| 1 | 2 |

: Du nombroj. {#tbl-a}

Vidu @tbl-a.
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a copy of the pipeline with its styles."""
    for name in ("pipeline", "styles"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "paper.md").write_text(ARTICLE, "utf-8")
    return tmp_path


def run(tree: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "pipeline", *arguments]
    process = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    return process.stdout + process.stderr


def test_a_folder_adds_a_language(tree: Path) -> None:
    before = run(tree, "check", "paper.md", "--format", "short")
    rules_needed = [each for each in CHECKS if each.needs]
    assert f"{len(rules_needed)} checks did not run" in before
    assert "term-inconsistent" not in before
    folder = tree / "pipeline" / "languages" / "eo"
    folder.mkdir()
    (folder / "page.toml").write_text(PAGE, "utf-8")
    (folder / "form.toml").write_text(FORM, "utf-8")
    after = run(tree, "check", "paper.md", "--format", "short")
    others = [each for each in rules_needed if each.needs != ("form",)]
    assert len(others) < len(rules_needed)
    assert f"{len(others)} checks did not run" in after
    assert "reĝo (1×) is elsewhere reghxo (1×)" in after
    assert "undefined abbreviation XYZ" in after
    assert "UN is never" not in after
    run(tree, "build", "paper.md", "--to", "epub", "--out", "out")
    (book,) = (tree / "out").rglob("*.epub")
    with zipfile.ZipFile(book) as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml"))
    assert "Tabelo" in text
    assert "Enhavo" in text


def test_a_folder_with_a_wrong_entry_is_refused_by_its_name(tree: Path) -> None:
    folder = tree / "pipeline" / "languages" / "eo"
    folder.mkdir()
    (folder / "page.toml").write_text('tabel = "Tabelo"\n', "utf-8")
    assert "languages/eo/page.toml: unknown entry `tabel`" in run(tree, "check", "paper.md")
