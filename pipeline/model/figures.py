"""Figures described as data over ledger facts: the files `figures/<id>.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pipeline.model.dates import PartialDate
from pipeline.model.records import Record, Slug, Text


class Mark(Record):
    """A dated event on a timeline; its date is the fact's."""

    fact: Annotated[Slug, Field(description="id of a fact that has a date")]
    label: Annotated[Text | None, Field(description="words beside the mark; none takes the fact's label")] = (
        None
    )


class Stretch(Record):
    """A state that lasts: a bar on the timeline from one fact's date to another's."""

    from_: Annotated[Slug, Field(description="fact whose date begins it")]
    to: Annotated[Slug | None, Field(description="fact whose date ends it; none means that it lasts")] = None
    label: Text
    hollow: Annotated[bool, Field(description="drawn as an outline, for a state of absence")] = False


class Timeline(Record):
    """Dated events along one axis."""

    kind: Literal["timeline"]
    title: Text
    begin: Annotated[PartialDate | None, Field(description="left end of the axis")] = None
    end: Annotated[PartialDate | None, Field(description="right end of the axis")] = None
    events: tuple[Mark, ...]
    stretches: tuple[Stretch, ...] = ()


class Point(Record):
    """A value of a chart; it is the fact's amount."""

    fact: Annotated[Slug, Field(description="id of a money, percent or count fact")]
    label: Annotated[Text | None, Field(description="category; none takes the fact's label")] = None
    series: Annotated[Text | None, Field(description="group of bars it belongs to")] = None


class Bars(Record):
    """Amounts as bars, one for each category and series."""

    kind: Literal["bars"]
    title: Text
    unit: Annotated[Text, Field(description="unit in words: `million US dollars`")]
    scale: Annotated[int, Field(description="one unit in the fact's own: 1000000 for millions", gt=0)] = 1
    points: tuple[Point, ...]


class Line(Record):
    """Amounts over time; the positions are the facts' dates."""

    kind: Literal["line"]
    title: Text
    unit: Text
    scale: Annotated[int, Field(gt=0)] = 1
    step: Annotated[bool, Field(description="a value holds until the next: tariffs, rates")] = False
    points: tuple[Point, ...]


FigureSpec = Annotated[Timeline | Bars | Line, Field(discriminator="kind")]


def facts_of(figure: FigureSpec) -> tuple[str, ...]:
    """Return the ids of the facts a figure draws, in order, each once."""
    match figure:
        case Timeline():
            ends = [name for s in figure.stretches for name in (s.from_, s.to) if name]
            names = [mark.fact for mark in figure.events] + ends
        case Bars() | Line():
            names = [point.fact for point in figure.points]
    return tuple(dict.fromkeys(names))
