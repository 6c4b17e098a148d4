"""Parts of a whole: the bars of a share, the rest of each, and the faults of amounts that make none.

An amount is exact to half a unit of its last digit. Parts make up their whole if they differ from it by no
more than that for each number of the bar.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from pipeline.model.facts import Amount, Count, Fact, Money, Percent, is_percentage
from pipeline.model.figures import Fault, Share, unit_of


@dataclass(frozen=True, slots=True)
class Stack:
    """A bar: its name, its parts as (name, fact, index among the figure's parts), and its whole if stated."""

    bar: str
    parts: tuple[tuple[str, Amount, int], ...]
    whole_fact: Amount | None

    @property
    def total(self) -> Decimal:
        """The sum of the parts."""
        return sum((fact.value.ends[0] for _, fact, _ in self.parts), Decimal(0))

    @property
    def whole(self) -> Decimal:
        """The whole of the parts: 100 per cent, the stated whole, or their sum."""
        if self.whole_fact is not None:
            return self.whole_fact.value.ends[0]
        return Decimal(100) if is_percentage(self.parts[0][1]) else self.total

    @property
    def rest(self) -> Decimal:
        """The rest of the whole beside the parts, or the excess; zero if rounding explains it."""
        gap = self.whole - self.total
        return gap if abs(gap) > self._slack else Decimal(0)

    @property
    def _slack(self) -> Decimal:
        """By how much rounding may have moved the sum."""
        numbers = [fact.value.ends[0] for _, fact, _ in self.parts]
        if is_percentage(self.parts[0][1]):
            return sum((_last_digit(min(0, _exponent(number))) for number in numbers), Decimal(0)) / 2
        if self.whole_fact is not None:
            numbers.append(self.whole)
        # Amounts are written out, so zeros at the end may be rounding; the most exact amount decides.
        exact = [_exponent(number.normalize()) for number in numbers if number]
        return _last_digit(min(exact, default=0)) * len(numbers) / 2


def stacks(figure: Share, facts: Mapping[str, Fact]) -> tuple[Stack, ...]:
    """Return the bars in the order of the figure, without facts that are missing or not amounts."""
    parts_by_bar: dict[str, list[tuple[str, Amount, int]]] = {}
    for index, part in enumerate(figure.parts):
        fact = facts.get(part.fact)
        if isinstance(fact, Amount):
            name = part.label or fact.label or fact.subject
            parts_by_bar.setdefault(part.bar or "", []).append((name, fact, index))
    wholes = {whole.bar or "": facts.get(whole.fact) for whole in figure.wholes}

    def whole_of(bar: str) -> Amount | None:
        fact = wholes.get(bar)
        return fact if isinstance(fact, Amount) else None

    return tuple(Stack(bar, tuple(parts), whole_of(bar)) for bar, parts in parts_by_bar.items())


def part_faults(figure: Share, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Yield the faults of the parts of bars: a range, a negative amount, a duplicate name, a sum of zero."""
    all_stacks = stacks(figure, facts)
    for stack in all_stacks:
        names_so_far: set[str] = set()
        for name, fact, index in stack.parts:
            low, high = fact.value.ends
            if low != high:
                message = f"`{fact.id}` is a range, and a part of a whole has one length"
                yield Fault(("parts", index, "fact"), message, "draw `bars`, which show a range")
            elif low < 0:
                message = f"`{fact.id}` is {low}, and no part of a whole is less than nothing"
                yield Fault(("parts", index, "fact"), message, "draw `bars`, which go below zero")
            if name in names_so_far:
                message = f"duplicate part `{name}` in a bar"
                yield Fault(("parts", index, "fact"), message, "give it another `label`, or another `bar`")
            names_so_far.add(name)
        if stack.whole == 0 and not any(fact.value.ends[1] for _, fact, _ in stack.parts):
            message = f"the parts of {_stack_name(stack)} come to nothing"
            yield Fault(("parts", stack.parts[0][2], "fact"), message, "leave the bar out")
    bars: list[str] = [stack.bar for stack in all_stacks]
    for index, whole in enumerate(figure.wholes):
        bar = whole.bar or ""
        path = ("wholes", index, "fact")
        if bar not in bars:
            message = f"no part belongs to the whole `{whole.fact}`"
            yield Fault(path, message, "name a `bar` of the parts, and each bar once")
        else:
            bars.remove(bar)
        whole_fact = facts.get(whole.fact)
        if isinstance(whole_fact, Amount) and whole_fact.value.ends[0] != whole_fact.value.ends[1]:
            yield Fault(
                path, f"`{whole_fact.id}` is a range, and a whole has one length", "state a single amount"
            )


def unlike_faults(figure: Share, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Yield the amounts that cannot be added to the others of their bar: of another unit, basis or base."""
    for stack in stacks(figure, facts):
        first = stack.parts[0][1]
        for _, fact, index in stack.parts[1:]:
            if _like(fact) != _like(first):
                message = f"`{fact.id}` is in {_like(fact)}, `{first.id}` in {_like(first)}"
                yield Fault(("parts", index, "fact"), message, "put only like amounts into a bar")
        stack_whole = stack.whole_fact
        if stack_whole is None:
            continue
        index = next(i for i, whole in enumerate(figure.wholes) if (whole.bar or "") == stack.bar)
        path = ("wholes", index, "fact")
        if is_percentage(first):
            message = f"the parts of {_stack_name(stack)} are percentages: their whole is 100"
            yield Fault(path, message, "leave the whole out")
        elif _like(stack_whole) != _like(first):
            message = (
                f"the whole `{stack_whole.id}` is in {_like(stack_whole)}, `{first.id}` in {_like(first)}"
            )
            yield Fault(path, message, "name the whole of these parts")


def sum_faults(figure: Share, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Yield the bars whose parts do not add up to their whole; less is right if the rest has a name."""
    if any(True for _ in (*part_faults(figure, facts), *unlike_faults(figure, facts))):
        return
    all_stacks = stacks(figure, facts)
    if sum(len(stack.parts) for stack in all_stacks) < len(figure.parts):
        return  # reported by other checks
    for stack in all_stacks:
        path = ("parts", stack.parts[0][2], "fact")
        message = f"the parts of {_stack_name(stack)} come to {_text(stack.total)} of {_text(stack.whole)}"
        if stack.rest > 0 and figure.rest is None:
            yield Fault(path, message, "add the parts that are missing, or name what is left with `rest:`")
        elif stack.rest < 0:
            yield Fault(path, message, "leave out what is counted twice, or correct the whole")


def _like(fact: Amount) -> str:
    """Return the measure of an amount, which two amounts must share to be added."""
    match fact:
        case Percent():
            return f"per cent of {fact.value.of}"
        case Money() | Count():
            return unit_of(fact) or ""
        case _:
            assert_never(fact)


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _last_digit(exponent: int) -> Decimal:
    return Decimal(1).scaleb(exponent)


def _stack_name(stack: Stack) -> str:
    return f"`{stack.bar}`" if stack.bar else "the bar"


def _text(number: Decimal) -> str:
    return f"{number.normalize():f}"
