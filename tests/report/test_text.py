"""The form for people: source line, mark under the place, hint; safe on a terminal."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

import pytest

from pipeline.model.diagnostics import Diagnostic, Place, Severity
from pipeline.report import short, text
from pipeline.report.report import FEWEST, Report, summary, table
from tests.report.samples import MISSING_TOOL, REPORT, UNDEFINED_CITATION, UNUSED_REFERENCE, report_of


def test_each_diagnostic_shows_its_line_and_the_last_line_counts_them() -> None:
    result = """
        error[citation-undefined]: undefined reference `tretay-1867`
         --> source/alaska/article.md:3:23
          |
        3 | It was paid in gold [@tretay-1867].
          |                       ^^^^^^^^^^^
          = hint: did you mean `treaty-1867`?

        warning[reference-unused]: unused reference `atlas`
         --> references.json:7

        note[tool-missing]: pandoc is not there
         --> pandoc

        1 error, 1 warning, 1 note
    """
    assert text.render(REPORT) == dedent(result).lstrip("\n")


def test_colour_changes_nothing_but_the_colour() -> None:
    import re

    result = text.render(replace(REPORT, colour=True))
    assert "\x1b[1;31merror\x1b[0m" in result
    assert re.sub(r"\x1b\[[\d;]*m", "", result) == text.render(REPORT)


def line_and_marks(line: str, place: Place) -> tuple[str, str]:
    """Return the source line and the marks below it, as shown."""
    result, marks = text.render(report_of(line, place)).split("\n")[3:5]
    return result.removeprefix("1 | "), marks.removeprefix("  | ")


def test_a_place_without_an_end_gets_one_mark() -> None:
    assert line_and_marks("one two", Place("a.md", 1, 5)) == ("one two", "    ^")


def test_wide_and_combining_characters_count_as_the_columns_they_take() -> None:
    assert line_and_marks("日本 ภาพ\u0e34x", Place("a.md", 1, 8, 9)) == ("日本 ภาพ\u0e34x", "        ^")


def test_tabs_are_one_column() -> None:
    assert line_and_marks("\ta\tb", Place("a.md", 1, 4)) == (" a b", "   ^")


@pytest.mark.parametrize("column", [1, 90, 250, 491])
def test_of_a_long_line_the_part_around_the_place_is_shown(column: int) -> None:
    line = "word here " * 49 + "last"
    result, marks = line_and_marks(line, Place("a.md", 1, column, column + 4))
    assert len(result) <= text.WIDTH + 2
    start = marks.index("^")
    assert result[start : start + 4].rstrip() == line[column - 1 : column + 3].rstrip()
    assert marks[start:] == "^^^^"


def test_a_mark_never_runs_past_the_line() -> None:
    assert line_and_marks("short", Place("a.md", 1, 3, 400)) == ("short", "  ^^^")


def test_a_line_that_is_not_there_is_not_shown() -> None:
    assert text.render(report_of("x", Place("a.md", 9, 1))).count("|") == 0


def test_nothing_in_a_source_reaches_the_terminal_as_a_command() -> None:
    evil = "\x1b]0;title\x07 \u202egnp"
    diagnostic = Diagnostic("code", Severity.ERROR, evil, Place("a\x1b.md", 1, 1), evil)
    result = text.render(
        replace(report_of(evil, Place("a.md", 1, 1)), diagnostics=(diagnostic,))
    ) + short.render(Report((diagnostic,)))
    assert not set("\x1b\x07\u202e") & set(result)


@pytest.mark.parametrize(
    ("diagnostics", "words"),
    [
        ((), "no findings"),
        ((UNDEFINED_CITATION,), "1 error"),
        ((UNUSED_REFERENCE, UNUSED_REFERENCE), "2 warnings"),
        ((MISSING_TOOL, UNDEFINED_CITATION), "1 error, 1 note"),
    ],
)
def test_summary(diagnostics: tuple[Diagnostic, ...], words: str) -> None:
    assert summary(Report(diagnostics)) == words


def test_short_is_one_line_each() -> None:
    assert short.render(REPORT).splitlines() == [
        "source/alaska/article.md:3:23: error citation-undefined: undefined reference `tretay-1867`",
        "references.json:7: warning reference-unused: unused reference `atlas`",
        "pandoc: note tool-missing: pandoc is not there",
    ]


def test_many_findings_have_a_table_the_gravest_and_most_certain_first() -> None:
    counts = ((MISSING_TOOL, 1), (UNUSED_REFERENCE, 6), (UNDEFINED_CITATION, 2))
    doubtful = replace(UNUSED_REFERENCE, code="date-vague")
    diagnostics = [each for each, count in (*counts, (doubtful, 2)) for _ in range(count)]
    report = Report(tuple(diagnostics), precisions={"date-vague": 0.714, "citation-undefined": 1.0})
    rows = [
        "error    citation-undefined    2  100 % right where judged",
        "warning  reference-unused      6",
        "warning  date-vague            2   71 % right where judged",
        "note     tool-missing          1",
    ]
    end = "\n".join([*rows, "", "2 errors, 8 warnings, 1 note", ""])
    assert text.render(report).endswith("\n\n" + end)


def test_few_findings_or_those_of_one_code_have_no_table() -> None:
    assert table(Report((UNUSED_REFERENCE,) * (FEWEST - 2) + (MISSING_TOOL,))) == ""
    assert table(Report((UNUSED_REFERENCE,) * 2 * FEWEST)) == ""
    assert table(Report((UNUSED_REFERENCE,) * (FEWEST - 1) + (MISSING_TOOL,))) != ""
