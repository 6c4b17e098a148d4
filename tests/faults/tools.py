"""What injections need of the machine: strace, root, a compiler; NotHere where it is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.matrix import NotHere


def strace(calls: str, inject: str, path: Path | None = None) -> list[str]:
    """Return the words before a command that has system calls fail; `inject` as strace's own option has it."""
    if shutil.which("strace") is None:
        raise NotHere("strace is not here")
    only = ["-P", str(path)] if path else []
    return [
        "strace",
        "-f",
        "-qqq",
        "-o",
        "/dev/null",
        *only,
        "-e",
        f"trace={calls}",
        "-e",
        f"inject={calls}:{inject}",
    ]


def root() -> None:
    """Refuse where this is not root, who alone mounts."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        raise NotHere("this is not root")


@contextmanager
def mount(path: Path, options: str) -> Iterator[None]:
    """Mount a file system in memory on a folder."""
    root()
    path.mkdir(exist_ok=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(path)], check=False).returncode:
        raise NotHere("mount is not allowed")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(path)], check=False)


def isolate(script: str) -> list[str]:
    """Return the words before a command that runs in a mount namespace of its own, after a script."""
    root()
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-m", "true"], check=False).returncode:
        raise NotHere("unshare is not allowed")
    return ["unshare", "-m", "--propagation", "private", "sh", "-c", f'{script}; exec "$@"', "sh"]


def offline() -> list[str]:
    """Return the words before a command that runs without a network."""
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-n", "true"], check=False).returncode:
        raise NotHere("unshare is not allowed")
    return ["unshare", "-n"]


CLOCK = """
#include <time.h>
#include <sys/time.h>
#include <stdlib.h>
static long moved(void) { const char *value = getenv("FAULT_CLOCK"); return value ? atol(value) : 0; }
int clock_gettime(clockid_t id, struct timespec *spec) {
    static int (*real)(clockid_t, struct timespec *);
    extern void *dlsym(void *, const char *);
    if (!real) real = (int (*)(clockid_t, struct timespec *)) dlsym((void *) -1l, "clock_gettime");
    int status = real(id, spec);
    if (id == CLOCK_REALTIME) spec->tv_sec = moved();
    return status;
}
time_t time(time_t *place) { time_t now = moved(); if (place) *place = now; return now; }
int gettimeofday(struct timeval *now, void *zone) { now->tv_sec = moved(); now->tv_usec = 0; return 0; }
"""


def clock(folder: Path, seconds: int) -> dict[str, str]:
    """Return the environment of a run whose clock stands at some seconds since 1970."""
    compiler = shutil.which("cc")
    if compiler is None:
        raise NotHere("no C compiler is here")
    library = folder / "clock.so"
    process = subprocess.run(
        [compiler, "-shared", "-fPIC", "-w", "-o", str(library), "-xc", "-", "-ldl"],
        input=CLOCK, text=True, capture_output=True, check=False,
    )  # fmt: skip
    if process.returncode:
        raise NotHere("the C compiler does not work here")
    return {"LD_PRELOAD": str(library), "FAULT_CLOCK": str(seconds)}
