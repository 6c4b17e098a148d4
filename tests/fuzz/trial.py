"""One trial: a bundle tried under watch and within bounds, and what it came to."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from tests.fuzz.bundle import Bundle
from tests.fuzz.targets import try_bundle
from tests.fuzz.watch import OUTSIDE, Trespass, Watch

MOST_SECONDS = 40.0  # of this process; what it starts has bounds of its own
SLOW_SECONDS = 4.0
_ROOT = Path(__file__).parents[2]


class Hang(BaseException):
    """An input that takes longer than it may; no exception that the pipeline catches."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far a bundle came, or the family of its fault and where that arose; seconds of all processors."""

    stage: str
    fault: str = ""
    trace: str = ""
    seconds: float = 0.0

    @property
    def is_slow(self) -> bool:
        """Tell an input that took long without a fault."""
        return self.seconds > SLOW_SECONDS


class Laboratory:
    """Where trials are made: a folder for inputs, each with files beside it that it may not read."""

    def __init__(self, folder: Path) -> None:
        """Lay the folder out, and begin to watch."""
        self.room = folder / "room"
        self.room.mkdir(parents=True, exist_ok=True)
        tempfile.tempdir = os.environ["TMPDIR"] = str(self.room)
        self.watch = Watch(self.room.resolve())
        self.watch.begin()

    def trial(self, bundle: Bundle) -> Outcome:
        """Try a bundle."""
        folder = Path(tempfile.mkdtemp(dir=self.room))
        (folder / OUTSIDE).mkdir()
        for name in ("x", *(f"x.{ending}" for ending in ("md", "svg", "bib", "csl", "yaml", "png", "dtd"))):
            (folder / OUTSIDE / name).write_text("words of another file\n")
        start = _seconds()
        self.watch.breaches.clear()
        try:
            with _limit_time(MOST_SECONDS):
                self.watch.is_on = True
                text = try_bundle(bundle, folder)
                self.watch.is_on = False
            # An input may have a folder of that name itself.
            if self.watch.breaches and not any(folder.glob(f"*/**/{OUTSIDE}")):
                raise Trespass(self.watch.breaches[0])
            return Outcome(text, seconds=_seconds() - start)
        except (Exception, Hang) as failure:  # whatever it is, it is what is looked for
            self.watch.is_on = False
            trace = "".join(traceback.format_exception(failure, limit=-40))
            return Outcome("fault", _family(failure), trace, _seconds() - start)
        finally:
            self.watch.is_on = False
            for each in self.room.iterdir():
                shutil.rmtree(each, ignore_errors=True)


@contextmanager
def _limit_time(seconds: float) -> Iterator[None]:
    def end(number: int, frame: FrameType | None) -> None:
        raise Hang(f"more than {seconds:g} seconds")

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _family(failure: BaseException) -> str:
    """Return what makes faults one: the exception's type and the innermost line of the pipeline."""
    kind = type(failure).__name__
    if kind in ("Vague", "Trespass"):
        return f"{kind} {str(failure).partition(':')[0]}"[:100]
    frames = [
        f"{Path(each.filename).relative_to(_ROOT / 'pipeline').as_posix()}:{each.name}"
        for each in traceback.extract_tb(failure.__traceback__)
        if Path(each.filename).is_relative_to(_ROOT / "pipeline")
    ]
    return f"{kind} {frames[-1] if frames else 'outside the pipeline'}"
