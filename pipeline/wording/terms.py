"""The words of the page in a language: of `languages/` or `page_words/`, else in English.

A language with a file in `languages` is read and written in full; one in `page_words` has only these words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from pipeline.model import packaged


def primary(lang: str) -> str:
    """Return the language of a BCP 47 tag without region and script: `fr-CA` gives `fr`."""
    return lang.replace("_", "-").partition("-")[0].lower()


@cache
def load_language(package: str, folder: str, lang: str) -> Mapping[str, Any]:
    """Return the data file `<folder>/<code>.toml` of a language in a package, or that of English."""
    files = resources.files(package) / folder
    file = files / f"{primary(lang)}.toml"
    return tomllib.loads(packaged.text(file if file.is_file() else files / "en.toml"))


def language_data(lang: str) -> Mapping[str, Any]:
    """Return the ways of a language: terms of the page, how it writes, how it is read."""
    return load_language("pipeline.wording", "languages", lang)


@cache
def page_words(lang: str) -> Mapping[str, Any]:
    """Return the words of the page in a language that has only these; nothing for others."""
    file = resources.files("pipeline.wording") / "page_words" / f"{primary(lang)}.toml"
    return tomllib.loads(packaged.text(file)) if file.is_file() else {}


@cache
def worded() -> tuple[str, ...]:
    """Return the codes of the languages that have words of the page."""
    folders = (resources.files("pipeline.wording") / name for name in ("languages", "page_words"))
    files = (file.name for folder in folders for file in folder.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml")))


def term(lang: str, name: str, **values: str) -> str:
    """Return a word of the page in a language, its `{slots}` filled; KeyError for a name no language has."""
    words = page_words(lang) or language_data(lang)["terms"]
    text = words[name] if name in words else language_data("en")["terms"][name]
    return str(text).format(**values) if values else str(text)
