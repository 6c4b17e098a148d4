"""Charts and timelines of ranges, negative numbers and dates, with labels of their own or the ledger's."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from pipeline.model.facts import Ledger
from pipeline.model.figures import FigureSpec
from pipeline.resolve.drawings import drawing

LEDGER = Ledger.model_validate(
    {
        "facts": [
            {"id": "bare", "kind": "count", "subject": "Count", "value": {"amount": "3", "unit": "men"}},
            {"id": "range", "kind": "count", "subject": "Range",
             "value": {"min": "-2000", "max": "1500", "unit": "men", "date": "1900"}},
            {"id": "day", "kind": "event", "subject": "Day", "label": "The day",
             "value": {"date": "1901-02-03"}},
            {"id": "end", "kind": "date", "subject": "End", "value": {"date": "1905"}},
        ]
    }
)  # fmt: skip


def spec(**keys: Any) -> FigureSpec:
    adapter: TypeAdapter[FigureSpec] = TypeAdapter(FigureSpec)
    return adapter.validate_python(keys)


BARS = {"kind": "bars", "scale": 1000, "unit": "thousand"}
LINES = {"kind": "line", "scale": 1, "unit": "men"}


@pytest.mark.parametrize(
    ("keys", "points", "data", "alt"),
    [
        (
            BARS,
            [{"fact": "range"}, {"fact": "bare", "label": "b"}],
            [("Range", "−2–1.5"), ("b", "0.003")],
            "Bar chart: T, in thousand. Range: −2–1.5. b: 0.003.",
        ),
        (
            LINES,
            [{"fact": "range", "label": "l", "series": "s"}],
            [("l", "−2,000–1,500")],
            "Line chart: T, in men. l, 1900, s: −2,000–1,500.",
        ),
        (LINES, [{"fact": "range"}], [("", "−2,000–1,500")], "Line chart: T, in men. 1900: −2,000–1,500."),
    ],
)
def test_charts(
    keys: dict[str, Any], points: list[dict[str, str]], data: list[tuple[str, str]], alt: str
) -> None:
    result = drawing("fig-t", spec(title="T.", points=points, **keys), LEDGER, "en")
    assert [(each.label, each.text) for each in result.data] == data
    assert result.alt == alt


def test_timelines() -> None:
    events = [{"fact": "day"}, {"fact": "end", "label": "x"}]
    stretches = [{"label": "Rule", "from": "day", "to": "end"}, {"label": "Open", "from": "end"}]
    figure = spec(kind="timeline", title="T.", begin="1890", end="1910", events=events, stretches=stretches)
    result = drawing("fig-t", figure, LEDGER, "en")
    assert [(each.label, each.text) for each in result.data] == [
        ("The day", "3 February 1901"),
        ("x", "1905"),
    ]
    assert [(each.label, str(each.start), str(each.end)) for each in result.spans] == [
        ("Rule", "1901-02-03", "1905"), ("Open", "1905", "None"),
    ]  # fmt: skip
