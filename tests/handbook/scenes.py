"""What lies in the folder in which the commands of a chapter are run: what its reader would have."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline import pandoc
from tests.command import ROOT, dossier
from tests.release.project import project

_CANAL = """---
title: The canal
date: 2026-11-23
lang: en
bibliography: references.json
---

# Traffic

In 2023 the canal earned $9.4 billion [@authority, p. 3]. In the year after, revenue fell to
$4 billion [@authority, p. 4]. On 23 March 2021 a ship ran aground [@authority, p. 9].
"""
_REFERENCES = """[{"id": "authority", "type": "report", "title": "Report of the canal",
 "author": [{"literal": "Canal authority"}], "issued": {"date-parts": [[2025]]},
 "publisher": "The authority"}]
"""


_RELEASE = """# Alaska Day

On March 30, 1867, Secretary of State William Seward signed a treaty with Russia. The United States paid
$7.2 billion in gold for about 600,000 square miles.

In 2020 the census found some 733,000 residents, up from 710,231 in 2010 and 662,932 in 2000. About 4,500
guests are expected in Sitka.
"""
_COMMUNIQUE = """# Le jour de l’Alaska

Le 30 mars 1867, les États-Unis ont acheté l’Alaska à la Russie pour 7,2 millions de dollars. Ils ont reçu
près de 600 000 milles carrés. Le recensement de 2000 a compté 626 932 habitants, celui de 2020 en a
compté 773 391.
"""


def lay_out(name: str, folder: Path) -> None:
    """Write what the commands of a chapter need into an empty folder."""
    for scene in SCENES.get(name, (suez,)):
        scene(folder)


def suez(folder: Path) -> None:
    """Write the article that the tutorial begins with."""
    run = dossier("new", "suez", cwd=folder)
    assert run.returncode == 0, run.stderr


def canal(folder: Path) -> None:
    """Write an article in plain prose, in a git repository with a commit of its first state."""
    write(folder, {"canal/article.md": _CANAL, "canal/references.json": _REFERENCES})
    run = dossier("facts", "propose", "canal", cwd=folder)
    assert run.returncode == 0, run.stderr
    git(folder, "init", "--quiet")
    commit(folder, "one")
    ledger = folder / "canal" / "facts.yaml"
    ledger.write_text(ledger.read_text("utf-8").replace("9400000000", "9500000000"), "utf-8")
    commit(folder, "two")
    write(folder, {"canal/article.md": _CANAL})
    ledger.unlink()


def files(folder: Path) -> None:
    """Write two files that make one article, and a paper."""
    write(folder, {"one.md": "# One\n\nA first chapter.\n", "two.md": "# Two\n\nA second chapter.\n"})
    shutil.copytree(ROOT / "tests" / "joss", folder / "paper")


def word(folder: Path) -> None:
    """Write a file as a word processor does, in a project."""
    (folder / "source").mkdir()
    text = "# The pipeline\n\nIt opened on 1 May 2020, *as planned*.\n"
    command = [pandoc.program(), "--from", "markdown", "--output", "report.docx"]
    subprocess.run(command, cwd=folder, check=True, input=text.encode())


def briefing(folder: Path) -> None:
    """Build the briefing of the tutorial's article."""
    suez(folder)
    run = dossier("build", "suez", "--to", "pdf", "--edition", "briefing", cwd=folder)
    assert run.returncode == 0, run.stderr


def colleague(folder: Path) -> None:
    """Write the article of the tutorial, and what others have written from it."""
    suez(folder)
    command = [pandoc.program(), "--from", "markdown", "--output", "release.docx"]
    subprocess.run(command, cwd=folder, check=True, input=_RELEASE.encode())
    write(folder, {"communique.md": _COMMUNIQUE})


def project_with_tag(folder: Path) -> None:
    """Write a project in a git repository, whose commit has a tag."""
    project(folder).git("tag", "v1.0")


def nothing(folder: Path) -> None:
    """Leave the folder empty."""


def write(folder: Path, texts: Mapping[str, str]) -> None:
    """Write text files."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def commit(folder: Path, message: str) -> None:
    """Commit everything."""
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "--quiet", "-m", message)


def git(folder: Path, *arguments: str) -> None:
    """Run git."""
    subprocess.run(["git", *arguments], cwd=folder, check=True, stdin=subprocess.DEVNULL)


Scene = Callable[[Path], None]
# A chapter that is not named begins with the article of the tutorial.
SCENES: Mapping[str, tuple[Scene, ...]] = {
    "tutorial": (nothing,),
    "facts": (canal,),
    "import": (word,),
    "paper": (files,),
    "references": (files,),
    "many": (suez, files),
    "attachments": (briefing,),
    "against": (colleague,),
    "release": (project_with_tag,),
}
