"""A process that builds one article: once and without a cache, or again and again as `dossier watch` does.

It reads a line for each build and writes a line of JSON: the digest of each artifact by its name, and the
findings. `python -m tests.edited.builder cold|resident ARTICLE OUT CACHE`.
"""

from __future__ import annotations

import json
import sys
from contextlib import closing
from pathlib import Path

from pipeline import cache, process, supervision, warming
from pipeline.bounds import Bounds
from pipeline.build import Plan, build
from pipeline.build_report import Report
from pipeline.formats import FORMATS
from pipeline.load.article import locate

# The five files of a plain build.
FILES = ("briefing.pdf", "ebook.epub", "deck.html", "deck.pptx", "deck.pdf")
FORMATS_BUILT = tuple(each for each in FORMATS if each.file in FILES)


def line(report: Report) -> str:
    """Return a report as a line of JSON."""
    return json.dumps(
        {
            "artifacts": {each.path.name: each.digest for each in report.artifacts},
            "failures": sorted(each.name for each in report.failed_paths),
            "findings": [f"{each.place} {each.code} {each.message}" for each in report.diagnostics],
        }
    )


def tell(text: str) -> None:
    """Write a line for whoever asked."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main(mode: str, article: str, out: str, folder: str) -> None:
    """Build an article for each line of standard input."""
    location = locate(article, Path(article).parent)
    if mode == "cold":
        tell(line(build(location, Plan(FORMATS_BUILT, Path(out), None, cache.Cache(None)))))
        return
    plan = Plan(FORMATS_BUILT, Path(out), None, cache.Cache(Path(folder)))
    state = warming.warm_up(plan)
    for _ in sys.stdin:
        if warming.installation() != state:
            # As `watch` does; whoever asked asks again.
            tell("again")
            process.start_again()
        building = supervision.build_articles([location], plan, Bounds(), 2, lambda *step: None)
        with closing(building):
            [(_, report)] = building
        tell(line(report))


if __name__ == "__main__":
    main(*sys.argv[1:])
