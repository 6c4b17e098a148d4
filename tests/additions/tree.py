"""A copy of the project, to which a test adds something as a contributor would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.sourcecode import ROOT

ARTICLE = """---
title: A road
date: 2026-01-02
---

# The road

The road leads to the sea, and many carts go on it in summer when the snow is gone.
"""


@dataclass(frozen=True)
class Tree:
    """The folder of the copy; `paper.md` in it is an article."""

    folder: Path

    @classmethod
    def copy(cls, folder: Path) -> Tree:
        """Copy what a build needs."""
        for name in ("pipeline", "styles"):
            shutil.copytree(ROOT / name, folder / name)  # with what Python has compiled
        (folder / "paper.md").write_text(ARTICLE, "utf-8")
        return cls(folder)

    def add_file(self, name: str, text: str) -> None:
        """Write a file that is not there yet."""
        with (self.folder / name).open("x", encoding="utf-8") as file:
            file.write(text)

    def add_row(self, name: str, row: str, *, table: str, module: str) -> None:
        """Add a row at the end of a table, and the import that it needs."""
        path = self.folder / name
        head, begin, rest = path.read_text("utf-8").partition(f"{table}: ")
        rows, end, tail = rest.partition("\n)\n")
        assert begin
        assert end
        head = head.replace("\nfrom pipeline", f"\n{module}\nfrom pipeline", 1)
        path.write_text(f"{head}{begin}{rows}\n    {row},{end}{tail}", "utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands once in a file."""
        path = self.folder / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1, (name, old)
        path.write_text(text.replace(old, new), "utf-8")

    def dossier(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command line of the copy."""
        return self.run("-m", "pipeline", *arguments)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python in the copy."""
        command: Sequence[str] = (sys.executable, *arguments)
        env = {**os.environ, "XDG_CACHE_HOME": str(self.folder / "cache"), "COLUMNS": "200"}
        env.pop("PYTHONPATH", None)
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, env=env)
