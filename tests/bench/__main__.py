"""Measure whole builds against pandoc with WeasyPrint: `make bench`, or `python -m tests.bench [ARTICLE]`.

How to read the tables:

- Every line is whole processes, from start to exit. Contestants take turns, one warm-up round is not counted.
- `seconds` is the median. Seconds belong to this machine at this hour; compare ratios.
- `ratio` is the median of the ratios to the first line of the table, round by round; below 1 is faster.
  `least, most` are the outermost rounds: where they lie far apart, the machine was busy; run it again.
- `CPU s` adds up all processors and all programs started. Dossier makes artifacts side by side and pandoc one
  after the other: on two processors the ratio of CPU tells how much less work there is, that of seconds how
  much less waiting.
- `MB` is the most that one process held.

What the lines are:

- pandoc: `pandoc --citeproc --pdf-engine=weasyprint` and, for four, its EPUB, reveal.js and PPTX writers, on
  the same text with the same sources and citation style; the PDF with our style sheet and fonts, the others
  with pandoc's own. Its figures are drawn beforehand, its facts and cross-references are plain words, its PDF
  has no tags, nothing checks its text.
- dossier: `dossier build`. `no cache` draws figures and makes all anew; `edited` has a changed text and
  figures from the cache; `unchanged` finds all of it made.

- bounds: `dossier build` beside the same without the bounded process, in which an article is built.
- tags: the share of the time that goes into the structure of the PDF, in one process.

Nothing here passes or fails: the numbers are for people.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from pipeline import pandoc
from pipeline.checking import check_article
from pipeline.load.article import Location, locate
from tests.bench import tagging
from tests.bench.measure import Command, Contestant, ProgramError, in_turns, table
from tests.bench.peer import Peer, prepare

ROOT = Path(__file__).parents[2]
ALL = ("check", "tags", "start", "bounds", "pdf", "four")
DOSSIER = (sys.executable, "-P", "-m", "pipeline")


def builds(location: Location, work: Path, *options: str) -> dict[str, Contestant]:
    """Return ways to build an article with Dossier, each with its own copy, output and cache."""

    def build(name: str, result: bool, *more: str) -> Contestant:
        folder = work / "-".join(["dossier", name, *options])
        copy = folder / location.slug
        shutil.copytree(location.root, copy)
        text = location.file.read_text("utf-8")
        cache = {"XDG_CACHE_HOME": str(folder / "cache")}
        arguments = (*DOSSIER, "build", str(copy), "--out", str(folder / "out"), *options, *more)

        def commands(number: int) -> tuple[Command, ...]:
            if result:
                (copy / location.file.name).write_text(f"{text}\n\nAgain{' and again' * number}.\n", "utf-8")
            return (Command(arguments, ROOT, cache),)

        return commands

    return {
        "dossier, no cache": build("anew", False, "--no-cache"),
        "dossier, edited": build("edited", True),
        "dossier, unchanged": build("unchanged", False),
    }


def bounds(location: Location, work: Path) -> dict[str, Contestant]:
    """Return a whole build in this process alone, and in a bounded one that is watched."""
    ways = {"dossier, unbounded": "tests.bench.unbounded", "dossier": "pipeline"}
    return {
        name: _always(
            Command(
                (
                    sys.executable,
                    "-P",
                    "-m",
                    module,
                    "build",
                    str(location.root),
                    "--no-cache",
                    "--out",
                    str(work / module),
                ),
                ROOT,
                {"PYTHONPATH": str(ROOT)},
            )
        )
        for name, module in ways.items()
    }


def checking(location: Location, rounds: int) -> str:
    """Return how fast articles are checked, once everything is loaded."""
    words = len(re.findall(r"\w+", location.file.read_text("utf-8")))
    check_article(location)
    times = []
    for _ in range(rounds):
        start = perf_counter()
        check_article(location)
        times.append(perf_counter() - start)
    typical = median(times)
    return f"check, after start: {words} words in {typical:.3f} s, {words / typical:,.0f} words a second"


def starting() -> dict[str, Contestant]:
    """Return what it takes to start, beside an empty Python and pandoc."""
    calls = {
        "python -c pass": (sys.executable, "-c", "pass"),
        "dossier --help": (*DOSSIER, "--help"),
        "dossier check tests/sample": (*DOSSIER, "check", "tests/sample"),
        "pandoc --version": (pandoc.program(), "--version"),
    }
    return {name: _always(Command(arguments, ROOT, {})) for name, arguments in calls.items()}


def _always(*commands: Command) -> Contestant:
    return lambda number: commands


def main() -> int:
    """Measure, and print a table as soon as it is there."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=(__doc__ or "").split(":")[0])
    parser.add_argument("article", nargs="?", default="cambodia-us-relations")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", choices=ALL, action="append")
    options = parser.parse_args()
    location = locate(options.article, ROOT / "source")
    only = options.only or list(ALL)
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as name:
        work = Path(name)
        try:
            if "check" in only:
                print(checking(location, options.rounds), end="\n\n")
            if "tags" in only:
                print(tagging.share(location, options.rounds), end="\n\n", flush=True)
            if "start" in only:
                print(table("start", in_turns(starting(), options.rounds)), end="\n\n")
            if "bounds" in only:
                contest = in_turns(bounds(location, work), options.rounds)
                print(table("bounds", contest), end="\n\n", flush=True)
            if {"pdf", "four"}.intersection(only):
                (work / "pandoc").mkdir()
                peer = prepare(location, work / "pandoc")
                for title, contestants in contests(location, work, peer, only).items():
                    print(table(title, in_turns(contestants, options.rounds)), end="\n\n", flush=True)
                print(sizes(work), end="\n\n")
        except ProgramError as failure:
            print(failure, file=sys.stderr)
            return 1
    return 0


def sizes(work: Path) -> str:
    """Return how large each contestant's briefing is."""
    paths = sorted(work.glob("*/briefing.pdf")) + sorted(work.glob("*/out/*/briefing.pdf"))
    lines = [f"{path.relative_to(work).parts[0]:30} {path.stat().st_size / 1e3:6.0f}" for path in paths]
    return "\n".join([f"{'size of the briefing':30}     kB", *lines])


def contests(location: Location, work: Path, peer: Peer, only: list[str]) -> dict[str, dict[str, Contestant]]:
    """Return the contests of builds, each with pandoc first."""
    result = {
        "pdf": {"pandoc and WeasyPrint": _always(peer.pdf()), **builds(location, work, "--to", "pdf")},
        "four": {"pandoc, four": _always(*peer.four()), **builds(location, work)},
    }
    return {name: contest for name, contest in result.items() if name in only}


if __name__ == "__main__":
    sys.exit(main())
