"""The author's own page words, `terms:` of the front matter: added to the tag of the language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from pipeline.load import yaml_text
from pipeline.model.diagnostics import Diagnostic, Place, warning
from pipeline.model.front_matter import FrontMatter
from pipeline.model.tags import Tag
from pipeline.wording.terms import names, term

_SLOT = re.compile(r"\{([^{}]*)\}")
# The number of names that a hint lists, if none is similar.
_MAX_LISTED = 8


def settle(
    front: FrontMatter, places: Mapping[yaml_text.Path, Place], file: str
) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    """Return the front matter with the author's words in its tag, and diagnostics for unusable ones."""
    if not front.terms:
        return front, ()
    diagnostics: list[Diagnostic] = []
    usable: dict[str, str] = {}
    for name, text in front.terms.items():
        place = places.get(("terms", name), Place(file))
        fault = _name_fault(name, places.get(("terms", name, "#key"), place)) or _slot_fault(
            name, text, place
        )
        if fault is None:
            usable[name] = text
        else:
            diagnostics.append(fault)
    return front.model_copy(update={"lang": Tag(front.lang, usable), "terms": usable}), tuple(diagnostics)


def _name_fault(name: str, place: Place) -> Diagnostic | None:
    """Return the diagnostic for an unknown name of a page word; None if the name is known."""
    if name in names():
        return None
    english_names = {term("en", each).casefold(): each for each in reversed(names())}
    near = english_names.get(name.casefold()) or next(iter(get_close_matches(name, names(), 1)), "")
    name_list = ", ".join(f"`{each}`" for each in names()[:_MAX_LISTED])
    hint = (
        f"did you mean `{near}`?"
        if near
        else f"the names are {name_list} and others, as `pipeline/languages/en/page.toml` has them"
    )
    return warning("term-invalid", f"unknown word of the page `{name}`", place, hint)


def _slot_fault(name: str, text: str, place: Place) -> Diagnostic | None:
    """Return the diagnostic for a page word whose slots differ from the English ones, else None."""
    english = term("en", name)
    if sorted(_SLOT.findall(text)) == sorted(_SLOT.findall(english)) and not re.search(
        "[{}]", _SLOT.sub("", text)
    ):
        return None
    slots = " and ".join(f"`{{{slot}}}`" for slot in _SLOT.findall(english)) or "no braces"
    return warning(
        "term-invalid", f"wrong slots in `{name}`", place, f"write it with {slots}, as in {english!r}"
    )
