"""The code blocks of the handbook's chapters, and the comments that tell tests what to do between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HANDBOOK = Path(__file__).parents[2] / "source" / "handbook"
CHAPTERS = HANDBOOK / "chapters"
_BLOCK = re.compile(
    r"^(?P<fence>`{3,})[ ]?(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=fence)[ ]*$"
    r"|^<!-- (?P<act>edit|add) (?P<file>[^\s:]+)(?:: (?P<old>.*?) => (?P<new>.*?))? -->$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block with its language, its text and the line it stands in."""

    language: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a file that the words around it ask the reader for."""

    file: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Addition:
    """The last block of YAML is added to a file."""

    file: str


@dataclass(frozen=True, slots=True)
class Command:
    """A line of a console block, the status it ends with, and the lines of output that the chapter shows."""

    words: str
    status: int
    output: tuple[str, ...]


Step = Block | Edit | Addition


def names() -> list[str]:
    """Return the names of the chapters that people write, without their ending."""
    return sorted(path.stem for path in CHAPTERS.glob("*.md"))


@cache
def steps(name: str) -> tuple[Step, ...]:
    """Return the blocks and changes of a chapter, in their order."""
    return tuple(_read((CHAPTERS / f"{name}.md").read_text("utf-8")))


def _read(text: str) -> Iterator[Step]:
    for match in _BLOCK.finditer(text):
        if match["fence"]:
            line = text.count("\n", 0, match.start()) + 1
            yield Block(match["info"].strip().split(" ")[0].strip("{}."), match["text"], line)
        elif match["act"] == "edit":
            yield Edit(match["file"], match["old"], match["new"].replace("\\n", "\n"))
        else:
            yield Addition(match["file"])


def commands(block: Block) -> Iterator[Command]:
    """Yield the commands of a console block."""
    words, status, output = "", 0, list[str]()
    for line in block.text.splitlines():
        if line.startswith("$? "):
            status = int(line.removeprefix("$? "))
        elif line.startswith("$ "):
            if words:
                yield Command(words, status, tuple(output))
            words, status, output = line.removeprefix("$ "), 0, []
        else:
            assert words, f"line {block.line}: output before a command"
            output.append(line)
    yield Command(words, status, tuple(output))
