"""Cases of checks: text files that change the sample article and mark what is to be found in it.

A case begins with a sentence. Then come its changes: `+++ FILE` adds the lines below to a file of the sample
(in a JSON list as further entries), `=== FILE` writes a file anew, `--- FILE` removes it. A line that a
diagnostic is expected at ends with `    <<< how its message begins`.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "sample"
CASES = Path(__file__).parent / "cases"
_CHANGE = re.compile(r"^(\+\+\+|===|---) (\S+)\n", re.MULTILINE)
_MARK = re.compile(r" +<<< (.*)$")


@dataclass(frozen=True)
class ExpectedDiagnostic:
    """A diagnostic that a case expects, with the beginning of its message."""

    file: str
    line: int
    message: str


@dataclass(frozen=True)
class Case:
    """A case: the code it is about, whether it is a bad one, and its file."""

    code: str
    bad: bool
    path: Path

    def __str__(self) -> str:
        """Return the name shown by pytest."""
        return self.path.relative_to(CASES).with_suffix("").as_posix()

    def lay_out(self, folder: Path) -> tuple[ExpectedDiagnostic, ...]:
        """Write the article into a folder and return what is expected of it."""
        shutil.copytree(SAMPLE, folder, dirs_exist_ok=True)
        _, *parts = _CHANGE.split(self.path.read_text("utf-8"))
        for kind, name, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            target = folder / name
            if kind == "---":
                target.unlink()
                continue
            target.write_text(_add(target, text) if kind == "+++" else text, "utf-8")
        return tuple(self._read_diagnostics(folder))

    def _read_diagnostics(self, folder: Path) -> Iterator[ExpectedDiagnostic]:
        """Take the marks out of the files and yield what they say."""
        for path in sorted(folder.rglob("*")):
            if path.suffix not in (".md", ".yaml", ".yml", ".json"):
                continue
            lines = path.read_text("utf-8").split("\n")
            for index, line in enumerate(lines):
                match = _MARK.search(line)
                if match:
                    lines[index] = line[: match.start()]
                    file = path.relative_to(folder).as_posix()
                    yield ExpectedDiagnostic(file, index + 1, match.group(1))
            path.write_text("\n".join(lines), "utf-8")


def _add(target: Path, text: str) -> str:
    before = target.read_text("utf-8")
    if target.suffix == ".json":
        return before.rstrip().removesuffix("]").rstrip() + ",\n" + text + "]\n"
    return before + ("\n" if target.suffix == ".md" else "") + text


def cases() -> list[Case]:
    """Return every case there is."""
    return [Case(path.parts[-3], path.parts[-2] == "bad", path) for path in sorted(CASES.glob("*/*/*.txt"))]
