"""Measure whole builds against peers and a commit: `make bench`, or `python -m tests.bench [ARTICLE]`.

How to read the tables:

- Every line is whole processes, from start to exit. Contestants take turns, one warm-up round is not counted.
- `CPU s` adds up all processors and all programs started, `seconds` is the clock; both are medians. They
  belong to this machine at this hour; compare ratios.
- `first / this` is what the first line of the table took, divided by what this line took, round by round: its
  median, and the least and most in brackets. Below 1 the first is faster. Where these lie far apart, the
  machine was busy; run it again. Dossier makes formats side by side and pandoc one after the other.
- `MB` is the most that one process held.

What the tables are, for the real article (`--sizes article`) and for generated ones, of which x1 is as long
as a short paper and x10 ten times that (see `generated.py`):

- PDF, cold: `dossier build --edition briefing --to pdf --no-cache`.
- pdf epub html pptx, cold: `dossier build --no-cache`. It makes a fifth file, the PDF of the deck, which no
  option leaves out and no peer makes.
- nothing changed: the same again, with everything in the cache. Peers have no cache, and make all anew.
- one word changed: the PDF, with what else is in the cache. A new process builds it; and, in the first
  line, `dossier watch`: from the save to the finished file, with the CPU of all its processes.

Who takes part:

- dossier, and with `--against REV` that commit in a git work tree, with the libraries of today.
- pandoc, WeasyPrint: `pandoc --citeproc --pdf-engine=weasyprint` and, for four, its EPUB, reveal.js and PPTX
  writers, on the same text with the same sources and citation style; the PDF with our style sheet and our
  typefaces as their makers publish them, the others with pandoc's own. Its figures are drawn beforehand, its
  facts and cross-references are plain words, its PDF has no tags, nothing checks its text.
- the same, our fonts: its PDF with the static instances that Dossier makes of those typefaces.
- pandoc, typst: the same with `pandoc --citeproc --to typst` and typst, pandoc's template and typst's faces;
  this PDF has tags.

Other tables:

- bounds: `dossier build` beside the same without the bounded process, in which an article is built.
- tags: the share of the time that goes into the structure of the PDF, in one process.

Nothing here passes or fails: the numbers are for people.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from time import perf_counter

from pipeline import pandoc
from pipeline.checking import check_article
from pipeline.load.article import Location, locate
from tests.bench import generated, tagging
from tests.bench.commits import work_tree
from tests.bench.contests import ROOT, Version, always, contests, dossier
from tests.bench.measure import Command, Contest, Contestant, ProgramError, in_turns, record, table
from tests.bench.options import Options, parse
from tests.bench.peer import TYPST, prepare


def bounds(location: Location, work: Path) -> dict[str, Contestant]:
    """Return a whole build in a bounded process that is watched, and in the first process alone."""
    options = ("build", str(location.root), "--no-cache", "--out")
    usual = dossier(ROOT, *options, str(work / "bounded"))
    alone = (sys.executable, "-P", "-m", "tests.bench.unbounded", *options, str(work / "unbounded"))
    return {"dossier": always(usual), "dossier, unbounded": always(Command(alone, ROOT, usual.extra))}


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
    return {
        "dossier --help": always(dossier(ROOT, "--help")),
        "dossier check tests/sample": always(dossier(ROOT, "check", "tests/sample")),
        "python -c pass": always(Command((sys.executable, "-c", "pass"), ROOT, {})),
        "pandoc --version": always(Command((pandoc.program(), "--version"), ROOT, {})),
    }


def builds(location: Location, work: Path, options: Options) -> Iterator[Contest]:
    """Yield the contests of builds, each as soon as it is measured."""
    if not TYPST.is_dir():
        raise ProgramError("typst is not in .venv/bench; `make bench` installs it")
    with ExitStack() as stack:
        versions = [Version("dossier", ROOT)]
        if options.revision:
            tree = stack.enter_context(work_tree(ROOT, options.revision, work / "tree"))
            versions.append(Version(f"dossier {options.revision}", tree))
        for size in options.sizes:
            folder = work / size
            article = location if size == "article" else generated.write(int(size), folder / "article")
            (folder / "peers").mkdir(parents=True)
            peer = prepare(article, folder / "peers")
            for title, contestants in contests(size, article, tuple(versions), peer, options, folder):
                yield in_turns(title, contestants, options.rounds)


def file_sizes(work: Path) -> str:
    """Return how large each contestant's briefing is."""
    paths = [*work.glob("*/peers/briefing*.pdf"), *work.glob("*/pdf/*/out/*/briefing.pdf")]
    lines = [f"{each.relative_to(work)!s:60} {each.stat().st_size / 1e3:8.0f}" for each in sorted(paths)]
    return "\n".join([f"{'size of the briefing':60}       kB", *lines])


def machine(options: Options) -> dict[str, object]:
    """Return what results belong to: the machine and the number of rounds."""
    python = platform.python_version()
    return {"system": platform.platform(), "cpus": os.cpu_count(), "python": python, "rounds": options.rounds}


def main() -> int:
    """Measure, and print a table as soon as it is there."""
    options = parse(None, (__doc__ or "").split(":")[0])
    location = locate(options.article, ROOT / "source")
    records = []
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as name:
        work = Path(name)
        try:
            if "check" in options.parts:
                print(checking(location, options.rounds), end="\n\n", flush=True)
            if "tags" in options.parts:
                print(tagging.share(location, options.rounds), end="\n\n", flush=True)
            if "start" in options.parts:
                print(table(in_turns("start", starting(), options.rounds)), end="\n\n", flush=True)
            if "bounds" in options.parts:
                contest = in_turns("bounds", bounds(location, work), options.rounds)
                print(table(contest), end="\n\n", flush=True)
            if "builds" in options.parts:
                for contest in builds(location, work, options):
                    print(table(contest), end="\n\n", flush=True)
                    records.append(record(contest))
                    if options.json:
                        values = {**machine(options), "contests": records}
                        options.json.write_text(json.dumps(values, indent=1) + "\n", "utf-8")
                print(file_sizes(work))
        except ProgramError as failure:
            print(failure, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
