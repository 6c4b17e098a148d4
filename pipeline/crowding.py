"""Figures of many facts, laid out before anything is built: one that no frame holds stops a format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Diagnostic, DossierError
from pipeline.model.figures import FigureSpec, named_facts
from pipeline.model.stages import Manuscript

# What has less than this fits every frame by far: the first of each kind that did not had 25.
FACTS, LETTERS = 8, 1000


def crowded(manuscript: Manuscript) -> tuple[Diagnostic, ...]:
    """Return one finding for each figure of the prose that does not fit the frame of an edition.

    Figures whose facts are at fault are left to the checks of these.
    """
    shown = {each.url for each in walk.walk(manuscript.blocks) if isinstance(each, n.Image)}
    named = [(file, spec) for file, spec in manuscript.figures.items() if file in shown and _is_large(spec)]
    return tuple(found for file, spec in named for found in _crowded(manuscript, file, spec))


def _is_large(spec: FigureSpec) -> bool:
    return sum(1 for _ in named_facts(spec)) > FACTS or len(repr(spec)) > LETTERS


def _crowded(manuscript: Manuscript, file: str, spec: FigureSpec) -> Iterator[Diagnostic]:
    # These load the measures of letters, which an article of small figures does not need here.
    from pipeline import theme
    from pipeline.charts.figure import layout
    from pipeline.formats.figure_frames import largest
    from pipeline.resolve.drawings import drawing

    tokens = theme.load()
    try:
        data = drawing(file, spec, manuscript.ledger, manuscript.front.lang)
        for frame in largest(tokens):
            layout(data, frame, tokens)
    except DossierError as failure:
        for found in failure.diagnostics:
            if found.code == "figure-crowded":
                yield replace(found, place=manuscript.places.of(file))
