"""Builds that are killed at random: `python -m tests.faults.kills [--kills N] [--signals N] [--seed N]`.

Each trial starts a real `dossier build` of one of two texts over the files of the other, ends it at a moment
drawn uniformly from its first millisecond to a little after its usual end, and looks at what is left. Then a
build that nobody disturbs starts in the same folders. What must hold:

- every artifact is the old or the new complete file, byte for byte;
- no process of the build lives two seconds later;
- SIGINT, SIGTERM and SIGHUP end it with 130, 143, 129 and without a traceback;
- the next build makes the new files, and leaves nothing but them and entries of the cache.

A signal that comes before Python runs any code of Dossier's is Python's own: it is told apart, as `early`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from pipeline.build_report import MANIFEST
from pipeline.cache import PARTS, QUARANTINE
from tests.faults.room import FILES, Room, heeds

TEXTS = (
    "# One\n\nGold is a metal [@a].\n\n![A disc.](disc.png)\n\n# Two\n\nSilver is another.\n",
    "# One\n\nIron is a metal [@a].\n\n# Two\n\n![A disc.](disc.png)\n\nCopper is another.\n",
)
STATUS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}
ALIVE, MARGIN = 2.0, 1.1
# A build that is not over after its usual time tells that this machine is busier than it was.
LONGER = 1.2
State = dict[str, str]


class Keeping(Enum):
    """What a build finds in its cache: it has none, an empty one, or that of the builds before it."""

    NONE = "no cache"
    EMPTY = "empty cache"
    CACHE = "kept cache"


# A build that finds everything in its cache is short: there is less to be torn.
WEIGHTS = (2, 1, 2)


@dataclass(frozen=True, slots=True)
class Blow:
    """A signal, how it comes, and when, in shares of a build's usual time; a second one may follow."""

    number: signal.Signals
    moment: float
    to_group: bool = False
    second: float | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """How a trial ended: over before or not, in Python's own start or not, with which files, what is wrong.

    The files are `old`, `new`, or `mixed`: some old, some new.
    """

    blow: Blow
    keeping: Keeping
    over: bool
    early: bool
    files: str
    wrong: tuple[str, ...]


def blows(kills: int, signals: int, choice: random.Random) -> list[Blow]:
    """Return what ends the builds: so many SIGKILLs, and so many signals that can be heeded, mixed."""
    result = [Blow(signal.SIGKILL, choice.uniform(0, MARGIN)) for _ in range(kills)]
    for number in range(signals):
        kind = tuple(STATUS)[number % len(STATUS)]
        second = choice.uniform(0.001, 0.3) if choice.random() < 0.3 else None
        result.append(Blow(kind, choice.uniform(0, MARGIN), choice.random() < 0.5, second))
    choice.shuffle(result)
    return result


