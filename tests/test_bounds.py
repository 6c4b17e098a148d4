"""What a process may use, as it knows it itself."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPT = """
import resource
from pathlib import Path
from pipeline import bounds
assert not bounds.is_full()
size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
for share, expected in ((2.0, False), (1.1, True)):
    resource.setrlimit(resource.RLIMIT_AS, (int(size * share), resource.RLIM_INFINITY))
    assert bounds.is_full() is expected, share
"""


@pytest.mark.skipif(sys.platform != "linux", reason="nobody tells how much a process has")
def test_a_process_is_full_before_its_bound_of_memory() -> None:
    subprocess.run([sys.executable, "-c", SCRIPT], check=True)
