"""`dossier brand show` as a house meets it: what it says of the look, and the specimen that it builds."""

from __future__ import annotations

from pathlib import Path

from pipeline import specimen
from pipeline.checking import check_article
from pipeline.load.article import locate
from tests.brands.houses import project
from tests.command import dossier


def test_the_look_of_a_project_is_told_and_shown(tmp_path: Path) -> None:
    project(tmp_path, "newsroom")
    run = dossier("brand", "show", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    lines = [" ".join(line.split()) for line in run.stdout.splitlines()]
    assert lines[0] == "The Daily Ledger https://daily-ledger.example"
    assert "accent #d1006c 5.3 to 1 on paper _brand.yml:30:5" in lines
    assert "grey-2 #c6c6c7 mixed of these" in lines
    assert "text Open Sans OpenSans-Variable.ttf" in lines
    assert "small for dark grounds 48 by 48 The Daily Ledger" in lines
    files = {path.name for path in (tmp_path / "build" / "brand").iterdir()}
    assert {"briefing.pdf", "ebook.epub", "deck.html", "deck.pptx", "deck.pdf", "article.html"} <= files
    assert "#d1006c" in (tmp_path / "build" / "brand" / "article.html").read_text("utf-8")
    assert "brand show --open" in lines[-1]


def test_the_look_of_an_article_that_has_faults_is_told_with_them(tmp_path: Path) -> None:
    project(tmp_path, "ministry")
    brand = tmp_path / "source" / "sample" / "_brand.yml"
    brand.write_text("color:\n  primary: '#ffaa00'\n  secondry: red\n")
    run = dossier("brand", "show", "sample", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert "accent #ffaa00 1.9 to 1 on paper (low)" in " ".join(run.stdout.split())
    assert "source/sample/_brand.yml:3:3" in run.stderr
    assert "did you mean `secondary`?" in run.stderr


def test_the_specimen_has_no_finding(tmp_path: Path) -> None:
    for name, data in specimen.files().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert check_article(locate(str(tmp_path), tmp_path)).diagnostics == ()
