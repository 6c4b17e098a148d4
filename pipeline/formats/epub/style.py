"""The style sheet of an e-book, with the values of tokens, because old readers lack custom properties."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.theme import Theme, style_sheet

_VARIABLE = re.compile(r"var\(--([a-z]+)-([a-z0-9-]+)\)")


def sheet(theme: Theme, rules: Sequence[str]) -> str:
    """Return the style sheet; `rules` declare the embedded faces."""

    fallback = any(f'"{theme[f"font.{face.role}"]}"' in rule for face in theme.fallbacks() for rule in rules)

    def value(match: re.Match[str]) -> str:
        section, name = match.groups()
        return theme.family(name, fallback=fallback) if section == "font" else theme[f"{section}.{name}"]

    return "\n".join([*rules, _VARIABLE.sub(value, style_sheet("ebook.css") + theme.rules("ebook"))])
