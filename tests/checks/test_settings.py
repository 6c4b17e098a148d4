"""The article's and the desk's settings: the article wins, what cannot be set is told with its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.checking import check_article, desk_options
from pipeline.load.article import locate
from pipeline.model.diagnostics import Diagnostic, Severity
from tests.checks.casefile import SAMPLE

UNSOURCED_FACT = """
  - id: left-over
    kind: date
    subject: A day
    value: {date: 1867-10-18}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the sample with one unsourced fact in it, in a working folder of its own."""
    copy = tmp_path / "sample"
    shutil.copytree(SAMPLE, copy)
    with (copy / "facts.yaml").open("a", encoding="utf-8") as ledger:
        ledger.write(UNSOURCED_FACT)
    with (copy / "article.md").open("a", encoding="utf-8") as text:
        text.write("\nIt was [18 October 1867]{fact=left-over} [@historian-alaska].\n")
    monkeypatch.chdir(tmp_path)
    return copy


def desk(folder: Path, text: str) -> None:
    (folder.parent / "pyproject.toml").write_text(text, "utf-8")


def front(folder: Path, text: str) -> None:
    path = folder / "article.md"
    path.write_text(path.read_text("utf-8").replace("lang: en\n", f"lang: en\n{text}", 1), "utf-8")


def diagnostics_of(folder: Path) -> list[Diagnostic]:
    return list(check_article(locate(str(folder), folder)).diagnostics)


def fields_of(diagnostic: Diagnostic) -> tuple[str, str, str, str]:
    """Return code, place, message and hint; the place with what its line marks."""
    place = diagnostic.place
    line = Path(place.file).read_text("utf-8").split("\n")[place.line - 1]
    text = line[place.column - 1 : place.end_column - 1 if place.end_column else None]
    return diagnostic.code, f"{place.file}:{text}", diagnostic.message, diagnostic.hint


def test_the_desk_changes_a_severity(folder: Path) -> None:
    assert [each.severity for each in diagnostics_of(folder)] == [Severity.WARNING]
    desk(folder, '[tool.dossier.checks.severity]\nfact-unsourced = "error"\n')
    assert [each.severity for each in diagnostics_of(folder)] == [Severity.ERROR]


def test_the_article_wins_over_the_desk(folder: Path) -> None:
    desk(folder, '[tool.dossier.checks]\nseverity.fact-unsourced = "error"\ndays = {money = 3}\n')
    front(folder, "checks:\n  severity:\n    fact-unsourced: off\n  days: {count: 5}\n")
    assert diagnostics_of(folder) == []


def test_a_desk_without_the_table_changes_nothing(folder: Path) -> None:
    desk(folder, '[project]\nname = "x"\n[tool.other]\ndossier = 1\n')
    assert desk_options()[1] == ()


@pytest.mark.parametrize(
    ("text", "diagnostic_row"),
    [
        (
            '[tool.dossier.checks.severity]\nfact-unsorced = "off"',
            ("desk-unknown", "fact-unsorced", "unknown code `fact-unsorced`", "`fact-unsourced`"),
        ),
        (
            '[tool.dossier.checks]\nseverity.fact-unsourced = "of"',
            ("desk-invalid", '"of"', "`fact-unsourced` cannot be 'of': it is 'error'", ""),
        ),
        (
            "[tool.dossier.checks.days]\noffice-holders = 3",
            ("desk-unknown", "office-holders", "unknown key `office-holders`", "`office-holder`"),
        ),
        (
            '[tool.dossier.checks.days]\nmoney = "long"',
            ("desk-invalid", '"long"', "`money`: 'long' is not a whole number", "write a whole number"),
        ),
        (
            "[tool.dossier]\nchekcs = 3",
            ("desk-unknown", "chekcs", "unknown key `chekcs`", "`checks`"),
        ),
        (
            "[tool.dossier.checks.severity]\nfact-mismatch = 'note'",
            (
                "severity-refused",
                "fact-mismatch",
                "the severity of `fact-mismatch` cannot",
                "remove the line",
            ),
        ),
        (
            "[tool.dossier\nx = 3",
            ("desk-invalid", "", "invalid TOML", "see toml.io"),
        ),
    ],
)
def test_a_wrong_setting_of_the_desk_is_told(
    folder: Path, text: str, diagnostic_row: tuple[str, str, str, str]
) -> None:
    desk(folder, text)
    [first, *_] = desk_options()[1]
    code, place, message, hint = fields_of(first)
    assert (code, place) == (diagnostic_row[0], f"pyproject.toml:{diagnostic_row[1]}")
    assert message.startswith(diagnostic_row[2])
    assert diagnostic_row[3] in hint


@pytest.mark.parametrize(
    ("text", "diagnostic_row"),
    [
        (
            "checks:\n  severity:\n    fact-unsorced: off\n",
            ("front-matter-unknown", "fact-unsorced", "unknown code `fact-unsorced`", "`fact-unsourced`"),
        ),
        (
            "checks:\n  severity:\n    fact-mismatch: off\n",
            (
                "severity-refused",
                "fact-mismatch",
                "the severity of `fact-mismatch` cannot",
                "remove the line",
            ),
        ),
        (
            "checks:\n  limits:\n    section-word: 3\n",
            ("front-matter-unknown", "section-word", "unknown key `section-word`", "`section-words`"),
        ),
    ],
)
def test_a_wrong_setting_of_the_article_is_told(
    folder: Path, text: str, diagnostic_row: tuple[str, str, str, str]
) -> None:
    front(folder, text)
    first, *_ = (each for each in diagnostics_of(folder) if each.place.file.endswith("article.md"))
    code, place, message, hint = fields_of(first)
    assert (code, place) == (diagnostic_row[0], f"sample/article.md:{diagnostic_row[1]}")
    assert message.startswith(diagnostic_row[2])
    assert diagnostic_row[3] in hint


def test_a_firm_code_may_be_set_to_what_it_is(folder: Path) -> None:
    front(folder, "checks:\n  severity:\n    fact-mismatch: error\n    fact-unsourced: off\n")
    assert diagnostics_of(folder) == []
