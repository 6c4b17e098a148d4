"""Fields of CSL JSON that other programs write in other shapes, records of PubMed, files that are none."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.load import csl_files, nbib
from pipeline.load.csl_entry import normalize
from pipeline.model.diagnostics import DossierError, Place
from pipeline.model.source import SourceText


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2020", {"date-parts": [[2020]]}),
        (" 2020 ", {"date-parts": [[2020]]}),
        ("-44", {"date-parts": [[-44]]}),
        ("May 2020", {"raw": "May 2020"}),
        ("999999999", {"date-parts": [[999_999_999]]}),
        ("1000000000", {"raw": "1000000000"}),
        (" ", None),
        (True, None),
        (2020.5, None),
        ([2020, 5], {"date-parts": [[2020, 5]]}),
        ([[2020, 5], [2021]], {"date-parts": [[2020, 5], [2021]]}),
        ([[2020], [2021], [2022]], {"date-parts": [[2020], [2021]]}),
        ([[], [2021]], {"date-parts": [[2021]]}),
        ([2020, 5, 3, 4], {"date-parts": [[2020, 5, 3]]}),
        ([2020, None, 3], {"date-parts": [[2020]]}),
        ([True], None),
        ([], None),
        ({"year": 2020}, {"date-parts": [[2020]]}),
        ({"year": "2020", "month": 0, "day": 3}, {"date-parts": [[2020]]}),
        ({"date-parts": 2020}, None),
        ({"date-parts": [[2020]], "year": 1999}, {"date-parts": [[2020]]}),
        ({"raw": "May", "literal": "about May", "other": 1}, {"raw": "May", "literal": "about May"}),
        ({"raw": " ", "literal": 3}, None),
        ({"date-parts": [[2020]], "season": 1}, {"date-parts": [[2020]], "season": 1}),
        ({"date-parts": [[2020]], "season": "4"}, {"date-parts": [[2020]], "season": 4}),
        ({"date-parts": [[2020]], "season": 0}, {"date-parts": [[2020]]}),
        ({"date-parts": [[2020]], "season": 5}, {"date-parts": [[2020]]}),
        ({"season": 1}, None),
        ({"raw": "x", "circa": "true"}, {"raw": "x", "circa": True}),
        ({"raw": "x", "circa": "1"}, {"raw": "x", "circa": True}),
        ({"raw": "x", "circa": 1}, {"raw": "x", "circa": 1}),
        ({"raw": "x", "circa": True}, {"raw": "x", "circa": True}),
        ({"raw": "x", "circa": False}, {"raw": "x"}),
        ({"raw": "x", "circa": "about"}, {"raw": "x"}),
        (None, None),
    ],
)
def test_dates_in_other_shapes(value: Any, date: Any) -> None:
    result = normalize({"issued": value}).get("issued")
    assert result == date
    assert type((result or {}).get("circa")) is type((date or {}).get("circa"))


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ann Bee", [{"literal": "Ann Bee"}]),
        (" ", None),
        ({"family": "Bee", "given": 3, "x": "y"}, [{"family": "Bee", "given": "3"}]),
        ({"family": "", "name": "Bee"}, [{"literal": "Bee"}]),
        ({"family": "Bee", "name": "Cee"}, [{"family": "Bee"}]),
        ({"given": None, "family": "Bee"}, [{"family": "Bee"}]),
        ({"family": "Bee", "comma-suffix": True}, [{"family": "Bee", "comma-suffix": True}]),
        ({"family": "Bee", "comma-suffix": 1}, [{"family": "Bee"}]),
        ({"comma-suffix": True}, None),
        ([{}, "Bee", 3], [{"literal": "Bee"}]),
        (None, None),
    ],
)
def test_names_in_other_shapes(value: Any, names: Any) -> None:
    assert normalize({"author": value}).get("author") == names


@pytest.mark.parametrize(
    ("field", "value", "result"),
    [
        ("volume", 3, "3"),
        ("volume", 3.5, "3.5"),
        ("volume", True, None),
        ("volume", "", ""),
        ("volume", ["a", 3, None, {}], "a, 3"),
        ("volume", [], None),
        ("volume", {}, None),
        ("custom", {"a": 1}, {"a": 1}),
        ("custom", "a", None),
    ],
)
def test_texts_in_other_shapes(field: str, value: Any, result: Any) -> None:
    assert normalize({field: value}) == ({} if result is None else {field: result}) | {"type": "document"}


@pytest.mark.parametrize(
    ("kind", "result"),
    [(" Journal Article ", "article-journal"), ("BOOK", "book"), ("entry", "entry"), ("x", "document")],
)
def test_types_in_other_words(kind: str, result: str) -> None:
    assert normalize({"type": kind}) == {"type": result}


RECORD = """
PMID- 12
TI  - A title
      that goes on.
