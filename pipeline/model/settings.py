"""Changes that an article or a desk may make to the checks: severities by code, and thresholds."""

from __future__ import annotations

from typing import Annotated, Any, Literal, assert_never

from pydantic import Field

from pipeline.model.facts import Claim, Count, Date, Event, Fact, Money, OfficeHolder, Percent
from pipeline.model.records import Record

Level = Literal["error", "warning", "note", "off"]
Profile = Literal["usual", "strict"]
Days = Annotated[int, Field(ge=1, le=100_000)]
Amount = Annotated[int, Field(ge=0, le=1_000_000_000)]


class StaleDays(Record):
    """After how many days a fact is stale, by its kind."""

    money: Annotated[Days, Field(description="days after the as-of date of an amount of money")] = 1096
    percent: Annotated[Days, Field(description="days after the as-of date of a percentage")] = 1096
    count: Annotated[Days, Field(description="days after the as-of date of a count")] = 1096
    date: Annotated[Days, Field(description="days after the as-of date of a date")] = 3650
    event: Annotated[Days, Field(description="days after the as-of date of an event")] = 3650
    office_holder: Annotated[Days, Field(description="days after the as-of date of an office-holder")] = 365
    claim: Annotated[Days, Field(description="days after the as-of date of a claim")] = 1096

    def of(self, fact: Fact) -> int:
        """Return after how many days a fact of this kind is stale."""
        match fact:
            case Money():
                return self.money
            case Percent():
                return self.percent
            case Count():
                return self.count
            case Date():
                return self.date
            case Event():
                return self.event
            case OfficeHolder():
                return self.office_holder
            case Claim():
                return self.claim
            case _:
                assert_never(fact)


class Limits(Record):
    """The other thresholds of checks."""

    section_words: Annotated[Amount, Field(description="a section with fewer words is thin")] = 15
    lead_years: Annotated[
        Amount, Field(description="years that the newest date of the lead may be behind the body's")
    ] = 5
    gap_years: Annotated[Amount, Field(description="years of an article's span without a dated event")] = 12


class CheckSettings(Record):
    """The key `checks` of the front matter, and `[tool.dossier.checks]` of the desk's pyproject.toml."""

    severity: Annotated[
        dict[str, Level], Field(description="severity by code: error, warning, note or off")
    ] = Field(default_factory=dict)
    profile: Annotated[
        Profile,
        Field(
            description="usual: a code that is often wrong is a note or off; strict: every code has the"
            " severity of what its fault does"
        ),
    ] = "usual"
    days: StaleDays = StaleDays()
    limits: Limits = Limits()

    def over(self, below: CheckSettings) -> CheckSettings:
        """Return these settings, with those of `below` for values that are not set here."""
        return CheckSettings.model_validate(
            _overlay(self.model_dump(exclude_unset=True), below.model_dump(exclude_unset=True))
        )


def _overlay(upper: dict[str, Any], lower: dict[str, Any]) -> dict[str, Any]:
    both = {**lower, **upper}
    for key in lower.keys() & upper.keys():
        if isinstance(lower[key], dict) and isinstance(upper[key], dict):
            both[key] = _overlay(upper[key], lower[key])
    return both


class DeskSettings(Record):
    """The table `[tool.dossier]` of the pyproject.toml in the working folder: what holds for all articles."""

    checks: CheckSettings = CheckSettings()
