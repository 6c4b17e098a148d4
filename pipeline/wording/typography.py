"""Typographic marks of a language: from its folder, else its quotation marks from `quotation.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from pipeline import languages
from pipeline.model import packaged


@cache
def typography(lang: str) -> Mapping[str, Any]:
    """Return the rules of a BCP 47 tag: `double` and `single` marks, and other rules of its language."""
    rules = languages.part(lang, "typography")
    if languages.has(lang, "typography"):
        return rules
    marks_by_tag = _marks_by_tag()
    marks = marks_by_tag.get(lang.replace("_", "-")) or marks_by_tag.get(languages.primary(lang))
    return {"double": (*marks[:2],), "single": (*marks[2:],)} if marks else rules


@cache
def _marks_by_tag() -> Mapping[str, str]:
    return tomllib.loads(packaged.text(resources.files("pipeline.languages") / "quotation.toml"))
