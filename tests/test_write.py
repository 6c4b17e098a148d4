"""A path holds the old complete file or the new complete one, whatever fails in between."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import textwrap
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
        write.atomically(target, NEW)
    monkeypatch.undo()
    (found,) = failure.value.diagnostics
    assert found.code == "output-unwritable"
    assert found.place.file == str(target)
    assert found.hint
    assert target.read_bytes() == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["briefing.pdf"]


@pytest.mark.parametrize(("mask", "file", "folder"), [(0o077, 0o600, 0o700), (0o022, 0o644, 0o755)])
def test_what_is_written_is_complete_and_has_the_rights_that_the_user_leaves(
    tmp_path: Path, mask: int, file: int, folder: int
) -> None:
    before = os.umask(mask)
    try:
        write.atomically(tmp_path / "a", NEW)
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
        write.atomically(Path({str(target)!r}), {NEW!r})
    """
    status = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False).returncode
    assert status == -9
    assert target.read_bytes() in (OLD, NEW)
    with write.folder(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["briefing.pdf"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DossierError) as failure, write.folder(tmp_path / "file" / "build"):
        pass
    assert failure.value.diagnostics[0].code == "output-unwritable"


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
    assert other.communicate(timeout=30)[0] == "in\n"
    assert other.returncode == 0
