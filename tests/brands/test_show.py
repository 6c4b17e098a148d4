"""`dossier brand show` as a house meets it: what it says of the look, and the specimen that it builds."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline import specimen
from pipeline.build_report import Report
from pipeline.checking import check_article
from pipeline.commands import branding
from pipeline.load.article import locate
from pipeline.model.diagnostics import Place, error, warning
from tests.brands.houses import article, project
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


def test_a_brand_with_an_error_is_told_once_at_its_place_and_nothing_is_built(tmp_path: Path) -> None:
    brand = (
        "color:\n  primary: '#ffaa00'\n  primary: red\n"
        "typography:\n  fonts:\n    - {family: Own, source: file, files: [fonts/own.ttf]}\n  base: Own\n"
    )
    article(tmp_path / "source" / "sample", "")
    (tmp_path / "source" / "sample" / "_brand.yml").unlink()
    (tmp_path / "_brand.yml").write_text(brand)
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "own.ttf").write_bytes(b"no font")
    run = dossier("brand", "show", cwd=tmp_path)
    assert run.returncode == 1
    places = re.findall(r"--> (\S+)", run.stderr)
    assert places == ["_brand.yml:3:3", "_brand.yml:6:43"]
    assert run.stderr.count("error[") == run.stderr.count("warning[") == 1
    assert "missing font file" not in run.stderr
    assert run.stdout.splitlines()[-1] == "no specimen was built: mend the errors first"
    assert not (tmp_path / "build").exists()


def test_the_specimen_is_in_the_brand_that_an_article_names(tmp_path: Path) -> None:
    location = article(
        tmp_path / "source" / "sample",
        "color:\n  primary: '#123456'\n",
        **{
            "article.md": "---\ntitle: A title\nbrand: house/campaign.yml\n---\n\n# One\n\nWords.\n",
            "house/campaign.yml": "color:\n  primary: '#d1006c'\n",
        },
    )
    run = dossier("brand", "show", location.slug, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert "#d1006c" in (tmp_path / "build" / "brand" / "article.html").read_text("utf-8")


def test_what_was_built_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "build" / "brand"
    assert branding._outcome(9, 0, folder).startswith("a specimen of all editions is in ")
    assert branding._outcome(7, 2, folder).startswith("a specimen of 7 of 9 editions is in ")
    assert branding._outcome(0, 9, folder) == "no specimen was built"


def test_failures_of_the_specimen_have_no_place_in_a_scratch_folder(tmp_path: Path) -> None:
    scratch_place = Place("/scratch/brand/_brand.yml", 3, 3)
    diagnostics = (
        error("file-unwritable", "no room", scratch_place, "make room"),
        warning("brand-invalid", "bad", scratch_place),
    )
    report = Report("brand", (), diagnostics, (Path("deck.pdf"),))
    [failure] = branding._failures([report], tmp_path)
    assert (failure.code, failure.place) == ("file-unwritable", Place(str(tmp_path)))
