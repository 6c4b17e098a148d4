"""After an edit, what is built with a cache in a resident process is what a new process builds without.

`make edits` tries two hundred edits. A failure prints its seed:
DOSSIER_EDITS_SEED=7 makes the same edits again.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline import cache, theme
from tests.articles import ROOT
from tests.edited.article import Article, draw
from tests.edited.builder import FILES

COUNT = int(os.environ.get("DOSSIER_EDITS", "0"))
SEED = int(os.environ.get("DOSSIER_EDITS_SEED") or random.randrange(1_000_000))
# What `make test` tries.
FEW = 4


class Desk:
    """An article in a folder, and how it is built: cold, and by a resident process with a cache."""

    def __init__(self, folder: Path, tree: Path) -> None:
        self.folder, self.tree = folder, tree
        self.environment = {**os.environ, "PYTHONPATH": f"{tree}:{ROOT}", "HOME": str(folder)}

    def command(self, mode: str) -> list[str]:
        names = (self.folder / each for each in ("article", f"out-{mode}", "cache"))
        return [sys.executable, "-P", "-m", "tests.edited.builder", mode, *map(str, names)]

    def build_cold(self) -> Any:
        run = subprocess.run(
            self.command("cold"), cwd=self.folder, env=self.environment, capture_output=True, text=True
        )
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout)

    @contextmanager
    def resident(self) -> Iterator[Any]:
        """Yield what builds the article in one process, which lives until the end."""
        with subprocess.Popen(
            self.command("resident"), cwd=self.folder, env=self.environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        ) as process:  # fmt: skip
            assert process.stdin
            assert process.stdout

            def build() -> Any:
                assert process.stdin
                assert process.stdout
                while True:
                    process.stdin.write("\n")
                    process.stdin.flush()
                    if (answer := process.stdout.readline()) != "again\n":
                        return json.loads(answer)

            try:
                yield build
            finally:
                process.kill()


def try_edits(desk: Desk, styles: Path | None, count: int, seed: int) -> set[str]:
    """Try edits, print each, and return their names."""
    chance = random.Random(seed)
    past = [Article()]
    past[-1].write(desk.folder / "article", styles)
    names = []
    with desk.resident() as build:
        assert set(build()["artifacts"]) == set(FILES)
        for number in range(count):
            name, article = draw(chance, past, with_token=styles is not None)
            article.write(desk.folder / "article", styles)
            past.append(article)
            names.append(name)
            sys.stdout.write(f"seed {seed}, edit {number}: {name}\n")
            warm, cold = build(), desk.build_cold()
            parts = [key for key in cold if warm[key] != cold[key]]
            files = [each for each in FILES if warm["artifacts"].get(each) != cold["artifacts"].get(each)]
            assert not parts, f"seed {seed}, edit {number} ({name}): {parts} differ, {files}: {article}"
    return set(names)


def test_an_edited_article_is_what_a_cold_build_makes(tmp_path: Path) -> None:
    if not COUNT:
        try_edits(Desk(tmp_path, ROOT), None, FEW, SEED)
        return
    tree = tmp_path / "installation"
    for source in (Path(cache.__file__).parent, theme.styles_dir()):
        shutil.copytree(source, tree / source.name, ignore=shutil.ignore_patterns("__pycache__"))
    try_edits(Desk(tmp_path, tree), tree / "styles", COUNT, SEED)
