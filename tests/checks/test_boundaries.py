"""Checks at the boundary: the last value that is allowed, and the first that is not."""

from __future__ import annotations

import calendar
from pathlib import Path

import pytest

from pipeline.checking import check_article
from pipeline.load.article import locate

FRONT = "---\ntitle: A country\ndate: 2026-11-23\nas-of: 2026-11-23\nlang: en\n---\n\n"


def codes(folder: Path, text: str, ledger: str = "") -> list[str]:
    """Return the codes of what is found in an article."""
    (folder / "article.md").write_text(FRONT + text, "utf-8")
    if ledger:
        (folder / "facts.yaml").write_text(f"facts:\n{ledger}", "utf-8")
    return [each.code for each in check_article(locate(str(folder), folder)).diagnostics]


@pytest.mark.parametrize(
    ("parts", "total", "right"),
    [
        # Each number may be off by half of its last place: 0.05 three times.
        (("1.4 million", "1.4 million"), "2.9 million", True),
        (("1.4 million", "1.4 million"), "3.0 million", False),
        (("1.4 million", "1.4 million"), "2.7 million", True),
        (("1.4 million", "1.4 million"), "2.6 million", False),
        (("1.4 million", "1.4 million", "1.4 million"), "4.4 million", True),
        (("1.4 million", "1.4 million", "1.4 million"), "4.5 million", False),
        (("40 million", "30 million"), "71 million", True),
        (("40 million", "30 million"), "72 million", False),
        # Whole dollars are exact.
        (("40", "30"), "70", True),
        (("40", "30"), "71", False),
        (("40", "30"), "69", False),
        (("about 40 million", "30 million"), "80 million", True),
    ],
)
def test_a_total_is_as_near_as_its_rounding_explains(
    tmp_path: Path, parts: tuple[str, ...], total: str, right: bool
) -> None:
    text = " and ".join(f"US\\${part}" if not part.startswith("about") else f"about US\\${part[6:]}"
                         for part in parts)  # fmt: skip
    texts = codes(tmp_path, f"In 1990 they gave {text}, in total US\\${total}.\n")
    assert ("sum-mismatch" not in texts) == right, texts


@pytest.mark.parametrize(
    ("first", "second", "total", "right"),
    [
        ("10", "20", "30", True),
        ("10", "20", "31", False),
        ("33.3%", "66.7%", "100%", True),
        ("33.3%", "66.6%", "100%", True),
        ("33.3%", "66.5%", "100%", False),  # the total is exact
        ("1.5", "1.5", "3.1", True),
        ("1.5", "1.5", "3.2", False),
    ],
)
def test_a_column_is_as_near_as_its_rounding_explains(
    tmp_path: Path, first: str, second: str, total: str, right: bool
) -> None:
    rows = f"| First | {first} |\n| Next | {second} |\n| Total | {total} |\n"
    texts = codes(tmp_path, f"| Year | Part |\n|:---|---:|\n{rows}\n: Parts.\n")
    assert ("sum-mismatch" not in texts) == right, texts


AREA = """\
- id: area
  kind: count
  subject: Area
  value: {{amount: {amount}, unit: square miles}}
  as-of: 2026-11-01
  sources: [{{ref: a}}]
"""


@pytest.mark.parametrize(
    ("amount", "words", "precise"),
    [
        ("1020408", "1.0 million square miles", True),  # two per cent off
        ("1020409", "1.0 million square miles", False),
        ("980393", "1.0 million square miles", True),
        ("980391", "1.0 million square miles", False),
        ("1052631", "about 1,000,000 square miles", True),  # five per cent off, and it says so
        ("1052632", "about 1,000,000 square miles", False),
        ("1000001", "over 1,000,000 square miles", True),
        ("999999", "exactly 1,000,000 square miles", False),
        ("1000000", "exactly 1,000,000 square miles", True),
        ("1000000", "up to 1,000,000 square miles", True),
        ("1000001", "up to 1,000,000 square miles", False),
    ],
)
def test_a_number_is_as_near_to_the_ledger_as_its_words_say(
    tmp_path: Path, amount: str, words: str, precise: bool
) -> None:
    texts = codes(tmp_path, f"It covered [{words}]{{fact=area}}.\n", AREA.format(amount=amount))
    problems = {"precision-lost", "fact-mismatch"} & set(texts)
    assert (not problems) == precise, texts


TERM = """\
- id: {id}
  kind: office-holder
  subject: Envoy
  value: {{holder: {holder}, {term}}}
  sources: [{{ref: a}}]
"""


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        # Whoever hands over on a day and whoever takes over on it are not at once in office.
        ("from: 1868-01-01, to: 1869-03-01", "from: 1869-03-01, to: 1870-01-01", False),
        ("from: 1868-01-01, to: 1869-03-02", "from: 1869-03-01, to: 1870-01-01", True),
        ("from: 1868-01-01, to: 1869-03-01", "from: 1869-03-02, to: 1870-01-01", False),
        # A term of one day, on the day of a change and within another term.
        ("from: 1868-01-01, to: 1869-03-01", "from: 1869-03-01, to: 1869-03-01", False),
        ("from: 1868-01-01, to: 1869-03-02", "from: 1869-03-01, to: 1869-03-01", False),
        ("from: 1868-01-01, to: 1869-03-02", "from: 1868-03-01, to: 1868-03-02", True),
        ("from: 1868, to: 1869", "from: 1869, to: 1870", False),
        ("from: 1868, to: 1870-01-02", "from: 1869, to: 1870", True),
    ],
)
def test_terms_are_at_once_from_the_day_on_which_both_surely_run(
    tmp_path: Path, one: str, other: str, together: bool
) -> None:
    ledger = TERM.format(id="lee", holder="Ann Lee", term=one) + TERM.format(
        id="roe", holder="Joe Roe", term=other
    )
    texts = codes(tmp_path, "They served.\n", ledger)
    assert ("office-two-holders" in texts) == together, texts


