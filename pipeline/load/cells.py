"""Code cells and short codes of notebooks written as text (Quarto, R Markdown), as pandoc's Markdown."""

from __future__ import annotations

import re

_FENCE = re.compile(
    r"^([ \t]*(?:>[ \t]*)*(?:`{3,}|~{3,}))(\s?)\{([A-Za-z][\w+-]*)([ ,][^}\n]*|)\}[ \t]*$", re.MULTILINE
)
_BREAK = re.compile(r"\{\{<[ \t]*(?:pagebreak|newpage)[ \t]*>\}\}")


def readable(text: str) -> str:
    """Return a text in which fences of cells are those of code, every character where it was.

    Options of a cell are left out; breaks of pages are no text.
    """

    def fence(match: re.Match[str]) -> str:
        opening = f"{match.group(1)} {match.group(3)}"
        return opening.ljust(len(match.group()))

    return _BREAK.sub(lambda match: " " * len(match.group()), _FENCE.sub(fence, text))
