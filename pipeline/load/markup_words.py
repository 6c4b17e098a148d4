"""Names of HTML's tags and LaTeX's commands by their treatment: `markup.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from pipeline.model import packaged


@cache
def names(language: str, group: str) -> frozenset[str]:
    """Return the names of a group of `html` or `latex`."""
    file = resources.files("pipeline.load") / "markup.toml"
    return frozenset(tomllib.loads(packaged.text(file))[language][group])
