"""The one door: what is read of an article's files, and what is refused, whatever a file really is."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.load import door
from pipeline.load.reach import Reach

SECRET = b"what lies outside"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an article's folder with a file, and a secret beside it."""
    own = tmp_path / "paper"
    own.mkdir()
    (own / "a.txt").write_bytes(b"inside")
    (tmp_path / "secret.txt").write_bytes(SECRET)
    return own


def refusal_of(
    path: Path, own: Path | None = None, limit: int = 100, *, strict: bool = False
) -> door.FileError:
    reach = Reach.of(own or path.parent, strict=strict)
    with pytest.raises(door.FileError) as failure:
        door.read(path, reach, limit)
    assert SECRET.decode() not in f"{failure.value.message} {failure.value.hint}"
    return failure.value


def test_a_file_of_the_article_is_read(folder: Path) -> None:
    (folder / "link").symlink_to("a.txt")
    (folder / "empty").touch()
    assert door.read(folder / "a.txt", Reach.of(folder), 6) == b"inside"
    assert door.read(folder / "link", Reach.of(folder, strict=True), 6) == b"inside"
    assert door.read(folder / "empty", Reach.of(folder), 0) == b""


def link_to_file(own: Path) -> None:
    (own / "x").symlink_to(own.parent / "secret.txt")


def link_by_folder(own: Path) -> None:
    (own / "up").symlink_to(own.parent)
    (own / "x").symlink_to("up/secret.txt")


def link_of_links(own: Path) -> None:
    (own / "x").symlink_to("y")
    (own / "y").symlink_to("../secret.txt")


def link_to_environment(own: Path) -> None:
    (own / "x").symlink_to("/proc/self/environ")


def link_to_zeros(own: Path) -> None:
    (own / "x").symlink_to("/dev/zero")


@pytest.mark.parametrize(
    "make", [link_to_file, link_by_folder, link_of_links, link_to_environment, link_to_zeros]
)
def test_a_link_that_leads_out_is_refused(folder: Path, make: Callable[[Path], None]) -> None:
    make(folder)
    file_error = refusal_of(folder / "x")
    assert (file_error.code, file_error.message) == (
        "path-unsafe",
        "the file is a link that leads out of the article's folder",
    )


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listener(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(path))


def circle(path: Path) -> None:
    path.symlink_to(path.name)


def make_dangling(path: Path) -> None:
    path.symlink_to("nothing")


KINDS: dict[str, Callable[[Path], object]] = {
    "a pipe": pipe,
    "a socket": listener,
    "a folder": Path.mkdir,
    "a link that leads nowhere": make_dangling,
}


@pytest.mark.parametrize("words", KINDS)
def test_what_is_no_file_is_told_and_never_waited_for(folder: Path, words: str) -> None:
    KINDS[words](folder / "x")
    file_error = refusal_of(folder / "x")
    assert file_error.code == "file-unreadable"
    assert words in file_error.message


def test_links_in_a_circle_are_told(folder: Path) -> None:
    circle(folder / "x")
    assert "leads nowhere" in refusal_of(folder / "x").message


def test_a_link_to_a_pipe_within_is_a_pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "x").symlink_to("pipe")
    assert "a pipe" in refusal_of(folder / "x").message


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device here")
def test_a_device_is_not_read_even_where_the_command_line_names_it() -> None:
    with pytest.raises(door.FileError, match="a device"):
        door.read(Path("/dev/zero"), None, 100)


@pytest.mark.skipif(not os.path.exists("/proc/self/environ"), reason="no such file system here")
def test_files_of_the_kernel_are_not_read_even_where_the_folder_is_theirs() -> None:
    with pytest.raises(door.FileError, match="changed"):
        door.read(Path("/proc/self/environ"), Reach(Path("/"), Path("/")), 100_000)


@pytest.mark.parametrize("name", ["none", "a.txt/b", "a\0b", "x" * 256, "y/" * 3000 + "z"])
def test_no_such_file(folder: Path, name: str) -> None:
    assert refusal_of(folder / name, folder).code == "file-missing"


