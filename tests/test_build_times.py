"""The time that artifacts carry: the article's own, whatever the clock of the machine says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.model.dates import PartialDate
from pipeline.model.front_matter import FrontMatter, own_clock

# Zip files know no earlier time.
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("date", "as_of", "time"),
    [
        ("2024-05-01", "2023-12-31", datetime(2024, 5, 1, tzinfo=UTC)),
        ("2023-12-31", "2024-05-01", datetime(2023, 12, 31, tzinfo=UTC)),
        (None, "2023-12-31", datetime(2023, 12, 31, tzinfo=UTC)),
        ("2024-05", "2023-12-31", datetime(2024, 5, 1, tzinfo=UTC)),
        ("1867-03-30", None, EARLIEST),
        ("1980-01-02", None, datetime(1980, 1, 2, tzinfo=UTC)),
        (None, None, EARLIEST),
    ],
)
def test_it_is_the_date_or_else_the_as_of_date(date: str | None, as_of: str | None, time: datetime) -> None:
    days = [PartialDate.parse(each) if each else None for each in (date, as_of)]
    assert own_clock(FrontMatter(title="T", date=days[0], as_of=days[1])) == time
