"""A project in a git repository, with two short articles that are quick to build, and releases of it."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.command import Run, dossier

_ARTICLE = """---
title: The {name}
authors:
  - name: Ada Writer
date: 2026-11-23
as-of: 2026-11-23
lang: en
id: DOC-{name}
bibliography: references.json
editions: [ebook]
---

# Traffic

In [2023]{{fact=revenue show=year}} the {name} earned [$9.4 billion]{{fact=revenue}} [@authority, p. 3].
The administrator is [Ricaurte Vásquez]{{fact=head}} [@authority, p. 9].
"""
_FACTS = """facts:
- id: revenue
  kind: money
  subject: revenue of the {name}
  value: {{amount: 9400000000, currency: USD, basis: nominal, date: 2023}}
  as-of: 2025-06-01
  sources: [{{ref: authority, locator: p. 3}}]
  note: a secret of the editors
- id: head
  kind: office-holder
  subject: administrator of the {name}
  value: {{holder: Ricaurte Vásquez, from: 2019-09-04}}
  as-of: 2026-11-01
  sources: [{{ref: authority, locator: p. 9}}]
"""
_AUTHORITY = {
    "id": "authority",
    "type": "report",
    "title": "Report of the authority",
    "author": [{"literal": "Canal authority"}],
    "issued": {"date-parts": [[2025]]},
    "publisher": "The authority",
}
CHANGELOG = "# Changelog\n\n## Unreleased\n\n## 1.0\n\n- All of it.\n"


@dataclass(frozen=True, slots=True)
class Project:
    """The folder of a project."""

    folder: Path

    @property
    def releases(self) -> Path:
        """The folder of all releases."""
        return self.folder / "build" / "release"

    def git(self, *words: str) -> str:
        """Run git, and return what it prints."""
        own = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        command = ["git", "-C", str(self.folder), *own, *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def commit(self, *tags: str) -> None:
        """Commit all, and tag the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "a change")
        for tag in tags:
            self.git("tag", tag)

    def write(self, name: str, text: str) -> Path:
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def edit(self, name: str, old: str, new: str) -> None:
        """Change words of a file."""
        text = (self.folder / name).read_text("utf-8")
        assert old in text, f"{name} has no {old!r}"
        self.write(name, text.replace(old, new))

    def enter(self, version: str) -> None:
        """Add an entry to the changelog."""
        self.edit("CHANGELOG.md", "## Unreleased\n", f"## Unreleased\n\n## {version}\n\n- More.\n")

    def release(self, *arguments: object) -> Run:
        """Run `dossier release`."""
        return dossier("release", *arguments, cwd=self.folder)


def project(folder: Path, *names: str) -> Project:
    """Write a project with these articles, in a repository whose only commit has no tag."""
    own = Project(folder)
    folder.mkdir(parents=True, exist_ok=True)
    own.git("init", "--quiet")
    for name in names or ("canal",):
        own.write(f"source/{name}/article.md", _ARTICLE.format(name=name))
        own.write(f"source/{name}/facts.yaml", _FACTS.format(name=name))
        own.write(f"source/{name}/references.json", json.dumps([_AUTHORITY]))
    own.write("CHANGELOG.md", CHANGELOG)
    own.write(".gitignore", "ignored.bib\n")
    own.commit()
    return own
