"""What a slide states against its section: rounding, times, bindings, ledger, parts of sections."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checking import check_article
from pipeline.load.article import locate

SLIDE = '\n\n::: {{.slide message="It was so."}}\n- {}\n:::\n'
LEDGER = """facts:
- id: price
  kind: money
  subject: the purchase
  value: {amount: 7500000, currency: USD, basis: unspecified, date: 1867}
  sources: [{ref: a}]
- id: treaty
  kind: event
  subject: the treaty
  value: {date: 1867-03-30}
  sources: [{ref: a}]
"""


def texts(folder: Path, article: str, ledger: str = "") -> list[str]:
    """Return what the slides of an article say that their sections do not."""
    (folder / "paper.md").write_text(f"---\ntitle: T\ndate: 2026-01-02\n---\n\n{article}", "utf-8")
    if ledger:
        (folder / "facts.yaml").write_text(ledger, "utf-8")
    diagnostics = check_article(locate(str(folder / "paper.md"), folder)).diagnostics
    prefix = "the section does not state "
    return [
        each.message.removeprefix(prefix).strip("'") for each in diagnostics if each.code == "slide-differs"
    ]


@pytest.mark.parametrize(
    ("prose", "slide", "agrees"),
    [
        ("a rise of 37.5 per cent", "38 per cent", True),
        ("a rise of 37.4 per cent", "38 per cent", False),
        ("a rise of 38 per cent", "37.5 per cent", True),
        ("a rise of 38 per cent", "37.4 per cent", False),
        ("586,412 square miles", "about 600,000 square miles", True),
        ("549,000 square miles", "about 600,000 square miles", False),
        ("586,412 square miles", "600,000 square miles", False),
        ("a price of $7.2 million", "$7,200,000", True),
        ("a price of $7.2 million", "7.2 per cent", False),
        ("a price of $7.2 million", "€7.2 million", False),
        ("on 30 March 1867", "in 1867", True),
        ("in March 1867", "on 30 March 1867", True),
        ("in March 1867", "on 1 April 1867", False),
        ("from 1861 to 1865", "in 1865", True),
        ("from 1861 to 1865", "in 1866", False),
    ],
)
def test_a_number_agrees_with_what_it_rounds_and_a_date_with_a_day_in_it(
    tmp_path: Path, prose: str, slide: str, agrees: bool
) -> None:
    assert (texts(tmp_path, f"There was {prose}.{SLIDE.format(slide)}") == []) == agrees


def test_a_part_of_a_section_sums_up_the_whole_section(tmp_path: Path) -> None:
    slide = SLIDE.format("300 houses and 400 barns")
    article = (
        f"# One\n\nThere were 300 houses.\n\n## Part\n\nNear them 9 mills stood.{slide}\n# Two\n\n400 barns."
    )
    assert texts(tmp_path, article) == ["400"]


def test_what_is_bound_or_in_the_ledger_is_no_difference(tmp_path: Path) -> None:
    slide = SLIDE.format(
        "[$7.4 million]{fact=price}; $7.5 million, or $7.6 million; 30 March 1867, 31 March 1867"
    )
    assert texts(tmp_path, f"It cost $7.2 million.{slide}", LEDGER) == ["$7.6 million", "31 March 1867"]


def test_words_and_other_slides_are_not_compared(tmp_path: Path) -> None:
    article = "There were 300 houses." + SLIDE.format("seven mills") + SLIDE.format("400 barns")
    assert texts(tmp_path, article + SLIDE.format("400 barns")) == ["400", "400"]
