"""Explanations of the codes without a check, from `codes.toml`: of reading, building, other programs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from pipeline.model import packaged
from pipeline.model.consequence import Consequence
from pipeline.report.explanation import Explanation


@cache
def code_explanations() -> Mapping[str, Explanation]:
    """Return the explanations by code."""
    table = tomllib.loads(packaged.text(resources.files("pipeline.checks") / "codes.toml"))
    return {
        code: Explanation.parse(code, entry["theme"], Consequence(entry["consequence"]), entry["text"])
        for code, entry in table.items()
    }
