"""Signs `<` that open no tag: pandoc searches all the text behind each for its end.

A backslash before them, where they are many, says the same and is read at once.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.load.bare_text import bare

# A text that is shorter than this for each of its signs is left as it is.
A_LITTLE = 2_000_000
_SIGN = re.compile(r"<(?![A-Za-z/!?])")
# Where a backslash is one: in raw LaTeX and HTML, comments, lines of code, attributes and arguments.
_VERBATIM = re.compile(
    r"\\begin\{(?P<name>[^{}\n]{1,60})\}.*?\\end\{(?P=name)\}|<!--.*?-->"
    r"|<(?P<tag>pre|script|style|textarea|svg|math)\b.*?</(?P=tag)\s*>|^(?: {4}|\t)[^\n]*$",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_VERBATIM_OPEN = re.compile(r"\\begin\{|<!--|<(?:pre|script|style|textarea|svg|math)\b", re.IGNORECASE)


def escapable(bare_text: str) -> frozenset[int]:
    """Return where signs stand that may have a backslash, in a text without code and formulas."""
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


def escape_signs(text: str) -> str:
    """Return a text with a backslash before signs that open no tag, where they are many."""
    if text.count("<") * len(text) < A_LITTLE:
        return text
    at = sorted(escapable(bare(text)))
    ends = [*at, len(text)]
    return text[: ends[0]] + "".join("\\" + text[start:end] for start, end in pairwise(ends))
