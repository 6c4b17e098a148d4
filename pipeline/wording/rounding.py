"""How exact a number is, by its digits and the words around it: the values that it may stand for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.wording.number_reading import Number

# How far a number with `about` may be from the value, and one with `more than` or `less than`.
ABOUT, BEYOND = Decimal("0.1"), Decimal("0.4")
# How many digits a round number is read to have: 1,200 is one to the hundred, 400 to the ten.
DIGITS = 2


@dataclass(frozen=True, slots=True)
class Span:
    """The least and the greatest value that a number may stand for."""

    low: Decimal
    high: Decimal

    def meets(self, other: Span, *, slack: Decimal = Decimal(0)) -> bool:
        """Return whether two spans have a value in common, each made wider by a share of itself."""
        wider = slack * max(abs(self.high), abs(other.high))
        return self.low <= other.high + wider and other.low <= self.high + wider

    def times(self, factor: Decimal) -> Span:
        """Return the span of the values multiplied by a factor that is more than 0."""
        return Span(self.low * factor, self.high * factor)

    def plus(self, amount: Decimal) -> Span:
        """Return the span of the values with an amount added."""
        return Span(self.low + amount, self.high + amount)

    def over(self, other: Span) -> Span | None:
        """Return the span of the quotients; None if one of them has no bound."""
        if other.low <= 0 or self.low < 0:
            return None
        return Span(self.low / other.high, self.high / other.low)

    def minus(self, other: Span) -> Span:
        """Return the span of the differences."""
        return Span(self.low - other.high, self.high - other.low)


def step(number: Number, *, digits: int = DIGITS) -> Decimal:
    """Return the unit that a number is rounded to, as far as its digits tell."""
    result = number.quantum
    count = abs(number.value) / result
    while count >= 10**digits and count % 10 == 0:
        result, count = result * 10, count / 10
    return result


def span(number: Number, *, digits: int = DIGITS) -> Span:
    """Return the values that a number may stand for."""
    half = step(number, digits=digits) / 2
    value, size = number.value, abs(number.value)
    if number.limit > 0:
        return Span(value, value + size * BEYOND)
    if number.limit < 0:
        return Span(value - size * BEYOND, value)
    if number.about:
        half = max(half, size * ABOUT)
    return Span(value - half, value + half)


def digits_of(value: Decimal, digits: int = 3) -> Decimal:
    """Return a value rounded to so many digits; whole numbers keep those before the point."""
    if not value:
        return value
    places = digits - 1 - value.adjusted()
    return round(value, max(0, places))
