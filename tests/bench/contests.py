"""Who is measured in which task: Dossier, a commit of it, pandoc with WeasyPrint, pandoc with typst."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from pipeline.load.article import Location
from tests.bench.measure import Command, Contestant, Cost
from tests.bench.options import Options
from tests.bench.peer import INSTANCES, PUBLIC, Peer
from tests.bench.watching import PROC, Watching

ROOT = Path(__file__).parents[2]
BRIEFING = ("--edition", "briefing", "--to", "pdf")
TITLES = {
    "pdf": "PDF, cold",
    "all": "{formats}, cold",
    "unchanged": "{formats}, nothing changed",
    "edited": "PDF, one word changed",
}


@dataclass(frozen=True, slots=True)
class Version:
    """A version of Dossier: its name in the tables, and the folder with its code."""

    name: str
    tree: Path

    @property
    def folder(self) -> str:
        """The name of its folder."""
        return self.name.replace(" ", "-")


def dossier(tree: Path, *arguments: str, cache: Path | None = None) -> Command:
    """Return a run of Dossier with the code of a tree, which keeps its compiled form as any user's does."""
    extra = {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": ""}
    if cache:
        extra["XDG_CACHE_HOME"] = str(cache)
    return Command((sys.executable, "-P", "-m", "pipeline", *arguments), tree, extra)


def always(*commands: Command) -> Contestant:
    """Return a contestant that does the same in each round."""
    return lambda number: commands


def contests(
    size: str, location: Location, versions: tuple[Version, ...], peer: Peer, options: Options, work: Path
) -> Iterator[tuple[str, Mapping[str, Contestant]]]:
    """Yield each task on an article: its title and contestants, Dossier first; they end with the next."""
    name = location.slug if size == "article" else f"generated x{size}"
    formats = options.formats
    peers: dict[str, tuple[Command, ...]] = {
        "pandoc, WeasyPrint": peer.weasyprint(PUBLIC),
        "the same, our fonts": peer.weasyprint(INSTANCES),
        "pandoc, typst": peer.typst(),
    }
    for task in options.tasks:
        title = f"{name}: {TITLES[task].format(formats=' '.join(formats))}"
        contestants = {
            each.name: build(each.tree, location, task, formats, work / task / each.folder)
            for each in versions
        }
        for peer_name, pdf in peers.items():
            calls = (*(pdf if "pdf" in formats else ()), *peer.others(formats))
            contestants[peer_name] = always(*(pdf if task in ("pdf", "edited") else calls))
        with ExitStack() as stack:
            if task == "edited" and PROC.is_dir():
                own = {
                    f"{each.name}, watching": watch(each, location, work / "watched" / each.folder, stack)
                    for each in versions
                }
                contestants = {**own, **contestants}
            yield title, contestants


def build(tree: Path, location: Location, task: str, formats: tuple[str, ...], folder: Path) -> Contestant:
    """Return a version of Dossier in a task, with its own copy of the article, its output and its cache."""
    article = _copy(location, folder)
    text = article.read_text("utf-8").rstrip()
    selection = BRIEFING if task in ("pdf", "edited") else ("--to", ",".join(formats))
    cold = ("--no-cache",) if task in ("pdf", "all") else ()
    command = dossier(
        tree,
        "build",
        str(article.parent),
        *selection,
        *cold,
        "--out",
        str(folder / "out"),
        cache=folder / "cache",
    )

    def commands(number: int) -> tuple[Command, ...]:
        if task == "edited":
            article.write_text(change_word(text, number), "utf-8")
        return (command,)

    return commands


def watch(version: Version, location: Location, folder: Path, stack: ExitStack) -> Contestant:
    """Return a version of Dossier that watches its own copy of the article until the stack is closed."""
    article = _copy(location, folder)
    text = article.read_text("utf-8").rstrip()
    command = dossier(
        version.tree,
        "watch",
        str(article.parent),
        *BRIEFING,
        "--out",
        str(folder / "out"),
        cache=folder / "cache",
    )
    watching = Watching(command)
    stack.callback(watching.close)

    def turn(number: int) -> Callable[[], Cost]:
        return lambda: watching.cost_of(lambda: article.write_text(change_word(text, number), "utf-8"))

    return turn


def _copy(location: Location, folder: Path) -> Path:
    """Copy an article into a folder, and return its text there."""
    copy = folder / location.slug
    shutil.copytree(location.root, copy)
    return copy / location.file.name


def change_word(text: str, number: int) -> str:
    """Return a text with one more sentence at its end, of which one word is another in each round."""
    letters = "".join(chr(97 + int(digit)) for digit in str(number))
    return f"{text}\n\nThe last word of this text is {letters}word.\n"
