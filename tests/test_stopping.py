"""A signal that comes at the worst moment ends the run with its status, and nothing is left."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.heeding import heeding

FORKING = """
    import os, signal, sys, time
    from pathlib import Path
    from pipeline import child, stopping
    from pipeline.bounds import Bounds

    stopping.begin()
    os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), int(sys.argv[1])))
    child.run(lambda tell: time.sleep(9), Bounds(), print, Path(sys.argv[2]))
"""
BEGINNING = """
    import os, sys, tempfile
    from pipeline import scratch, stopping

    make = tempfile.mkdtemp

    def interrupted(**options):
        path = make(**options)
        os.kill(os.getpid(), int(sys.argv[1]))
        return path

    stopping.begin()
    tempfile.tempdir, tempfile.mkdtemp = sys.argv[2], interrupted
    with scratch.folder():
        print("went on")
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("script", [FORKING, BEGINNING], ids=["forking", "a folder begins"])
def test_it_is_not_lost(script: str, number: signal.Signals, tmp_path: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(script), str(int(number)), str(tmp_path)]
    process = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=heeding)
    assert (process.returncode, process.stdout, process.stderr) == (128 + number, "", "")
    assert list(tmp_path.iterdir()) == []


ENDING = """
    import atexit, os, signal, sys
    from pipeline import __main__

    atexit.register(lambda: os.kill(os.getpid(), getattr(signal, sys.argv.pop())))
    sys.argv[1:] = ["--version", *sys.argv[1:]]
    __main__.main()
"""


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_after_all_is_done_changes_nothing(number: str) -> None:
    command = [sys.executable, "-c", textwrap.dedent(ENDING), number]
    process = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=heeding)
    assert (process.returncode, process.stderr) == (0, "")
