"""Labels that authors write in captions, as `Figure 1:`, removed if the numbered label is the same."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.crossref import Kind
from pipeline.wording.reference_words import names_kind

# A word, a number and the mark after them: the form of a label before the words of a caption.
_LABEL = re.compile(r"([^\W\d_]+\.?)[ \u00a0](\d{1,3}[a-z]?)\s*[.:|–—-]?\s*")


def without_own(inlines: n.Inlines, label: n.Inlines) -> n.Inlines:
    """Return a caption without the label that it begins with, if its numbered label is the same."""
    word, _, mark = walk.text_of(label).partition("\u00a0")
    match inlines:
        case (n.Strong(inlines=inner) | n.Emph(inlines=inner) as emphasis, *rest):
            inner_rest = without_own(inner, label)
            if inner_rest == inner:
                return inlines
            return (
                (replace(emphasis, inlines=inner_rest), *rest)
                if inner_rest
                else _without_separator(tuple(rest))
            )
        case (n.Str(text=text), *rest) if "\u00a0" in text and text[-1:] in ".:":
            return _without_separator(tuple(rest)) if _is_same(text, word, mark) else inlines
        case (n.Str(text=text), n.Space() | n.SoftBreak(), n.Str(text=number), *rest):
            is_label = _is_same(f"{text} {number}", word, mark)
            return (
                _without_separator(tuple(rest)) if is_label and (number[-1:] in ".:" or not rest) else inlines
            )
        case _:
            return inlines


def _is_same(text: str, word: str, mark: str) -> bool:
    match = _LABEL.fullmatch(text)
    if match is None or match.group(2) != mark:
        return False
    own = match.group(1)
    kinds: tuple[Kind, ...] = ("figure", "table", "listing")
    is_alike = any(names_kind(own, kind) and names_kind(word, kind) for kind in kinds)
    return own.lower() == word.lower() or is_alike


def _without_separator(inlines: n.Inlines) -> n.Inlines:
    """Remove the separator between a label and the words after it."""
    result = list(inlines)
    while result and (
        isinstance(result[0], n.Space | n.SoftBreak)
        or (isinstance(result[0], n.Str) and result[0].text in ".:-–—|")
    ):
        result.pop(0)
    return tuple(result)
