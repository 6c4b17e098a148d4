"""What the command line does for a terminal, for a user of the package, and with a name that is none."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import dossier
from pipeline.commands.findings import is_coloured
from pipeline.model import checkout

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("terminal", "environment", "has_colours"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"TERM": "dumb"}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"CLICOLOR": "0"}, False),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"CLICOLOR_FORCE": "1"}, True),
        (False, {"FORCE_COLOR": "0"}, False),
        (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
    ],
)
def test_colours_follow_the_conventions(
    terminal: bool, environment: dict[str, str], has_colours: bool
) -> None:
    assert is_coloured(terminal, environment) is has_colours


def test_a_style_that_is_not_there_is_told_with_those_like_it() -> None:
    result = CliRunner().invoke(dossier, ["styles", "chicago-author-daet"])
    assert result.exit_code == 1
    assert result.output.startswith("no citation style has 'chicago-author-daet' in its name; did you mean ")
    assert CliRunner().invoke(dossier, ["styles", "APA"]).exit_code == 0
    short = CliRunner().invoke(dossier, ["styles", "mla"])
    assert (short.exit_code, short.stdout.splitlines()[0]) == (0, "modern-language-association")


@pytest.mark.parametrize("name", sorted(checkout.EXTRAS))
def test_no_cure_names_the_program_of_others_that_the_registry_has_as_dossier(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert checkout.extra(name) == f".venv/bin/python -m pip install {checkout.EXTRAS[name]}"
    monkeypatch.setattr(checkout, "is_checkout", lambda: False)
    assert checkout.extra(name) == f"pip install {checkout.EXTRAS[name]}"


def test_who_has_no_checkout_is_told_no_target_of_a_makefile(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checkout.cure("setup", "pip install x") == "make setup"
    monkeypatch.setattr(checkout, "is_checkout", lambda: False)
    assert checkout.cure("setup", "pip install x") == "pip install x"


def test_no_hint_names_a_target_of_the_makefile_outright() -> None:
    texts = {path: path.read_text("utf-8") for path in (ROOT / "pipeline").rglob("*.py")}
    result = {
        path.name
        for path, text in texts.items()
        if re.search(
            r'"[^"\n]*\bmake (setup|setup-dev|validators|lock)\b', text.replace("from a checkout: make", "")
        )
    }
    assert result == {"doctor.py"}  # where it stands behind `is_checkout`
    # Only the addresses of a release name files of the repository.
    assert [path.name for path, text in texts.items() if "source/handbook" in text] == ["project_urls.py"]


def terminal(arguments: list[str], **environment: str) -> str:
    """Return what a command prints at a terminal."""
    primary, secondary = pty.openpty()
    env = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    command = [sys.executable, "-m", "pipeline", *arguments]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**env, "TERM": "xterm", **environment}, stderr=secondary, stdout=secondary
    )
    os.close(secondary)
    parts = []
    while True:
        try:
            part = os.read(primary, 65536)
        except OSError:
            break
        if not part:
            break
        parts.append(part)
    process.wait()
    os.close(primary)
    return b"".join(parts).decode("utf-8", "replace")


def test_a_build_of_one_format_shows_at_once_what_it_does(tmp_path: Path) -> None:
    text = terminal(["build", "tests/joss/paper.md", "--to", "html", "--out", str(tmp_path), "--no-cache"])
    assert "paper: check" in text
    assert "paper: render" in text


def test_a_terminal_that_cannot_move_is_sent_no_marks(tmp_path: Path) -> None:
    arguments = ["build", "tests/joss/paper.md", "--to", "html", "--out", str(tmp_path), "--no-cache"]
    assert "\x1b" not in terminal(arguments, TERM="dumb")
