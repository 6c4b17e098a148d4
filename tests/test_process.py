"""Functions in a process of their own: what they return, and that nothing they do comes through."""

from __future__ import annotations

import os
import shutil
import subprocess
import time

import pytest

from pipeline import disk, process
from pipeline.model.diagnostics import DossierError
from pipeline.process import ProcessError, run_apart

MEMORY = 1_000_000_000


def double(data: bytes) -> bytes:
    return data + data


def refuse() -> bytes:
    raise ValueError("the page has no size")


def endless() -> bytes:
    time.sleep(600)
    return b""


def greedy() -> bytes:
    return bytes(8_000_000_000)


def crashing() -> bytes:
    os.abort()


def test_what_a_function_returns_comes_back() -> None:
    assert run_apart(double, b"ab", timeout=60, memory=MEMORY) == b"abab"
    large = bytes(3_000_000)
    assert run_apart(double, large, timeout=60, memory=MEMORY) == large + large


@pytest.mark.parametrize(
    ("function", "reason"),
    [(refuse, "the page has no size"), (greedy, "memory"), (crashing, "crashed")],
)
def test_what_goes_wrong_is_told(function: object, reason: str) -> None:
    with pytest.raises(ProcessError, match=reason):
        run_apart(function, timeout=60, memory=MEMORY)  # type: ignore[arg-type]  # each of its own kind


def test_one_that_does_not_end_is_ended() -> None:
    with pytest.raises(ProcessError, match="takes more than"):
        run_apart(endless, timeout=1, memory=MEMORY)


def test_a_program_that_does_not_end_leaves_the_record_of_a_build_without_an_answer() -> None:
    with disk.record() as answers, pytest.raises(DossierError):
        process.run(["sleep", "60"], timeout=0.1)
    assert answers[("failure", "sleep")] == disk.TWO_ANSWERS


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv is not here")
def test_a_program_whose_parent_has_ended_before_is_not_run() -> None:
    for parent, answers in ((os.getpid(), [b"a b"]), (1, [])):
        command = [*process._tether(parent), "printf", "a b"]
        result = subprocess.run(command, capture_output=True, check=False)
        assert [result.stdout] * (result.returncode == 0) == answers
