"""The memory that new processes may take, read from a system laid out in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import memory

MEMINFO = "MemTotal:       16000000 kB\nMemFree:  100 kB\nMemAvailable:    8000000 kB\n"


def system(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "ascii")
    return root


def test_a_machine_without_groups_has_what_the_kernel_calls_available(tmp_path: Path) -> None:
    assert memory.available(system(tmp_path, {"proc/meminfo": MEMINFO})) == 8_000_000 * 1024


def test_a_system_that_does_not_tell_has_no_number(tmp_path: Path) -> None:
    assert memory.available(tmp_path) is None
    assert memory.available(system(tmp_path, {"proc/meminfo": "MemAvailable: many kB\n"})) is None


@pytest.mark.parametrize(
    ("limit", "usage", "inactive", "rest"),
    [
        ("1000000000", "400000000", 0, 600_000_000),
        ("1000000000", "900000000", 300_000_000, 400_000_000),
        ("1000000000", "1000000001", 0, 0),
        ("max", "400000000", 0, 8_000_000 * 1024),
        ("9223372036854771712", "4", 0, 8_000_000 * 1024),
    ],
)
@pytest.mark.parametrize("version", [1, 2])
def test_a_control_group_that_has_less_decides(
    tmp_path: Path, version: int, limit: str, usage: str, inactive: int, rest: int
) -> None:
    group = "sys/fs/cgroup/memory/job" if version == 1 else "sys/fs/cgroup/job/step"
    names = ("memory.limit_in_bytes", "memory.usage_in_bytes")
    files = {
        "proc/meminfo": MEMINFO,
        "proc/self/cgroup": "3:cpu,cpuacct:/other\n4:memory:/job\n" if version == 1 else "0::/job/step\n",
        f"{group}/{names[0] if version == 1 else 'memory.max'}": f"{limit}\n",
        f"{group}/{names[1] if version == 1 else 'memory.current'}": f"{usage}\n",
        f"{group}/memory.stat": f"active_file 7\ninactive_file {inactive}\n",
    }
    assert memory.available(system(tmp_path, files)) == rest


def test_the_group_around_that_of_the_process_decides_too(tmp_path: Path) -> None:
    files = {
        "proc/meminfo": MEMINFO,
        "proc/self/cgroup": "0::/outer/inner\n",
        "sys/fs/cgroup/outer/memory.max": "500\n",
        "sys/fs/cgroup/outer/memory.current": "200\n",
        "sys/fs/cgroup/outer/inner/memory.max": "max\n",
        "sys/fs/cgroup/outer/inner/memory.current": "100\n",
        "sys/fs/memory.max": "1\n",
        "sys/fs/memory.current": "0\n",
    }
    assert memory.available(system(tmp_path, files)) == 300
