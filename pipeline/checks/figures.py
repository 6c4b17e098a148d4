"""Figures and images: they exist, they draw facts of the ledger, and they have a text alternative."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Finding, check
from pipeline.checks.suggestion import Names
from pipeline.checks.survey import Survey
from pipeline.model import walk
from pipeline.model.consequence import Consequence
from pipeline.model.diagnostics import Place
from pipeline.model.facts import Amount, Fact, when_of
from pipeline.model.figures import (
    FigureSpec,
    draws_amounts,
    draws_dates,
    has_axis_of_amounts,
    named_facts,
    unit_of,
)
from pipeline.model.pictures import CELL
from pipeline.model.sizes import is_valid


@check(Consequence.MARKED)
def image_missing(survey: Survey) -> Iterator[Finding]:
    """An image or a figure that the prose shows is not there.

    Why: every edition would have a hole where the reader expects a picture.

    Bad:
        ![A disc of gold.](media/cion.png){#fig-coin alt="A yellow disc."}

    Good:
        ![A disc of gold.](media/coin.png){#fig-coin alt="A yellow disc."}
    """
    manuscript = survey.manuscript
    urls = manuscript.media.keys() | manuscript.figures.keys() | manuscript.broken_files
    names = Names((*manuscript.media, *manuscript.figures))
    for image, _ in survey.images:
        # The missing output of a code cell is reported once, by `cell-unrun`.
        if image.url not in urls and not image.url.startswith(CELL):
            hint = names.hint(image.url, otherwise="check the name, or add the file")
            yield Finding(f"missing image `{image.url}`", _place(survey, image.at, image.url), hint)


@check(Consequence.MARKED)
def alt_missing(survey: Survey) -> Iterator[Finding]:
    """An image has no text alternative.

    Why: who cannot see the image learns nothing from it; PDF/UA and EPUB Accessibility forbid it. Figures
    drawn from data make their own text from the data. An image that says nothing has the class `decorative`.
    In an article without a ledger it is a warning, and a caption stands in.

    Bad:
        ![](media/coin.png)

    Good:
        ![](media/coin.png){alt="A plain yellow disc with a darker rim."}
    """
    for image, figure in survey.images:
        text = walk.text_of(image.inlines) or (image.attr.get("alt") or "").strip()
        if figure is not None and survey.manuscript.plain:
            text = text or walk.text_of(figure.caption.blocks)
        silent = "decorative" in image.attr.classes or image.url in survey.manuscript.figures
        silent = silent or image.url.startswith(CELL)
        if not text and not silent:
            hint = 'describe it: {alt="..."}; or mark it as decoration: {.decorative}'
            yield Finding(
                f"no text alternative for the image `{image.url}`", _place(survey, image.at, image.url), hint
            )


@check(Consequence.ADVICE)
def alt_repeats_caption(survey: Survey) -> Iterator[Finding]:
    """The caption of an image is also its text alternative.

    Why: a screen reader says the caption twice and what the image shows not once. In an article without
    a ledger the caption stands in.

    Bad:
        ![A disc of gold.](media/coin.png){#fig-coin}

    Good:
        ![A disc of gold.](media/coin.png){#fig-coin alt="A plain yellow disc with a darker rim."}
    """
    if survey.manuscript.plain:
        return
    for image, figure in survey.images:
        if figure is None or image.url not in survey.manuscript.media or image.attr.get("alt"):
            continue
        text = walk.text_of(image.inlines)
        if text and text == walk.text_of(figure.caption.blocks):
            hint = 'describe it: {alt="..."}'
            yield Finding(
                f"the text alternative of `{image.url}` repeats its caption",
                _place(survey, image.at, image.url),
                hint,
            )


@check(Consequence.ADVICE)
def image_size(survey: Survey) -> Iterator[Finding]:
    """A width or height of an image is none that a page can keep to.

    Why: it is shown as wide as the text, or as high as its width asks for.

    Bad:
        ![A disc.](media/coin.png){width=400%}

    Good:
        ![A disc.](media/coin.png){width=40%}
    """
    for image, _ in survey.images:
        for key in ("width", "height"):
            text = image.attr.get(key)
            if text is not None and not is_valid(text, width=key == "width"):
                hint = "write a share of the text's width, as 60%, or a length, as 5cm"
                if key == "height":
                    hint = "write a length, as 5cm"
                place = _place(survey, image.at, image.url)
                yield Finding(f"the {key} `{text}` of an image cannot be kept", place, hint)


@check(Consequence.WRONG)
def figure_fact_undefined(survey: Survey) -> Iterator[Finding]:
    """A figure draws a fact that the ledger does not hold.

    Why: there is nothing to draw, and no source for it.

    Bad:
        events:
          - fact: treaty-singed

    Good:
        events:
          - fact: treaty-signed
    """
    manuscript = survey.manuscript
    fact_names = Names(survey.facts)
    for file, figure in manuscript.figures.items():
        for path, name in named_facts(figure):
            if name not in survey.facts and name not in manuscript.broken_facts:
                hint = fact_names.hint(name, otherwise="add the fact to facts.yaml")
                yield Finding(f"undefined fact `{name}`", manuscript.places.of(file, *path), hint)


@check(Consequence.WRONG)
def figure_fact_undated(survey: Survey) -> Iterator[Finding]:
    """A timeline, a line or a slope draws a fact that has no date.

    Why: its place along the axis, or its column, is the fact's date.

    Bad:
        kind: timeline
        events:
          - fact: end-of-presence    # a claim

    Good:
        kind: timeline
        events:
          - fact: transfer
    """
    for figure, fact, place in _figure_facts(survey):
        if draws_dates(figure) and when_of(fact) is None:
            message = f"the {fact.kind} fact `{fact.id}` has no date for a {figure.kind}"
            yield Finding(message, place, "add the date to the fact, or draw another")


@check(Consequence.WRONG)
def figure_fact_not_a_number(survey: Survey) -> Iterator[Finding]:
    """A chart draws a fact that is no amount.

    Why: charts show money, percentages and counts; a date or a name has no length.

    Bad:
        kind: bars
        points:
          - fact: transfer    # a date

    Good:
        kind: bars
        points:
          - fact: area
    """
    for figure, fact, place in _figure_facts(survey):
        if draws_amounts(figure) and not isinstance(fact, Amount):
            message = f"the {fact.kind} fact `{fact.id}` is no amount for a figure of kind {figure.kind}"
            yield Finding(message, place, "draw a money, percent or count fact")


@check(Consequence.ADVICE)
def figure_unit_mixed(survey: Survey) -> Iterator[Finding]:
    """A chart draws amounts of different units along one axis.

    Why: bars of dollars beside bars of euros, of percentages, or of dollars of other years are compared
    by every reader and must not be.

    Bad:
        points:
          - fact: price            # US dollars
          - fact: share-in-gold    # per cent

    Good:
        points:
          - fact: price
          - fact: price-of-louisiana
    """
    manuscript = survey.manuscript
    for file, figure in manuscript.figures.items():
        if not has_axis_of_amounts(figure):
            continue
        first: tuple[str, str] | None = None
        for path, name in named_facts(figure):
            unit = unit_of(survey.facts[name]) if name in survey.facts else None
            if unit is None:
                continue
            first = first or (name, unit)
            if unit != first[1]:
                message = f"`{name}` is in {unit}, `{first[0]}` in {first[1]}"
                yield Finding(message, manuscript.places.of(file, *path), "make two figures of it")


def _figure_facts(survey: Survey) -> Iterator[tuple[FigureSpec, Fact, Place]]:
    """Yield each fact that a figure draws and the ledger has, with its figure and the place that names it."""
    for file, figure in survey.manuscript.figures.items():
        for path, name in named_facts(figure):
            if name in survey.facts:
                yield figure, survey.facts[name], survey.manuscript.places.of(file, *path)


def _place(survey: Survey, at: int | None, url: str) -> Place:
    """Return the place of an image's file name."""
    offset = survey.manuscript.source.text.find(url, at) if at is not None else -1
    return survey.place(at) if offset < 0 else survey.place(offset, url)
