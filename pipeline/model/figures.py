"""Figures described as data over ledger facts: the files `figures/<id>.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal, assert_never

from pydantic import Field

from pipeline.model.dates import PartialDate
from pipeline.model.facts import Claim, Count, Date, Event, Fact, Money, OfficeHolder, Percent
from pipeline.model.records import Record, Slug, Text

_AMOUNT = "id of a money, percent or count fact"
Title = Annotated[Text, Field(description="head of the figure; the caption is in the prose")]


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
    label: Annotated[Text, Field(description="words in or beside the bar")]
    hollow: Annotated[bool, Field(description="drawn as an outline, for a state of absence")] = False


class Timeline(Record):
    """Dated events along one axis."""

    kind: Literal["timeline"]
    title: Title
    begin: Annotated[PartialDate | None, Field(description="left end of the axis")] = None
    end: Annotated[PartialDate | None, Field(description="right end of the axis")] = None
    events: Annotated[tuple[Mark, ...], Field(description="the marks on the axis")]
    stretches: Annotated[tuple[Stretch, ...], Field(description="the bars along the axis")] = ()


class Point(Record):
    """A value of a chart; it is the fact's amount."""

    fact: Annotated[Slug, Field(description=_AMOUNT)]
    label: Annotated[Text | None, Field(description="category; none takes the fact's label")] = None
    series: Annotated[Text | None, Field(description="group of bars it belongs to")] = None


Unit = Annotated[Text, Field(description="unit in words: `million US dollars`")]
Scale = Annotated[int, Field(description="one unit in the fact's own: 1000000 for millions", gt=0, le=10**15)]


class Bars(Record):
    """Amounts as bars, one for each category and series."""

    kind: Literal["bars"]
    title: Title
    unit: Unit
    scale: Scale = 1
    points: Annotated[tuple[Point, ...], Field(min_length=1, description="the values")]


class Line(Record):
    """Amounts over time; the positions are the facts' dates."""

    kind: Literal["line"]
    title: Title
    unit: Unit
    scale: Scale = 1
    step: Annotated[bool, Field(description="a value holds until the next: tariffs, rates")] = False
    points: Annotated[tuple[Point, ...], Field(min_length=1, description="the values")]


class End(Record):
    """A value of a slope graph, in the column of its fact's date."""

    fact: Annotated[Slug, Field(description=_AMOUNT)]
    label: Annotated[Text | None, Field(description="head of the column; none takes the fact's date")] = None
    series: Annotated[Text | None, Field(description="name of the line; none takes the fact's label")] = None


class Slope(Record):
    """How amounts changed between a few dates: a column for each date, a line for each series."""

    kind: Literal["slope"]
    title: Title
    unit: Unit
    scale: Scale = 1
    points: Annotated[tuple[End, ...], Field(min_length=2, description="the ends of the lines")]


class Whole(Record):
    """The amount that the parts of a bar are parts of."""

    fact: Annotated[Slug, Field(description="id of the money or count fact that holds the whole")]
    bar: Annotated[Text | None, Field(description="bar it is the whole of")] = None


class Part(Record):
    """A part of a whole; its length is the fact's amount."""

    fact: Annotated[Slug, Field(description=_AMOUNT)]
    label: Annotated[Text | None, Field(description="name of the part; none takes the fact's label")] = None
    bar: Annotated[Text | None, Field(description="bar it is a part of; none where there is only one")] = None


class Share(Record):
    """Parts of a whole: bars of equal length, divided."""

    kind: Literal["share"]
    title: Title
    unit: Unit
    scale: Scale = 1
    parts: Annotated[tuple[Part, ...], Field(min_length=1, description="the parts, in their order")]
    wholes: Annotated[
        tuple[Whole, ...],
        Field(description="what the parts are parts of; none means their sum, and 100 of percentages"),
    ] = ()
    rest: Annotated[
        Text | None, Field(description="name of what the parts leave of the whole; none means nothing")
    ] = None


FigureKind = Literal["timeline", "bars", "line", "slope", "share"]
FigureSpec = Annotated[Timeline | Bars | Line | Slope | Share, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a figure: the path of keys to its value, the message and the hint."""

    path: tuple[str | int, ...]
    message: str
    hint: str


def unit_of(fact: Fact) -> str | None:
    """Return the unit of an amount, for money with the base of constant prices; None for any other fact."""
    match fact:
        case Money():
            basis = fact.value.basis
            return (
                f"{fact.value.currency} of {basis} prices"
                if basis.startswith("constant")
                else fact.value.currency
            )
        case Percent():
            return "per cent"
        case Count():
            return fact.value.unit
        case Date() | Event() | OfficeHolder() | Claim():
            return None
        case _:
            assert_never(fact)


def facts_of(figure: FigureSpec) -> tuple[str, ...]:
    """Return the ids of the facts a figure draws, in order, each once."""
    return tuple(dict.fromkeys(name for _, name in named_facts(figure)))


def named_facts(figure: FigureSpec) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the name of every fact in a figure, with the path of keys to it."""
    match figure:
        case Timeline():
            for index, mark in enumerate(figure.events):
                yield ("events", index, "fact"), mark.fact
            for index, stretch in enumerate(figure.stretches):
                yield ("stretches", index, "from"), stretch.from_
                if stretch.to:
                    yield ("stretches", index, "to"), stretch.to
        case Bars() | Line():
            for index, point in enumerate(figure.points):
                yield ("points", index, "fact"), point.fact
        case Slope():
            for index, end in enumerate(figure.points):
                yield ("points", index, "fact"), end.fact
        case Share():
            for index, part in enumerate(figure.parts):
                yield ("parts", index, "fact"), part.fact
            for index, whole in enumerate(figure.wholes):
                yield ("wholes", index, "fact"), whole.fact
        case _:
            assert_never(figure)


def draws_dates(figure: FigureSpec) -> bool:
    """Return whether the place of a fact in a figure is its date."""
    match figure:
        case Timeline() | Line() | Slope():
            return True
        case Bars() | Share():
            return False
        case _:
            assert_never(figure)


def draws_amounts(figure: FigureSpec) -> bool:
    """Return whether the length or the height of a fact in a figure is its amount."""
    match figure:
        case Bars() | Line() | Slope() | Share():
            return True
        case Timeline():
            return False
        case _:
            assert_never(figure)


def has_axis_of_amounts(figure: FigureSpec) -> bool:
    """Return whether the amounts of a figure are along one axis, so that they need one unit."""
    match figure:
        case Bars() | Line() | Slope():
            return True
        case Timeline() | Share():
            return False
        case _:
            assert_never(figure)
