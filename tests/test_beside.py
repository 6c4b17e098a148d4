"""Work beside that of this process, and workers within workers."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline import workers
from pipeline.child import Tell
from pipeline.model.diagnostics import DossierError, Place, error


def refuse() -> int:
    raise DossierError([error("deck-too-long", "too long", Place("article.md", 3), "shorten it")])


def is_alive(process: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False


def test_work_beside_is_done_in_another_process_and_its_result_comes_back() -> None:
    with workers.beside(os.getpid) as wait:
        process = wait()
    assert process != os.getpid()


def test_work_whose_process_crashes_is_done_again_here() -> None:
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return 7

    with workers.beside(work) as wait:
        assert wait() == 7


def test_what_work_beside_raises_is_raised_where_it_is_waited_for() -> None:
    with workers.beside(refuse) as wait, pytest.raises(DossierError, match="too long"):
        wait()


def test_work_that_nobody_waits_for_ends_with_the_block(tmp_path: Path) -> None:
    def work() -> None:
        (tmp_path / "part").write_text(str(os.getpid()))
        (tmp_path / "part").rename(tmp_path / "process")
        time.sleep(600)

    with workers.beside(work):
        while not (tmp_path / "process").exists():
            time.sleep(0.01)
        process = int((tmp_path / "process").read_text())
        assert is_alive(process)
    assert not is_alive(process)


def test_workers_have_workers() -> None:
    def inner(number: int) -> workers.Job[object]:
        return workers.Job(lambda tell: (number, os.getppid()), Place("article.md"))

    def outer(tell: Tell) -> tuple[int, dict[int, object]]:
        with workers.beside(os.getpid) as wait:
            inner_jobs = [inner(each) for each in range(3)]
            outcomes: dict[int, object] = dict(workers.run(inner_jobs, 2))
            assert wait() != os.getpid()
        return os.getpid(), outcomes

    jobs = [workers.Job(outer, Place("article.md")) for _ in range(3)]
    for _, outcome in workers.run(jobs, 3):
        assert isinstance(outcome, tuple), outcome
        process, inner_outcomes = outcome
        assert inner_outcomes == {each: (each, process) for each in range(3)}
