"""Commands as a person types them, in a folder with two articles: output, messages, exit status, files."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from pipeline.cli import dossier

_ARTICLES = Path(__file__).parent / "articles"
_ROADS = """\
---
title: Roads
lang: en
---

# Roads

In 1990 the road cost $5 million [@a]. [Ann Smith]{fact=mayor} opened it on 3 May 1991.
"""
_LEDGER = """\
facts:
- id: mayor
  kind: office-holder
  subject: Mayor
  value: {holder: Ann Smith}
  status: proposed   # to check
- id: bridge
  kind: date
  subject: Bridge
  value: {date: 1980}
  status: proposed
"""
_GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")


def session(text: str, _: str) -> str:
    """Return what commands, parted by ` ; `, give; `cat` shows a file, `<` gives keys to a prompt."""
    with TemporaryDirectory() as folder, chdir(folder):
        shutil.copytree(_ARTICLES / "show-coverage", "canal")
        Path("roads").mkdir()
        Path("roads", "article.md").write_text(_ROADS, "utf-8")
        Path("roads", "facts.yaml").write_text(_LEDGER, "utf-8")
        rows = [row for line in text.split(" ; ") for row in (f"$ {line}", *_run(line))]
        return "\n".join(rows).replace(os.path.realpath(folder), "FOLDER").replace(folder, "FOLDER")


def _run(line: str) -> list[str]:
    command, _, keys = line.partition(" <")
    name, *arguments = shlex.split(command)
    match name:
        case "cat":
            return Path(arguments[0]).read_text("utf-8").splitlines()
        case "git":
            subprocess.run([*_GIT, *arguments], check=True, capture_output=True)
            return []
        case "put":
            Path(arguments[0]).write_text(arguments[1].replace("|", "\n") + "\n", "utf-8")
            return []
        case _:
            result = CliRunner().invoke(
                dossier, [name, *arguments], input="\n".join(keys) + "\n" if keys else None
            )
            errors = [f"! {each}" for each in result.stderr.splitlines()]
            return [*result.stdout.splitlines(), *errors, f"status {result.exit_code}"]
