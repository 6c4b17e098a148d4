"""Completion as shells do it: commands, articles, formats, editions, codes and templates."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import ROOT, dossier
from tests.terminal import type_into

pytestmark = pytest.mark.slow

SHELLS = ("bash", "zsh", "fish")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a project with two articles, and a program `dossier` beside it that says what it is asked."""
    for slug in ("suez", "sudan"):
        folder = tmp_path / "desk" / "source" / slug
        folder.mkdir(parents=True)
        (folder / "article.md").write_text("---\ntitle: T\n---\n\nText.\n", "utf-8")
    (tmp_path / "desk" / "notes.md").touch()
    program = tmp_path / "bin" / "dossier"
    program.parent.mkdir()
    run = f'exec {sys.executable} -m pipeline "$@"'
    condition = '[ -n "$_DOSSIER_COMPLETE" ] || [ "$1" = completion ]'
    program.write_text(f'#!/bin/sh\nif {condition}; then {run}; fi\necho "asked: $*"\n', "utf-8")
    program.chmod(0o755)
    return tmp_path / "desk"


def environment(desk: Path) -> dict[str, str]:
    own = {"PATH": f"{desk.parent / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    return {**os.environ, **own, "HOME": str(desk.parent), "TERM": "dumb"}


def candidates(desk: Path, words: str, *, cwd: Path | None = None) -> list[str]:
    """Return what click answers to bash for a line, as `type,value`."""
    env = {
        "_DOSSIER_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    return [line for line in dossier(cwd=cwd or desk, env=env).stdout.splitlines() if line]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_a_shell_is_printed(shell: str) -> None:
    result = dossier("completion", shell)
    assert (result.returncode, result.stderr) == (0, "")
    assert f"_DOSSIER_COMPLETE={shell}_complete" in result.stdout
    if program := shutil.which(shell):
        subprocess.run([program, "-n"], input=result.stdout, text=True, check=True)


def test_bash_completes_an_article_at_a_terminal(desk: Path) -> None:
    text = 'eval "$(dossier completion bash)"\ndossier bui\tsue\t\ndossier build no\t\nexit\n'
    command = ["bash", "--norc", "--noprofile", "-i"]
    _, output = type_into(command, text, desk, environment(desk))
    assert "asked: build suez" in output
    assert "asked: build notes.md" in output


def test_fish_completes_an_article(desk: Path) -> None:
    program = shutil.which("fish")
    if program is None:
        pytest.skip("fish is not here")
    lines = 'dossier completion fish | source; complete -C "dossier build su"'
    result = subprocess.run(
        [program, "-c", lines], cwd=desk, env=environment(desk), capture_output=True, text=True, check=True
    )
    assert {"suez", "sudan"} <= {line.split("\t")[0] for line in result.stdout.splitlines()}


def test_zsh_completes_an_article_at_a_terminal(desk: Path) -> None:
    program = shutil.which("zsh")
    if program is None:
        pytest.skip("zsh is not here")
    text = (
        'autoload -Uz compinit; compinit -u -D; eval "$(dossier completion zsh)"\ndossier build sue\t\nexit\n'
    )
    _, output = type_into([program, "-f", "-i"], text, desk, environment(desk))
    assert "asked: build suez" in output


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        ("dossier bui", {"plain,build"}),
        ("dossier build su", {"file,su", "plain,suez", "plain,sudan"}),
        ("dossier check x", {"file,x"}),
        ("dossier coverage sud", {"file,sud", "plain,sudan"}),
        ("dossier dump sud", {"file,sud", "plain,sudan"}),
        ("dossier facts propose sud", {"file,sud", "plain,sudan"}),
        ("dossier watch sud", {"file,sud", "plain,sudan"}),
        ("dossier build --to pd", {"plain,pdf"}),
        ("dossier build --to epub,pd", {"plain,epub,pdf"}),
        ("dossier build --to pdf,pd", set()),
        ("dossier build --edition briefing,su", {"plain,briefing,summary"}),
        ("dossier dump suez --edition br", {"plain,briefing"}),
        ("dossier explain fact-mism", {"plain,fact-mismatch"}),
        ("dossier styles ap", {"plain,apa"}),
        ("dossier new x --template pa", {"plain,paper"}),
        ("dossier new x --lang de", {"plain,de", "plain,de-CH"}),
        ("dossier completion z", {"plain,zsh"}),
    ],
)
def test_what_is_offered(desk: Path, words: str, answers: set[str]) -> None:
    result = set(candidates(desk, words))
    assert answers <= result if "styles" in words else answers == result


def test_articles_are_offered_below_the_folder_of_the_project(desk: Path) -> None:
    (desk / "notes").mkdir()
    assert "plain,suez" in candidates(desk, "dossier build su", cwd=desk / "notes")


def test_every_argument_that_is_an_article_is_completed() -> None:
    """No command that takes articles is left out: those are named so in its usage."""
    import click

    from pipeline.cli import dossier as root

    def arguments(command: click.Command, name: str) -> list[tuple[str, click.Argument]]:
        below = command.commands.items() if isinstance(command, click.Group) else ()
        own = [(name, each) for each in command.params if isinstance(each, click.Argument)]
        return [*own, *(each for key, inner in below for each in arguments(inner, f"{name} {key}"))]

    names = [
        (name, each)
        for name, each in arguments(root, "dossier")
        if re.fullmatch("articles?", each.name or "")
    ]
    assert len(names) > 5
    lacking_names = [name for name, each in names if each._custom_shell_complete is None]
    assert lacking_names == [], "give it shell_complete=completing.articles"
