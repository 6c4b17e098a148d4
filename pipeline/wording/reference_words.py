"""Words that authors write before a reference themselves: `Fig.` before the figure's number."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from pipeline.model import packaged
from pipeline.model.crossref import Kind

# `3a`, and `B–D` after `3A,`: which parts of a figure are meant.
_PANELS = re.compile(r"\A[A-Za-z](?:[–-][A-Za-z])?(?![^\W\d_])")
_PANEL = re.compile(r"[A-Z](?:[–-][A-Z])?")


@cache
def _words() -> Mapping[str, frozenset[str]]:
    file = resources.files("pipeline.wording") / "reference_words.toml"
    return {name: frozenset(words) for name, words in tomllib.loads(packaged.text(file)).items()}


def names_kind(word: str, kind: Kind) -> bool:
    """Tell whether a word before a reference names its kind: `Figs.` does a figure's."""
    bare = re.split(r"['’([“\"]", word.lower())[-1]  # in French an article may be tied to it: `l'équation`
    return bare.rstrip(".") in _words().get(kind, ())


def joins(text: str) -> bool:
    """Tell whether a text only joins two references: `, and`; letters of panels may stand there too."""
    bare = _PANELS.sub("", text, count=1).replace("\u00a0", " ").replace(",", " , ")
    parts = [part for part in bare.split() if not _PANEL.fullmatch(part)]
    return bool(parts) and all(part.lower() in _words()["between"] for part in parts)


def wants_object(word: str) -> bool:
    """Tell whether a word is nothing without what follows it, in the languages that are known: `of`."""
    return word.lower().lstrip("([“\"'«") in _words()["wanting"]
