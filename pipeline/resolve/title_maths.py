"""Formulas in titles of works: placeholders for citeproc, which would print their TeX.

Each is one private-use character while citeproc runs. Then it becomes text if letters can write it, as in
α-decay of ¹⁴C, else a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.maths.letters import simple
from pipeline.model import nodes as n
from pipeline.model.references import Reference
from pipeline.model.walk import text_of

_FIRST = 0xF0000
_MOST = 60_000  # signs of the plane
_FIELDS = ("title", "title-short", "container-title", "collection-title", "original-title", "note", "annote")
# As in pandoc's Markdown: no blank within the dollars and no digit after them, so that prices do not match.
_FORMULA = re.compile(r"(?<!\\)\$(?=\S)((?:[^$\\\n]|\\.){1,500}?)(?<=\S)\$(?!\d)")
_TEX = re.compile(r"[\\^_{}=<>+]|\A\S+\Z")


@dataclass(frozen=True, slots=True)
class PlaceholderFields:
    """The fields of works with placeholders for formulas, and the formula of each placeholder."""

    fields: tuple[dict[str, Any], ...]
    formulas: Mapping[str, n.Inlines]


def replace_formulas(references: Iterable[Reference]) -> PlaceholderFields:
    """Replace each formula in the fields of references by a placeholder."""
    signs: dict[str, str] = {}

    def sign(match: re.Match[str]) -> str:
        tex = match[1]
        if not _TEX.search(tex) or len(signs) >= _MOST:
            return match.group()
        return signs.setdefault(tex, chr(_FIRST + len(signs)))

    fields = tuple(
        {
            name: _FORMULA.sub(sign, value) if name in _FIELDS and isinstance(value, str) else value
            for name, value in reference.fields.items()
        }
        for reference in references
    )
    texts = simple(tuple(signs))
    return PlaceholderFields(
        fields, {own: texts.get(tex, (n.Math("InlineMath", tex),)) for tex, own in signs.items()}
    )


def restore_formulas(node: n.Inline, formulas: Mapping[str, n.Inlines]) -> n.Inlines:
    """Replace the placeholders in an inline by their formulas."""
    if not isinstance(node, n.Str) or not any(character in formulas for character in node.text):
        return (node,)
    parts: list[n.Inline] = []
    for part in re.split(f"([{chr(_FIRST)}-{chr(_FIRST + _MOST)}])", node.text):
        parts += formulas.get(part, (n.Str(part),) if part else ())
    return tuple(parts)


def plain(fields: Mapping[str, Any], formulas: Mapping[str, n.Inlines]) -> dict[str, Any]:
    """Return the fields of a work with formulas as letters, for lines without formulas."""
    table = {ord(sign): text_of(inlines) for sign, inlines in formulas.items()}
    return {
        name: value.translate(table) if name in _FIELDS and isinstance(value, str) else value
        for name, value in fields.items()
    }
