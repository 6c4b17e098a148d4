"""What is built again on save: which articles, and what is told of their findings."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from typing import IO

import pytest

from pipeline import cache, watch
from pipeline.model.diagnostics import Diagnostic, Place, Severity
from tests.command import ROOT, dossier


def finding(message: str, line: int = 1, file: str = "a.md") -> Diagnostic:
    return Diagnostic("code", Severity.WARNING, message, Place(file, line))


def test_inputs_are_the_files_that_were_asked_for_and_the_folders_that_were_listed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    inputs = watch.inputs_of(
        tmp_path,
        [
            (("file", str(tmp_path / "link" / "a.md")), "yes"),
            (("names", str(tmp_path / "real" / "figures")), "one"),
            (("exists", str(tmp_path / "none" / "below" / "b.bib")), "no"),
            (("names like", str(tmp_path / "real" / "media"), "a.png"), ""),
            (("program", "inkscape"), ""),
        ],
    )
    real = os.path.realpath(tmp_path)
    assert inputs.files == {f"{real}/real/a.md", f"{real}/none/below/b.bib"}
    assert inputs.folders == {f"{real}/real/figures", f"{real}/real/media"}
    assert inputs.include(f"{real}/real/media/A.PNG")
    # Folders that are not there are watched by what is there around them.
    assert inputs.watch_folders() == {f"{real}/real", real}


def test_an_article_of_which_nothing_is_known_has_all_files_of_its_folder(tmp_path: Path) -> None:
    inputs = watch.inputs_of(tmp_path, [])
    assert inputs.include(os.path.realpath(tmp_path / "any.md"))
    assert not inputs.include(os.path.realpath(tmp_path / "below" / "any.md"))


@pytest.mark.parametrize(
    "name", [".a.md.swp", "a.md~", "#a.md#", ".#a.md", "4913", "a.md.tmp", ".dossier-x.part", "a.bak"]
)
def test_files_that_editors_write_beside_change_no_article(tmp_path: Path, name: str) -> None:
    inputs = watch.inputs_of(tmp_path, [])
    assert not inputs.include(os.path.join(os.path.realpath(tmp_path), name))


def test_a_change_touches_the_articles_that_are_made_of_it(tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to(tmp_path / "a.md")
    names = ["a.md", "b.md", "refs.bib"]
    a, b, refs = (os.path.realpath(tmp_path / name) for name in names)
    inputs = [
        watch.Inputs(frozenset([a, refs]), frozenset()),
        watch.Inputs(frozenset([b, refs]), frozenset()),
    ]
    assert list(watch.select_articles([a], inputs)) == [(0, (a,))]
    assert list(watch.select_articles([refs, b, b], inputs)) == [(0, (refs,)), (1, (b, refs))]
    assert list(watch.select_articles([str(tmp_path / "c.md")], inputs)) == []


def test_findings_that_only_moved_have_neither_come_nor_gone() -> None:
    before = [finding("one", 3), finding("two", 4), finding("two", 9)]
    after = [finding("one", 8), finding("two", 11), finding("three", 2), finding("one", 8, "b.md")]
    change = watch.difference(before, after)
    assert change.new == (finding("three", 2), finding("one", 8, "b.md"))
    assert change.obsolete == (finding("two", 9),)
    assert watch.difference(before, before) == watch.Difference((), ())


class Console:
    """The lines that a process prints, as they come."""

    def __init__(self, stream: IO[str]) -> None:
        self.lines: Queue[str] = Queue()
        self.stream = stream
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self) -> None:
        for line in self.stream:
            self.lines.put(line.rstrip("\n"))

    def heading(self) -> str:
        """Wait for the next line of a build, and return it without the time and the seconds."""
        while (line := self.lines.get(timeout=120)).startswith("  "):
            pass
        return re.sub(r" \(.*?\)", "", line[9:].rpartition(" in ")[0])

    def finding(self) -> str:
        """Wait for the next line of a finding."""
        while not (line := self.lines.get(timeout=120)).startswith("  "):
            pass
        return line.strip()


@contextmanager
def watching(folder: Path, *arguments: str) -> Iterator[Console]:
    """Watch articles, and end with Ctrl-C."""
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "pipeline", "watch", *arguments, "--to", "html"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder / "cache")},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stderr
        console = Console(process.stdout)
        try:
            yield console
            process.send_signal(signal.SIGINT)
            assert process.stderr.read() == "watching has ended\n"
            assert process.wait() == 0
        finally:
            process.kill()
            console.thread.join()


FRONT = "---\ntitle: T\nbibliography: refs/all.bib\n---\n"
ENTRY = "@book{x, title = {Of x}, author = {Li, A.}, year = 2020, publisher = {P}}\n"


def test_a_save_builds_its_article_and_tells_what_came_and_went(tmp_path: Path) -> None:
    (tmp_path / "refs").mkdir()
    for name in "ab":
        text = f"{FRONT}\n# One\n\nWords of {name}, see [@x].\n"
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    (tmp_path / "refs" / "all.bib").write_text(ENTRY, "utf-8")
    deck = tmp_path / "build" / "a" / "deck.html"
    with watching(tmp_path, "a.md", "b.md") as console:
        assert [console.heading().split(", ")[0] for _ in range(2)] == ["a: 1 artifact", "b: 1 artifact"]
        # As editors save: another file takes the place of the text.
        text = (tmp_path / "a.md").read_text("utf-8")
        (tmp_path / "a.md~").write_text(text.replace("see", "but see [@nobody] and"), "utf-8")
        (tmp_path / "a.md~").replace(tmp_path / "a.md")
        assert console.heading().startswith("a: 1 artifact, 2 new findings, ")
        assert "section-thin" in console.finding()
        assert console.finding().startswith("+ a.md:8:23: warning citation-undefined: ")
        assert "but see" in deck.read_text("utf-8")
        (tmp_path / "a.md").write_text(text.replace("see", "look at"), "utf-8")
        assert console.heading() == "a: 1 artifact, 1 new finding, 2 gone"
        # Both are made of the bibliography, which lies in another folder.
        (tmp_path / "refs" / "all.bib").write_text(ENTRY.replace("2020", "2021"), "utf-8")
        assert {console.heading(), console.heading()} == {"a: 1 artifact", "b: 1 artifact"}
        assert "2021" in deck.read_text("utf-8")


def test_a_text_that_cannot_be_built_leaves_the_last_files_until_it_is_mended(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# One\n\nWords.\n", "utf-8")
    with watching(tmp_path, "a.md") as console:
        console.heading()
        deck = (tmp_path / "build" / "a" / "deck.html").read_bytes()
        (tmp_path / "a.md").write_bytes(b"\xff\xfe\x00\x01")
        assert console.heading().startswith("a: 0 artifacts, 1 not built, 1 new finding, ")
        assert (tmp_path / "build" / "a" / "deck.html").read_bytes() == deck
        # What is written beside it builds it no more than before.
        (tmp_path / "log").write_text("a line\n", "utf-8")
        (tmp_path / "a.md").write_text("# One\n\nOther words.\n", "utf-8")
        assert console.heading().startswith("a: 1 artifact, ")
        assert b"Other words" in (tmp_path / "build" / "a" / "deck.html").read_bytes()


def test_the_cache_stays_within_its_limit_while_articles_are_watched(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# One\n\nWords.\n", "utf-8")
    name = "ab" * 32
    old = tmp_path / "cache" / "dossier" / name[:2] / name
    old.parent.mkdir(parents=True)
    old.touch()
    os.truncate(old, cache.LIMIT + 1)  # a file with a hole takes no space
    os.utime(old, (0, 0))
    with watching(tmp_path, "a.md") as console:
        console.heading()
        assert not old.exists()
        assert list(cache.entries(old.parents[1]))


def test_what_cannot_be_watched_is_told_as_in_a_build(tmp_path: Path) -> None:
    run = dossier("watch", "nowhere.md", cwd=tmp_path)
    assert run.returncode == 1
    assert "article-missing" in run.stderr
