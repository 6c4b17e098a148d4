"""Jobs side by side: how many, in which order, within which memory, and what is left of them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline import memory, workers
from pipeline.bounds import Bounds
from pipeline.child import Fault, Tell
from pipeline.model.diagnostics import DossierError, Place, error

BOUNDS = Bounds(memory=1_500_000_000, seconds=60.0)


def job(work: Callable[[Tell], object], need: int = 0, bounds: Bounds = BOUNDS) -> workers.Job[object]:
    return workers.Job(work, Place("article.md"), bounds, memory=need)


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until a condition holds; the job's bounds end a wait in vain."""
    while not condition():
        time.sleep(0.01)


def meeting(folder: Path, count: int) -> Callable[[Tell], object]:
    """Return work that ends when so many jobs are at it together."""

    def work(tell: Tell) -> int:
        (folder / str(os.getpid())).touch()
        wait_for(lambda: len(list(folder.iterdir())) >= count)
        return os.getpid()

    return work


def test_jobs_run_side_by_side_each_in_a_process_of_its_own(tmp_path: Path) -> None:
    outcomes = dict(workers.run([job(meeting(tmp_path, 3))] * 3, 3))
    assert sorted(outcomes) == [0, 1, 2]
    assert len({*outcomes.values(), os.getpid()}) == 4


def test_no_more_jobs_than_the_count_run_at_a_time(tmp_path: Path) -> None:
    def work(tell: Tell) -> int:
        mark = tmp_path / str(os.getpid())
        mark.touch()
        time.sleep(0.05)
        count = len(list(tmp_path.iterdir()))
        mark.unlink()
        return count

    counts = [count for _, count in workers.run([job(work)] * 7, 2)]
    assert len(counts) == 7
    assert set(counts) <= {1, 2}


def test_jobs_begin_in_their_order_and_are_told_when_they_end() -> None:
    def work(number: int) -> Callable[[Tell], object]:
        def run(tell: Tell) -> int:
            tell(f"step {number}")
            return number * number

        return run

    steps: list[tuple[int, str]] = []
    outcomes = list(workers.run([job(work(n)) for n in range(5)], 1, lambda *each: steps.append(each)))
    assert outcomes == [(n, n * n) for n in range(5)]
    assert steps == [(n, f"step {n}") for n in range(5)]


def crash(tell: Tell) -> None:
    tell("render")
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(tell: Tell) -> None:
    raise DossierError([error("deck-too-long", "too long", Place("article.md", 3), "shorten it")])


def fail(tell: Tell) -> None:
    raise KeyError("left")


def fill(tell: Tell) -> None:
    bytearray(3_000_000_000)


def test_what_one_job_comes_to_touches_no_other() -> None:
    outcomes = dict(
        workers.run([job(each) for each in (crash, refuse, fail, fill)] + [job(lambda tell: 7)], 2)
    )
    failures = [outcomes[n] for n in (0, 1, 3)]
    codes = [each.diagnostics[0].code for each in failures if isinstance(each, DossierError)]
    assert codes == ["article-failed", "deck-too-long", "article-too-costly"]
    [first, *_] = failures
    assert "in the step `render`" in str(first)
    assert isinstance(outcomes[2], Fault)
    assert outcomes[4] == 7


def test_jobs_wait_for_memory_but_one_alone_may_always_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With room for one and a half, each job is alone; nothing ends if two have to meet."""

    def work(tell: Tell) -> int:
        mark = tmp_path / str(os.getpid())
        mark.touch()
        time.sleep(0.1)
        count = len(list(tmp_path.iterdir()))
        mark.unlink()
        return count

    gigabyte = 1_000_000_000
    monkeypatch.setattr(memory, "available", lambda: gigabyte * 3 // 2)
    assert [count for _, count in workers.run([job(work, gigabyte)] * 4, 4)] == [1, 1, 1, 1]
    assert [count for _, count in workers.run([job(work, 9 * gigabyte)] * 2, 2)] == [1, 1]


@pytest.mark.parametrize("available", [2_100_000_000, None])
def test_jobs_that_the_memory_has_room_for_run_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, available: int | None
) -> None:
    monkeypatch.setattr(memory, "available", lambda: available)
    assert len(dict(workers.run([job(meeting(tmp_path, 2), 1_000_000_000)] * 2, 2))) == 2


def test_processes_have_ended_when_the_generator_is_closed(tmp_path: Path) -> None:
    def linger(tell: Tell) -> None:
        (tmp_path / str(os.getpid())).touch()
        time.sleep(600)

    def first(tell: Tell) -> None:
        wait_for(lambda: len(list(tmp_path.iterdir())) == 2)

    outcomes = workers.run([job(linger), job(linger), job(first)], 3)
    assert next(outcomes)[0] == 2
    outcomes.close()
    for mark in tmp_path.iterdir():
        with suppress(ProcessLookupError):
            os.kill(int(mark.name), 0)
            pytest.fail(f"process {mark.name} is still there")


def test_a_job_whose_process_cannot_start_is_told_and_the_next_one_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fork, attempts = os.fork, []

    def fork_later() -> int:
        attempts.append(1)
        if len(attempts) == 1:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        return fork()

    monkeypatch.setattr(os, "fork", fork_later)
    outcomes = dict(workers.run([job(lambda tell: 1), job(lambda tell: 2)], 1))
    assert isinstance(outcomes[0], DossierError)
    assert outcomes[0].diagnostics[0].code == "system-failed"
    assert outcomes[1] == 2


def pipes() -> set[str]:
    """Return the pipes that this process has open."""
    result = set()
    for each in os.listdir("/proc/self/fd"):
        with suppress(FileNotFoundError):  # the handle of the listing itself
            result.add(os.readlink(f"/proc/self/fd/{each}"))
    return {each for each in result if each.startswith("pipe:")}


def test_a_child_keeps_no_pipe_of_another(tmp_path: Path) -> None:
    """Else a child would not see that its parent has ended while another lives."""

    def work(tell: Tell) -> list[str]:
        meeting(tmp_path, 3)(tell)
        return sorted(pipes())

    before = pipes()
    values = [value for _, value in workers.run([job(work)] * 3, 3)]
    own = [set(value) - before for value in values if isinstance(value, list)]
    assert [len(each) for each in own] == [2, 2, 2]
    assert len(set.union(*own)) == 6
