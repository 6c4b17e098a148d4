"""Thousands of findings of one code are some findings and one that counts the others."""

from __future__ import annotations

from pipeline.model.diagnostics import (
    LONGEST_MESSAGE,
    MOST_OF_A_CODE,
    Diagnostic,
    Place,
    Severity,
    error,
    limit_per_code,
    warning,
)


def findings(code: str, number: int, severity: Severity = Severity.WARNING) -> list[Diagnostic]:
    return [Diagnostic(code, severity, f"{code} {each}", Place("a.md", each + 1)) for each in range(number)]


def test_what_is_within_the_bound_is_all_there() -> None:
    found = [*findings("a", MOST_OF_A_CODE), *findings("b", 3)]
    assert limit_per_code(found) == tuple(found)


def test_the_others_are_counted_where_they_begin() -> None:
    found = [*findings("a", MOST_OF_A_CODE + 4_000), *findings("b", 3)]
    shown = limit_per_code(found)
    assert shown[:MOST_OF_A_CODE] == tuple(found[:MOST_OF_A_CODE])
    last = shown[MOST_OF_A_CODE]
    assert last.message == "4,000 more findings of this code are not listed"
    assert (last.code, last.severity, last.place.line) == ("a", Severity.WARNING, MOST_OF_A_CODE + 1)
    assert shown[MOST_OF_A_CODE + 1 :] == tuple(found[-3:])


def test_an_error_among_those_not_listed_is_still_one() -> None:
    found = [*findings("a", MOST_OF_A_CODE + 5), error("a", "grave", Place("a.md", 9_999))]
    assert limit_per_code(found)[-1].severity is Severity.ERROR


def test_one_beyond_the_bound_is_listed_itself() -> None:
    found = findings("a", MOST_OF_A_CODE + 1)
    assert limit_per_code(found) == tuple(found)


def test_what_a_message_quotes_is_clipped() -> None:
    (shown,) = limit_per_code(
        [warning("a", "unknown key `" + "k" * 1_000_000, Place("a.md"), "h" * 1_000_000)]
    )
    assert len(shown.message) == len(shown.hint) == LONGEST_MESSAGE
    assert shown.message.startswith("unknown key `kkk")
    assert shown.message.endswith("…")