def test_a_name_of_255_bytes_is_read(folder: Path) -> None:
    (folder / ("ä" * 127 + "b")).write_bytes(b"long")
    assert door.read(folder / ("ä" * 127 + "b"), Reach.of(folder), 10) == b"long"


def test_twins_that_differ_in_accents_or_capitals_are_each_itself(folder: Path) -> None:
    twins = ["e\u0301.txt", "\u00e9.txt", "E\u0301.txt"]
    for number, name in enumerate(twins):
        (folder / name).write_bytes(b"%d" % number)
    if len(os.listdir(folder)) < 4:
        pytest.skip("this file system takes them for one")
    assert [door.read(folder / name, Reach.of(folder), 10) for name in twins] == [b"0", b"1", b"2"]


def test_no_more_is_read_than_the_kind_may_have(folder: Path) -> None:
    assert refusal_of(folder / "a.txt", limit=5).code == "file-too-large"
    with open(folder / "sparse", "wb") as file:
        file.truncate(1 << 40)
    assert refusal_of(folder / "sparse", limit=5).code == "file-too-large"


def test_hard_links_are_refused_only_where_nobody_vouches_for_the_article(folder: Path) -> None:
    os.link(folder.parent / "secret.txt", folder / "x")
    assert door.read(folder / "x", Reach.of(folder), 100) == SECRET
    assert refusal_of(folder / "x", strict=True).code == "path-unsafe"


def test_a_strict_reach_has_no_repository_and_no_other_folder(folder: Path) -> None:
    (folder.parent / ".git").mkdir()
    secret = folder.parent / "secret.txt"
    assert door.read(secret, Reach.of(folder), 100) == SECRET
    assert refusal_of(secret, folder, strict=True).code == "path-unsafe"
    reach = Reach.of(folder, folder.parent, strict=True)
    with pytest.raises(door.FileError):
        door.read(secret, reach, 100)


def swapped_file(own: Path) -> None:
    (own / "a.txt").unlink()
    (own / "a.txt").symlink_to(own.parent / "secret.txt")


def swapped_for_a_pipe(own: Path) -> None:
    (own / "a.txt").unlink()
    os.mkfifo(own / "a.txt")


def swapped_folder(own: Path) -> None:
    own.rename(own.parent / "moved")
    own.symlink_to(own.parent / "elsewhere")
    (own.parent / "elsewhere").mkdir()
    (own.parent / "elsewhere" / "a.txt").write_bytes(SECRET)


def make_vanished(own: Path) -> None:
    (own / "a.txt").unlink()


@pytest.mark.parametrize("swap", [swapped_file, swapped_for_a_pipe, swapped_folder, make_vanished])
def test_a_file_exchanged_between_the_look_and_the_opening_is_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, swap: Callable[[Path], None]
) -> None:
    reach = Reach.of(folder)
    result = Reach.allows

    def allows(self: Reach, path: Path) -> bool:
        answer = result(self, path)
        swap(folder)
        return answer

    monkeypatch.setattr(Reach, "allows", allows)
    with pytest.raises(door.FileError):
        door.read(folder / "a.txt", reach, 100)


@pytest.mark.parametrize("change", [lambda file: file.write(b"more"), lambda file: file.truncate(2)])
def test_a_file_that_changes_while_it_is_read_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[object], object]
) -> None:
    result = os.read

    def slow(handle: int, size: int) -> bytes:
        data = result(handle, size)
        with open(folder / "a.txt", "r+b") as file:
            file.seek(0, os.SEEK_END)
            change(file)
        return data

    monkeypatch.setattr(os, "read", slow)
    assert refusal_of(folder / "a.txt").code in ("file-unreadable", "file-too-large")


@pytest.mark.parametrize("swap", [swapped_file, swapped_for_a_pipe, make_vanished])
def test_a_file_exchanged_at_the_last_moment_is_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, swap: Callable[[Path], None]
) -> None:
    stat = os.stat

    def late(path: str, **options: object) -> os.stat_result:
        status = stat(path, **options)  # type: ignore[arg-type] # passed on as they are
        if path == "a.txt":
            swap(folder)
        return status

    monkeypatch.setattr(os, "stat", late)
    with pytest.raises(door.FileError):
        door.read(folder / "a.txt", Reach.of(folder), 100)