JT  - Journal of It
TA  - J It
FAU - Bee, Ann
FAU - Group
CN  - Consortium
DP  - {date}
LID - e1 [pii]
AID - 10.1/x [doi]
VI  - 3

PMID- 13
AU  - Cee C
"""


def entries(text: str) -> list[dict[str, Any]]:
    return list(nbib.read(SourceText("x.nbib", text)).entries)


def test_a_record_of_pubmed_is_an_article() -> None:
    result = nbib.read(SourceText("x.nbib", RECORD.format(date="2020 Feb 5")))
    first, second = result.entries
    assert first == {
        "id": "12", "type": "article-journal", "title": "A title that goes on", "volume": "3", "PMID": "12",
        "container-title": "Journal of It", "container-title-short": "J It", "DOI": "10.1/x",
        "author": [{"family": "Bee", "given": "Ann"}, {"literal": "Group"}, {"literal": "Consortium"}],
        "issued": {"date-parts": [[2020, 2, 5]]},
    }  # fmt: skip
    assert second == {"id": "13", "type": "article-journal", "PMID": "13", "author": [{"literal": "Cee C"}]}
    assert [result.places[key][0].line for key in ("12", "13")] == [2, 15]


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        ("BTI - A book\nPMID- 1", {"type": "book", "title": "A book"}),
        (
            "BTI - A book\nTI  - A part\nPMID- 1",
            {"type": "chapter", "title": "A part", "container-title": "A book"},
        ),
        ("TI  - A part\nTA  - J It\nPMID- 1", {"type": "article-journal", "container-title": "J It"}),
        ("TI  - A part\n    no more of it\nVI  - 3", {"title": "A part", "volume": "3"}),
        ("      nothing before\nTI  - A", {"title": "A"}),
    ],
)
def test_kinds_of_records(lines: str, fields: dict[str, Any]) -> None:
    entry = entries(lines)[0]
    assert {name: entry.get(name) for name in fields} == fields


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020", {"date-parts": [[2020]]}),
        ("2020 Dec", {"date-parts": [[2020, 12]]}),
        ("2020 January 5", {"date-parts": [[2020, 1, 5]]}),
        ("2020 Jan 5-9", {"date-parts": [[2020, 1]]}),
        ("2020 Jan-Feb", {"date-parts": [[2020, 1]]}),
        ("2020 Spring 5", {"date-parts": [[2020]]}),
        ("2020 Jan 5 6", {"date-parts": [[2020, 1, 5]]}),
        ("Spring 2020", {"raw": "Spring 2020"}),
        ("", None),
    ],
)
def test_dates_of_pubmed(text: str, date: Any) -> None:
    assert entries(f"PMID- 1\nDP  - {text}\n")[0].get("issued") == date


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ('[{"id": "a"}, {"id": 2}]', ["a", 2]),
        ('{"id": "a"}', ["a"]),
        ('{"references": [{"id": "a"}]}', ["a"]),
        ('{"references": 1, "items": [{"id": "a"}]}', ["a"]),
        ('{"id": "z", "data": [{"id": "a"}]}', ["a"]),
        ('[{"id": 999999999999999999}]', [999_999_999_999_999_999]),
        ('[{"id": 9999999999999999999}]', ["9999999999999999999"]),
    ],
)
def test_lists_of_csl_json(text: str, ids: list[str | int]) -> None:
    result = csl_files.read_json(SourceText("r.json", text))
    assert [each["id"] for each in result.entries] == ids
    if len(str(ids[0])) < 19:
        assert all(str(each) in result.places for each in ids)
        place = result.places[str(ids[-1])][0]
        assert text[place.column - 1 : place.end_column - 1].strip('"') == str(ids[-1])


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ('[\n {"id" "a"}]', 2, 8, "this is not JSON: expecting ':' delimiter"),
        ('{"title": "a"}', 1, 1, "CSL JSON is a list of entries"),
        ('"a"', 1, 1, "CSL JSON is a list of entries"),
        ("[" * 100_000, 0, 0, "this is not JSON: too deeply nested"),
    ],
)
def test_what_is_no_csl_json_is_told_at_its_place(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(DossierError) as failure:
        csl_files.read_json(SourceText("r.json", text))
    (diagnostic,) = failure.value.diagnostics
    assert (diagnostic.place, diagnostic.message) == (Place("r.json", line, column), words)
