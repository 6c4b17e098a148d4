"""A process in a sandbox: what it can no longer open, reach, start or see."""

from __future__ import annotations

import ctypes
import errno
import multiprocessing
import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from pipeline import child, sandbox, supervision, syscalls
from pipeline.bounds import STRICT
from pipeline.model.diagnostics import Severity

FILES = pytest.mark.skipif(not sandbox.landlock(), reason="this kernel has no Landlock")
CALLS = pytest.mark.skipif(not syscalls.is_filterable(), reason="no filter is written for this machine")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's own sandbox is Linux's")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with an article, a folder to write, one for temporary files, and a secret."""
    for name in ("article", "out", "temporary"):
        (tmp_path / name).mkdir()
    (tmp_path / "article" / "article.md").write_text("words")
    (tmp_path / "secret").write_text("secret")
    return tmp_path


def inside(place: Path, attempt: Callable[[], object]) -> str:
    """Return what comes of an attempt in a sandbox: `done`, or the words of the system's refusal."""

    def job(tell: child.Tell) -> str:
        try:
            attempt()
        except OSError as failure:
            return errno.errorcode[failure.errno or 0]
        return "done"

    cell = sandbox.Sandbox((place / "article",), (place / "out",))
    return child.run(job, STRICT, lambda step: None, place / "temporary", cell)


@LINUX
def test_the_bound_of_memory_is_beyond_what_the_parent_has(place: Path) -> None:
    size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()

    def attempt() -> None:
        if resource.getrlimit(resource.RLIMIT_AS)[0] < STRICT.memory + size // 2:
            raise OSError(errno.ENOMEM, "what is there already counts")

    assert inside(place, attempt) == "done"


def status(*command: str) -> None:
    if subprocess.run(command, capture_output=True, check=False).returncode:
        raise PermissionError(errno.EACCES, "the program was refused")


def find_program(name: str) -> str:
    return next(path for path in (f"/usr/bin/{name}", f"/bin/{name}") if os.path.exists(path))


@LINUX
def test_an_article_and_its_tools_are_there(place: Path) -> None:
    for attempt in (
        (place / "article" / "article.md").read_text,
        partial(os.listdir, place / "article"),
        partial((place / "out" / "briefing.pdf").write_text, "x"),
        partial((place / "temporary" / "part").write_text, "x"),
        partial(os.replace, place / "out" / "briefing.pdf", place / "out" / "other.pdf"),
        partial(status, find_program("cat"), str(place / "article" / "article.md")),
        partial(status, sys.executable, "-I", "-c", "import lxml, pikepdf"),
        multiprocessing.get_context("fork").Lock,
        partial(open, "/dev/null", "w"),
    ):
        assert inside(place, attempt) == "done", attempt


@FILES
@pytest.mark.parametrize(
    "attempt",
    [
        lambda place: (place / "secret").read_text(),
        lambda place: os.listdir(place),
        lambda place: (place / "article" / "article.md").write_text("x"),
        lambda place: (place / "article" / "new").touch(),
        lambda place: os.unlink(place / "article" / "article.md"),
        lambda place: (place / "new").touch(),
        lambda place: os.symlink(place / "secret", place / "out" / "link"),
        lambda place: os.mkfifo(place / "out" / "pipe"),
        lambda place: os.truncate(place / "article" / "article.md", 0),
        lambda place: Path("/etc/passwd").read_bytes(),
        lambda place: Path("/proc/self/environ").read_bytes(),
        lambda place: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
        lambda place: os.listdir(Path.cwd()) if Path.cwd() != supervision_root() else fail(),
        lambda place: status(find_program("cat"), str(place / "secret")),
        lambda place: status(find_program("sh"), "-c", f"echo x > {place}/new"),
        lambda place: (place / "article" / "link").read_text(),
    ],
)
def test_no_other_file_is_opened(place: Path, attempt: Callable[[Path], object]) -> None:
    (place / "article" / "link").symlink_to(place / "secret")
    assert inside(place, lambda: attempt(place)) in ("EACCES", "EXDEV")
    assert (place / "article" / "article.md").read_text() == "words"


def supervision_root() -> Path:
    """Return the folder in which Python finds the pipeline: its names may be listed."""
    return Path(supervision.__file__).parents[1]


