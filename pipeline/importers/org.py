"""Org prepared for pandoc: a backslash without a command makes its reader give up the document.

In a paragraph the reader fails; in a table it never ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import entitydefs

_BLOCK = re.compile(r"[ \t]*#\+begin_(src|example|export|comment|verse)\b", re.IGNORECASE)
_ENVIRONMENT = re.compile(r"[ \t]*\\begin\{([A-Za-z]+\*?)\}")
_PLAIN = re.compile(r"[ \t]*(?:#|: |:$)")
_ROW = re.compile(r"[ \t]*\|")
# Pieces of a line in which a backslash is allowed (measured with pandoc 3.9); and any other.
_PIECE = re.compile(
    r"=[^=]+=|~[^~]+~|\$[^$]+\$|\\\(.{0,400}?\\\)|\\\[.{0,400}?\\\]|\[\[[^\]]{1,400}\]"
    r"|\\(?P<command>[^\W\d_]+)|(?P<break>\\\\[ \t]*$)|(?P<bare>\\)"
)
# Names of signs that Org has from HTML, but for those that are commands of LaTeX to pandoc.
_ENTITIES = entitydefs.keys() - {"and", "ang", "part"}
_SIGN = r"\backslash{}"


def readable(text: str) -> str:
    """Return a text with entities for such backslashes; every line keeps its number."""
    return "\n".join(_lines(text)) if "\\" in text else text


def _lines(text: str) -> Iterator[str]:
    """Yield the lines; those of code and of LaTeX are unchanged."""
    end: re.Pattern[str] | None = None
    for line in text.split("\n"):
        if end is not None:
            end = None if end.search(line) else end
            yield line
        elif match := _BLOCK.match(line):
            end = re.compile(rf"^[ \t]*#\+end_{match[1]}\b", re.IGNORECASE)
            yield line
        elif (match := _ENVIRONMENT.match(line)) and f"\\end{{{match[1]}}}" not in line:
            end = re.compile(rf"\\end\{{{re.escape(match[1])}\}}")
            yield line
        elif match or _PLAIN.match(line):
            yield line
        else:
            yield _line(line)


def _line(line: str) -> str:
    is_row = _ROW.match(line) is not None

    def replace_name(match: re.Match[str]) -> str:
        command = match["command"]
        # Of commands, those that are blocks hang in a row; entities have the names that they have in HTML.
        odd = command and (command not in _ENTITIES if is_row else command in ("begin", "end"))
        if match["bare"] or odd or (match["break"] and is_row):
            return match.group().replace("\\", _SIGN)
        return match.group()

    return _PIECE.sub(replace_name, line)
