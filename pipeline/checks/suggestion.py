"""Hints for names that are wrong: the nearest name that is right, or those there are."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

SHOWN = 8


def suggestion(name: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """Return a hint for a wrong name; `otherwise` is the hint where no known name is near."""
    names = sorted(set(known))
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean `{close[0]}`?"
    if otherwise or not names:
        return otherwise
    more = ", …" if len(names) > SHOWN else ""
    return f"known: {', '.join(names[:SHOWN])}{more}"
