"""Works: what a reference lacks, where that is written, and which two references are one work."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.checks.voices import body, is_primary
from pipeline.checks.works import advice, marks, missing_fields
from pipeline.model.diagnostics import Place
from pipeline.model.references import Reference

DATE = {"date-parts": [[2001]]}


def reference(file: str = "references.json", **fields: Any) -> Reference:
    fields_by_name = {name.replace("_", "-"): value for name, value in fields.items()}
    return Reference("x", fields_by_name, Place(file))


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({}, ["title"]),
        ({"title": "T"}, []),
        ({"type": "strange", "author": []}, ["title"]),
        ({"type": "book"}, ["title", "by", "issued"]),
        ({"type": "book", "title": "T", "editor": [{}], "issued": DATE}, []),
        ({"type": "book", "title": "T", "publisher": "P", "accessed": DATE}, ["issued"]),
        ({"type": "webpage", "title": "T", "authority": "A"}, ["dated", "URL"]),
        ({"type": "webpage", "title": "T", "authority": "A", "accessed": DATE, "URL": "u"}, []),
        ({"type": "treaty", "title": "T", "issued": DATE}, []),
        ({"type": "article-journal", "title": "T", "container_title": "J", "issued": DATE}, []),
        ({"type": "chapter", "title": "T", "author": [{}], "issued": DATE}, ["container-title"]),
    ],
)
def test_a_reference_lacks_what_its_type_needs(fields: dict[str, Any], names: list[str]) -> None:
    one = reference(**fields)
    assert missing_fields(one, is_dated=False) == names
    assert missing_fields(one, is_dated=True) == [name for name in names if name != "dated"]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("a.json", "add it, or write why there is none: `custom: {allow: {reference-incomplete: ...}}`"),
        ("a.bib", "add `author = {…}` or `publisher = {…}` and `year = {…}`"),
        ("A.BIB", "add `author = {…}` or `publisher = {…}` and `year = {…}`"),
        ("a.ris", "add `AU` or `PB` and `PY`"),
    ],
)
def test_the_way_out_is_in_the_words_of_the_file(file: str, words: str) -> None:
    assert advice(reference(file), ["by", "issued"]) == words


LONG = "A title of many words"


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ({"DOI": "10.1/X"}, {"DOI": "https://doi.org/10.1/x"}, ["DOI"]),
        ({"DOI": "10.1/x"}, {"DOI": " http://dx.doi.org/10.1/x "}, ["DOI"]),
        ({"DOI": "10.1/x"}, {"DOI": "10.1/y"}, []),
        ({"URL": "https://a.example/x/"}, {"URL": "http://www.a.example/x"}, ["address"]),
        ({"URL": "https://a.example/x", "DOI": "1"}, {"URL": "https://a.example/x", "DOI": "2"}, []),
        ({"title": LONG, "issued": DATE}, {"title": LONG.upper() + "!", "issued": DATE}, ["title and date"]),
        ({"title": LONG, "issued": DATE}, {"title": LONG, "issued": {"date-parts": [[2002]]}}, []),
        ({"title": LONG}, {"title": LONG}, []),
        ({"title": LONG, "issued": DATE, "volume": 1}, {"title": LONG, "issued": DATE, "volume": 1}, []),
        ({"title": LONG, "issued": DATE, "publisher": "P"}, {"title": LONG, "issued": DATE}, []),
        ({"title": "x" * 15, "issued": DATE}, {"title": "x" * 15, "issued": DATE}, []),
        ({"title": "x" * 16, "issued": DATE}, {"title": "x" * 16, "issued": DATE}, ["title and date"]),
        ({}, {}, []),
    ],
)
def test_two_references_are_one_work_by_a_mark(
    one: dict[str, Any], other: dict[str, Any], kinds: list[str]
) -> None:
    common_marks = [mark for mark in marks(reference(**one)) if mark in set(marks(reference(**other)))]
    assert [mark[0] for mark in common_marks] == kinds


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"author": [{"literal": "The  Bank"}], "publisher": "P"}, "the bank"),
        ({"author": [{"family": "Lee"}], "publisher": "P", "container_title": "C"}, "p"),
        ({"container_title": "C", "URL": "https://a.example"}, "c"),
        ({"publisher": " ", "URL": "https://www.a.example/x", "author": [{"family": "Lee"}]}, "a.example"),
        ({"author": [{"family": "Lee"}, {"family": "Roe"}]}, "lee roe"),
        ({"author": "Lee"}, "x"),
        ({}, "x"),
    ],
)
def test_a_body_stands_behind_a_reference(fields: dict[str, Any], name: str) -> None:
    assert body(reference(**fields)) == name


@pytest.mark.parametrize(
    ("fields", "primary"),
    [
        ({"type": "treaty"}, True),
        ({"type": "dataset"}, True),
        ({"type": "book", "publisher": "Penguin"}, False),
        ({"type": "report", "publisher": "Ministry of Finance"}, True),
        ({"type": "report", "author": [{"literal": "Supreme Court"}]}, True),
        ({"URL": "https://www.state.gov/x"}, True),
        ({"URL": "https://www.state.gov.uk/x"}, True),
        ({"URL": "https://ec.europa.eu/x"}, True),
        ({"URL": "https://news.un.org/x"}, True),
        ({"URL": "https://www.fun.org/x"}, False),
        ({"URL": "https://www.gov.example/x"}, False),
        ({}, False),
    ],
)
def test_a_primary_source_is_the_act_or_of_who_acts(fields: dict[str, Any], primary: bool) -> None:
    assert is_primary(reference(**fields), "en") is primary
