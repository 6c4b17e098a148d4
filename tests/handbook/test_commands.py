"""Each command of the handbook does what its chapter says, in the order of the chapter, in a fresh folder."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import dossier as group
from tests.command import Run, dossier
from tests.handbook.blocks import Addition, Block, Command, Edit, commands, names, steps
from tests.handbook.scenes import lay_out

pytestmark = pytest.mark.slow  # begun first
# Blocks in these languages are shown and not run; `sh` is for what a test has no machine for.
LANGUAGES = frozenset({"text", "python", "sh", "yaml", "markdown", "json", "toml", "css", "ini", "console"})


@pytest.mark.parametrize("name", [name for name in names() if any(_ for _ in steps(name))])
def test_the_commands_of_a_chapter_run(name: str, tmp_path: Path) -> None:
    lay_out(name, tmp_path)
    yaml, here = "", tmp_path
    for step in steps(name):
        match step:
            case Edit(file=file, old=old, new=new):
                path = tmp_path / file
                text = path.read_text("utf-8")
                assert text.count(old) == 1, f"{file} has {text.count(old)} times {old!r}"
                path.write_text(text.replace(old, new), "utf-8")
            case Addition(file=file):
                path = tmp_path / file
                path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n{yaml}", "utf-8")
            case Block(language="console"):
                for each in commands(step):
                    if each.words.startswith("cd "):
                        here = here / each.words.removeprefix("cd ")
                    else:
                        run_and_compare(each, f"{name}.md:{step.line}", here)
            case Block(language="yaml"):
                yaml = step.text
            case Block():
                pass


def run_and_compare(command: Command, place: str, folder: Path) -> None:
    """Run a command of a console block, and compare its status and output with what the chapter shows."""
    words = shlex.split(command.words)
    target = folder / words[words.index(">") + 1] if ">" in words else None
    words = words[: words.index(">")] if ">" in words else words
    assert words[0] == "dossier", f"{place}: {command.words} is not run here; write it in a block `sh`"
    run = dossier(*words[1:], cwd=folder, env={"SOURCE_DATE_EPOCH": ""})
    assert run.returncode == command.status, f"{place}: {command.words}\n{run.stdout}{run.stderr}"
    if target:
        target.write_text(run.stdout, "utf-8")
    missing_line = find_missing(command.output, run)
    assert missing_line is None, f"{place}: {command.words} does not print {missing_line!r}:\n{run.stdout}"


def find_missing(lines: Sequence[str], run: Run) -> str | None:
    """Return the first line that the output has not, in order; `…` in it stands for anything."""
    output = [*run.stdout.splitlines(), *run.stderr.splitlines()]
    position = 0
    for line in lines:
        if line == "…" or not line:
            continue
        pattern = re.compile(".*".join(re.escape(part.strip()) for part in line.split("…")))
        index = next((index for index in range(position, len(output)) if pattern.search(output[index])), None)
        if index is None:
            return line
        position = index + 1
    return None


def test_output_that_is_not_there_is_seen() -> None:
    run = Run(0, "one\ntwo 2\nthree\n", "")
    assert find_missing(["one", "…", "three"], run) is None
    assert find_missing(["two …"], run) is None
    assert find_missing(["three", "one"], run) == "one"
    assert find_missing(["four"], run) == "four"


@pytest.mark.parametrize("name", names())
def test_each_block_says_what_it_is(name: str) -> None:
    for step in steps(name):
        if isinstance(step, Block):
            assert step.language in LANGUAGES, f"{name}.md:{step.line}: a block `{step.language}`"


def shown_commands() -> list[tuple[str, str]]:
    """Return the lines of `dossier` that are shown and not run, with their places."""
    blocks = [(name, step) for name in names() for step in steps(name) if isinstance(step, Block)]
    return [
        (f"{name}.md:{block.line}", line)
        for name, block in blocks
        if block.language == "sh"
        for line in block.text.splitlines()
        if line.startswith("dossier ")
    ]


@pytest.mark.parametrize(("place", "line"), shown_commands())
def test_a_command_that_is_not_run_is_understood(place: str, line: str) -> None:
    assert parses(line), f"{place}: {line}"


def test_a_command_with_an_option_that_there_is_not_is_seen() -> None:
    assert parses("dossier validate suez --strict")
    assert not parses("dossier validate suez --strickt")
    assert not parses("dossier valdiate suez")


def parses(line: str) -> bool:
    """Return whether click knows the command and its options; nothing is run."""
    words = [each for each in shlex.split(line, comments=True)[1:] if each != "&"]
    result = CliRunner().invoke(group, [*words, "--help"])
    return result.exit_code == 0
