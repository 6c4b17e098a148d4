"""Files made to harm: one clear finding, soon."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from pipeline.importers import reading
from pipeline.model.diagnostics import DossierError

HOSTILE = {
    "deep.wiki": (b"{{" * 50_000 + b"x", "nesting-too-deep"),
    "links.wiki": (b"[[" * 50_000, "nesting-too-deep"),
    "latin.txt": ("caf\xe9".encode("latin-1"), "encoding-invalid"),
    "nul.txt": (b"= T =\n\x00\x00\x00 text", "import-unreadable"),
    "bidi.txt": ("= T =\nsafe \u202eevil".encode(), "import-unreadable"),
    "empty.txt": (b" \n", "import-unreadable"),
    "box.wiki": (b"{{reflist}}", "import-unreadable"),
    "fake.docx": (b"this is no zip", "import-unreadable"),
    "broken.docx": (b"PK\x03\x04" + b"\x00" * 200, "import-unreadable"),
    "unknown.xyz": (b"text", "import-form-unknown"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_get_one_clear_finding(tmp_path: Path, name: str) -> None:
    data, code = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DossierError) as failure:
        reading.read(path, None, "en")
    assert [each.code for each in failure.value.diagnostics][:1] == [code]


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    path.write_bytes(b"words " * 1_000_000)
    with pytest.raises(DossierError) as failure:
        reading.read(path, None, "en")
    assert failure.value.diagnostics[0].code == "file-too-large"


def test_raw_html_and_unsafe_links_do_not_pass(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<h1>T</h1><p>a <script>alert(1)</script><a href='javascript:x'>b</a></p>", "utf-8")
    imported_article = reading.read(path, None, "en")
    assert "javascript" not in imported_article.body
    assert "script" not in imported_article.body
    assert {each.code for each in imported_article.diagnostics} == {"import-skipped"}


UNREADABLE = {
    "table.wiki": ('== T ==\n\nWords {{cite book|title=x}}.\n\n{| class="wikitable"\n! a\n', 6),
    "reference.wiki": ("Words<ref>{{cite book|title=x}}</ref>.\n\n{|\n|-\n| b {{nbsp}}\n\n\n", 5),
    "list.tex": ("Words.\n\n\\begin{itemize}\n\\item a\n", 4),
    "cells.ipynb": ("{}\n", 0),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_pandoc_refuses_is_told_of_the_file(tmp_path: Path, name: str) -> None:
    text, line = UNREADABLE[name]
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(DossierError) as failure:
        reading.read(path, None, "en")
    diagnostic = failure.value.diagnostics[0]
    assert (diagnostic.code, Path(diagnostic.place.file).name, diagnostic.place.line) == (
        "import-unreadable",
        name,
        line,
    )
    assert diagnostic.hint


@pytest.mark.parametrize(
    ("tag", "lang"),
    [
        ("fr", "fr"),
        ("de_AT", "de-AT"),
        ("<p>en", "en"),
        ("en\ncsl: evil.csl", "en"),
        ("xx: y", "en"),
        ("", "en"),
    ],
)
def test_the_language_of_a_document_is_a_tag_or_left_out(tmp_path: Path, tag: str, lang: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(f'<html lang="{html.escape(tag)}"><h1>T</h1><p>Words.</p></html>', "utf-8")
    imported_article = reading.read(path, None, "en")
    assert imported_article.lang == lang
    assert f"\nlang: {lang}\n" in imported_article.files()["article.md"].decode()
    assert "csl" not in imported_article.files()["article.md"].decode()
    assert bool(imported_article.diagnostics) == (lang == "en" and tag != "")
