"""Memory that new processes may take: of the machine, or of its control groups where they have less."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_ROOT = Path("/")
# A control group without a limit of version 1 has the highest number that a page divides (memory.rst).
_NO_LIMIT = 1 << 60


def available(root: Path = _ROOT) -> int | None:
    """Return how many bytes of memory are available; None if the system does not tell (other than Linux)."""
    whole = _in_meminfo(root / "proc" / "meminfo")
    limits = [each for each in (whole, *_in_groups(root)) if each is not None]
    return min(limits, default=None)


def _in_meminfo(file: Path) -> int | None:
    """Return MemAvailable of meminfo (proc(5)) in bytes."""
    with suppress(OSError, ValueError, IndexError):
        for line in file.read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    return None


def _in_groups(root: Path) -> Iterator[int]:
    """Yield what each control group of this process leaves, from its own to the outermost (cgroup-v2.rst)."""
    with suppress(OSError):
        for line in (root / "proc" / "self" / "cgroup").read_text("utf-8").splitlines():
            _, controllers, path = line.split(":", 2)
            if controllers and "memory" not in controllers.split(","):
                continue
            base = root / "sys" / "fs" / "cgroup" / ("memory" if controllers else "")
            names = ("memory.limit_in_bytes", "memory.usage_in_bytes") if controllers else (
                "memory.max", "memory.current")  # fmt: skip
            group = base / path.strip("/")
            for folder in (group, *group.parents):
                if not folder.is_relative_to(base):
                    break
                with suppress(OSError, ValueError):  # `max` is no number; the outermost group has no limit
                    limit, usage = (int((folder / name).read_text("ascii")) for name in names)
                    if limit < _NO_LIMIT:
                        yield max(0, limit - usage + _reclaimable(folder))


def _reclaimable(group: Path) -> int:
    """Return the bytes of files in memory that the kernel drops when it needs room."""
    with suppress(OSError, ValueError, IndexError):
        for line in (group / "memory.stat").read_text("ascii").splitlines():
            if line.startswith("inactive_file "):
                return int(line.split()[1])
    return 0
