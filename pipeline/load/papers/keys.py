"""Keys of other programs: in any case, renamed to Dossier's keys, and those without an effect."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from pipeline.load.papers.draft import Draft
from pipeline.model import packaged

# Their keys and ours; the first one that is present is used.
RENAMED_KEYS = (
    ("author", "authors"),
    ("author-meta", "authors"),
    ("creator", "authors"),
    ("by-author", "authors"),
    ("tags", "keywords"),
    ("keyword", "keywords"),
    ("key-words", "keywords"),
    ("subject", "keywords"),
    ("categories", "keywords"),
    ("abstract", "standfirst"),
    ("summary", "standfirst"),
    ("date-meta", "date"),
    ("published", "date"),
    ("pagetitle", "title"),
    ("title-meta", "title"),
    ("sub-title", "subtitle"),
    ("running-title", "short-title"),
    ("runningtitle", "short-title"),
    ("runtitle", "short-title"),
    ("shorttitle", "short-title"),
    ("title-short", "short-title"),
    ("running-head", "short-title"),
    ("runninghead", "short-title"),
    ("language", "lang"),
    ("locale", "lang"),
    ("main-language", "lang"),
    ("doi", "id"),
    ("bibliography-files", "bibliography"),
    ("bib", "bibliography"),
    ("citation-style", "csl"),
)


@cache
def foreign(kind: str) -> frozenset[str]:
    """Return the keys of other programs that are `silent`, `foreign`, or `read` into keys of Dossier."""
    file = resources.files("pipeline.load.papers") / "keys.toml"
    return frozenset(tomllib.loads(packaged.text(file))[kind])


def fold(draft: Draft, own_keys: frozenset[str]) -> None:
    """Rename keys that differ from known ones in case, blanks or underscores only."""
    for key in list(draft.value):
        name = key.strip().lower().replace("_", "-").replace(" ", "-")
        if key not in own_keys and name != key and name not in draft.value and _knows(name, own_keys):
            draft.rename(key, name)


def _knows(name: str, own_keys: frozenset[str]) -> bool:
    theirs = foreign("silent") | foreign("foreign") | foreign("read")
    return name in own_keys | theirs or any(name == old for old, _ in RENAMED_KEYS)


def changed_case(draft: Draft, own_keys: frozenset[str]) -> list[str]:
    """Return the keys that differ from known ones only in capital letters."""
    return [key for key in draft.value if key not in own_keys and key.lower() in own_keys]


def rename(draft: Draft) -> None:
    """Rename keys of other programs to Dossier's."""
    for theirs, ours in RENAMED_KEYS:
        if theirs in draft.value and ours not in draft.value:
            draft.rename(theirs, ours)
        elif theirs in draft.value:
            draft.take(theirs)


def drop(draft: Draft, own_keys: frozenset[str]) -> None:
    """Drop the keys that have no effect; report once those that describe the paper."""
    silent, reported_keys = foreign("silent"), foreign("foreign")
    unused_keys = [key for key in draft.value if key not in own_keys and key in reported_keys]
    for key in [key for key in draft.value if key not in own_keys]:
        if key in silent or key in reported_keys or key.startswith("manubot-"):
            draft.take(key)
    if unused_keys:
        names = ", ".join(f"`{key}`" for key in unused_keys)
        draft.note("front-matter-foreign", f"ignored keys: {names}", (unused_keys[0], "#key"))