def fail() -> None:
    raise PermissionError(errno.EACCES, "not tried here")


@CALLS
@pytest.mark.parametrize(
    "attempt",
    [
        lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        lambda: socket.socket(socket.AF_INET6),
        lambda: socket.socket(socket.AF_UNIX),
        lambda: socket.create_connection(("127.0.0.1", 9)),
        lambda: syscalls.call(425, 1, 0),
        lambda: status(sys.executable, "-I", "-c", "import socket; socket.socket()"),
    ],
)
def test_nothing_is_reached(place: Path, attempt: Callable[[], object]) -> None:
    assert inside(place, attempt) in ("EPERM", "EACCES")


@CALLS
def test_calls_of_another_kind_of_the_machine_are_refused(place: Path) -> None:
    number = 41 | 0x40000000  # `socket` of the x32 interface
    assert inside(place, lambda: syscalls.call(number, socket.AF_INET, socket.SOCK_STREAM, 0)) in (
        "EPERM",
        "ENOSYS",
    )


@pytest.mark.skipif(sandbox.landlock() < 6, reason="this kernel does not bound signals")
def test_no_other_process_is_signalled(place: Path) -> None:
    parent = os.getpid()
    assert inside(place, lambda: os.kill(parent, signal.SIGCONT)) == "EPERM"


@LINUX
def test_no_right_comes_back(place: Path) -> None:
    def rights() -> None:
        prctl = ctypes.CDLL(None).prctl
        if prctl(39, 0, 0, 0, 0) != 1:  # PR_GET_NO_NEW_PRIVS
            raise PermissionError(errno.EACCES, "a program may have more rights than this one")

    assert inside(place, rights) == "done"


@LINUX
def test_the_environment_is_forgotten_also_where_the_kernel_shows_it(place: Path) -> None:
    code = """
import sys, os, time
from pathlib import Path
from pipeline import child, sandbox
from pipeline.bounds import STRICT

def job(tell):
    tell(str(os.getpid()))
    while not (folder / "seen").exists():
        time.sleep(0.01)
    return dict(os.environ)

def hear(process):
    print(Path(f"/proc/{process}/environ").read_bytes().strip(b"\\0"))
    (folder / "seen").touch()

folder = Path(sys.argv[1])
print(sorted(child.run(job, STRICT, hear, folder, sandbox.Sandbox(())).items()))
"""
    own = {**os.environ, "TOKEN": "canary", "GITHUB_TOKEN": "canary", "SOURCE_DATE_EPOCH": "5"}
    ran = subprocess.run(
        [sys.executable, "-c", code, str(place / "temporary")],
        env=own, capture_output=True, text=True, check=True, cwd=supervision_root(),
    )  # fmt: skip
    result, text = ran.stdout.splitlines()
    assert result == "b''"
    assert "canary" not in text
    assert "('SOURCE_DATE_EPOCH', '5')" in text
    assert f"('HOME', '{place / 'temporary'}')" in text


@LINUX
def test_nothing_else_that_is_open_is_handed_on(place: Path) -> None:
    with open(place / "secret") as secret:
        assert inside(place, lambda: os.read(secret.fileno(), 1)) == "EBADF"


def test_a_tool_is_no_whole_disk_and_no_home() -> None:
    tools = sandbox.tools()
    assert Path("/") not in tools
    assert not any(Path.home().resolve().is_relative_to(tool) for tool in tools)


def test_what_a_machine_lacks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "landlock", lambda: 0)
    monkeypatch.setattr(syscalls, "is_filterable", lambda: False)
    diagnostics = supervision.sandbox_warnings()
    assert [(each.code, each.severity) for each in diagnostics] == [("sandbox-missing", Severity.WARNING)] * 2
    assert "Landlock" in diagnostics[0].message
    assert "seccomp" in diagnostics[1].message


@CALLS
def test_the_network_is_shut_also_where_files_are_not_bounded(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "landlock", lambda: 0)
    assert inside(place, (place / "secret").read_text) == "done"
    assert inside(place, socket.socket) == "EPERM"


@FILES
def test_what_cannot_be_given_up_ends_the_process(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise OSError(errno.EINVAL, "no")

    monkeypatch.setattr(sandbox, "_restrict", fail)
    with pytest.raises(child.ProcessCrash):
        inside(place, (place / "secret").read_text)
