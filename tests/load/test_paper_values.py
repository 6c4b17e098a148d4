"""Dates, languages and other values of front matter, in the forms that others write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.load.papers import adapt, dates, keys, values
from pipeline.load.papers.draft import MOST_SHOWN, Draft, entries, fold_keys, is_true, plain_words, quote
from pipeline.load.papers.language_names import name, tag
from pipeline.model.diagnostics import Place


@pytest.mark.parametrize(
    ("text", "lang", "date"),
    [
        ("2020", "en", "2020"),
        ("2020-1", "en", "2020-01"),
        ("2020-01-05T10:00:00.5+02:00", "en", "2020-01-05"),
        ("2020-01-05 10", "en", None),
        ("2020.1.5", "en", "2020-01-05"),
        ("2020/13", "en", None),
        ("5.1.2020", "en", "2020-01-05"),
        ("5. 1. 2020", "en", "2020-01-05"),
        ("12/12/2020", "en", "2020-12-12"),
        ("12/11/2020", "en", "2020"),
        ("13/12/2020", "en", "2020-12-13"),
        ("12/13/2020", "en", "2020-12-13"),
        ("1-13-2020", "en", "2020-01-13"),
        ("13/13/2020", "en", None),
        ("1/2.2020", "en", None),
        ("**5 Jan 2020**", "en", "2020-01-05"),
        ("Sept. 2020", "en", "2020-09"),
        ("2020 January 5", "en", "2020-01-05"),
        ("the 5th day of January, year 2020", "en", "2020-01-05"),
        ("5 January", "en", None),
        ("5 2020", "en", None),
        ("January 5 6 2020", "en", None),
        ("January 5 2020 2021", "en", None),
        ("January February 2020", "en", None),
        ("January 2020 100", "en", None),
        ("January 123", "en", None),
        ("Monday 2020", "en", "2020"),
        ("lunes 3 de marzo del 2025", "es", "2025-03-03"),
        ("lunes 3 de marzo del 2025", "en", None),
        ("3 March 2025", "es", "2025-03-03"),
        ("31 April 2020", "en", None),
        ("", "en", None),
    ],
)
def test_dates(text: str, lang: str, date: str | None) -> None:
    result = dates.read(text, lang)
    assert (str(result) if result else None) == date


@pytest.mark.parametrize(
    ("text", "is_two"),
    [("1/2/2020", True), ("12/11/2020", True), ("12/12/2020", False), ("13/12/2020", False),
     ("12/13/2020", False), ("1.2.2020", False), ("1-2-2020", True), ("2020", False), ("11/1/2020", True)],
)  # fmt: skip
def test_dates_that_may_be_two_days(text: str, is_two: bool) -> None:
    assert dates.is_ambiguous(text) is is_two


@pytest.mark.parametrize(
    ("front", "date", "words"),
    [
        ({"date": "5 Jan 2020"}, "2020-01-05", ""),
        ({"date": ["2020", "2021"]}, "2020", ""),
        ({"date": {"issued": "2020"}}, "2020", ""),
        ({"date": {"Published": "2020", "issued": "2021"}}, "2020", ""),
        ({"date": {"x": "2020"}}, None, "is not one value"),
        ({"date": [["2020"]]}, None, "is not one value"),
        ({"date": "1/2/2020"}, "2020", "either of two days"),
        ({"date": "soon"}, None, "is not understood"),
        ({"date": "\\today"}, None, "changes with the day"),
        ({"publication": {"date": "2020"}}, "2020", ""),
        ({"publication": {"published": "soon", "date": "2020"}}, "2020", ""),
        ({"publication": {"published": "soon"}}, None, ""),
        ({"publication": {"date": "2020"}, "date": "2021"}, "2021", ""),
        ({"publication": "2020"}, None, ""),
    ],
)
def test_the_date_of_a_paper(front: dict[str, Any], date: str | None, words: str) -> None:
    draft = Draft(dict(front), {}, "paper.md")
    dates.adapt(draft, "en")
    assert draft.value.get("date") == date
    assert [words in each.message for each in draft.diagnostics] == ([True] if words else [])


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("en", "en"),
        ("EN", "EN"),
        ("en_US.UTF-8", "en-US"),
        ("zh-Hant-TW", "zh-Hant-TW"),
        ("zzz", None),
        ("zzz-AB", "zzz-AB"),
        ("ga", "ga"),
        ("Irish", "ga"),
        ("english", "en"),
        (" German ", "de"),
        ("Deutsch", "de"),
        ("ngerman", "de"),
        ("brazilian", "pt-BR"),
        ("Klingonese", None),
        ("x", None),
        ("engl-x", None),
        ("", None),
    ],
)
def test_tags_of_languages(text: str, result: str | None) -> None:
    assert tag(text) == result


def test_names_of_languages() -> None:
    assert [name(each) for each in ("de-AT", "DE", "qqq")] == ["German", "German", "qqq"]


@pytest.mark.parametrize(
    ("step", "front", "result"),
    [
        (values.bibliography, {"bibliography": "a.bib"}, {"bibliography": ["a.bib"]}),
        (
            values.bibliography,
            {"bibliography": [["a.bib"], " b.bib ", ""]},
            {"bibliography": ["a.bib", "b.bib"]},
        ),
        (
            values.bibliography,
            {"bibliography": {"x": "a.bib", "y": ["b.bib"]}},
            {"bibliography": ["a.bib", "b.bib"]},
        ),
        (values.bibliography, {"bibliography": ""}, {}),
        (values.bibliography, {}, {}),
        (values.nocite, {"nocite": ["@a", "@b"]}, {"nocite": "@a, @b"}),
        (values.nocite, {"nocite": "@*"}, {"nocite": "@*"}),
        (values.keywords, {"keywords": "a, b, a"}, {"keywords": ["a", "b"]}),
        (values.keywords, {"keywords": "a, b; c."}, {"keywords": ["a, b", "c"]}),
        (values.keywords, {"keywords": "a, b\n"}, {"keywords": ["a", "b"]}),
        (values.keywords, {"keywords": "a · b | c • d"}, {"keywords": ["a", "b", "c", "d"]}),
        (values.keywords, {"keywords": "a\nb,c"}, {"keywords": ["a", "b,c"]}),
        (values.keywords, {"keywords": [" a, b ", "", {"x": "c, d"}]}, {"keywords": ["a, b", "c", "d"]}),
        (values.keywords, {"keywords": None}, {"keywords": []}),
        (values.texts, {"title": "A\\\\B <br> C"}, {"title": "A B C"}),
        (values.texts, {"title": ["A", "B"]}, {"title": "A B"}),
        (values.texts, {"title": {"main": "A", "x": "B"}}, {"title": "A"}),
        (values.texts, {"title": {"x": "A", "y": "B"}}, {"title": "A B"}),
        (values.texts, {"title": " ", "subtitle": None}, {"subtitle": None}),
        (values.texts, {"standfirst": ["A\\\\B", " C "]}, {"standfirst": "A\\\\B\n\nC"}),
        (values.rights, {"license": "CC BY."}, {"rights": "CC BY"}),
        (values.rights, {"copyright": "2026 Ann"}, {"rights": "© 2026 Ann"}),
        (values.rights, {"copyright": "(c) Ann"}, {"rights": "(c) Ann"}),
        (values.rights, {"copyright": {"years": "2026", "owner": "Ann"}}, {"rights": "© 2026 Ann"}),
        (values.rights, {"copyright": {"statement": "Ann", "text": "x"}}, {"rights": "© Ann"}),
        (values.rights, {"license": {"type": "CC", "link": "x"}}, {"rights": "CC"}),
        (values.rights, {"license": [{"text": "CC"}, "MIT"]}, {"rights": "CC, MIT"}),
        (values.rights, {"license": "CC", "licence": "CC."}, {"rights": "CC"}),
        (values.rights, {"license": "CC", "copyright": "A.", "rights": "Mine"}, {"rights": "Mine"}),
        (values.rights, {"copyright": "A", "license": "CC"}, {"rights": "© A. CC"}),
        (values.rights, {"license": ""}, {}),
    ],
)
def test_values_in_other_forms(
    step: Callable[[Draft], None], front: dict[str, Any], result: dict[str, Any]
) -> None:
    draft = Draft(dict(front), {}, "paper.md")
    step(draft)
    assert draft.value == result


def test_a_language_is_brought_to_its_tag_and_one_that_is_none_is_told() -> None:
    results = []
    for value in ("german", ["fr"], "Klingonese", {"a": "b"}, None, "", " ", [], ["fr", "de"]):
        draft = Draft({"lang": value}, {}, "paper.md")
        tag = values.language(draft)
        results.append((tag, draft.value.get("lang"), " ".join(each.message for each in draft.diagnostics)))
    assert results == [
        ("de", "de", ""),
        ("fr", "fr", ""),
        ("en", None, "`lang`: 'Klingonese' is no language"),
        ("en", None, "`lang` must be text"),
        ("en", None, "`lang` is empty"),
        ("en", None, "`lang` is empty"),
        ("en", None, "`lang` is empty"),
        ("en", None, "`lang` is empty"),
        ("fr", "fr", "`lang` lists several languages"),
    ]
    draft = Draft({}, {}, "paper.md")
    assert (values.language(draft), draft.diagnostics) == ("en", [])


OWN = frozenset({"title", "authors", "date"})


@pytest.mark.parametrize(
    ("front", "result"),
    [
        ({"Running_Title": "x"}, {"running-title": "x"}),
        ({"TITLE ": "x"}, {"title": "x"}),
        ({"Title": "x", "title": "y"}, {"Title": "x", "title": "y"}),
        ({"My_Key": "x"}, {"My_Key": "x"}),
        ({"Output": "x"}, {"output": "x"}),
    ],
)
def test_keys_in_other_letters(front: dict[str, Any], result: dict[str, Any]) -> None:
    draft = Draft(dict(front), {}, "paper.md")
    keys.fold(draft, OWN)
    assert draft.value == result


def test_keys_of_others_have_our_names_and_ours_go_before() -> None:
    draft = Draft({"author": "A", "creator": "B", "abstract": "C", "standfirst": "D", "x": "E"}, {}, "p.md")
    keys.rename(draft)
    assert draft.value == {"authors": "A", "standfirst": "D", "x": "E"}


def test_an_article_with_a_ledger_may_have_lists_of_one() -> None:
    front = {"author": {"name": "A"}, "bibliography": "a.bib", "keywords": "a, b", "Title": "T"}
    draft = Draft(dict(front), {}, "p.md")
    adapt.adapt(draft, OWN, plain=False)
    assert draft.value == {
        "authors": [{"name": "A"}], "bibliography": ["a.bib"], "keywords": ["a", "b"], "Title": "T",
    }  # fmt: skip
    draft = Draft({"author": "A", "authors": ["B", {"name": "C"}]}, {}, "p.md")
    adapt.adapt(draft, OWN, plain=False)
    assert draft.value == {"author": "A", "authors": [{"name": "B"}, {"name": "C"}]}


def test_a_draft_knows_the_nearest_place_of_a_value() -> None:
    places: dict[tuple[str | int, ...], Place] = {("a",): Place("p", 2), ("a", 0): Place("p", 3)}
    draft = Draft({"a": ["x"]}, places, "p")
    assert [draft.place(*path).line for path in (("a", 0, "b"), ("a", 1), ("a",), ("b",), ())] == [
        3,
        2,
        2,
        1,
        1,
    ]
    draft.rename("a", "b")
    assert (draft.value, draft.place("b", 0).line, draft.place("b", 1).line) == ({"b": ["x"]}, 3, 2)
    draft.set("c", "y", "b", 0)
    assert (draft.value["c"], draft.place("c").line) == ("y", 3)
    assert (draft.take("c"), draft.take("c")) == ("y", None)


def test_small_forms() -> None:
    assert [entries(each) for each in (None, "", "x", ["x"], 0)] == [[], [], ["x"], ["x"], [0]]
    assert [plain_words(each) for each in (" a \n b ", ["a"], None)] == ["a b", "", ""]
    assert [is_true(each) for each in (" Yes ", "1", "on", "y", "TRUE", "no", True, None)] == [True] * 5 + [
        False
    ] * 3
    assert fold_keys({"A B": 1, "a_b": 2, " C": 3}) == {"a-b": 1, "c": 3}
    assert quote("x" * MOST_SHOWN) == repr("x" * MOST_SHOWN)
    assert quote("x" * (MOST_SHOWN + 1)) == repr("x" * (MOST_SHOWN - 1) + "…")
