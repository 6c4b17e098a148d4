"""A folder of files takes the place of another one whole, and its digest tells each change."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline import write
from pipeline.model.diagnostics import DossierError


def test_a_folder_takes_the_place_of_the_old_one_at_once(tmp_path: Path) -> None:
    path = tmp_path / "site"
    write.replace_folder(path, {"a.html": b"1", "b/c.txt": b"2"})
    assert (path / "b" / "c.txt").read_bytes() == b"2"
    digest = write.digest(path)
    write.replace_folder(path, {"a.html": b"1"})
    assert [each.name for each in path.iterdir()] == ["a.html"]
    assert [each.name for each in tmp_path.iterdir()] == ["site"]
    assert write.digest(path) not in ("", digest)


def test_a_file_gives_way_to_a_folder_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file", "utf-8")
    write.replace_folder(tmp_path / "site", {"a.html": b"1"})
    assert (tmp_path / "site" / "a.html").read_bytes() == b"1"


def test_a_folder_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "site"
    write.replace_folder(path, {"a.html": b"1"})
    monkeypatch.setattr(write, "_write", lambda *arguments: os.stat("/nowhere"))
    with pytest.raises(DossierError):
        write.replace_folder(path, {"a.html": b"2"})
    assert (path / "a.html").read_bytes() == b"1"
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


def test_folders_change_places_where_the_system_has_no_call_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(one: Path, other: Path) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(write, "exchange", refuse)
    for text in (b"1", b"2"):
        write.replace_folder(tmp_path / "site", {"a.html": text})
    assert (tmp_path / "site" / "a.html").read_bytes() == b"2"
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("change", ["content", "name", "more", "less", "link"])
def test_the_digest_of_a_folder_tells_each_change_in_it(tmp_path: Path, change: str) -> None:
    path = tmp_path / "site"
    write.replace_folder(path, {"a": b"1", "b": b"2"})
    digest = write.digest(path)
    match change:
        case "content":
            (path / "a").write_bytes(b"3")
        case "name":
            (path / "a").rename(path / "c")
        case "more":
            (path / "c").write_bytes(b"")
        case "less":
            (path / "a").unlink()
        case "link":
            (path / "a").unlink()
            (path / "a").symlink_to("b")
    assert write.digest(path) != digest
