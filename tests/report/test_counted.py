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
    diagnostics = [*findings("a", MOST_OF_A_CODE), *findings("b", 3)]
    assert limit_per_code(diagnostics) == tuple(diagnostics)


def test_the_others_are_counted_where_they_begin() -> None:
    diagnostics = [*findings("a", MOST_OF_A_CODE + 4_000), *findings("b", 3)]
    result = limit_per_code(diagnostics)
    assert result[:MOST_OF_A_CODE] == tuple(diagnostics[:MOST_OF_A_CODE])
    last = result[MOST_OF_A_CODE]
    assert last.message == "4,000 more findings of this code are not listed"
    assert (last.code, last.severity, last.place.line) == ("a", Severity.WARNING, MOST_OF_A_CODE + 1)
    assert result[MOST_OF_A_CODE + 1 :] == tuple(diagnostics[-3:])


def test_an_error_among_those_not_listed_is_still_one() -> None:
    diagnostics = [*findings("a", MOST_OF_A_CODE + 5), error("a", "grave", Place("a.md", 9_999))]
    assert limit_per_code(diagnostics)[-1].severity is Severity.ERROR


def test_one_beyond_the_bound_is_listed_itself() -> None:
    diagnostics = findings("a", MOST_OF_A_CODE + 1)
    assert limit_per_code(diagnostics) == tuple(diagnostics)


def test_what_a_message_quotes_is_clipped() -> None:
    (diagnostic,) = limit_per_code(
        [warning("a", "unknown key `" + "k" * 1_000_000, Place("a.md"), "h" * 1_000_000)]
    )
    assert len(diagnostic.message) == len(diagnostic.hint) == LONGEST_MESSAGE
    assert diagnostic.message.startswith("unknown key `kkk")
    assert diagnostic.message.endswith("…")
