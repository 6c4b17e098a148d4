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
def codes(package: str, folder: str) -> frozenset[str]:
    """Return the codes of the languages that have a data file in a folder of a package."""
    return frozenset(packaged.stems(resources.files(package) / folder, ".toml"))


@cache
def load_language(package: str, folder: str, lang: str) -> Mapping[str, Any]:
    """Return the data file `<folder>/<code>.toml` of a language in a package, or that of English.

    A code comes from the article, as `lang` of a word: only one that is listed is the name of a file.
    """
    code = primary(lang)
    name = f"{code if code in codes(package, folder) else 'en'}.toml"
    return tomllib.loads(packaged.text(resources.files(package) / folder / name))


def language_data(lang: str) -> Mapping[str, Any]:
    """Return the ways of a language: terms of the page, how it writes, how it is read."""
    return load_language("pipeline.wording", "languages", lang)


@cache
def page_words(lang: str) -> Mapping[str, Any]:
    """Return the words of the page in a language that has only these; nothing for others."""
    if primary(lang) not in codes("pipeline.wording", "page_words"):
        return {}
    return load_language("pipeline.wording", "page_words", lang)


@cache
def worded() -> tuple[str, ...]:
    """Return the codes of the languages that have words of the page."""
    return tuple(sorted(codes("pipeline.wording", "languages") | codes("pipeline.wording", "page_words")))


def term(lang: str, name: str, **values: str) -> str:
    """Return a word of the page in a language, its `{slots}` filled; KeyError for a name no language has."""
    words = page_words(lang) or language_data(lang)["terms"]
    text = words[name] if name in words else language_data("en")["terms"][name]
    return str(text).format(**values) if values else str(text)
