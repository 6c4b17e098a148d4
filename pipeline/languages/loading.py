"""Loading of a language's parts from its folder: validated, immutable, each once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from pipeline.languages import shape
from pipeline.languages.shape import Part
from pipeline.model import packaged

COMMON = "und"
"""The folder of data that is the same in every language."""
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def primary(lang: str) -> str:
    """Return the language of a BCP 47 tag without region and script: `fr-CA` gives `fr`."""
    return lang.replace("_", "-").partition("-")[0].lower()


def tags(name: Part) -> tuple[str, ...]:
    """Return the languages that have a part, without those of a region and without `und`, sorted."""
    all_tags = (tag for tag, parts in _folders().items() if name in parts)
    return tuple(sorted(tag for tag in all_tags if "-" not in tag and tag != COMMON))


def has(lang: str, name: Part) -> bool:
    """Return whether a language has a part of its own."""
    return name in _folders().get(primary(lang), ())


@cache
def part(lang: str, name: Part) -> Mapping[str, Any]:
    """Return a part of a language, or that of `und`, or an empty mapping.

    The entries of a region, as `en-US`, take precedence over those of the language.
    """
    own = _read(primary(lang) if has(lang, name) else COMMON, name)
    region = _region(lang)
    return _merge(own, _read(region, name)) if region else own


def _region(lang: str) -> str:
    """Return the folder of a tag with a region: `EN_us` and `en-Latn-US` give `en-US`."""
    language, *others = lang.replace("_", "-").split("-")
    folder = f"{language}-{others[-1]}".lower() if others else ""
    return next((tag for tag in _folders() if tag.lower() == folder), "")


@cache
def _read(tag: str, name: Part) -> Mapping[str, Any]:
    """Read a file of a folder. Raise LanguageError if it does not have the shape of the English one."""
    if name not in _folders().get(tag, ()):
        return _NOTHING
    data = _parse(tag, name)
    if tag != shape.MODEL:
        partial = "-" in tag or tag == COMMON
        shape.validate(f"{tag}/{name}.toml", name, data, _parse(shape.MODEL, name), partial=partial)
    return MappingProxyType({key: _freeze(value) for key, value in data.items()})


def _parse(tag: str, name: Part) -> dict[str, Any]:
    return tomllib.loads(packaged.text(_root() / tag / f"{name}.toml"))


@cache
def _folders() -> Mapping[str, frozenset[str]]:
    """Return the folders with their parts.

    A tag may come from the article, as `lang` of a word: only listed tags are used as names of folders.
    """
    folders = sorted((each for each in _root().iterdir() if each.is_dir()), key=lambda each: each.name)
    parts = {each.name: frozenset(packaged.stems(each, ".toml")) for each in folders}
    return MappingProxyType({tag: names for tag, names in parts.items() if names})


def _root() -> Traversable:
    return resources.files("pipeline.languages")


def _merge(under: Mapping[str, Any], over: Mapping[str, Any]) -> Mapping[str, Any]:
    """Merge tables; the entries of `over` take precedence."""
    both = dict(under)
    for key, value in over.items():
        old = both.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            both[key] = _merge(old, value)
        else:
            both[key] = value
    return MappingProxyType(both)


def _freeze(value: Any) -> Any:
    match value:
        case dict():
            return MappingProxyType({key: _freeze(each) for key, each in value.items()})
        case list():
            return tuple(_freeze(each) for each in value)
        case _:
            return value
