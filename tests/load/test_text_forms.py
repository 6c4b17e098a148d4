"""Text files of any system: encodings, line ends, what cannot be seen; the article that a target means."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load import article, text
from pipeline.load.reach import Reach
from pipeline.model.diagnostics import DossierError


def write(folder: Path, data: bytes, name: str = "a.md") -> Path:
    (folder / name).write_bytes(data)
    return folder / name


@pytest.mark.parametrize(
    ("data", "result"),
    [
        (b"a\nb", "a\nb"),
        (b"a\r\nb\rc\r\r\nd", "a\nb\nc\n\nd"),
        ("a\u2028b\u2029c".encode(), "a\nb\nc"),
        (b"\xef\xbb\xbfa", "a"),
        ("é\n".encode(), "é\n"),
        (b"", ""),
    ],
)
def test_line_ends_are_one(tmp_path: Path, data: bytes, result: str) -> None:
    path = write(tmp_path, data)
    source, diagnostics = text.read_text(path, Reach.of(tmp_path))
    assert (source.text, source.data, diagnostics) == (result, data, ())
    assert text.read_foreign_text(path, Reach.of(tmp_path))[0].text == result


@pytest.mark.parametrize(
    ("data", "line", "column", "words", "hint"),
    [
        (b"ab\xe9", 1, 3, "byte 0xe9 is not UTF-8", "iconv -f WINDOWS-1252 -t UTF-8"),
        (b"a\nb\n\nc\x80", 4, 2, "byte 0x80 is not UTF-8", "iconv -f WINDOWS-1252 -t UTF-8"),
        (b"\xff\xfea\0", 1, 1, "UTF-16", "iconv -f UTF-16 -t UTF-8"),
        (b"\xfe\xff\0a", 1, 1, "UTF-16", "iconv -f UTF-16 -t UTF-8"),
        (b"\0\xe9", 1, 2, "binary file", "name a text file"),
    ],
)
def test_a_text_that_is_not_utf_8_is_told_at_its_first_byte(
    tmp_path: Path, data: bytes, line: int, column: int, words: str, hint: str
) -> None:
    with pytest.raises(DossierError) as failure:
        text.read_text(write(tmp_path, data), None)
    (diagnostic,) = failure.value.diagnostics
    assert (diagnostic.place.line, diagnostic.place.column) == (line, column)
    assert words in diagnostic.message
    assert hint in diagnostic.hint


def test_what_cannot_be_seen_is_told_each_time_at_its_place(tmp_path: Path) -> None:
    path = write(tmp_path, "a\u202eb\n\x00\tc\ufeff\n\x7f".encode())
    source, diagnostics = text.read_text(path, Reach.of(tmp_path))
    assert [(each.place.line, each.place.column) for each in diagnostics] == [(1, 2), (2, 1), (2, 4), (3, 1)]
    assert [each.message.split()[2] for each in diagnostics] == ["U+202E", "U+0000", "U+FEFF", "U+007F"]
    assert source.text.count("\n") == 2


@pytest.mark.parametrize(
    ("data", "result", "lines"),
    [
        (b"a\nb\xe9", "a\nbé", [2]),
        (b"a\x81\xe9", "a\x81é", [1]),
        ("é".encode("utf-16"), "é", []),
        ("a\ufeff\x01b".encode(), "ab", [1]),
        (b"\xe9\n\x01", "é\n", [1, 2]),
    ],
)
def test_texts_of_other_programs_are_read_in_whatever_encoding(
    tmp_path: Path, data: bytes, result: str, lines: list[int]
) -> None:
    source, diagnostics = text.read_foreign_text(write(tmp_path, data), Reach.of(tmp_path))
    assert source.text.replace("\x81", "") == result.replace("\x81", "")
    assert [each.place.line for each in diagnostics][: len(lines)] == lines
    assert {each.code for each in diagnostics} <= {"bibliography-character"}


def test_what_begins_as_utf_16_and_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="not UTF-16"):
        text.read_foreign_text(write(tmp_path, b"\xff\xfea"), Reach.of(tmp_path))


def test_paths_are_shown_from_the_working_folder_and_typed_as_a_shell_takes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert text.display_path(tmp_path / "a" / "b.md") == "a/b.md"
    assert text.display_path(Path("/x/y.md")) == "/x/y.md"
    assert text.display_path(Path("a\udcff.md")) == "a\ufffd.md"
    assert [text.argument(Path(name)) for name in ("a.md", "-a.md", "a b.md")] == [
        "a.md",
        "./-a.md",
        "'a b.md'",
    ]


@pytest.mark.parametrize(
    ("target", "slug", "name"),
    [
        ("source/one", "one", "article.md"),
        ("one", "one", "article.md"),
        ("source/one/article.md", "one", "article.md"),
        ("source/two", "two-words", "paper.md"),
        ("source/two/Two_Words.md", "two-words", "Two_Words.md"),
        ("source/Größe & Co.md", "größe-co", "Größe & Co.md"),
        ("source/---.md", "article", "---.md"),
        (f"source/{'x' * 90}.md", "x" * 80, f"{'x' * 90}.md"),
    ],
)
def test_the_article_that_a_target_means(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, slug: str, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for each in ("source/one/article.md", "source/two/Two_Words.md", target):
        path = tmp_path / (each if each.endswith(".md") else f"{each}/{name}")
        if each == target and not target.startswith("source/"):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    if target == "source/two":
        (tmp_path / "source/two/paper.md").rename(tmp_path / "source/two/readme.md")
        slug, name = "two-words", "Two_Words.md"
    location = article.locate(target, Path("source"))
    assert (location.slug, location.file.name) == (slug, name)
    assert location.file.is_file()


def test_several_files_are_one_article_from_the_folder_that_holds_them(tmp_path: Path) -> None:
    for name in ("a/one.md", "a/b/two.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    names = [str(tmp_path / name) for name in ("a/b/two.md", "a/one.md")]
    location = article.locate_together(names, tmp_path, "A title of it")
    assert (location.slug, location.root, location.title) == (
        "a-title-of-it",
        tmp_path / "a",
        "A title of it",
    )
    assert (location.file.name, [each.name for each in location.others]) == ("two.md", ["one.md"])
    single = article.locate_together(names[:1], tmp_path, "T")
    assert (single.slug, single.title, single.others) == ("two", "T", ())
