"""Plain words as Markdown: marks that pandoc would read as markup get a backslash."""

from __future__ import annotations

import re

_ALWAYS = re.compile(r"[\\`*\[\]<]|\^|~(?=~)")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_CITATION = re.compile(r"(?<![\w@])@(?=[\w{])")
DOLLAR = re.compile(r"\$(?=\S)(?=[^$]*[^\s$]\$(?!\d))")
_START = re.compile(r"^(?:#+(?= |$)|[-+>|](?= |$)|:(?= |::)|[=~]{3,}|-{3,})")
_LIST_NUMBER = re.compile(r"^(\d+|[A-Za-z]|[ivxlcIVXLC]+)([.)])(?= )")


def escape(text: str, *, start: bool = True) -> str:
    """Return words escaped so that pandoc reads them literally; `start` if they begin a paragraph."""
    result = _ALWAYS.sub(lambda m: "\\" + m.group(), text)
    for pattern in (_UNDERSCORE, _CITATION, DOLLAR):
        result = pattern.sub(lambda m: "\\" + m.group(), result)
    if start:
        result = _START.sub(lambda m: "\\" + m.group(), result)
        result = _LIST_NUMBER.sub(r"\1\\\2", result)
    return result
