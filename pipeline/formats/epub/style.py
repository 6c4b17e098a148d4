"""The style sheet of an e-book: the tokens written out, since old readers know no custom properties."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.theme import Theme, style_sheet

_VARIABLE = re.compile(r"var\(--([a-z]+)-([a-z0-9-]+)\)")


def sheet(theme: Theme, rules: Iterable[str]) -> str:
    """Return the style sheet; `rules` declare the embedded faces."""

    def value(match: re.Match[str]) -> str:
        section, name = match.groups()
        return theme.family(name) if section == "font" else theme[f"{section}.{name}"]

    return "\n".join([*rules, _VARIABLE.sub(value, style_sheet("ebook.css"))])
