"""`dossier extract` as a user meets it: where it writes, what it says, and that it never writes half."""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pydyf
import pytest
from click.testing import CliRunner, Result

from pipeline import write
from pipeline.cli import dossier
from pipeline.formats.pdf.attachments import attach
from pipeline.model.source import SourceFile

CLOCK = datetime(2026, 11, 23, tzinfo=UTC)
FILES = (
    SourceFile("article.md", "article", b"---\ntitle: One\ndate: 2026-11-23\n---\n\nText.\n"),
    SourceFile("media/a.svg", "image", b"<svg/>"),
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def briefing(*files: SourceFile, clock: datetime = CLOCK) -> str:
    result = pydyf.PDF()
    result.add_page(pydyf.Dictionary({"Type": "/Page", "Parent": result.pages.reference}))
    attach(result, files or FILES, clock, "en")
    output = io.BytesIO()
    result.write(output)
    Path("briefing.pdf").write_bytes(output.getvalue())
    return "briefing.pdf"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(dossier, ["extract", *arguments])


def read_files(folder: str) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in Path(folder).rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("target", ["new", "deep/er/new", "empty", "."])
def test_the_files_are_written_to_a_new_or_an_empty_folder(target: str) -> None:
    data = briefing()
    Path("empty").mkdir()
    if target == ".":
        os.chdir("empty")
        data = "../briefing.pdf"
    result = run(data, "--to", target)
    assert result.exit_code == 0, result.output
    assert read_files(target) == {file.name: file.data for file in FILES}
    assert Path(target).stat().st_mode & 0o777 == 0o755
    assert not list(Path(target).parent.glob(f"{write.PREFIX}*"))


def test_a_folder_that_holds_something_stays_as_it_is() -> None:
    Path("full").mkdir()
    Path("full/mine.txt").write_text("mine", "utf-8")
    result = run(briefing(), "--to", "full")
    assert result.exit_code == 1
    assert "folder-not-empty" in result.output
    assert "another folder" in result.output
    assert read_files("full") == {"mine.txt": b"mine"}


def test_a_link_in_the_folder_is_not_followed() -> None:
    for name in ("full", "elsewhere"):
        Path(name).mkdir()
    Path("full/media").symlink_to(Path("elsewhere").absolute())
    assert run(briefing(), "--to", "full").exit_code == 1
    Path("dangling").symlink_to(Path("nowhere").absolute())
    assert run(briefing(), "--to", "dangling").exit_code == 1
    assert read_files("elsewhere") == {}
    assert not Path("nowhere").exists()


@pytest.mark.parametrize("there", [False, True])
def test_where_the_disk_is_full_nothing_is_written(monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    data = briefing()
    if there:
        Path("new").mkdir()
    whole, calls = write._write, []

    def failing(path: Path, content: bytes, mode: int) -> None:
        calls.append(path)
        if len(calls) == len(FILES):
            raise OSError(28, "No space left on device")
        whole(path, content, mode)

    monkeypatch.setattr(write, "_write", failing)
    result = run(data, "--to", "new")
    assert result.exit_code == 1
    assert "no space left" in result.output
    assert sorted(path.name for path in Path().iterdir()) == ["briefing.pdf", *(["new"] if there else [])]
    assert not there or read_files("new") == {}


def test_a_pdf_without_an_article_says_so() -> None:
    result = run(briefing(SourceFile("factur-x.xml", "references", b"<x/>")), "--to", "new")
    assert result.exit_code == 1
    assert "no article attached" in result.output
    assert not Path("new").exists()


def test_one_bad_name_among_good_ones_writes_nothing() -> None:
    result = run(briefing(*FILES, SourceFile("../escaped", "image", b"x")), "--to", "new")
    assert result.exit_code == 1
    assert "extract-unsafe" in result.output
    assert [path.name for path in Path().iterdir()] == ["briefing.pdf"]
    assert not Path("../escaped").exists()


@pytest.mark.parametrize(
    ("name", "target", "clock", "words"),
    [
        ("article.md", "new", CLOCK, "dossier build new --to pdf"),
        ("article.md", "a b", CLOCK, "dossier build 'a b' --to pdf"),
        ("paper.md", "new", CLOCK, "dossier build new --to pdf"),
        ("notes.txt", "new", CLOCK, "dossier build new/notes.txt --to pdf"),
        ("README.md", "new", CLOCK, "dossier build new/README.md --to pdf"),
        ("article.md", "taken", CLOCK, "dossier build ./taken --to pdf"),
        ("article.md", "new", datetime(2027, 1, 1, tzinfo=UTC), "SOURCE_DATE_EPOCH=1798761600 dossier"),
    ],
)  # fmt: skip
def test_it_says_how_to_build_the_same_again(name: str, target: str, clock: datetime, words: str) -> None:
    Path("source/taken").mkdir(parents=True)
    Path("source/taken/article.md").write_text("Another.", "utf-8")
    data = briefing(SourceFile(name, "article", FILES[0].data), clock=clock)
    result = run(data, "--to", target)
    assert result.exit_code == 0, result.output
    assert f"again: {words}" in result.output


def test_a_text_in_another_encoding_comes_out_as_it_is() -> None:
    data = "---\r\ntitle: café\r\ndate: 2026-11-23\r\n---\r\n".encode("latin-1")
    result = run(briefing(SourceFile("article.md", "article", data)), "--to", "new")
    assert (result.exit_code, read_files("new")) == (0, {"article.md": data})
    assert "SOURCE_DATE_EPOCH" not in result.output
