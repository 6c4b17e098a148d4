"""A folder of files takes the place of another one whole, and its digest tells each change."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline import own_files, write
from pipeline.model.diagnostics import DossierError


def test_a_folder_takes_the_place_of_the_old_one_at_once(tmp_path: Path) -> None:
    path = tmp_path / "site"
    write.replace_folder(path, {"a.html": b"1", "b/c.txt": b"2"})
    assert (path / "b" / "c.txt").read_bytes() == b"2"
    digest = write.digest(path)
    write.replace_folder(path, {"a.html": b"1"})
    assert {each.name for each in path.iterdir()} == {"a.html", own_files.LIST}
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


@pytest.mark.parametrize("change", ["content", "name", "less", "link", "list"])
def test_the_digest_of_a_folder_tells_each_change_in_it(tmp_path: Path, change: str) -> None:
    path = tmp_path / "site"
    write.replace_folder(path, {"a": b"1", "b": b"2"})
    digest = write.digest(path)
    match change:
        case "content":
            (path / "a").write_bytes(b"3")
        case "name":
            (path / "a").rename(path / "c")
        case "list":
            (path / own_files.LIST).write_bytes(b"a\n")
        case "less":
            (path / "a").unlink()
        case "link":
            (path / "a").unlink()
            (path / "a").symlink_to("b")
    assert write.digest(path) != digest


def test_the_digest_of_a_folder_follows_no_link_to_another(tmp_path: Path) -> None:
    path = tmp_path / "site"
    write.replace_folder(path, {"a/b": b"1"})
    digest = write.digest(path)
    (path / "a").rename(tmp_path / "elsewhere")
    (path / "a").symlink_to("../elsewhere")
    assert write.digest(path) != digest


@pytest.mark.parametrize("can_link", [True, False])
def test_what_others_put_into_a_folder_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_link: bool
) -> None:
    if not can_link:
        monkeypatch.setattr(os, "link", lambda *arguments, **options: os.stat("/nowhere"))
    path = tmp_path / "site"
    write.replace_folder(path, {"a.html": b"1", "old.html": b"1", "part/old.html": b"1", "gone/x": b"1"})
    digest = write.digest(path)
    (path / ".git" / "refs").mkdir(parents=True)
    for name in ("CNAME", ".nojekyll", "part/mine.txt", ".git/HEAD"):
        (path / name).write_text(name, "utf-8")
    assert write.digest(path) == digest
    for text in (b"2", b"3"):
        write.replace_folder(path, {"a.html": text})
    files = {str(each.relative_to(path)) for each in path.rglob("*") if each.is_file()}
    assert files == {"a.html", own_files.LIST, "CNAME", ".nojekyll", "part/mine.txt", ".git/HEAD"}
    assert (path / ".git" / "refs").is_dir()
    assert not (path / "gone").exists()
    assert (path / "part" / "mine.txt").read_text("utf-8") == "part/mine.txt"
    assert (path / "a.html").read_bytes() == b"3"
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


def test_links_and_other_things_are_neither_followed_nor_kept(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key").write_text("key", "utf-8")
    path = tmp_path / "site"
    write.replace_folder(path, {"a.html": b"1"})
    (path / "folder").symlink_to("../secret")
    (path / "file").symlink_to("../secret/key")
    os.mkfifo(path / "pipe")
    write.replace_folder(path, {"a.html": b"2"})
    assert {each.name for each in path.iterdir()} == {"a.html", own_files.LIST}
    assert (tmp_path / "secret" / "key").read_text("utf-8") == "key"


@pytest.mark.parametrize(("mine", "new"), [("b.html", "b.html"), ("b.html/x", "b.html"), ("b", "b/c.html")])
def test_a_file_of_others_gives_way_to_no_new_one(tmp_path: Path, mine: str, new: str) -> None:
    path = tmp_path / "site"
    write.replace_folder(path, {"a.html": b"1"})
    (path / mine).parent.mkdir(exist_ok=True)
    (path / mine).write_bytes(b"mine")
    with pytest.raises(DossierError) as failure:
        write.replace_folder(path, {"a.html": b"2", new: b"2"})
    assert str(path / mine.split("/")[0]) in failure.value.diagnostics[0].place.file
    assert (path / mine).read_bytes() == b"mine"
    assert (path / "a.html").read_bytes() == b"1"
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


def test_a_folder_without_a_list_keeps_what_has_no_new_name(tmp_path: Path) -> None:
    path = tmp_path / "site"
    path.mkdir()
    (path / "a.html").write_bytes(b"1")
    (path / "CNAME").write_bytes(b"1")
    write.replace_folder(path, {"a.html": b"2"})
    assert (path / "a.html").read_bytes() == b"2"
    assert (path / "CNAME").read_bytes() == b"1"


def test_files_of_others_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "site"
    write.replace_folder(path, {"a.html": b"1"})
    for name in "bcd":
        (path / name).write_bytes(b"")
    monkeypatch.setattr(own_files, "MOST_OTHERS", 2)
    with pytest.raises(DossierError, match="more than 2 files"):
        write.replace_folder(path, {"a.html": b"2"})
    assert (path / "a.html").read_bytes() == b"1"
