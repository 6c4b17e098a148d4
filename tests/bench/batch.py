"""Measure a batch: `python -m tests.bench.batch --articles 100`.

An article is copied so many times, each with another last sentence. Dossier builds all in one command; pandoc
with WeasyPrint and pandoc with typst make each in turn, as many articles at a time as there are processors.
`use` is the share of the processors' time that was worked. Nothing is in a cache. Ratios are only right on a
machine that does nothing else.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from time import perf_counter

from pipeline import workers
from pipeline.load.article import Location, locate
from tests.bench.contests import ROOT, change_word, dossier
from tests.bench.measure import Command, Cost, run
from tests.bench.options import FORMATS
from tests.bench.peer import PUBLIC, Peer, prepare


def main() -> int:
    """Build a batch in each way, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("article", nargs="?", default="cambodia-us-relations")
    parser.add_argument("--articles", type=int, default=100)
    options = parser.parse_args()
    location = locate(options.article, ROOT / "source")
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as name:
        folder = Path(name)
        own = build(copies(location, options.articles, folder / "articles"), folder)
        print(line("dossier", own, own), flush=True)
        (folder / "peer").mkdir()
        peer = prepare(location, folder / "peer")
        others: dict[str, Callable[[Peer], Sequence[Command]]] = {
            "pandoc, WeasyPrint": lambda each: each.weasyprint(PUBLIC),
            "pandoc, typst": lambda each: each.typst(),
        }
        for title, pdf in others.items():
            cost = side_by_side(peer, pdf, options.articles, folder / title.replace(" ", "-"))
            print(line(title, cost, own), flush=True)
    return 0


def copies(location: Location, count: int, folder: Path) -> list[Path]:
    """Return folders with copies of an article, each with a sentence of its own."""
    roots = []
    for number in range(count):
        root = folder / f"{location.slug}-{number}"
        shutil.copytree(location.root, root)
        article = root / location.file.name
        article.write_text(change_word(article.read_text("utf-8").rstrip(), number), "utf-8")
        roots.append(root)
    return roots


def build(articles: Sequence[Path], folder: Path) -> Cost:
    """Build articles with Dossier in one command."""
    options = ("--no-cache", "--to", ",".join(FORMATS), "--out", str(folder / "out"))
    return run([dossier(ROOT, "build", *map(str, articles), *options, cache=folder / "cache")])


def side_by_side(peer: Peer, pdf: Callable[[Peer], Sequence[Command]], count: int, folder: Path) -> Cost:
    """Have pandoc make the formats of an article so many times, each processor in a folder of its own."""
    peers: SimpleQueue[Peer] = SimpleQueue()
    processors = workers.processors()
    for number in range(processors):
        own = folder / str(number)
        shutil.copytree(peer.folder, own)
        peers.put(Peer(own, peer.options))

    def make(number: int) -> Cost:
        own = peers.get()
        try:
            return run([*pdf(own), *own.others(FORMATS)])
        finally:
            peers.put(own)

    start = perf_counter()
    with ThreadPoolExecutor(processors) as pool:
        costs = list(pool.map(make, range(count)))
    wall = perf_counter() - start
    return Cost(wall, sum(each.cpu for each in costs), max(each.memory for each in costs))


def line(title: str, cost: Cost, own: Cost) -> str:
    """Return what a batch took, and the ratios of Dossier's to it."""
    use = cost.cpu / (cost.wall * workers.processors())
    return (
        f"{title:20} {cost.cpu:8.1f} CPU s {cost.wall:8.1f} s   use {use:.2f}   "
        f"dossier / this {own.cpu / cost.cpu:.2f} CPU, {own.wall / cost.wall:.2f} seconds"
    )


if __name__ == "__main__":
    sys.exit(main())
