"""A chapter of the reference as Markdown: its file, and what tables and texts of it are written with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NOTICE = "<!-- Written by `make handbook-reference` from the code: change the code, not this file. -->"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A generated chapter: the name of its file, its title, and its parts as Markdown."""

    name: str
    title: str
    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The file."""
        return "\n\n".join((NOTICE, f"# {self.title} {{#{self.name}}}", *self.parts)) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> str:
    """Return a pipe table; `widths` are the shares of its columns."""
    rule = "|".join(f":{'-' * width}" for width in widths)
    lines = [_row(heads), f"|{rule}|", *(_row(each) for each in rows)]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def code(text: str) -> str:
    """Return words as code within a line, with a fence that they do not have."""
    fence = "`"
    while fence in text:
        fence += "`"
    blank = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{blank}{text}{blank}{fence}".replace("|", "\\|")


def listing(text: str, language: str = "") -> str:
    """Return a block of code with a fence that it does not have, in which a shortcode is not read."""
    text = re.sub(r"\{\{<(.*?)>\}\}", r"{{{<\1>}}}", text)
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text}\n{fence}"
