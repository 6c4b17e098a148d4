"""The columns of a slope graph, and the faults that prevent one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.model.dates import When
from pipeline.model.facts import Fact, when_of
from pipeline.model.figures import End, Fault, Slope


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its label, if it has one, its date, and its values by the name of their line."""

    label: str | None
    when: When
    values: tuple[tuple[str, End], ...]


def name_of(end: End, fact: Fact) -> str:
    """Return the name of the line that a value belongs to."""
    return end.series or fact.label or fact.subject


def columns(figure: Slope, facts: Mapping[str, Fact]) -> tuple[Column, ...]:
    """Return the columns, the earliest first, without values that have no known date."""
    columns_by_key: dict[str, Column] = {}
    for end in figure.points:
        fact = facts.get(end.fact)
        when = when_of(fact) if fact else None
        if fact is None or when is None:
            continue
        key = end.label or str(when)
        column = columns_by_key.get(key, Column(end.label, when, ()))
        first = min(column.when, when, key=lambda each: each.first)
        columns_by_key[key] = Column(end.label, first, (*column.values, (name_of(end, fact), end)))
    return tuple(sorted(columns_by_key.values(), key=lambda column: (column.when.first, column.label or "")))


def slope_faults(figure: Slope, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Yield the faults of a slope graph: a single column, a line without an end, two values at one place."""
    all_columns = columns(figure, facts)
    ends = [end for column in all_columns for _, end in column.values]
    if len(ends) < len(figure.points):
        return  # reported by other checks; the lines are not known before
    if len(all_columns) < 2:
        yield Fault(
            ("points",), "all values of the slope are in one column", "draw bars, or add another date"
        )
        return
    for column in all_columns:
        names_so_far: set[str] = set()
        for name, end in column.values:
            if name in names_so_far:
                message = f"`{name}` has two values in the column {_head(column)}"
                yield Fault(_path(figure, end), message, "name another `series`, or leave one out")
            names_so_far.add(name)
    lines = {name: end for column in reversed(all_columns) for name, end in reversed(column.values)}
    for name, end in lines.items():
        for column in (all_columns[0], all_columns[-1]):
            if all(name != each for each, _ in column.values):
                message = f"the line `{name}` has no value in the column {_head(column)}"
                yield Fault(
                    _path(figure, end), message, "add the value, leave the line out, or draw a `line`"
                )


def _head(column: Column) -> str:
    return f"`{column.label or column.when}`"


def _path(figure: Slope, end: End) -> tuple[str | int, ...]:
    index = next(index for index, each in enumerate(figure.points) if each is end)
    return ("points", index, "fact")
