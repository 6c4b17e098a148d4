"""The handbook is built from any folder, as the article that it is, without a finding."""

from __future__ import annotations

import re
from pathlib import Path

from tests.command import dossier
from tests.handbook.blocks import CHAPTERS, HANDBOOK
from tests.handbook.reference.commands import commands


def test_the_handbook_is_built_in_any_folder(tmp_path: Path) -> None:
    run = dossier("handbook", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    site = tmp_path / "build" / "handbook" / "site"
    assert (site / "index.html").is_file()
    assert "build/handbook/site" in run.stdout
    assert {path.name for path in (tmp_path / "build" / "handbook").iterdir()} == {"site", "manifest.json"}


def test_every_chapter_is_in_the_handbook() -> None:
    text = (HANDBOOK / "article.md").read_text("utf-8")
    names = [path.relative_to(HANDBOOK).as_posix() for path in CHAPTERS.rglob("*.md")]
    assert [name for name in names if f"- {name}\n" not in text] == []


def test_the_chapter_on_strangers_names_each_command_that_takes_their_articles() -> None:
    text = (CHAPTERS / "untrusted.md").read_text("utf-8")
    [sentence] = re.findall(r"^`--untrusted` of (.*?) is for", text, re.DOTALL | re.MULTILINE)
    listed_names = set(re.findall(r"`([a-z ]+)`", sentence))
    names = {
        path.removeprefix("dossier ")
        for command, path in commands()
        if any("--untrusted" in each.opts for each in command.params)
    }
    # All commands of `facts` that read an article have it.
    assert listed_names == {re.sub(r"^facts .*", "facts", name) for name in names}
