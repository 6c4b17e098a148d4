"""Which file of those named is the article, and what is said of one that cannot be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.load.article import load, locate
from pipeline.model.diagnostics import Diagnostic, DossierError


def refusal(target: Path) -> Diagnostic:
    with pytest.raises(DossierError) as failure:
        load(locate(str(target), target.parent / "source"))
    (diagnostic,) = failure.value.diagnostics
    return diagnostic


@pytest.mark.parametrize(
    ("names", "file_name"),
    [
        (["notes.md", "paper.md"], "paper.md"),
        (["a.md", "article.md", "paper.md"], "article.md"),
        (["README.md", "thesis.md"], "thesis.md"),
        (["index.qmd", "x.md"], "index.qmd"),
    ],
)
def test_a_folder_is_built_from_its_usual_or_only_text(
    tmp_path: Path, names: list[str], file_name: str
) -> None:
    for name in names:
        (tmp_path / name).write_text("# T\n")
    assert locate(str(tmp_path), tmp_path).file.name == file_name


def test_several_texts_are_listed_with_how_to_name_one(tmp_path: Path) -> None:
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text("# T\n")
    diagnostic = refusal(tmp_path)
    assert diagnostic.message == "the folder holds several Markdown files and no article.md: one.md, two.md"
    assert f"`dossier build {tmp_path}/one.md`" in diagnostic.hint
    assert diagnostic.place.file == str(tmp_path)


def test_a_folder_without_a_text_says_so(tmp_path: Path) -> None:
    (tmp_path / "x.bib").write_text("")
    assert refusal(tmp_path).message == "the folder has no article.md or other Markdown file"
    (tmp_path / "README.md").write_text("# T\n")
    assert refusal(tmp_path).message == "the folder has no article.md but a README"


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("my text.docx", "this is a Word file, not an article", "dossier import"),
        ("x.odt", "this is an OpenDocument text, not an article", "--to source/x"),
        ("x.tex", "this is a LaTeX file, not an article", "dossier import"),
        ("x.pdf", "this is a PDF, not an article", "dossier extract"),
        ("x.doc", "this is an old Word file, not an article", "save it as .docx"),
        ("refs.bib", "this is a bibliography, not an article", "the Markdown file that it belongs to"),
        ("x.json", "this is data, not an article", "the Markdown file"),
        ("x.png", "this is an image, not an article", "the Markdown file"),
        ("passwd", "the name does not end as that of a Markdown file does", "name a Markdown file"),
        ("x.exe", "the name does not end as that of a Markdown file does", ".md"),
    ],
)
def test_a_file_that_is_no_article_is_refused_with_the_way_out(
    tmp_path: Path, name: str, message: str, hint: str
) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 anything")
    diagnostic = refusal(tmp_path / name)
    assert (diagnostic.code, diagnostic.message) == ("article-missing", message)
    assert hint in diagnostic.hint


def test_a_pipe_is_refused_without_being_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.md")
    assert "neither a file nor a folder" in refusal(tmp_path / "x.md").message


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        ("Café".encode("latin-1"), "byte 0xe9 is not UTF-8", "iconv -f WINDOWS-1252 -t UTF-8"),
        ("A text".encode("utf-16"), "the file is in UTF-16", "iconv -f UTF-16 -t UTF-8"),
        (b"\x7fELF\x00\x01\xff\xfe", "this is no text, but a binary file", "name a text file"),
    ],
)
def test_a_text_in_another_encoding_is_told_with_the_way_out(
    tmp_path: Path, data: bytes, message: str, hint: str
) -> None:
    (tmp_path / "x.md").write_bytes(data)
    diagnostic = refusal(tmp_path / "x.md")
    assert (diagnostic.code, diagnostic.message) == ("encoding-invalid", message)
    assert hint in diagnostic.hint


def test_an_empty_file_is_an_article_without_anything(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("")
    loaded_article = load(locate(str(tmp_path / "x.md"), tmp_path))
    assert loaded_article.manuscript.blocks == ()
    assert loaded_article.diagnostics == ()
