"""Figures worked out from the ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from pipeline.model.diagnostics import DossierError
from pipeline.model.facts import Ledger
from pipeline.model.figures import FigureSpec
from pipeline.resolve.drawings import drawing

LEDGER = Ledger.model_validate(
    {
        "facts": [
            {"id": "aid", "kind": "money", "subject": "U.S. aid",
             "value": {"amount": "409600000", "currency": "USD", "basis": "nominal", "date": "1955/1963"}},
            {"id": "loss", "kind": "money", "subject": "Loss", "label": "the loss",
             "value": {"min": "-2000000", "max": "1500000", "currency": "USD", "basis": "nominal"}},
            {"id": "tariff", "kind": "percent", "subject": "Tariff",
             "value": {"amount": "49", "of": "customs value", "date": "2025-04-02", "approximate": "true"}},
            {"id": "break", "kind": "event", "subject": "Break", "label": "Relations broken off",
             "value": {"date": "1965-05-03"}},
            {"id": "return", "kind": "date", "subject": "Return", "value": {"date": "1969-07-02"}},
            {"id": "claim", "kind": "claim", "subject": "A claim", "value": {"text": "It is so."}},
        ]
    }
)  # fmt: skip


def spec(**keys: Any) -> FigureSpec:
    adapter: TypeAdapter[FigureSpec] = TypeAdapter(FigureSpec)
    return adapter.validate_python(keys)


BARS = spec(
    kind="bars", title="Amounts.", unit="million US dollars", scale=1000000,
    points=({"fact": "aid", "label": "1955–63", "series": "given"}, {"fact": "loss"}),
)  # fmt: skip
TIMELINE = spec(
    kind="timeline", title="Relations", begin="1950",
    events=({"fact": "break"}, {"fact": "return", "label": "Restored"}),
    stretches=(
        {"from": "break", "to": "return", "label": "none", "hollow": True},
        {"from": "return", "label": "relations"},
    ),
)  # fmt: skip


def test_amounts_are_in_the_unit_of_the_figure() -> None:
    result = drawing("fig-aid", BARS, LEDGER, "en")
    assert [(d.label, d.series, d.amount, d.high, d.text) for d in result.data] == [
        ("1955–63", "given", Decimal("409.6"), None, "409.6"),
        ("the loss", "", Decimal(-2), Decimal("1.5"), "\u22122–1.5"),
    ]
    assert result.head == ("Category", "Series", "Value")


def test_numbers_and_words_are_of_the_language() -> None:
    result = drawing("fig-aid", BARS, LEDGER, "fr")
    assert result.data[0].text == "409,6"
    assert result.alt == (
        "Diagramme en barres\u00a0: Amounts, en million US dollars. 1955–63, given\u00a0: 409,6. "
        "the loss\u00a0: \u22122–1,5."
    )


def test_the_text_alternative_holds_every_datum() -> None:
    for figure in (BARS, TIMELINE):
        result = drawing("fig-x", figure, LEDGER, "en")
        for datum in result.data:
            assert datum.label in result.alt
            assert datum.text in result.alt
        for span in result.spans:
            assert span.label in result.alt


def test_a_timeline_takes_dates_and_labels_from_the_ledger() -> None:
    result = drawing("fig-relations", TIMELINE, LEDGER, "en")
    assert [(datum.label, datum.text) for datum in result.data] == [
        ("Relations broken off", "3 May 1965"), ("Restored", "2 July 1969"),
    ]  # fmt: skip
    assert [(str(span.start), str(span.end), span.hollow) for span in result.spans] == [
        ("1965-05-03", "1969-07-02", True), ("1969-07-02", "None", False),
    ]  # fmt: skip
    assert result.alt == (
        "Timeline: Relations. 3 May 1965: Relations broken off. 2 July 1969: Restored. "
        "3 May 1965 to 2 July 1969: none. From 2 July 1969, with no end: relations."
    )


def test_shares_have_their_sign_and_estimates_say_so() -> None:
    figure = spec(kind="line", title="Tariff", unit="per cent", step=True, points=({"fact": "tariff"},))
    result = drawing("fig-tariff", figure, LEDGER, "en")
    assert result.data[0].text == "about 49%"
    assert result.step
    assert result.alt == "Line chart: Tariff, in per cent. 2 April 2025: about 49%."


@pytest.mark.parametrize(
    ("figure", "code"),
    [
        (spec(kind="bars", title="t", unit="u", points=({"fact": "nowhere"},)), "figure-fact-undefined"),
        (spec(kind="bars", title="t", unit="u", points=({"fact": "break"},)), "figure-fact-not-a-number"),
        (spec(kind="line", title="t", unit="u", points=({"fact": "loss"},)), "figure-fact-undated"),
        (spec(kind="timeline", title="t", events=({"fact": "claim"},)), "figure-fact-undated"),
    ],
)
def test_what_cannot_be_drawn_is_refused(figure: FigureSpec, code: str) -> None:
    with pytest.raises(DossierError) as failure:
        drawing("fig-x", figure, LEDGER, "en")
    assert [result.code for result in failure.value.diagnostics] == [code]
