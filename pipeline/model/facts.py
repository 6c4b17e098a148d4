"""The ledger: the typed facts of an article, as in `facts.yaml`."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self, assert_never

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from pipeline.model.dates import PartialDate, When
from pipeline.model.records import Record, Slug, Text

# Python's decimals count with 28 digits, sums and shares of such numbers included.
MOST_DIGITS = 24
MOST_PLACES = 60
Status = Literal["confirmed", "reported", "disputed", "proposed"]


class Source(Record):
    """Where a fact is stated: a reference of the bibliography, and the place in it."""

    ref: Annotated[Text, Field(description="id of an entry of the bibliography")]
    locator: Annotated[Text | None, Field(description="page, section or paragraph, as in `p. 3`")] = None


def _exact(number: Decimal) -> Decimal:
    """Return a number for exact arithmetic; ValueError for one with too many digits."""
    if len(number.as_tuple().digits) > MOST_DIGITS or not -MOST_PLACES < number.adjusted() < MOST_DIGITS:
        raise ValueError(
            f"a number has at most {MOST_DIGITS} digits, or {MOST_PLACES} places behind its point"
        )
    return number


Number = Annotated[Decimal, AfterValidator(_exact)]


class Quantity(Record):
    """A number, or a range given by its ends."""

    amount: Annotated[Number | None, Field(description="the number, written out: 409600000")] = None
    min: Annotated[Number | None, Field(description="lower end of a range")] = None
    max: Annotated[Number | None, Field(description="upper end of a range")] = None
    approximate: Annotated[bool, Field(description="the source itself says `about`")] = False
    date: Annotated[When | None, Field(description="the time the number is of")] = None

    @model_validator(mode="after")
    def _one_or_a_range(self) -> Self:
        if (self.amount is None) == (self.min is None or self.max is None):
            raise ValueError("give either `amount`, or both `min` and `max`")
        if self.amount is not None and (self.min is not None or self.max is not None):
            raise ValueError("give either `amount`, or both `min` and `max`")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"reversed range: {self.min} is more than {self.max}")
        return self

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """The lower and upper end; the same number twice if it is not a range."""
        if self.amount is not None:
            return self.amount, self.amount
        assert self.min is not None
        assert self.max is not None
        return self.min, self.max


class MoneyValue(Quantity):
    """An amount of money with its currency and price basis."""

    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$"), Field(description="ISO 4217 code")]
    basis: Annotated[
        str,
        StringConstraints(pattern=r"^(nominal|unspecified|constant \d{4})$"),
        Field(
            description="prices: `nominal`, `constant 2015`, or `unspecified` when the source does not say"
        ),
    ]


class PercentValue(Quantity):
    """A share in hundredths, with what it is a share of."""

    of: Annotated[Text, Field(description="the base: what is a hundred per cent")]


class CountValue(Quantity):
    """A number of things."""

    unit: Annotated[Text, Field(description="what is counted, in the plural: `bitcoin`, `refugees`")]


class DateValue(Record):
    """A date or an interval."""

    date: Annotated[When, Field(description="`1991-11-11`, `1991-11`, `1991`, `1955/1963`, `2018/..`")]


class EventValue(Record):
    """Something that happened: when, and where."""

    date: Annotated[When, Field(description="`1991-11-11`, `1991-11`, `1991`, `1955/1963`")]
    place: Annotated[Text | None, Field(description="where it happened")] = None


class TermValue(Record):
    """Who holds the office named as the subject; no holder means that it is vacant."""

    holder: Annotated[
        Text | None, Field(description="name of the holder; leave out when the post is vacant")
    ] = None
    from_: Annotated[PartialDate | None, Field(description="first day of the term, as far as known")] = None
    to: Annotated[PartialDate | None, Field(description="last day of the term, as far as known")] = None

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.from_ and self.to and self.to.last < self.from_.first:
            raise ValueError(f"the term ends ({self.to}) before it begins ({self.from_})")
        return self


class ClaimValue(Record):
    """A statement that is none of the other kinds."""

    text: Annotated[Text, Field(description="the statement in one sentence")]
    wording: Annotated[
        tuple[Text, ...], Field(description="phrases the prose may use for it; none means any wording")
    ] = ()


class FactBase(Record):
    """What every fact has."""

    id: Annotated[Slug, Field(description="name by which the prose binds it")]
    subject: Annotated[Text, Field(description="what the fact is about, in words a reader understands")]
    label: Annotated[Text | None, Field(description="short name for charts and key figures")] = None
    as_of: Annotated[PartialDate | None, Field(description="last date at which it is known to hold")] = None
    status: Annotated[
        Status,
        Field(
            description="`reported`: one source says so; `disputed`: sources contradict each other; "
            "`proposed`: a program wrote it"
        ),
    ] = "confirmed"
    contradicts: Annotated[
        Slug | None, Field(description="id of the fact that its sources contradict with this one")
    ] = None
    sources: Annotated[tuple[Source, ...], Field(description="where the fact is stated")] = ()
    note: Annotated[Text | None, Field(description="for editors; never printed")] = None


class Money(FactBase):
    """An amount of money."""

    kind: Literal["money"]
    value: MoneyValue


class Percent(FactBase):
    """A percentage."""

    kind: Literal["percent"]
    value: PercentValue


class Count(FactBase):
    """A number of things."""

    kind: Literal["count"]
    value: CountValue


class Date(FactBase):
    """A date or a period."""

    kind: Literal["date"]
    value: DateValue


class Event(FactBase):
    """A dated event."""

    kind: Literal["event"]
    value: EventValue


class OfficeHolder(FactBase):
    """A term of office; the subject is the office."""

    kind: Literal["office-holder"]
    value: TermValue


class Claim(FactBase):
    """A statement in words."""

    kind: Literal["claim"]
    value: ClaimValue


Amount = Money | Percent | Count
Fact = Annotated[Amount | Date | Event | OfficeHolder | Claim, Field(discriminator="kind")]


class Ledger(Record):
    """The file `facts.yaml`."""

    facts: Annotated[tuple[Fact, ...], Field(description="the facts, in any order")] = ()

    def get(self, name: str) -> Fact | None:
        """Return the fact of that id, or None."""
        return next((fact for fact in self.facts if fact.id == name), None)


def when_of(fact: Fact) -> When | None:
    """Return the time of a fact, or None if it has none."""
    match fact:
        case Date() | Event() | Money() | Percent() | Count():
            return fact.value.date
        case OfficeHolder():
            start = fact.value.from_
            return None if start is None else When(start, fact.value.to, fact.value.to is None)
        case Claim():
            return None
        case _:
            assert_never(fact)


def term_of(fact: Fact) -> TermValue | None:
    """Return the term of an office in a fact, or None for any other fact."""
    match fact:
        case OfficeHolder():
            return fact.value
        case Money() | Percent() | Count() | Date() | Event() | Claim():
            return None
        case _:
            assert_never(fact)


def may_change(fact: Fact) -> bool:
    """Return whether a fact must be confirmed again: one without a time, or a term without an end."""
    match fact:
        case OfficeHolder():
            return fact.value.to is None
        case Money() | Percent() | Count():
            return fact.value.date is None
        case Date() | Event():
            return False
        case Claim():
            return True
        case _:
            assert_never(fact)


def is_percentage(fact: Amount) -> bool:
    """Return whether an amount is a percentage."""
    match fact:
        case Percent():
            return True
        case Money() | Count():
            return False
        case _:
            assert_never(fact)
