"""Letters that a pattern without case takes for others: ſ for s, ı and İ for i, K (kelvin) for k."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checking import check_article
from pipeline.load.article import locate
from pipeline.wording import date_reading, number_reading

MONTHS = (("Auguſt", "en", 8), ("Aprıl", "en", 4), ("Aprİl", "en", 4), ("KASIM", "tr", 11),
          ("Kasım", "tr", 11), ("oKtober", "de", 10), ("ſeptembre", "fr", 9), ("März", "de", 3))  # fmt: skip


@pytest.mark.parametrize(("name", "lang", "number"), MONTHS)
def test_a_month_is_read_in_letters_that_fold_to_its_own(name: str, lang: str, number: int) -> None:
    (token,) = date_reading.dates(f"on 5 {name} 2017.", lang)
    assert (token.day, token.month, token.year) == (5, number, 2017)


@pytest.mark.parametrize(
    ("text", "value"), [("ſix", 6), ("Fıve", 5), ("ſixty-three", 63), ("TWENTY-SİX", 26)]
)
def test_a_number_in_words_is_read_so_too(text: str, value: int) -> None:
    assert [each.value for each in number_reading.numbers(f"there are {text} mills", "en")] == [value]


WORDS = """---
title: Words of old
bibliography: refs.bib
---

# ſection

On Saturday, 5 Auguſt 2017 and ſunday, 6 Auguſt 2017, and on Frıday, 3 Aprıl 2017, ſix mıllıon died [@a].

> [!TıP]
> Not a box.

> [!WARNİNG]
> Nor this.
"""
REFERENCES = "@book{a, title={A <ſtrong>b</ſtrong> and <ınf>c</ınf>}, author={B, C}, year={2001}}\n"


@pytest.mark.parametrize("ledger", [False, True])
def test_an_article_of_such_letters_is_checked(tmp_path: Path, ledger: bool) -> None:
    (tmp_path / "article.md").write_text(WORDS, "utf-8")
    (tmp_path / "refs.bib").write_text(REFERENCES, "utf-8")
    if ledger:
        (tmp_path / "facts.yaml").write_text("facts: []\n", "utf-8")
    assert check_article(locate(str(tmp_path), tmp_path)).manuscript.blocks
