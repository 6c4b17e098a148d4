"""Standard streams as scripts leave them: closed, full, read no further, in an encoding of long ago."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # begun first

ROOT = Path(__file__).parent.parent
TEXT = "---\ntitle: É漢\n---\n\n# É漢\n\nWords that **nobody closed.\n"


def shell(line: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of a shell in which `dossier` is the command."""
    command = f'dossier() {{ "{sys.executable}" -m pipeline "$@"; }}; {line}'
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(["bash", "-c", command], cwd=folder, env=env, capture_output=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with an article in it."""
    (tmp_path / "a.md").write_text(TEXT, "utf-8")
    return tmp_path


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("command", ["check a.md", "styles", "--help", "dump a.md"])
def test_an_output_that_is_full_is_told_as_that(folder: Path, command: str) -> None:
    process = shell(f"dossier {command} > /dev/full", folder)
    assert process.returncode == 1
    assert process.stderr == b"error: the output cannot be written: no space left on device\n"


@pytest.mark.parametrize("redirection", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_neither_stop_a_check_nor_take_a_files_place(folder: Path, redirection: str) -> None:
    process = shell(f"dossier check a.md {redirection}", folder)
    assert process.returncode == 0
    assert b"fault" not in process.stderr
    process = shell(f"dossier facts strip a.md --output b.md {redirection}", folder)
    assert process.returncode == 0
    assert (folder / "b.md").read_text("utf-8") == TEXT


@pytest.mark.parametrize("command", ["styles", "check a.md", "dump a.md"])
def test_a_reader_that_has_gone_ends_the_command_without_a_word(folder: Path, command: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)  # before the command starts: whether it writes first is no matter of time
    arguments = [sys.executable, "-m", "pipeline", *command.split()]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.run(
        arguments, cwd=folder, env=env, stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert process.returncode == 128 + signal.SIGPIPE
    assert process.stderr == b""


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_letters_that_an_encoding_lacks_are_escaped(folder: Path, encoding: str) -> None:
    process = shell("dossier check a.md --format short", folder, PYTHONIOENCODING=encoding)
    assert process.returncode == 0
    assert rb"\u6f22" in process.stdout
    assert process.stderr == b""


def test_a_name_that_is_no_text_is_told_and_built(folder: Path) -> None:
    name = os.fsencode(folder) + b"/n\xff.md"
    try:
        Path(os.fsdecode(name)).write_text(TEXT, "utf-8")
    except OSError:
        pytest.skip("this file system takes only names that are text")
    for form in ("text", "short", "json", "sarif", "github"):
        process = shell(f"dossier check n*.md --format {form}", folder, PYTHONIOENCODING="utf-8:strict")
        assert process.returncode == 0, process.stderr
        assert b"attachment-unsafe" in process.stdout
    process = shell("dossier build n*.md --to html", folder)
    assert process.returncode == 0, process.stderr
    assert (folder / "build" / "n" / "deck.html").is_file()
