"""Crowded figures: laid out before the build, because a figure that fits no frame stops a format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.canvas import Ratio
from pipeline.model.diagnostics import Diagnostic, DossierError
from pipeline.model.figures import FigureSpec
from pipeline.model.look import Look
from pipeline.model.stages import Drawing, Manuscript

# A figure with no more facts and letters than this fits every frame by far: those that did not fit had
# 25 facts with short labels, or labels of 1,200 letters together.
FACTS, LETTERS = 8, 600


def crowded_figures(manuscript: Manuscript) -> tuple[Diagnostic, ...]:
    """Return one finding for each figure of the prose that does not fit the frame of an edition.

    Figures with faulty facts are left to the checks of facts.
    """
    urls = {each.url for each in walk.walk(manuscript.blocks) if isinstance(each, n.Image)}
    figures = [(file, figure) for file, figure in manuscript.figures.items() if file in urls]
    return tuple(each for file, figure in figures for each in _findings(manuscript, file, figure))


def _findings(manuscript: Manuscript, file: str, figure: FigureSpec) -> Iterator[Diagnostic]:
    from pipeline.resolve.drawings import drawing

    try:
        data = drawing(file, figure, manuscript.ledger, manuscript.front.lang)
        # The text alternative has all that the figure shows.
        if len(data.data) > FACTS or len(data.alt) > LETTERS:
            _lay_out(data, manuscript.front.deck.ratio, manuscript.look)
    except DossierError as failure:
        for each in failure.diagnostics:
            if each.code == "figure-crowded":
                yield replace(each, place=manuscript.places.of(file, *_longest_list(figure)))


def _longest_list(figure: FigureSpec) -> tuple[str, ...]:
    """Return the key of what a figure has most of."""
    values = ((key, value) for key, value in figure if isinstance(value, tuple))
    key, _ = max(values, key=lambda pair: len(pair[1]), default=("", ()))
    return (key.replace("_", "-"),) if key else ()


def _lay_out(data: Drawing, ratio: Ratio, look: Look) -> None:
    """Lay out a figure for each edition, the slides of a ratio; DossierError if it does not fit."""
    # These load the measures of letters, which an article of small figures does not need.
    from pipeline import theme
    from pipeline.charts.figure import layout
    from pipeline.formats.figure_frames import largest

    tokens = theme.of(look)
    with theme.measure_in(tokens):
        for frame in largest(tokens, ratio):
            layout(data, frame, tokens)
