"""A path holds the old complete file or the new complete one, whatever fails in between."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import write
from pipeline.model.diagnostics import DossierError

OLD, NEW = b"old" * 1000, b"new" * 2000


@pytest.mark.parametrize("call", ["fsync", "replace", "fdopen", "fchmod"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_failed_write_keeps_the_old_file_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    target = tmp_path / "briefing.pdf"
    target.write_bytes(OLD)

    def fail(*args: object, **kwargs: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(DossierError) as failure:
        write.write_atomically(target, NEW)
    monkeypatch.undo()
    (diagnostic,) = failure.value.diagnostics
    assert diagnostic.code == "output-unwritable"
    assert diagnostic.place.file == str(target)
    assert diagnostic.hint
    assert target.read_bytes() == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["briefing.pdf"]


@pytest.mark.parametrize(("mask", "file", "folder"), [(0o077, 0o600, 0o700), (0o022, 0o644, 0o755)])
def test_what_is_written_is_complete_and_has_the_rights_that_the_user_leaves(
    tmp_path: Path, mask: int, file: int, folder: int
) -> None:
    before = os.umask(mask)
    try:
        write.write_atomically(tmp_path / "a", NEW)
        write.new_folder(tmp_path / "new", {"b/c": NEW})
    finally:
        os.umask(before)
    assert (tmp_path / "a").read_bytes() == NEW
    modes = [
        path.stat().st_mode & 0o777 for path in (tmp_path / "a", tmp_path / "new", tmp_path / "new" / "b")
    ]
    assert modes == [file, folder, folder]
    assert (tmp_path / "new" / "b" / "c").stat().st_mode & 0o777 == file


@pytest.mark.parametrize("count", range(1, 6))
def test_a_killed_build_leaves_an_old_or_a_new_file_and_the_next_clears_up(
    tmp_path: Path, count: int
) -> None:
    target = tmp_path / "briefing.pdf"
    target.write_bytes(OLD)
    script = f"""
        import os, signal
        from pathlib import Path
        from pipeline import write
        left = {count}
        def counted(real):
            def call(*args, **kwargs):
                global left
                left -= 1
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*args, **kwargs)
            return call
        for name in ("fdopen", "fchmod", "fsync", "replace", "open"):
            setattr(os, name, counted(getattr(os, name)))
        write.write_atomically(Path({str(target)!r}), {NEW!r})
    """
    status = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False).returncode
    assert status == -9
    assert target.read_bytes() in (OLD, NEW)
    with write.folder(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["briefing.pdf"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for hold in (write.folder, write.reserve):
        with pytest.raises(DossierError) as failure, hold(tmp_path / "file" / "build"):
            pass
        (diagnostic,) = failure.value.diagnostics
        assert (diagnostic.code, diagnostic.place.file) == (
            "output-unwritable",
            str(tmp_path / "file" / "build"),
        )


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    script = textwrap.dedent(f"""
        from pathlib import Path
        from pipeline import write
        with write.folder(Path({str(tmp_path)!r})):
            print("in", flush=True)
    """)
    with write.folder(tmp_path):
        other = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(timeout=1.5)
    assert other.communicate(timeout=600)[0] == "in\n"
    assert other.returncode == 0


def test_a_build_says_that_it_waits_before_it_waits(tmp_path: Path) -> None:
    handle = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    notice = threading.Event()

    def work() -> None:
        with write.folder(tmp_path, notice.set):
            pass

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    assert notice.wait(timeout=600)
    assert thread.is_alive()
    os.close(handle)
    thread.join(timeout=600)
    assert not thread.is_alive()


def test_a_build_that_need_not_wait_does_not_say_so(tmp_path: Path) -> None:
    waits: list[str] = []
    with write.folder(tmp_path / "a" / "b", lambda: waits.append("x")):
        assert (tmp_path / "a" / "b").is_dir()
    assert waits == []


def test_only_what_builds_left_is_cleared_away(tmp_path: Path) -> None:
    names = [".dossier-x.part", ".dossier-x", "x.part", "briefing.pdf"]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    with write.folder(tmp_path):
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names[1:])


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755])
def test_a_file_of_the_author_keeps_its_rights(tmp_path: Path, mode: int) -> None:
    target = tmp_path / "facts.yaml"
    target.write_bytes(OLD)
    target.chmod(mode)
    write.rewrite(target, NEW)
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (NEW, mode)


@pytest.mark.parametrize(("mask", "mode"), [(0o027, 0o640), (0, 0o666)])
def test_a_new_file_of_the_author_has_the_rights_that_the_user_leaves(
    tmp_path: Path, mask: int, mode: int
) -> None:
    before = os.umask(mask)
    try:
        write.rewrite(tmp_path / "facts.yaml", NEW)
    finally:
        os.umask(before)
    assert (tmp_path / "facts.yaml").stat().st_mode & 0o777 == mode


def test_what_a_link_leads_to_is_written_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_bytes(OLD)
    (tmp_path / "facts.yaml").symlink_to("real.yaml")
    write.rewrite(tmp_path / "facts.yaml", NEW)
    assert (tmp_path / "facts.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_bytes() == NEW


def test_a_file_of_the_author_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(DossierError) as failure:
        write.rewrite(tmp_path / "nowhere" / "facts.yaml", NEW)
    (diagnostic,) = failure.value.diagnostics
    assert (diagnostic.code, diagnostic.message) == (
        "output-unwritable",
        "the file cannot be written: no such file or directory",
    )


@pytest.mark.parametrize("is_filled", [True, False])
def test_a_folder_for_another_process_goes_where_it_holds_nothing(tmp_path: Path, is_filled: bool) -> None:
    folder = tmp_path / "a" / "out"
    if is_filled:
        folder.mkdir(parents=True)
    with write.reserve(folder):
        assert folder.is_dir()
        if is_filled:
            (folder / "x").write_bytes(b"x")
    assert folder.exists() == is_filled
    assert folder.parent.is_dir()


def test_a_folder_for_another_process_is_no_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    for path in (tmp_path / "out", tmp_path / "out" / "deeper"):
        with pytest.raises(DossierError) as failure, write.reserve(path):
            pass
        assert failure.value.diagnostics[0].code == "path-unsafe"
    assert list((tmp_path / "real").iterdir()) == []


FILES = {"b.md": b"b", "a/d/e.md": b"e", "a/c.md": b"c"}


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("exists", [True, False])
def test_a_new_folder_holds_all_files_and_nothing_else(tmp_path: Path, exists: bool) -> None:
    target = tmp_path / "w" / "x" / "new"
    if exists:
        target.mkdir(parents=True)
    write.new_folder(target, FILES)
    assert contents(target) == FILES
    assert [path.name for path in target.parent.iterdir()] == ["new"]
    assert sorted(path.name for path in target.iterdir()) == ["a", "b.md"]


@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize("count", range(1, 6))
def test_a_new_folder_that_cannot_be_filled_holds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exists: bool, count: int
) -> None:
    target = tmp_path / "new"
    if exists:
        target.mkdir()
    calls = 0

    def failing(real: Callable[..., None]) -> Callable[..., None]:
        def call(*arguments: object, **options: object) -> None:
            nonlocal calls
            calls += 1
            if calls == count:
                raise OSError(errno.ENOSPC, "no space")
            real(*arguments, **options)

        return call

    for name in ("replace", "rename"):
        monkeypatch.setattr(os, name, failing(getattr(os, name)))
    result = count > (5 if exists else 4)  # three files are written, then a folder or two entries moved
    if result:
        write.new_folder(target, FILES)
    else:
        with pytest.raises(DossierError) as failure:
            write.new_folder(target, FILES)
        assert failure.value.diagnostics[0].code == "output-unwritable"
    monkeypatch.undo()
    assert (contents(target) if target.exists() else {}) == (FILES if result else {})
    assert [path.name for path in tmp_path.iterdir() if path != target] == []


def test_a_long_name_is_told_as_far_as_it_is_of_use(tmp_path: Path) -> None:
    with pytest.raises(DossierError) as failure:
        write.new_folder(tmp_path / "new", {f"../{'x' * 200}": b"x"})
    assert f"`../{'x' * 77}`" in failure.value.diagnostics[0].message


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "a\\x", ""])
def test_a_new_folder_has_no_file_outside(tmp_path: Path, name: str) -> None:
    with pytest.raises(DossierError) as failure:
        write.new_folder(tmp_path / "new", {"good": b"x", name: b"x"})
    assert failure.value.diagnostics[0].code == "path-unsafe"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_anything_in_it_is_not_filled(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_bytes(b"x")
    with pytest.raises(DossierError) as failure:
        write.new_folder(tmp_path, FILES)
    assert failure.value.diagnostics[0].code == "folder-not-empty"
    assert contents(tmp_path) == {".hidden": b"x"}


def test_a_file_is_written_beside_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders: list[Path] = []

    def rename(old: str, new: Path) -> None:
        folders.append(Path(old).parent)
        os.rename(old, new)

    monkeypatch.setattr("pipeline.write.os.replace", rename)
    write.write_atomically(tmp_path / "a.pdf", NEW)
    assert folders == [tmp_path]


def test_a_folder_that_has_no_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(OLD)
    with pytest.raises(DossierError) as failure:
        write.new_folder(tmp_path / "file" / "inner", {"a": NEW})
    assert [each.code for each in failure.value.diagnostics] == ["output-unwritable"]