def test_two_holders_known_of_the_same_day_only_are_two_holders(tmp_path: Path) -> None:
    text = "- {{id: {id}, kind: office-holder, subject: Envoy, value: {{holder: {name}}}, as-of: {day}}}\n"
    lee = text.format(id="lee", name="Ann Lee", day="1869-03-01")
    roe = text.format(id="roe", name="Joe Roe", day="1869-03-01")
    assert "office-two-holders" in codes(tmp_path, "They served.\n", lee + roe)
    later = text.format(id="roe", name="Joe Roe", day="1869-03-02")
    assert "office-two-holders" not in codes(tmp_path, "They served.\n", lee + later)
    assert "office-two-holders" not in codes(
        tmp_path, "They served.\n", lee + lee.replace("id: lee", "id: l2")
    )


@pytest.mark.parametrize(
    ("day", "outside"),
    [
        ("3 March 1868", True),
        ("4 March 1868", False),
        ("1 May 1869", False),
        ("2 May 1869", True),
        ("March 1868", False),
        ("February 1868", True),
        ("May 1869", False),
        ("June 1869", True),
    ],
)
def test_an_envoy_is_in_office_from_the_first_day_of_the_term_to_its_last(
    tmp_path: Path, day: str, outside: bool
) -> None:
    ledger = TERM.format(id="lee", holder="Ann Lee", term="from: 1868-03-04, to: 1869-05-01")
    texts = codes(tmp_path, f"In {day} [Ann Lee]{{fact=lee}} wrote a letter.\n", ledger)
    assert ("office-outside-term" in texts) == outside, texts


@pytest.mark.parametrize(
    ("day", "outside"),
    [
        ("29 February 1868", True),
        ("1 March 1868", False),
        ("10 March 1868", False),
        ("20 May 1869", False),
        ("31 May 1869", False),
        ("1 June 1869", True),
    ],
)
def test_a_term_given_in_months_includes_their_days(tmp_path: Path, day: str, outside: bool) -> None:
    ledger = TERM.format(id="lee", holder="Ann Lee", term="from: 1868-03, to: 1869-05")
    texts = codes(tmp_path, f"On {day} [Ann Lee]{{fact=lee}} wrote a letter.\n", ledger)
    assert ("office-outside-term" in texts) == outside, texts


def paragraphs(*years: int) -> str:
    return "\n\n".join(f"On 3 May {year} the mission opened." for year in years)


@pytest.mark.parametrize(
    ("years", "expected_codes"),
    [
        ((1990, 1980), []),  # one paragraph makes no order
        ((1990, 1991, 1980), ["event-out-of-order"]),
        ((1990, 1991, 1990), []),
        ((1990, 1991, 1989), ["event-out-of-order"]),
        ((1990, 1985, 1980), []),  # nor does what goes back itself
    ],
)
def test_a_paragraph_goes_back_behind_two_that_go_on(
    tmp_path: Path, years: tuple[int, ...], expected_codes: list[str]
) -> None:
    assert codes(tmp_path, paragraphs(*years)) == expected_codes


def test_a_section_that_goes_back_does_not_excuse_the_next(tmp_path: Path) -> None:
    first, second = paragraphs(1990, 1980), paragraphs(1990, 1995, 1980)
    assert codes(tmp_path, f"{first}\n\n# Two\n\n{second}") == ["event-out-of-order"]


@pytest.mark.parametrize(
    ("before", "after", "expected_codes"),
    [
        ((1950, 1951, 1952), (1990, 1991, 1992), ["coverage-gap"]),
        ((1950, 1951, 1952), (1990, 1991), []),
        ((1950, 1951), (1990, 1991, 1992), []),
    ],
)
def test_a_gap_has_three_dated_sentences_on_either_side(
    tmp_path: Path, before: tuple[int, ...], after: tuple[int, ...], expected_codes: list[str]
) -> None:
    sides = (" ".join(f"In {year} it met." for year in side) for side in (before, after))
    assert codes(tmp_path, "\n\n".join(sides) + "\n") == expected_codes


@pytest.mark.parametrize(
    ("quotation", "expected_codes"), [("mere folly", []), ("a mere folly", ["quote-unsourced"])]
)
def test_three_words_are_a_quotation(tmp_path: Path, quotation: str, expected_codes: list[str]) -> None:
    assert codes(tmp_path, f'It was "{quotation}" to them.\n') == expected_codes


@pytest.mark.parametrize(
    ("line", "expected_codes"), [(1, ["suppression-unused"]), (2, []), (3, ["suppression-unused"])]
)
def test_what_is_allowed_stands_in_its_paragraph(
    tmp_path: Path, line: int, expected_codes: list[str]
) -> None:
    lines = ["It rained.", 'It was "a mere folly" to them.', "It snowed."]
    lines[line - 1] = f"<!-- allow quote-unsourced: a saying -->\n{lines[line - 1]}"
    texts = codes(tmp_path, "\n\n".join(lines) + "\n")
    assert [code for code in texts if code == "suppression-unused"] == expected_codes
    assert ("quote-unsourced" in texts) == bool(expected_codes)


DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@pytest.mark.parametrize(("month", "days"), list(zip(calendar.month_name[1:], DAYS, strict=True)))
def test_a_month_without_a_year_has_its_days(tmp_path: Path, month: str, days: int) -> None:
    texts = [codes(tmp_path, f"It closes on {day} {month} each year.\n") for day in (days, days + 1)]
    assert ["date-impossible" in each for each in texts] == [False, True]
