"""Slope graphs and shares worked out from the ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from pipeline.editions.prose import data_rows
from pipeline.model.diagnostics import DossierError
from pipeline.model.facts import Ledger
from pipeline.model.figures import FigureSpec, Share, facts_of
from pipeline.model.shares import stacks
from pipeline.resolve.drawings import drawing


def money(name: str, amount: str, date: str, **more: str) -> dict[str, Any]:
    value = {"amount": amount, "currency": "USD", "basis": "nominal", "date": date} | more
    return {"id": name, "kind": "money", "subject": name.rpartition("-")[0].capitalize(), "value": value}


def percent(name: str, amount: str, **more: str) -> dict[str, Any]:
    value = {"amount": amount, "of": "all aid", "date": "1960"} | more
    return {"id": name, "kind": "percent", "subject": name.capitalize(), "value": value}


LEDGER = Ledger.model_validate(
    {
        "facts": [
            money("exports-1990", "3000000", "1990"), money("exports-2000", "12500000", "2000-06"),
            money("imports-1990", "5000000", "1990"), money("imports-2000", "9000000", "2000-06"),
            money("economic-a", "409600000", "1955/1963"), money("military-a", "83700000", "1955/1963"),
            money("all-a", "500000000", "1955/1963", approximate="true"),
            percent("food", "33"), percent("arms", "33"), percent("roads", "33"), percent("ports", "12.5"),
            percent("nothing", "0", approximate="true"), percent("tiny", "0.04"),
        ]
    }
)  # fmt: skip


def spec(**keys: Any) -> FigureSpec:
    adapter: TypeAdapter[FigureSpec] = TypeAdapter(FigureSpec)
    return adapter.validate_python({"title": "T", "unit": "million US dollars", "scale": 1000000} | keys)


SLOPE = spec(
    kind="slope",
    points=[
        {"fact": "imports-2000"}, {"fact": "imports-1990"},
        {"fact": "exports-1990", "series": "sold"}, {"fact": "exports-2000", "series": "sold"},
    ],
)  # fmt: skip
AID = spec(
    kind="share", rest="other",
    parts=[{"fact": "economic-a", "label": "economic", "bar": "1955–63"},
           {"fact": "military-a", "label": "military", "bar": "1955–63"}],
    wholes=[{"fact": "all-a", "bar": "1955–63"}],
)  # fmt: skip


def shares(*parts: str, **keys: Any) -> FigureSpec:
    return spec(kind="share", unit="per cent", scale=1, parts=[{"fact": part} for part in parts], **keys)


def test_columns_of_a_slope_are_the_dates_of_its_facts_from_the_earliest_on() -> None:
    result = drawing("fig-a", SLOPE, LEDGER, "en")
    assert [(d.label, d.series, d.amount, d.text) for d in result.data] == [
        ("1990", "Imports", Decimal(5), "5"), ("1990", "sold", Decimal(3), "3"),
        ("June 2000", "Imports", Decimal(9), "9"), ("June 2000", "sold", Decimal("12.5"), "12.5"),
    ]  # fmt: skip
    assert result.alt == (
        "Slope graph: T, in million US dollars. Imports: 5 (1990), then 9 (June 2000). "
        "sold: 3 (1990), then 12.5 (June 2000)."
    )
    assert result.head == ("Date", "Series", "Value")
    assert next(iter(data_rows(result))) == ("1990", "Imports", "5")


def test_a_column_may_have_a_name_of_its_own() -> None:
    points = [
        {"fact": "imports-1990", "label": "before"}, {"fact": "imports-2000", "label": "after"},
    ]  # fmt: skip
    result = drawing("fig-a", spec(kind="slope", points=points), LEDGER, "fr")
    assert [datum.label for datum in result.data] == ["before", "after"]
    assert result.alt.startswith("Graphique de pentes\u00a0: T, en million US dollars. ")
    assert result.alt.endswith("Imports\u00a0: 5 (before), puis 9 (after).")


def test_amounts_of_a_share_tell_how_much_of_the_whole_they_are() -> None:
    result = drawing("fig-a", AID, LEDGER, "en")
    assert [(d.label, d.series, d.amount, d.text, d.fact) for d in result.data] == [
        ("1955–63", "economic", Decimal("409.6"), "409.6 (82%)", "economic-a"),
        ("1955–63", "military", Decimal("83.7"), "83.7 (17%)", "military-a"),
        ("1955–63", "other", Decimal("6.7"), "6.7 (1%)", ""),
    ]  # fmt: skip
    assert result.alt == (
        "Shares of a whole: T, in million US dollars. "
        "1955–63: economic 409.6 (82%), military 83.7 (17%), other 6.7 (1%)."
    )
    assert result.head == ("Category", "Part", "Value")
    assert facts_of(AID) == ("economic-a", "military-a", "all-a")


def test_percentages_are_their_own_share_and_one_bar_has_no_name() -> None:
    result = drawing("fig-a", shares("food", "arms", "roads"), LEDGER, "fr")
    assert [d.text for d in result.data] == ["33\u00a0%"] * 3
    assert result.head == ("Partie", "Valeur")
    assert [row[0] for row in data_rows(result)] == ["Food", "Arms", "Roads"]


def test_what_is_left_is_named_and_as_rough_as_its_parts() -> None:
    result = drawing("fig-a", shares("food", "nothing", rest="not known"), LEDGER, "en")
    assert result.data[-1].amount == 67
    assert (result.data[-1].series, result.data[-1].text) == ("not known", "about 67%")


def test_nothing_that_is_left_is_not_drawn() -> None:
    ledger = Ledger.model_validate(
        {
            "facts": [
                money("a-1", "1000000", "1990"),
                money("b-1", "2000000", "1990"),
                money("c-1", "3000000", "1990"),
            ]
        }
    )
    whole = spec(
        kind="share", rest="other", parts=[{"fact": "a-1"}, {"fact": "b-1"}], wholes=[{"fact": "c-1"}]
    )
    assert [d.text for d in drawing("fig-a", whole, ledger, "en").data] == ["1 (33%)", "2 (67%)"]


def test_small_shares_keep_a_digit_that_is_not_nought() -> None:
    tiny = Ledger.model_validate(
        {
            "facts": [
                money("a-1", "100000000", "1990"),
                money("b-1", "30000", "1990"),
                money("c-1", "20", "1990"),
            ]
        }
    )
    small = spec(kind="share", parts=[{"fact": "a-1"}, {"fact": "b-1"}, {"fact": "c-1"}])
    assert [d.text for d in drawing("fig-a", small, tiny, "en").data] == [
        "100 (100%)", "0.03 (0.03%)", "0.00002 (0.00002%)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("names", "rest"),
    [
        (("food", "arms", "roads"), 0),  # 99: three times half of one may be rounding
        (("food", "arms"), 34),
        (("food", "arms", "roads", "ports"), Decimal("-11.5")),
    ],
)
def test_rounding_is_told_from_what_is_missing(names: tuple[str, ...], rest: Decimal) -> None:
    figure = shares(*names)
    assert isinstance(figure, Share)
    [stack] = stacks(figure, {fact.id: fact for fact in LEDGER.facts})
    assert stack.rest == rest


@pytest.mark.parametrize(
    ("figure", "code"),
    [
        (shares("food", "arms"), "figure-share-sum"),
        (shares("food", "exports-1990"), "figure-share-unlike"),
        (shares("food", "food"), "figure-share-part"),
        (
            spec(kind="slope", points=[{"fact": "imports-1990"}, {"fact": "exports-2000"}]),
            "figure-slope-ends",
        ),
        (shares("nowhere"), "figure-fact-undefined"),
    ],
)
def test_what_makes_no_slope_or_share_is_refused(figure: FigureSpec, code: str) -> None:
    with pytest.raises(DossierError) as failure:
        drawing("fig-x", figure, LEDGER, "en")
    assert [result.code for result in failure.value.diagnostics] == [code]
    assert failure.value.diagnostics[0].hint
