"""Functions of a line of YAML or of a name for the tables: works, fields, files, formulas, lengths."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

from pipeline.checks import works
from pipeline.load import choice, csl_entry, formulas, svg_fonts, svg_size, title_markup
from pipeline.load.bibliography_forms import is_one
from pipeline.model import nodes as n
from pipeline.model.diagnostics import DossierError, Place
from pipeline.model.references import Reference
from pipeline.theme import load
from pipeline.wording.letters import find_unusual
from pipeline.wording.scripts import direction, script_of
from tests.snapshots.outline import Outline


def _outline(value: object) -> str:
    return Outline().text(value)


def _work(text: str, file: str) -> str:
    """Return what a work lacks in a dated and an undated article, with the advice, and its marks."""
    fields = yaml.safe_load(f"{{{text}}}")
    reference = Reference("x", fields, Place(f"works.{file}"))
    undated_fields = works.missing_fields(reference, is_dated=False)
    dated_fields = works.missing_fields(reference, is_dated=True)
    advice = works.advice(reference, undated_fields)
    return f"{undated_fields} {dated_fields} {advice} {list(works.marks(reference))}"


def _entry(text: str, _: str) -> str:
    fields = yaml.safe_load(f"{{{text}}}")
    return _outline(title_markup.in_csl(csl_entry.normalize(fields)))


def _file(text: str, _: str) -> str:
    return f"{choice.slug(text)} {choice.kind(Path(text))} {is_one(text)}"


def _formula(text: str, _: str) -> str:
    """Return an environment as a formula, or the space that a formula without signs is."""
    if math := formulas.formula(text, None):
        return _outline(math)
    return _outline(formulas.adopt((n.Para((n.Math("InlineMath", text),)),)))


def _language(text: str, _: str) -> str:
    return f"{script_of(text)} {direction(text)} {find_unusual(text, load())!r}"


def _with_failure(function: Callable[[str, str], str]) -> Callable[[str, str], str]:
    def call(text: str, argument: str) -> str:
        try:
            return function(text, argument)
        except (DossierError, ValueError) as failure:
            return f"{type(failure).__name__}: {failure}"

    return call


RECORDS: Mapping[str, Callable[[str, str], str]] = {
    "works": _work,
    "entries": _with_failure(_entry),
    "files": _file,
    "formulas": _formula,
    "script-tags": _language,
    "typefaces": lambda text, _: svg_fonts.families(text),
    "lengths": lambda text, _: _outline(svg_size.length(text)),
}
