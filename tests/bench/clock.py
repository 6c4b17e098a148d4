"""Run one program and tell what it took, as JSON: `python -IS clock.py PROGRAM ARGUMENT...`.

A process of its own and as small as can be: Linux counts the memory of whoever starts a program as the
program's.
"""

from __future__ import annotations

import os
import sys
from time import perf_counter


def main() -> int:
    """Run the program to its end; what it says goes where ours does, the costs to standard output."""
    start = perf_counter()
    child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)])
    _, status, usage = os.wait4(child, 0)
    wall, cpu = perf_counter() - start, usage.ru_utime + usage.ru_stime
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(f'{{"wall": {wall}, "cpu": {cpu}, "memory": {memory}}}')
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())
