"""Characters `<` that open no tag: pandoc searches all text after each for the end of a tag.

If there are many, a backslash before each has the same meaning and is read at once.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.load.bare_text import bare

# A text remains unchanged if its length times the number of `<` is less.
A_LITTLE = 2_000_000
_SIGN = re.compile(r"<(?![A-Za-z/!?])")
# Parts in which a backslash is no escape: raw LaTeX and HTML, comments, lines of code.
_VERBATIM = re.compile(
    r"\\begin\{(?P<name>[^{}\n]{1,60})\}.*?\\end\{(?P=name)\}|<!--.*?-->"
    r"|<(?P<tag>pre|script|style|textarea|svg|math)\b.*?</(?P=tag)\s*>|^(?: {4}|\t)[^\n]*$",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_VERBATIM_OPEN = re.compile(r"\\begin\{|<!--|<(?:pre|script|style|textarea|svg|math)\b", re.IGNORECASE)


def find_escapable(bare_text: str) -> frozenset[int]:
    """Find the offsets of `<` at which a backslash is an escape, in a text without code and formulas."""
    if len(_VERBATIM_OPEN.findall(bare_text)) * len(bare_text) > 1_000 * A_LITTLE:
        return frozenset()
    verbatim = bytearray(len(bare_text))
    for match in _VERBATIM.finditer(bare_text):
        verbatim[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    result: set[int] = set()
    braces = 0
    for match in re.finditer(r"\n|\{\{(?=<)|\{|\}\}?|<", bare_text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            braces = 0
        elif mark == "{":
            braces += 1
        elif mark[0] == "}":
            braces = max(0, braces - 1)
        elif mark == "<" and not braces and not verbatim[at] and _SIGN.match(bare_text, at):
            result.add(at)
    return frozenset(result)


def escape_brackets(text: str) -> str:
    """Put a backslash before each `<` that opens no tag, if there are many."""
    if text.count("<") * len(text) < A_LITTLE:
        return text
    at = sorted(find_escapable(bare(text)))
    ends = [*at, len(text)]
    return text[: ends[0]] + "".join("\\" + text[start:end] for start, end in pairwise(ends))
