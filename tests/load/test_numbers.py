"""Numbers of any length are read, or told where they stand; none of them stops a program."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from pipeline.checking import check_article
from pipeline.load import nbib
from pipeline.load.article import locate
from pipeline.load.ledger import parse
from pipeline.load.svg import clean
from pipeline.model.facts import Count
from pipeline.model.source import SourceText
from pipeline.wording.number_reading import numbers
from pipeline.wording.numbers import count_text

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
LONG = "7" * 6_000


def ledger(value: str) -> SourceText:
    """Return a ledger of one count, whose value stands in line 5."""
    fact = f"  - id: a\n    kind: count\n    subject: s\n    value: {{{value}, unit: x}}\n"
    return SourceText("facts.yaml", f"facts:\n{fact}")


@pytest.mark.parametrize("key", ["amount", "min", "max"])
@pytest.mark.parametrize(
    "number",
    [
        "1e400000000",
        "-2E-400000000",
        LONG,
        "0." + "0" * 500 + "1",
        "1e24",
        "1e-60",
        "Infinity",
        "NaN",
        "٣e99",
    ],
)
def test_a_number_of_the_ledger_has_a_bound(number: str, key: str) -> None:
    others = "" if key == "amount" else f", {'max' if key == 'min' else 'min'}: 3"
    parsed_ledger = parse(ledger(f"{key}: {number}{others}"))
    assert parsed_ledger.ledger.facts == ()
    assert {(each.code, each.place.line) for each in parsed_ledger.diagnostics} == {("ledger-invalid", 5)}
    assert all(len(each.message) < 300 for each in parsed_ledger.diagnostics)


def test_numbers_as_long_as_decimals_count_are_kept() -> None:
    numbers = {
        "123456789012345678901234": "123,456,789,012,345,678,901,234",
        "6.62607015e-34": f"0.{'0' * 33}662607015",
        "1e23": f"100{',000' * 7}",
    }
    for number, text in numbers.items():
        [fact] = parse(ledger(f"amount: {number}")).ledger.facts
        assert isinstance(fact, Count)
        assert count_text(fact.value, "en", short=True) == text


PROSE = [
    f"There were {LONG} of them.",
    "It weighs 3 × 10^999999999 kg, or 3 × 10^-999999999.",
    f"It weighs 3 × 10^{LONG} kg.",
    f"It was 0.{'0' * 5_000}1 per cent and $0.{LONG}.",
    "٣٤٥ and ١٩٩٩ and ²³ and ５０ and 1٢,٣٤٥ per cent.",
    f"In {LONG}s, in 9999–99, on 99 May 9999 and in the 9990s.",
    "1,000,000" + ",000" * 3_000 + " million",
]


@pytest.mark.parametrize("prose", PROSE)
@pytest.mark.parametrize("has_ledger", [False, True])
def test_numbers_of_the_prose_stop_no_check(tmp_path: Path, prose: str, has_ledger: bool) -> None:
    text = f"---\ntitle: T\ndate: 2026-01-01\n---\n\n# One\n\n{prose}\n"
    (tmp_path / "article.md").write_text(text, "utf-8")
    if has_ledger:
        (tmp_path / "facts.yaml").write_text(ledger("amount: 3").text, "utf-8")
    assert check_article(locate(str(tmp_path), tmp_path)).manuscript.plain is not has_ledger


def test_numbers_that_are_none_are_passed_by_and_others_are_read() -> None:
    result = [int(each.value) for each in numbers(f"{LONG} and 12 and 3 × 10^4 and 5 × 10^12345", "en")]
    assert result == [12, 30_000, 5] or result == [12, 30_000]


SETTINGS = ["days: {office-holder: 999999999999}", "limits: {section-words: 99999999999999999999}",
            f"days: {{claim: {'9' * 5_000}}}"]  # fmt: skip


@pytest.mark.parametrize("setting", SETTINGS)
def test_settings_have_bounds(tmp_path: Path, setting: str) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: T\nchecks:\n  {setting}\n---\n\nWords.\n", "utf-8")
    diagnostics = check_article(locate(str(tmp_path / "a.md"), tmp_path)).diagnostics
    assert ("front-matter-invalid", 4) in {(each.code, each.place.line) for each in diagnostics}


@pytest.mark.parametrize("year", ["²⁰", LONG, "20a", "99999"])
def test_years_of_pubmed_that_are_none_stay_words(year: str) -> None:
    text = f"PMID- 1\nTI  - T\nDP  - {year} Jan {year}\n"
    [entry] = nbib.read(SourceText("a.nbib", text)).entries
    assert "raw" in entry["issued"]


@pytest.mark.parametrize("size", ["1.2.3", "9" * 500, "..", "1e9", "-4"])
def test_lengths_of_an_svg_that_are_none_are_passed_by(size: str) -> None:
    label = f'<p xmlns="http://www.w3.org/1999/xhtml" style="font-size: {size}px">w</p>'
    inner = f'<foreignObject x="{size}" y="{size}" width="{size}" height="{size}">{label}</foreignObject>'
    assert b">w<" in clean(f'<svg xmlns="http://www.w3.org/2000/svg">{inner}</svg>'.encode()).data


@pytest.mark.parametrize(
    ("width", "is_width"), [("1.2.3", False), ("9" * 400, False), (".", True), ("0.5", True), ("1", True)]
)
def test_widths_of_latex_that_are_none_are_told(tmp_path: Path, width: str, is_width: bool) -> None:
    body = f"\\begin{{figure}}\\includegraphics[width={width}\\textwidth]{{a.png}}\\end{{figure}}"
    (tmp_path / "a.md").write_text(f"---\ntitle: T\n---\n\n{body}\n", "utf-8")
    (tmp_path / "a.png").write_bytes(PIXEL)
    codes = [each.code for each in check_article(locate(str(tmp_path / "a.md"), tmp_path)).diagnostics]
    assert codes == (["alt-missing"] if is_width else ["alt-missing", "image-size"])