class Range:
    """A room in which builds are ended; it knows what both texts become, and how long that takes."""

    def __init__(self, room: Room, names: Sequence[str]) -> None:
        """Build both texts undisturbed."""
        self.room, self.names = room, names
        self.current = 1
        start = time.monotonic()
        self.known_files = [self._build(text, Keeping.CACHE) for text in (0, 1)]
        self.usual = dict.fromkeys(Keeping, (time.monotonic() - start) / 2)
        assert all(set(each) == set(names) for each in self.known_files), "a file is missing"
        assert all(self.known_files[0][name] != self.known_files[1][name] for name in names), (
            "the texts look the same"
        )
        start = time.monotonic()
        self._build(self.current, Keeping.CACHE)
        self.usual[Keeping.CACHE] = time.monotonic() - start

    def trial(self, blow: Blow, keeping: Keeping) -> Ending:
        """Build the other text, end that at a moment, look at what is left, and build it again."""
        old, new = self.known_files[self.current], self.known_files[1 - self.current]
        self._prepare(1 - self.current, keeping)
        over, early, wrong = self._end_trial(blow, keeping)
        result = self._state()
        wrong += [f"{name} is neither old nor new" for name in self.names if result.get(name)
                  not in (old[name], new[name])]  # fmt: skip
        after = self._build(1 - self.current, Keeping.CACHE if keeping is Keeping.NONE else keeping)
        wrong += [
            f"{name} is not new after the next build" for name in self.names if after.get(name) != new[name]
        ]
        wrong += [f"{name} is left after the next start" for name in self._find_leftovers()]
        self.current = 1 - self.current
        state = {result.get(name) == new[name] for name in self.names}
        text = "mixed" if len(state) > 1 else "new" if True in state else "old"
        return Ending(blow, keeping, over, early, text, tuple(wrong))

    def _end_trial(self, blow: Blow, keeping: Keeping) -> tuple[bool, bool, list[str]]:
        """Start a build and end it: whether it was over, whether Python was still starting, what is wrong."""
        room, wrong = self.room, []
        # In a file: a pipe would stay open as long as anybody holds it.
        stream = room.folder / "errors.txt"
        with stream.open("wb") as errors:
            process = subprocess.Popen(
                self._command(keeping), env=room.environment(self._caching(keeping)), cwd=room.folder,
                start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors,
                preexec_fn=_heeding,
            )  # fmt: skip
        delay = blow.moment * self.usual[keeping]
        over = self._wait(process, delay, keeping)
        result = heeds(process.pid)
        signal_time = time.monotonic()
        _send(process, blow)
        if blow.second is not None:
            time.sleep(blow.second)
            _send(process, blow)
        with suppress(subprocess.TimeoutExpired):
            process.wait(30)
        if (seconds := time.monotonic() - signal_time) > ALIVE:
            wrong.append(f"it ends after {seconds:.1f} seconds")
        living = room.alive()
        while living and time.monotonic() < signal_time + ALIVE:
            time.sleep(0.02)
            living = room.alive()
        wrong += [f"process {each} lives" for each in living]
        room.end()
        process.wait()
        err = stream.read_text("utf-8", "replace")
        early = not (over or result) and blow.number in STATUS
        early = early and process.returncode in (-blow.number, 128 + blow.number)
        if not early:
            wrong += _judge(blow, process.returncode, err)
        return over, early, wrong

    def _wait(self, process: subprocess.Popen[bytes], delay: float, keeping: Keeping) -> bool:
        """Wait, and tell whether the build was over before; so this learns how long a build takes now."""
        start = time.monotonic()
        while time.monotonic() < start + delay:
            if os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG):
                self.usual[keeping] = (self.usual[keeping] + time.monotonic() - start) / 2
                return True
            time.sleep(min(0.01, delay / 10))
        if delay > self.usual[keeping]:
            self.usual[keeping] *= LONGER
        return False

    def _build(self, text: int, keeping: Keeping) -> State:
        """Build a text undisturbed."""
        self.room.write(TEXTS[text])
        run = self.room.run(self._command(keeping), env=self._caching(keeping))
        assert run.status == 0, f"an undisturbed build fails: {run.err}"
        return self._state()

    def _prepare(self, text: int, keeping: Keeping) -> None:
        self.room.write(TEXTS[text])
        if keeping is Keeping.EMPTY:
            shutil.rmtree(self._cache(keeping), ignore_errors=True)

    def _cache(self, keeping: Keeping) -> Path:
        return self.room.folder / ("emptied" if keeping is Keeping.EMPTY else "kept")

    def _caching(self, keeping: Keeping) -> dict[str, str | None]:
        return {"XDG_CACHE_HOME": str(self._cache(keeping))}

    def _command(self, keeping: Keeping) -> list[str]:
        options = ("--no-cache",) if keeping is Keeping.NONE else ()
        return self.room.building(*options, to=",".join(name.rpartition(".")[2] for name in self.names))

    def _state(self) -> State:
        return {name: hashlib.sha256(data).hexdigest() for name, data in self.room.artifacts().items()}

    def _find_leftovers(self) -> list[str]:
        """Return what is left that no artifact is, nor an entry of the cache, and take it away."""
        caches = [self._cache(each) / "dossier" for each in (Keeping.EMPTY, Keeping.CACHE)]
        paths = [path for each in caches for kind in (PARTS, QUARANTINE) for path in each.glob(f"{kind}/*")]
        paths += [path for path in self.room.out.glob("*/*") if path.name not in (*self.names, MANIFEST)]
        paths += self.room.temporary.iterdir()
        for path in paths:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        return [path.name for path in paths]


