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
def load_language(package: str, folder: str, lang: str) -> Mapping[str, Any]:
    """Return the data file `<folder>/<code>.toml` of a language in a package, or that of English."""
    files = resources.files(package) / folder
    file = files / f"{primary(lang)}.toml"
    return tomllib.loads((file if file.is_file() else files / "en.toml").read_text("utf-8"))


def language_data(lang: str) -> Mapping[str, Any]:
    """Return the ways of a language: terms of the page, how it writes, how it is read."""
    return load_language("pipeline.wording", "languages", lang)


def term(lang: str, name: str, **values: str) -> str:
    """Return a word of the page in a language, its `{slots}` filled; KeyError for a name no language has."""
    words = language_data(lang)["terms"]
    text = words[name] if name in words else language_data("en")["terms"][name]
    return str(text).format(**values) if values else str(text)
