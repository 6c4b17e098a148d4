"""Measure builds on a cluster of this machine: `python -m tests.bench.cluster --articles 200 --workers 4`.

The same articles are built one after the other, and on a cluster of `dossier cluster --local`; every artifact
has to be the same. `efficiency` is the CPU of the first by the seconds of the second times the processors; it
is only right on a machine that does nothing else. `work` is the CPU of the first by that of the second with
all its processes, which is right on a busy one too, and more than the efficiency can be. With `--kill` a
worker is killed in the middle.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline import workers
from pipeline.bounds import descendants
from tests.bench import generated

ROOT = Path(__file__).parents[2]
CLOCK = Path(__file__).with_name("clock.py")


def main() -> int:
    """Build both ways, print what it took, and return whether an artifact differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--to", default="", help="formats; all if left out")
    parser.add_argument("--kill", action="store_true", help="kill a worker in the middle")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as name:
        folder = Path(name)
        articles = generated.write_many(options.articles, folder / "articles")
        to = ("--to", options.to) if options.to else ()
        serial = build(folder, articles, "serial", *to, "--jobs", "1")
        with cluster(options.workers, folder) as (address, process):
            if options.kill:
                kill_in_the_middle(process, folder / "many", len(articles))
            many = build(folder, articles, "many", *to, "--scheduler", address)
            cpu = many["cpu"] + sum(map(cpu_of, descendants(process)))
        differences = [path for path in artifacts(folder / "serial") if not is_same(folder, path)]
        count = len(artifacts(folder / "many"))
    processors = workers.processors()
    print(f"articles {len(articles)}, artifacts {count}, processors {processors}, workers {options.workers}")
    print(f"serial   {serial['cpu']:8.1f} CPU s {serial['wall']:8.1f} s")
    print(f"cluster  {cpu:8.1f} CPU s {many['wall']:8.1f} s")
    print(f"efficiency {serial['cpu'] / (many['wall'] * processors):.2f}, work {serial['cpu'] / cpu:.2f}")
    print(f"artifacts that differ: {len(differences)} {' '.join(differences[:5])}")
    return int(bool(differences))


def build(folder: Path, articles: Sequence[Path], out: str, *options: str) -> dict[str, float]:
    """Build articles into a folder, and return what it took; end if it fails."""
    command = [sys.executable, "-IS", str(CLOCK), sys.executable, "-P", "-m", "pipeline", "build"]
    run = subprocess.run(
        [*command, *map(str, articles), "--no-cache", "--out", str(folder / out), *options],
        cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if run.returncode:
        sys.exit(f"{out} has failed\n{run.stdout[-2000:]}{run.stderr[-2000:]}")
    result: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return result


@contextmanager
def cluster(count: int, folder: Path) -> Iterator[tuple[str, int]]:
    """Start a cluster, and yield its address and its process."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "pipeline", "cluster", "--local", str(count), "--port", "0"],
        cwd=ROOT, env=environment(folder), stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        yield re.findall(r"tcp://\S+", process.stdout.readline())[0], process.pid
    finally:
        process.terminate()
        process.communicate()


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder / "cache")}


def kill_in_the_middle(process: int, out: Path, count: int) -> None:
    """Kill a worker when half of the articles are built: from a process that is forked here."""
    if os.fork() == 0:
        while len(list(out.glob("*/*"))) < count:
            time.sleep(0.1)
        victim = next(each for each in descendants(process) if b"spawn_main" in command_line(each))
        os.kill(victim, signal.SIGKILL)
        print(f"killed worker {victim}", flush=True)
        os._exit(0)


def command_line(process: int) -> bytes:
    with suppress(OSError):
        return Path("/proc", str(process), "cmdline").read_bytes()
    return b""


def cpu_of(process: int) -> float:
    """Return the seconds of CPU that a process and those that it has waited for have taken."""
    with suppress(OSError):
        fields = Path("/proc", str(process), "stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def artifacts(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.glob("*/*"))


def is_same(folder: Path, name: str) -> bool:
    other = folder / "many" / name
    return other.is_file() and other.read_bytes() == (folder / "serial" / name).read_bytes()


if __name__ == "__main__":
    sys.exit(main())
