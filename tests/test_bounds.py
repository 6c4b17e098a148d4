"""What a process may use, as it knows it itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import bounds, child

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="nobody tells how much a process has")

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


@LINUX
def test_a_process_is_full_before_its_bound_of_memory() -> None:
    subprocess.run([sys.executable, "-c", SCRIPT], check=True)


@LINUX
def test_what_a_forked_process_shares_with_its_parent_is_not_its_own(tmp_path: Path) -> None:
    ballast = b"x" * 400_000_000

    def work(tell: child.Tell) -> bool:
        """Fill and weigh memory, with the parent's besides."""
        before = bounds.private_memory(os.getpid())
        own = b"y" * 100_000_000
        after = bounds.private_memory(os.getpid())
        return before < len(ballast) // 4 and len(own) <= after - before < 2 * len(own)

    assert child.run(work, None, lambda step: None, tmp_path)


@LINUX
@pytest.mark.parametrize(("is_child", "status"), [(True, 7), (False, -signal.SIGKILL)])
def test_a_process_whose_parent_has_ended_before_ends_at_once(is_child: bool, status: int) -> None:
    parent = "os.getppid()" if is_child else "1"
    code = f"import os; from pipeline import bounds; bounds.die_with_parent({parent}); os._exit(7)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == status
