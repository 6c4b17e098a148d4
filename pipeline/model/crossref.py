"""Ids of numbered elements: `fig-x` is a figure's, and `fig:x` and `Fig:x` are the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Statement = Literal[
    "theorem", "lemma", "corollary", "proposition", "conjecture", "definition", "example", "exercise",
    "solution", "remark", "algorithm",
]  # fmt: skip
Callout = Literal["callout-note", "callout-tip", "callout-warning", "callout-caution", "callout-important"]
Kind = Literal["figure", "table", "section", "equation", "listing"] | Statement | Callout
STATEMENTS: frozenset[Statement] = frozenset(get_args(Statement))
CALLOUTS: frozenset[Callout] = frozenset(get_args(Callout))

# The prefix that an id of each kind has in Dossier and Quarto.
KINDS: Mapping[str, Kind] = {
    "fig": "figure",
    "tbl": "table",
    "sec": "section",
    "eq": "equation",
    "lst": "listing",
    # No bibliography key begins so; ids in other forms are changed to these if such a box exists.
    **{f"{kind}box": kind for kind in get_args(Statement)},
    **{f"{kind.removeprefix('callout-')}box": kind for kind in get_args(Callout)},
}
# Prefixes that LaTeX, pandoc-crossref and bookdown use before a colon.
_BEFORE_COLON: Mapping[str, str] = {
    **{prefix: prefix for prefix in KINDS},
    "figure": "fig",
    "tab": "tbl",
    "table": "tbl",
    "section": "sec",
    "subsec": "sec",
    "eqn": "eq",
    "equation": "eq",
    "listing": "lst",
}


def kind_of(name: str) -> Kind | None:
    """Return the kind of element for an id in its one form; None if it is not the id of a cross-reference."""
    prefix, hyphen, rest = name.partition("-")
    return KINDS.get(prefix) if hyphen and rest else None


def prefix_of(kind: Kind) -> str:
    """Return the prefix of a kind's ids."""
    return next(prefix for prefix, each in KINDS.items() if each == kind)


def canonical(name: str) -> str:
    """Return an id in its one form: `Fig:x` and `fig:x` give `fig-x`; any other id is unchanged."""
    prefix, colon, rest = name.partition(":")
    if colon and rest and prefix.lower() in _BEFORE_COLON:
        return f"{_BEFORE_COLON[prefix.lower()]}-{rest}"
    prefix, hyphen, rest = name.partition("-")
    if hyphen and rest and prefix.lower() in KINDS:
        return f"{prefix.lower()}-{rest}"
    return name
