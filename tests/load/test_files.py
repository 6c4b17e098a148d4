"""The files that an article is made of: what belongs to them, and what must not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.load.article import load, locate
from pipeline.model.source import SourceFile
from pipeline.model.stages import Manuscript

SAMPLE = Path("tests/sample")


def article(folder: Path, old: str = "", new: str = "") -> Path:
    """Return a copy of the sample with words of its text replaced."""
    copy = folder / "sample"
    shutil.copytree(SAMPLE, copy)
    text = (copy / "article.md").read_text("utf-8")
    assert old in text
    (copy / "article.md").write_text(text.replace(old, new, 1), "utf-8")
    return copy


def load_manuscript(folder: Path) -> Manuscript:
    loaded_article = load(locate(str(folder), folder))
    assert loaded_article.diagnostics == ()
    return loaded_article.manuscript


def codes_and_lines(folder: Path) -> list[tuple[str, int]]:
    """Return the codes and lines of what loading finds."""
    return [(each.code, each.place.line) for each in load(locate(str(folder), folder)).diagnostics]


def test_all_that_was_read_is_held_as_bytes_and_nothing_else(tmp_path: Path) -> None:
    copy = article(tmp_path)
    for name in ("notes.txt", "draft.md", "figures/unused.yaml", "media/unused.png", "references.bib~"):
        (copy / name).write_bytes(b"private")
    data = (copy / "article.md").read_bytes().replace(b"\n", b"\r\n")
    (copy / "article.md").write_bytes(b"\xef\xbb\xbf" + data)
    files = load_manuscript(copy).files
    assert [(file.name, file.role) for file in files] == [
        ("article.md", "article"),
        ("facts.yaml", "ledger"),
        ("figures/steps.yaml", "figure"),
        ("media/coin.png", "image"),
        ("references.json", "references"),
    ]
    assert all(file.data == (copy / file.name).read_bytes() for file in files)


def test_cover_and_style_belong_to_it_and_one_file_is_held_once(tmp_path: Path) -> None:
    front = "lang: en\ncsl: ./house.csl\nebook:\n  cover: ./media/coin.png\n"
    copy = article(tmp_path, "lang: en\n", front)
    style = (
        b'<?xml version="1.0"?>\r\n'
        b'<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
        b"<info><title>House</title><id>house</id></info>"
        b'<citation><layout><text variable="title"/></layout></citation></style>'
    )
    (copy / "house.csl").write_bytes(style)
    manuscript = load_manuscript(copy)
    names = [file.name for file in manuscript.files]
    assert names.count("media/coin.png") == 1
    assert SourceFile("house.csl", "style", style) in manuscript.files
    # The copy for citeproc is written anew, without the declaration.
    assert manuscript.style == style.decode().partition("\r\n")[2]


def test_a_style_by_name_is_not_the_articles(tmp_path: Path) -> None:
    files = load_manuscript(article(tmp_path, "lang: en\n", "lang: en\ncsl: apa\n")).files
    assert "style" not in {file.role for file in files}


def test_an_article_may_keep_its_files_out(tmp_path: Path) -> None:
    copy = article(tmp_path, "lang: en\n", "lang: en\nbriefing:\n  attach: false\n")
    assert load_manuscript(copy).files == ()


def test_a_name_that_cannot_be_carried_is_told_where_it_stands(tmp_path: Path) -> None:
    copy = article(tmp_path, "(media/coin.png)", "(.media/coin.png)")
    shutil.move(copy / "media", copy / ".media")
    lines = (copy / "article.md").read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if ".media/coin.png" in text)
    assert codes_and_lines(copy) == [("attachment-unsafe", line)]
    assert load(locate(str(copy), copy)).manuscript.files == ()
    text = (copy / "article.md").read_text("utf-8")
    (copy / "article.md").write_text(
        text.replace("lang: en\n", "lang: en\nbriefing:\n  attach: false\n", 1), "utf-8"
    )
    assert codes_and_lines(copy) == []


def test_names_that_differ_only_in_case_cannot_be_carried(tmp_path: Path) -> None:
    copy = article(tmp_path, "(media/coin.png)", "(media/coin.png)\n\n![Again.](media/Coin.png)")
    shutil.copy(copy / "media" / "coin.png", copy / "media" / "Coin.png")
    if len(list((copy / "media").iterdir())) == 1:
        pytest.skip("this file system holds only one of them")
    assert [code for code, _ in codes_and_lines(copy)] == ["attachment-unsafe"]


def test_links_to_elsewhere_are_refused(tmp_path: Path) -> None:
    copy = article(tmp_path)
    for name in ("facts.yaml", "references.json", "media/coin.png"):
        elsewhere = tmp_path / Path(name).name
        shutil.move(copy / name, elsewhere)
        (copy / name).symlink_to(elsewhere)
        manuscript = load(locate(str(copy), copy)).manuscript
        assert "path-unsafe" in [each for each, _ in codes_and_lines(copy)], name
        assert name not in [file.name for file in manuscript.files]


def test_a_style_that_is_not_text_is_told(tmp_path: Path) -> None:
    copy = article(tmp_path, "lang: en\n", "lang: en\ncsl: house.csl\n")
    (copy / "house.csl").write_bytes("<style/>".encode("utf-16"))
    assert codes_and_lines(copy) == [("encoding-invalid", 1)]


def test_a_folder_with_one_markdown_file_is_that_article(tmp_path: Path) -> None:
    shutil.copytree("tests/joss", tmp_path / "x")
    (tmp_path / "x" / "README.md").write_text("About this folder.", "utf-8")
    location = locate(str(tmp_path / "x"), tmp_path)
    assert (location.slug, location.file.name) == ("paper", "paper.md")
    files = load(location).manuscript.files
    assert [file.name for file in files] == ["paper.md", "figure.png", "paper.bib"]


def test_where_an_article_lies_does_not_name_it(tmp_path: Path) -> None:
    titles = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "article.md").write_text("Text without a head.\n", "utf-8")
        titles.add(load(locate(str(tmp_path / name), tmp_path)).manuscript.front.title)
    assert titles == {"article"}


def test_an_image_outside_of_the_folder_is_carried_within_it(tmp_path: Path) -> None:
    copy = article(tmp_path, "(media/coin.png)", "(../img/coin%20a.png)")
    (tmp_path / ".git").mkdir()
    (tmp_path / "img").mkdir()
    shutil.move(copy / "media" / "coin.png", tmp_path / "img" / "coin a.png")
    manuscript = load_manuscript(copy)
    again = tmp_path.parent / f"{tmp_path.name}-again"
    for file in manuscript.files:
        (again / file.name).parent.mkdir(parents=True, exist_ok=True)
        (again / file.name).write_bytes(file.data)
    assert (again / "_parent" / "img" / "coin a.png").is_file()
    assert load_manuscript(again).files == manuscript.files
    assert load_manuscript(again).media == manuscript.media
