"""Links from the preview to places in an editor, and the start of one that has no links."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass

# Addresses that editors answer to; `path` is absolute and quoted.
LINKS = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
}
FIELDS = ("{file}", "{line}", "{column}")


@dataclass(frozen=True, slots=True)
class Editor:
    """An editor: the form of its links, or else the command that opens a file in it."""

    link: str = ""
    command: tuple[str, ...] = ()

    def call(self, path: str, line: int, column: int) -> Sequence[str]:
        """Return the command for a place in a file."""
        values = dict(zip(FIELDS, (path, str(max(line, 1)), str(max(column, 1))), strict=True))
        words = []
        for word in self.command:
            for name, value in values.items():
                word = word.replace(name, value) if name != FIELDS[0] else word
            words.append(word.replace(FIELDS[0], path))
        return words


def editor_of(text: str) -> Editor:
    """Return the editor that an option names, `vscode` or a command. Raises ValueError for a broken one."""
    if text in LINKS:
        return Editor(LINKS[text])
    words = shlex.split(text)
    if not words:
        raise ValueError("no command")
    if not any(FIELDS[0] in word for word in words):
        words.append(FIELDS[0])
    return Editor(command=tuple(words))
