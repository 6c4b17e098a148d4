"""Templates of articles: their files, filled with a title, a date and the example text of a language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import yaml

from pipeline.languages import primary
from pipeline.model import packaged

TEMPLATES: Mapping[str, str] = {
    "briefing": "a text with a ledger of facts, a chart of them and references",
    "paper": "a paper with formulas, a table and a .bib file, without a ledger",
    "minimal": "a title and a text",
}
FALLBACK = "en"
"""The language of the example text where there is none in the article's own."""
_TEXTS = "texts"
_SLOT = re.compile(r"\{\{([a-z0-9-]+)\}\}")


def languages() -> tuple[str, ...]:
    """Return the languages, and regions of them, that have an example text."""
    return packaged.stems(_root() / _TEXTS, ".toml")


def has_text(lang: str) -> bool:
    """Return whether there is an example text in a language; else it is in English."""
    return primary(lang) in languages()


def files(template: str, title: str, lang: str, day: date) -> dict[str, bytes]:
    """Return the files of a new article by their names, with slashes."""
    words = {
        **_words(lang)[template],
        "title": _scalar(title),
        "lang": _scalar(lang),
        "date": day.isoformat(),
    }
    return {name: _fill(packaged.text(file), words).encode() for name, file in _files(_root() / template, "")}


def _fill(text: str, words: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda match: words[match[1]], text)


def _scalar(text: str) -> str:
    """Return a text as a value in YAML: as it is if YAML reads it so, else in quotation marks."""
    try:
        is_plain = yaml.safe_load(f"- {text}\n- x") == [text, "x"] and yaml.safe_load(f"a: {text}") == {
            "a": text
        }
    except yaml.YAMLError:
        is_plain = False
    return text if is_plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@cache
def _words(lang: str) -> Mapping[str, Mapping[str, str]]:
    """Return the example text of a tag by template and key: of the language, changed for its region."""
    result = _read(primary(lang) if has_text(lang) else FALLBACK)
    region = next((tag for tag in languages() if tag.lower() == lang.replace("_", "-").lower()), "")
    own = _read(region) if region else {}
    return {template: {**texts, **own.get(template, {})} for template, texts in result.items()}


def _read(tag: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(packaged.text(_root() / _TEXTS / f"{tag}.toml"))


def _files(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    """Yield the files of a folder of a template with their names, those in folders too."""
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir():
            yield from _files(each, f"{above}{each.name}/")
        else:
            yield f"{above}{each.name}", each


def _root() -> Traversable:
    return resources.files(__package__)
