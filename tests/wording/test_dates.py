"""Dates as languages write them, those with rules and those of which only CLDR knows."""

from __future__ import annotations

import pytest

from pipeline.model.dates import When
from pipeline.wording.date_reading import DateToken, dates
from pipeline.wording.dates import date_text


def read(text: str, lang: str) -> list[tuple[str, int | None, int | None, int | None]]:
    tokens: list[DateToken] = list(dates(text, lang))
    return [(text[each.start : each.end], each.year, each.month, each.day) for each in tokens]


WHOLE = {
    "en": ("30 March 1867", "March 30, 1867", "30th of March, 1867", "30th March 1867", "1867-03-30"),
    "fr": ("30 mars 1867", "30/03/1867"),
    "de": ("30. März 1867", "30 März 1867", "30.3.1867", "30.03.1867", "30. 3. 1867", "30.\u00a0März 1867"),
    "es": ("30 de marzo de 1867", "30 marzo 1867", "30/3/1867"),
    "pt": ("30 de março de 1867", "30/03/1867"),
    "it": ("30 marzo 1867",),
    "nl": ("30 maart 1867", "30-3-1867", "30-03-1867"),
    "pl": ("30 marca 1867", "30.03.1867"),
    "ru": ("30 марта 1867", "30.03.1867"),
    "cs": ("30. března 1867",),
    "fi": ("30. maaliskuuta 1867", "30.3.1867"),
    "hu": ("1867. március 30.",),
    "lv": ("1867. gada 30. marts",),
    "lt": ("1867 m. kovo 30 d.",),
    "eu": ("1867(e)ko martxoaren 30(a)",),
    "vi": ("30 tháng 3, 1867",),
    "ja": ("1867年3月30日",),
    "zh": ("1867年3月30日",),
    "ko": ("1867년 3월 30일",),
    "sw": ("30 Machi 1867",),
    "he": ("30 במרץ 1867",),
    "km": ("30 មីនា 1867",),
}


@pytest.mark.parametrize(("lang", "text"), [(lang, each) for lang, texts in WHOLE.items() for each in texts])
def test_a_whole_date_is_one(lang: str, text: str) -> None:
    assert read(text, lang) == [(text, 1867, 3, 30)]
    assert [each[1:] for each in read(f"({text}),", lang)] == [(1867, 3, 30)]


@pytest.mark.parametrize(
    ("lang", "text", "year", "month", "day"),
    [
        ("en", "March 1867", 1867, 3, None),
        ("en", "March, 1867", 1867, 3, None),
        ("en", "30 March", None, 3, 30),
        ("en", "March 30", None, 3, 30),
        ("fr", "mars 1867", 1867, 3, None),
        ("de", "März 1867", 1867, 3, None),
        ("de", "30. März", None, 3, 30),
        ("es", "marzo de 1867", 1867, 3, None),
        ("es", "3 de mayo", None, 5, 3),
        ("pt", "março de 1867", 1867, 3, None),
        ("pl", "marzec 1867", 1867, 3, None),
        ("fi", "maaliskuu 1867", 1867, 3, None),
        ("ja", "1867年3月", 1867, 3, None),
        ("ja", "1867年", 1867, None, None),
        ("pl", "1867", 1867, None, None),
    ],
)
def test_a_part_of_a_date_is_as_much_as_it_says(
    lang: str, text: str, year: int | None, month: int | None, day: int | None
) -> None:
    assert read(text, lang) == [(text, year, month, day)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "im März 30 Schulen"),
        ("fr", "en mars 30 personnes"),
        ("pl", "w 30 krajach"),
        ("de", "Kapitel 3.5.2 und 31.13.1867"),
        ("en", "on 3/4/1867x and 30/03/18670"),
        ("de", "1.867 Schulen, 18670 Schüler"),
    ],
)
def test_what_is_no_date_is_none(lang: str, text: str) -> None:
    assert [each for each in read(text, lang) if each[2]] == []


def test_a_day_and_a_month_in_numbers_are_ambiguous_in_english() -> None:
    assert [each[1:] for each in read("on 3/4/1867", "en")] == [(1867, None, None)]


@pytest.mark.parametrize(
    ("lang", "text", "date"),
    [
        ("en", "It fell on 3 May. All left.", "3 May"),
        ("en", "It fell on 9 JULY.", "9 JULY"),
        ("en", "It fell on 9 Jul. at noon.", "9 Jul."),
        ("en", "It fell on Jan. 3, 1867.", "Jan. 3, 1867"),
        ("fr", "Le 9 juillet. Puis il part.", "9 juillet"),
        ("fr", "Le 9 juil. au soir.", "9 juil."),
        ("de", "Am 9. März. Dann ging er.", "9. März"),
        ("pl", "To było 9 marca. Potem poszedł.", "9 marca"),
    ],
)
def test_a_stop_behind_the_whole_name_of_a_month_ends_the_sentence(lang: str, text: str, date: str) -> None:
    assert [each[0] for each in read(text, lang)] == [date]


@pytest.mark.parametrize(
    ("lang", "text", "date"),
    [
        ("en", "Sept. 3, 1867", (1867, 9, 3)),
        ("en-US", "Sept. 3, 1867", (1867, 9, 3)),
        ("en", "3 Sept 1867", (1867, 9, 3)),
        ("de", "3. Jänner 1867", (1867, 1, 3)),
        ("fr", "3 fév. 1867", (1867, 2, 3)),
        ("es", "3 de setiembre de 1867", (1867, 9, 3)),
        ("es", "3 sep. 1867", (1867, 9, 3)),
    ],
)
def test_a_language_has_names_of_months_besides_those_of_cldr(
    lang: str, text: str, date: tuple[int, int, int]
) -> None:
    assert read(text, lang) == [(text, *date)]


@pytest.mark.parametrize("text", ["1955-63", "1955–63", "1955--63"])
def test_two_digits_behind_a_year_are_its_last_year_or_a_month(text: str) -> None:
    assert [each[1] for each in read(text, "en")] == [1955, 1963]
    assert read("1955-12", "en") == [("1955-12", 1955, 12, None)]
    assert [each[1:] for each in read("1955-00", "en")][:1] == [(1955, None, None)]


@pytest.mark.parametrize(
    ("lang", "date", "text"),
    [
        ("en", "1867-03-01", "1 March 1867"),
        ("en-US", "1867-03-01", "March 1, 1867"),
        ("fr", "1867-03-01", "1er mars 1867"),
        ("fr", "1867-03-02", "2 mars 1867"),
        ("fr", "1867-03-11", "11 mars 1867"),
        ("fr", "1811-03-01", "1er mars 1811"),
        ("fr", "1867-03", "mars 1867"),
        ("de", "1867-03-01", "1. März 1867"),
        ("de", "1867-03", "März 1867"),
        ("en", "1867", "1867"),
        ("en", "1867/1868-03", "1867–March 1868"),
        ("en", "1867/1868", "1867–1868"),
        ("en", "1867-03/..", "since March 1867"),
        ("pl", "1867-03-01", "1 marca 1867"),
        ("pl", "1867-03", "marzec 1867"),
    ],
)
def test_a_date_is_written_as_its_language_does(lang: str, date: str, text: str) -> None:
    assert date_text(When.parse(date), lang) == text
    if "/" not in date:
        assert date_text(When.parse(date).start, lang) == text
