"""Words that authors write before a reference themselves: `Fig.` before the figure's number."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from pipeline.model.crossref import Kind


@cache
def _words() -> Mapping[str, frozenset[str]]:
    file = resources.files("pipeline.wording") / "reference_words.toml"
    return {name: frozenset(words) for name, words in tomllib.loads(file.read_text("utf-8")).items()}


def names_kind(word: str, kind: Kind) -> bool:
    """Tell whether a word before a reference names its kind: `Figs.` does a figure's."""
    bare = re.split(r"['’([“\"]", word.lower())[-1]  # in French an article may be tied to it: `l'équation`
    return bare.rstrip(".") in _words().get(kind, ())


def joins(text: str) -> bool:
    """Tell whether a text only joins two references: `, and`."""
    parts = text.replace("\u00a0", " ").replace(",", " , ").split()
    return bool(parts) and all(part.lower() in _words()["between"] for part in parts)
