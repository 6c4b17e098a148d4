"""Markup of Dossier's own: editions and classes are called by names that are known."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from pipeline.checks.check import Finding, check
from pipeline.checks.suggestion import suggestion
from pipeline.checks.survey import Survey
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Severity
from pipeline.model.stages import EDITIONS

DIVS = ("standfirst", "at-a-glance", "key-points", "notes", "slide")


@check()
def only_unknown(survey: Survey) -> Iterator[Finding]:
    """A part is kept for, or from, an edition that there is not.

    Why: a part that is kept for an edition with a misspelt name is shown in none, and nobody misses it.

    Bad:
        ::: {only=desk}
        Questions are welcome.
        :::

    Good:
        ::: {only=deck}
        Questions are welcome.
        :::
    """
    for node in survey.attributed:
        for key in ("only", "except"):
            value = node.attr.get(key)
            if value is None:
                continue
            for name in value.split() or [""]:
                if name not in EDITIONS:
                    message = f"there is no edition `{name}`" if name else f"`{key}` names no edition"
                    parted = "part names with spaces; " if "," in name else ""
                    hint = parted + suggestion(name, EDITIONS, otherwise=f"editions: {', '.join(EDITIONS)}")
                    yield Finding(message, survey.place_of_value(node, key, value), hint)


@check(Severity.WARNING)
def class_unknown(survey: Survey) -> Iterator[Finding]:
    """A block has a class that means nothing to Dossier.

    Why: a box with a misspelt class becomes plain text in every edition. In an article without a ledger only
    near misses are told.

    Bad:
        ::: key-point
        - The land changed hands before the money did.
        :::

    Good:
        ::: key-points
        - The land changed hands before the money did.
        :::
    """
    for node in survey.attributed:
        if not isinstance(node, n.Div):
            continue
        for name in node.attr.classes:
            near = difflib.get_close_matches(name, DIVS, n=1, cutoff=0.7)
            if name in DIVS or (survey.manuscript.plain and not near):
                continue
            hint = suggestion(name, DIVS, otherwise=f"known classes: {', '.join(DIVS)}")
            yield Finding(
                f"the class `{name}` means nothing here", survey.place_of_value(node, ".", name), hint
            )
