"""A job in a process of its own: what it returns, what bounds it, and that nothing of it outlives it."""

from __future__ import annotations

import mmap
import os
import pickle
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from pipeline import child, scratch
from pipeline.bounds import Bounds
from pipeline.model.diagnostics import DossierError, Place, Severity, ToolMissing, error
from tests.heeding import heeding

BOUNDS = Bounds(memory=1_500_000_000, seconds=60)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
FAULT = error("x", "wrong", Place("a.md", 2, 3), "mend it")


def silent(step: str) -> None:
    """Hear nothing."""


def collect_steps(
    job: Callable[[child.Tell], object], folder: Path, bounds: Bounds | None = BOUNDS
) -> list[str]:
    steps: list[str] = []
    child.run(job, bounds, steps.append, folder)
    return steps


def test_it_returns_values_of_the_pipeline_and_paths(tmp_path: Path) -> None:
    value = (FAULT, Path("a/b"), {"n": [1, 2.5, None, True, "ä"]})
    assert child.run(lambda tell: value, BOUNDS, silent, tmp_path) == value


def test_its_steps_are_told_while_it_runs_however_many(tmp_path: Path) -> None:
    def job(tell: child.Tell) -> None:
        def often() -> None:
            for _ in range(50):
                tell("x" * 3000)

        threads = [threading.Thread(target=often) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        tell("last")

    steps = collect_steps(job, tmp_path)
    assert len(steps) == 201
    assert set(steps[:-1]) == {"x" * 3000}
    assert steps[-1] == "last"


@pytest.mark.parametrize("kind", [DossierError, ToolMissing])
def test_its_diagnostics_pass_with_their_class(tmp_path: Path, kind: type[DossierError]) -> None:
    def job(tell: child.Tell) -> None:
        raise kind([FAULT])

    with pytest.raises(kind) as failure:
        child.run(job, BOUNDS, silent, tmp_path)
    assert type(failure.value) is kind
    assert failure.value.diagnostics == (FAULT,)


def test_an_exception_that_it_should_not_raise_passes_with_its_words(tmp_path: Path) -> None:
    def job(tell: child.Tell) -> None:
        raise KeyError("left")

    with pytest.raises(child.Fault, match=r"KeyError: 'left'") as failure:
        child.run(job, BOUNDS, silent, tmp_path)
    assert "test_child.py" in failure.value.trace


def test_a_crash_is_told_by_its_signal(tmp_path: Path) -> None:
    with pytest.raises(child.ProcessCrash, match="SIGTRAP"):
        child.run(lambda tell: signal.raise_signal(signal.SIGTRAP), BOUNDS, silent, tmp_path)
    with pytest.raises(child.ProcessCrash, match="status 7"):
        child.run(lambda tell: os._exit(7), BOUNDS, silent, tmp_path)


def test_memory_is_bounded_in_one_process(tmp_path: Path) -> None:
    with pytest.raises(child.LimitExceeded, match="1,500 MB"):
        child.run(lambda tell: len(bytearray(2_000_000_000)), BOUNDS, silent, tmp_path)
    assert child.run(lambda tell: len(bytearray(200_000_000)), BOUNDS, silent, tmp_path) == 200_000_000


@LINUX
def test_addresses_that_the_parent_has_are_not_the_jobs(tmp_path: Path) -> None:
    with mmap.mmap(-1, 2_000_000_000):
        assert child.run(lambda tell: len(bytearray(200_000_000)), BOUNDS, silent, tmp_path) == 200_000_000
        with pytest.raises(child.LimitExceeded, match="1,500 MB"):
            child.run(lambda tell: len(bytearray(2_000_000_000)), BOUNDS, silent, tmp_path)


@LINUX
def test_memory_is_bounded_in_all_processes_together(tmp_path: Path) -> None:
    def job(tell: child.Tell) -> None:
        for _ in range(4):
            if os.fork() == 0:
                result = bytearray(os.urandom(1 << 20) * 100)
                time.sleep(600)
                os._exit(len(result) % 2)
        time.sleep(600)

    with pytest.raises(child.LimitExceeded, match="300 MB"):
        child.run(job, replace(BOUNDS, memory=300_000_000), silent, tmp_path)


@LINUX
def test_memory_that_processes_share_is_counted_once(tmp_path: Path) -> None:
    def job(tell: child.Tell) -> int:
        result = bytearray(os.urandom(1 << 20) * 150)
        reader, writer = os.pipe()
        children = []
        for _ in range(4):
            if (own := os.fork()) == 0:
                os.close(writer)
                os.read(reader, 1)
                os._exit(len(result) % 2)
            children.append(own)
        time.sleep(1)  # what is to be measured is held while the parent looks
        os.close(writer)
        return sum(os.waitstatus_to_exitcode(os.waitpid(own, 0)[1]) for own in children)

    # What this process holds is shared with them too, and the tests before may have left much.
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    memory = pages * os.sysconf("SC_PAGE_SIZE") + 350_000_000
    assert child.run(job, replace(BOUNDS, memory=memory), silent, tmp_path) == 0


def test_time_is_bounded_whether_it_waits_or_works(tmp_path: Path) -> None:
    def work(tell: child.Tell) -> None:
        while True:
            pass

    for job in (lambda tell: time.sleep(600), work):
        with pytest.raises(child.LimitExceeded, match="more than 1 seconds"):
            child.run(job, replace(BOUNDS, seconds=1), silent, tmp_path)


@LINUX
def test_the_number_of_processes_is_bounded(tmp_path: Path) -> None:
    def job(tell: child.Tell) -> None:
        for _ in range(20):
            if os.fork() == 0:
                time.sleep(600)
        time.sleep(600)

    with pytest.raises(child.LimitExceeded, match="more than 9 processes"):
        child.run(job, replace(BOUNDS, processes=9), silent, tmp_path)


def test_the_parent_keeps_its_own_limits_and_temporary_folder(tmp_path: Path) -> None:
    import resource
    import tempfile

    before = resource.getrlimit(resource.RLIMIT_AS), tempfile.gettempdir()
    assert child.run(lambda tell: tempfile.gettempdir(), BOUNDS, silent, tmp_path) == str(tmp_path)
    assert (resource.getrlimit(resource.RLIMIT_AS), tempfile.gettempdir()) == before


@dataclass(frozen=True)
class Order:
    """A value whose reading would run a command."""

    path: str

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        """Ask whoever reads it to run one."""
        return os.system, (f"touch {self.path}",)


@dataclass(frozen=True)
class Grab:
    """A value whose reading would take a function from a class."""

    def __reduce__(self) -> tuple[Callable[[object, str], object], tuple[object, str]]:
        """Ask whoever reads it for one."""
        return getattr, (Place, "__init__")


def test_only_members_of_enumerations_are_taken_by_name(tmp_path: Path) -> None:
    with pytest.raises((pickle.UnpicklingError, child.Fault), match="__init__"):
        child.run(lambda tell: Grab(), BOUNDS, silent, tmp_path)
    assert child.run(lambda tell: Severity.NOTE, BOUNDS, silent, tmp_path) is Severity.NOTE


def test_a_child_cannot_have_its_parent_run_code(tmp_path: Path) -> None:
    with pytest.raises(pickle.UnpicklingError, match="system"):
        child.run(lambda tell: Order(str(tmp_path / "ran")), BOUNDS, silent, tmp_path)
    assert not (tmp_path / "ran").exists()


def alive(mark: str) -> set[int]:
    """Return the processes whose environment holds a mark."""
    numbers: set[int] = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if mark.encode() in (entry / "environ").read_bytes():
                    state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
                    numbers |= {int(entry.name)} if state != "Z" else set()
            except OSError:
                continue
    return numbers


def until(condition: Callable[[], bool]) -> bool:
    """Wait until a condition holds; False after ten minutes."""
    end = time.monotonic() + 600
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


FAMILY = """
    import os, sys, time
    from pathlib import Path
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context
    from pipeline import child, process, stopping
    from pipeline.bounds import Bounds, die_with_parent

    def job(tell):
        pool = ProcessPoolExecutor(2, mp_context=get_context("fork"), initializer=die_with_parent,
                                   initargs=(os.getpid(),))
        pool.submit(time.sleep, 600)
        pool.submit(process.run, ["sleep", "600"])
        time.sleep(600)

    stopping.begin()
    child.run(job, Bounds(), lambda step: None, Path(sys.argv[1]))
"""


@pytest.fixture
def family(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A run with a child, two workers and a program below one of them."""
    mark = f"DOSSIER_TEST_MARK={tmp_path}"
    name, _, value = mark.partition("=")
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(FAMILY), str(tmp_path)],
        env={**os.environ, name: value},
        preexec_fn=heeding,
    )
    assert until(lambda: len(alive(mark)) == 5), alive(mark)
    yield process, mark
    for number in alive(mark):
        os.kill(number, signal.SIGKILL)
    process.wait(timeout=600)


@LINUX
@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGKILL, -9)],
)
def test_nothing_outlives_the_parent(
    family: tuple[subprocess.Popen[bytes], str], number: signal.Signals, status: int
) -> None:
    process, mark = family
    process.send_signal(number)
    assert process.wait(timeout=600) == status
    assert until(lambda: not alive(mark))


@LINUX
def test_nothing_outlives_the_child(family: tuple[subprocess.Popen[bytes], str]) -> None:
    process, mark = family
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    os.kill(int(children[0]), signal.SIGKILL)
    assert until(lambda: not alive(mark))


def test_folders_of_runs_that_ended_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    stray = tmp_path / f"{scratch.PREFIX}old"
    (stray / "deep").mkdir(parents=True)
    other = tmp_path / "somebody-else"
    other.mkdir()
    link = tmp_path / f"{scratch.PREFIX}link"
    link.symlink_to(other)
    with scratch.folder() as result:
        assert not stray.exists()
        scratch.sweep(tmp_path)
        assert result.is_dir()
    assert sorted(path.name for path in tmp_path.iterdir()) == [link.name, other.name]
