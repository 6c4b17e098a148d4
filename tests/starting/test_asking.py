"""What `dossier new` asks: at a terminal for all that is not given, and else nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.command import ROOT
from tests.terminal import type_into


def at_a_terminal(folder: Path, arguments: Sequence[str], answers: str, *, out: bool = True) -> str:
    """Run `dossier new` at a terminal, and return what it shows; `out` is whether its output goes there."""
    command = [sys.executable, "-m", "pipeline", "new", *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    status, output = type_into(command, answers, folder, env, out=out)
    assert status == 0, output
    return output


def head(folder: Path) -> list[str]:
    return (folder / "suez" / "article.md").read_text("utf-8").split("---\n")[1].splitlines()


def test_it_asks_for_title_language_and_template(tmp_path: Path) -> None:
    output = at_a_terminal(tmp_path, ["suez"], "The canal\nfr\nminimal\n")
    assert "Title [Suez]: " in output
    assert {"title: The canal", "lang: fr"} <= set(head(tmp_path))
    assert [each.name for each in (tmp_path / "suez").iterdir()] == ["article.md"]


def test_it_asks_again_after_a_wrong_answer(tmp_path: Path) -> None:
    output = at_a_terminal(tmp_path, ["suez"], "\nFrenchish\nFrench\npapr\npaper\n")
    assert "'Frenchish' is no language" in output
    assert "did you mean paper?" in output
    assert {"title: Suez", "lang: fr"} <= set(head(tmp_path))
    assert (tmp_path / "suez" / "paper.bib").is_file()


def test_it_does_not_ask_for_what_is_given(tmp_path: Path) -> None:
    output = at_a_terminal(tmp_path, ["suez", "--title", "A", "--lang", "de", "--template", "minimal"], "")
    assert "[" not in output
    assert {"title: A", "lang: de"} <= set(head(tmp_path))


@pytest.mark.parametrize("template", ["minimal"])
def test_it_asks_nothing_where_its_output_is_no_terminal(tmp_path: Path, template: str) -> None:
    output = at_a_terminal(tmp_path, ["suez", "--template", template], "\x04", out=False)
    assert "Title" not in output
    assert "title: Suez" in head(tmp_path)
