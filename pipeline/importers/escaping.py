"""Plain words as Markdown: marks that pandoc would read as markup get a backslash, all else stays."""

from __future__ import annotations

import re

_ALWAYS = re.compile(r"[\\`*\[\]<]|\^|~(?=~)")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_CITED = re.compile(r"(?<![\w@])@(?=[\w{])")
DOLLAR = re.compile(r"\$(?=\S)(?=[^$]*[^\s$]\$(?!\d))")
_START = re.compile(r"^(?:#+(?= |$)|[-+>|](?= |$)|:(?= |::)|[=~]{3,}|-{3,})")
_NUMBERED = re.compile(r"^(\d+|[A-Za-z]|[ivxlcIVXLC]+)([.)])(?= )")


def escaped(text: str, *, start: bool = True) -> str:
    """Return words that pandoc reads as they are; `start` when they begin a paragraph."""
    escaped = _ALWAYS.sub(lambda m: "\\" + m.group(), text)
    for pattern in (_UNDERSCORE, _CITED, DOLLAR):
        escaped = pattern.sub(lambda m: "\\" + m.group(), escaped)
    if start:
        escaped = _START.sub(lambda m: "\\" + m.group(), escaped)
        escaped = _NUMBERED.sub(r"\1\\\2", escaped)
    return escaped
