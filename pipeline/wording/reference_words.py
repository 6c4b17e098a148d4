"""Words that authors write before a reference themselves: `Fig.` before the figure's number."""

from __future__ import annotations

import re
from functools import cache

from pipeline import languages
from pipeline.model.crossref import CALLOUTS, STATEMENTS, Kind
from pipeline.wording.terms import term

# `3a`, and `B–D` after `3A,`: letters of the parts of a figure.
_PANELS = re.compile(r"\A[A-Za-z](?:[–-][A-Za-z])?(?![^\W\d_])")
_PANEL = re.compile(r"[A-Z](?:[–-][A-Z])?")


@cache
def _words(name: str) -> frozenset[str]:
    """Return the words of a kind in all languages; those of theorems and callouts are words of the page."""
    if name in STATEMENTS | CALLOUTS:
        words = {term(tag, name).lower() for tag in languages.tags("page")}
        return frozenset(words | {f"{word}s" for word in words})
    tags = (*languages.tags("references"), "und")
    return frozenset(word for tag in tags for word in languages.part(tag, "references").get(name, ()))


def names_kind(word: str, kind: Kind) -> bool:
    """Return whether a word before a reference names its kind, as `Figs.` names figures."""
    bare = re.split(r"['’([“\"]", word.lower())[-1]  # in French an article may be tied to it: `l'équation`
    return bare.rstrip(".") in _words(kind)


def joins(text: str) -> bool:
    """Return whether a text only joins two references, as `, and`; it may contain letters of panels."""
    bare = _PANELS.sub("", text, count=1).replace("\u00a0", " ").replace(",", " , ")
    parts = [part for part in bare.split() if not _PANEL.fullmatch(part)]
    return bool(parts) and all(part.lower() in _words("between") for part in parts)


def wants_object(word: str) -> bool:
    """Return whether a word needs one that follows it, in any of the known languages: `of`."""
    return word.lower().lstrip("([“\"'«") in _words("wanting")
