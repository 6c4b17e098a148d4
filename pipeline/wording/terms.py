"""The words of the page in a language, from `languages/<code>.toml`; English where a language has none."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


def primary(lang: str) -> str:
    """Return the language of a BCP 47 tag without region and script: `fr-CA` gives `fr`."""
    return lang.replace("_", "-").partition("-")[0].lower()


@cache
def language_data(lang: str) -> Mapping[str, Any]:
    """Return the data file of a language, or that of English."""
    folder = resources.files("pipeline.wording") / "languages"
    file = folder / f"{primary(lang)}.toml"
    if not file.is_file():
        file = folder / "en.toml"
    return tomllib.loads(file.read_text("utf-8"))


def term(lang: str, name: str, **values: str) -> str:
    """Return a word of the page in a language, its `{slots}` filled; KeyError for a name no language has."""
    words = language_data(lang)["terms"]
    text = words[name] if name in words else language_data("en")["terms"][name]
    return str(text).format(**values) if values else str(text)