def _heeding() -> None:
    # Whoever runs this in the background may ignore them, and what is ignored stays so.
    for number in STATUS:
        signal.signal(number, signal.SIG_DFL)


def _send(process: subprocess.Popen[bytes], blow: Blow) -> None:
    # A process that has ended is reaped only later, so that its number is no other's.
    with suppress(ProcessLookupError):
        if blow.to_group:
            os.killpg(process.pid, blow.number)
        else:
            os.kill(process.pid, blow.number)


def _judge(blow: Blow, status: int, err: str) -> list[str]:
    statuses = (0, STATUS.get(blow.number, -blow.number))
    wrong = [] if status in statuses else [f"status {status} after {blow.number.name}"]
    texts = [word for word in ("Traceback", "Exception ignored", "a fault in Dossier") if word in err]
    return wrong + [f"{word}: {' '.join(err.split())[-300:]}" for word in texts[:1]]


def trials(
    room: Room,
    kills: int,
    signals: int,
    seed: int,
    show: Callable[[int, Ending], None],
    names: Sequence[str] = FILES,
) -> list[Ending]:
    """End so many builds, and show each ending as it comes."""
    choice = random.Random(seed)
    place, endings = Range(room, names), []
    for number, blow in enumerate(blows(kills, signals, choice)):
        ending = place.trial(blow, choice.choices(tuple(Keeping), WEIGHTS)[0])
        show(number, ending)
        endings.append(ending)
    return endings


def table(endings: Sequence[Ending]) -> str:
    """Return how many builds each signal ended in each tenth of their time, and what was wrong."""
    names = list(dict.fromkeys(each.blow.number.name for each in endings))
    lines = ["signal  | builds | over | early | twice | old | mixed | new | wrong | in each tenth of a build"]
    for name in names:
        mine = [each for each in endings if each.blow.number.name == name]
        tenths = Counter(int(each.blow.moment * 10) for each in mine)
        files = Counter(each.files for each in mine)
        cells = (
            len(mine), sum(each.over for each in mine), sum(each.early for each in mine),
            sum(each.blow.second is not None for each in mine), files["old"], files["mixed"], files["new"],
            sum(bool(each.wrong) for each in mine), " ".join(str(tenths[each]) for each in range(11)),
        )  # fmt: skip
        lines.append(" | ".join([f"{name:7}", *map(str, cells)]))
    return "\n".join(lines)


def main() -> int:
    """End builds, tell what is wrong as it comes, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.kills", description=__doc__.split(":")[0])
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--signals", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    def show(number: int, ending: Ending) -> None:
        for each in ending.wrong:
            blow = ending.blow
            how = f"{blow.number.name} at {blow.moment:.4f}, {'group' if blow.to_group else 'process'}"
            print(f"{number}: {how}, {blow.second}, {ending.keeping.value}: {each}", flush=True)
        if number % 50 == 49:
            print(f"{number + 1} builds", file=sys.stderr, flush=True)

    with (
        tempfile.TemporaryDirectory(prefix="faults-", ignore_cleanup_errors=True) as folder,
        Room.prepare(Path(folder)) as room,
    ):
        endings = trials(room, options.kills, options.signals, options.seed, show)
    print(table(endings))
    return int(any(each.wrong for each in endings))


if __name__ == "__main__":
    sys.exit(main())
