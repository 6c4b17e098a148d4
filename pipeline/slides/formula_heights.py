"""How much higher than a line a formula within text is, by its fractions and its rows."""

from __future__ import annotations

import re

from pipeline.model import nodes as n
from pipeline.model.walk import walk

# What a fraction, a row or a large sign adds in lines: set small within text, or as large as it is.
_FRACTION = {"InlineMath": 0.4, "DisplayMath": 1.0}
_ROW, _LARGE = 1.0, 0.5
_TOKEN = re.compile(r"\\\\|\\[a-zA-Z]+|\\.|[{}]")
_FRACTIONS = frozenset({"\\frac", "\\dfrac", "\\tfrac", "\\cfrac", "\\binom"})
_LARGE_SIGNS = frozenset({"\\sum", "\\prod", "\\int", "\\oint", "\\bigcup", "\\bigcap", "\\lim"})


def extra_lines(words: n.Inlines) -> float:
    """Return by how many lines the highest formula in a text is higher than a line."""
    formulas = (node for node in walk(words) if isinstance(node, n.Math))
    return max((_extra(node) for node in formulas), default=0.0)


def _extra(formula: n.Math) -> float:
    tokens = _TOKEN.findall(formula.text)
    is_large = formula.kind == "DisplayMath" and not _LARGE_SIGNS.isdisjoint(tokens)
    return _depth(tokens) * _FRACTION[formula.kind] + _rows(tokens) * _ROW + is_large * _LARGE


def _rows(tokens: list[str]) -> int:
    """Return by how many rows the highest of matrices and the like, which are side by side, is above one."""
    most, open_rows = 0, [0]
    for token in tokens:
        if token == "\\begin":
            open_rows.append(0)
        elif token == "\\\\":
            open_rows[-1] += 1
        elif token == "\\end" and len(open_rows) > 1:
            most = max(most, open_rows.pop())
    return max(most, *open_rows)


def _depth(tokens: list[str]) -> int:
    """Return how deep fractions are within each other."""
    most, parts = 0, 0  # so many groups that come next are parts of a fraction
    groups: list[int] = []  # of each open group, how many parts of its fraction come after it; or -1
    for token in tokens:
        depth = sum(each >= 0 for each in groups)
        if token in _FRACTIONS:
            parts, most = 2, max(most, depth + 1)
        elif token == "{":
            groups.append(parts - 1)
            parts = 0
        elif token == "}" and groups:
            parts = max(0, groups.pop())
        else:
            parts = 0
    return most
