"""The fields of works as other programs write them: types, names, dates, titles, addresses."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.load.test_bibliography import codes_of, fields, load


@pytest.mark.parametrize(
    ("value", "result"),
    [(None, "document"), ("", "document"), ("zine", "document"), ("book", "book"), (3, "document"),
     ("journal-article", "article-journal"), ("bookSection", "chapter")],
)  # fmt: skip
def test_types_of_other_programs_are_those_of_csl(tmp_path: Path, value: Any, result: str) -> None:
    entry = {"id": "k", "title": "T"} | ({} if value is None else {"type": value})
    assert fields(load(tmp_path, json.dumps([entry]), "r.json"))["k"]["type"] == result


def test_a_well_formed_entry_is_as_it_was(tmp_path: Path) -> None:
    entry = {
        "id": "k",
        "type": "article-journal",
        "title": "On <i>A</i> & B at $5",
        "author": [{"family": "Gogh", "given": "V.", "non-dropping-particle": "van"}, {"literal": "WHO"}],
        "issued": {"date-parts": [[2020, 5, 3], [2020, 6, 1]], "circa": True},
        "accessed": {"raw": "May 2021"},
        "page": "3-4",
        "custom": {"allow": {"reference-incomplete": "none"}},
        "DOI": "10.1000/abc",
        "URL": "https://example.org/a?b=c#d",
    }
    assert fields(load(tmp_path, json.dumps([entry]), "r.json"))["k"] == entry


@pytest.mark.parametrize(
    ("name", "value", "result"),
    [
        ("issued", "1999", {"date-parts": [[1999]]}),
        ("issued", 1999, {"date-parts": [[1999]]}),
        ("issued", {"date-parts": [["1999", "5"]]}, {"date-parts": [[1999, 5]]}),
        ("issued", {"date-parts": ["1999"]}, {"date-parts": [[1999]]}),
        ("issued", {"date-parts": [[1999, "May"]]}, {"date-parts": [[1999]]}),
        ("issued", {"year": 1999, "month": "5"}, {"date-parts": [[1999, 5]]}),
        ("issued", {"date-parts": [[None]]}, None),
        ("issued", {"date-parts": [[10**30]]}, None),
        ("issued", True, None),
        ("volume", 12, "12"),
        ("volume", 10**400, "1" + "0" * 400),
        ("page", 3.5, "3.5"),
        ("title", ["One", "Two"], "One, Two"),
        ("title", None, None),
        ("note", {"a": 1}, None),
        ("author", "Jane Doe", [{"literal": "Jane Doe"}]),
        ("author", {"family": "Doe"}, [{"family": "Doe"}]),
        ("author", ["Jane", {"name": "WHO"}, 3, {}], [{"literal": "Jane"}, {"literal": "WHO"}]),
        ("author", [{"family": "Doe", "suffix": 3}], [{"family": "Doe", "suffix": "3"}]),
        ("author", [], None),
    ],
)
def test_values_of_other_shapes_are_read_as_what_they_mean(
    tmp_path: Path, name: str, value: Any, result: Any
) -> None:
    bibliography = load(tmp_path, json.dumps([{"id": "k", "type": "book", name: value}]), "r.json")
    assert fields(bibliography)["k"].get(name) == result


def test_text_behind_a_percent_sign_is_kept(tmp_path: Path) -> None:
    text = "@book{k, title={100% pure}, note={5\\% of it}, url={https://example.org/a%20b}}"
    result = fields(load(tmp_path, text))["k"]
    assert (result["title"], result["note"]) == ("100% pure", "5% of it")
    assert result["URL"] == "https://example.org/a%20b"


@pytest.mark.parametrize(
    ("title", "result"),
    [
        ("Decay of $^{14}$C in H$_2$O and A Word", "Decay of $^{14}$C in H$_2$O and a word"),
        ("Water, H\\textsubscript{2}O, is Wet", "Water, H<sub>2</sub>O, is wet"),
        ("H$_2$O in Winter", "H$_2$O in winter"),
        ("CO\\textsubscript{2}H Levels", "CO<sub>2</sub>H levels"),
        ("On \\textit{Homo sapiens} and Others", "On <i>Homo sapiens</i> and others"),
    ],
)
def test_a_letter_beside_a_formula_and_a_name_in_italics_keep_their_size(
    tmp_path: Path, title: str, result: str
) -> None:
    text = fields(load(tmp_path, f"@book{{k, title={{{title}}}}}"))["k"]["title"]
    assert re.sub("</?span[^>]*>", "", text) == result


@pytest.mark.parametrize(
    ("value", "result"),
    [
        ("A &amp; B &#945; &notaname; AT&T;", "A & B α &notaname; AT&T;"),
        ("H<inf>2</inf>O <em>x</em> <STRONG>y</STRONG>", "H<sub>2</sub>O <i>x</i> <b>y</b>"),
        ("<mml:math xmlns='u'><mml:mi>x</mml:mi></mml:math> < 3", "x < 3"),
    ],
)
def test_entities_and_tags_of_others(tmp_path: Path, value: str, result: str) -> None:
    works = fields(load(tmp_path, json.dumps([{"id": "k", "title": value, "publisher": value}]), "r.json"))
    assert (works["k"]["title"], works["k"]["publisher"]) == (result, result)


@pytest.mark.parametrize(
    "value",
    ["10.1000/ab<c>", "https://doi.org/10.1000/ab<c>", "http://dx.doi.org/10.1000/ab%3Cc%3E",
     "doi:10.1000/ab<c>", "DOI: 10.1000/ab&lt;c&gt;", "doi.org/10.1000/ab<c>"],
)  # fmt: skip
def test_a_doi_is_one_however_it_was_copied(tmp_path: Path, value: str) -> None:
    result = load(tmp_path, json.dumps([{"id": "k", "title": "T", "DOI": value}]), "r.json")
    assert fields(result)["k"]["DOI"] == "10.1000/ab<c>"
    assert codes_of(result) == []


def test_an_address_for_a_doi_is_the_address(tmp_path: Path) -> None:
    result = load(tmp_path, '[{"id": "k", "title": "T", "DOI": "https://example.org/x"}]', "r.json")
    assert fields(result)["k"].get("DOI") is None
    assert fields(result)["k"]["URL"] == "https://example.org/x"


@pytest.mark.parametrize(
    ("name", "value"),
    [("URL", "javascript:alert(1)"), ("URL", "file:///etc/passwd"), ("URL", "figures/mill.png"),
     ("DOI", "file:///etc/passwd"), ("PMCID", "javascript://x"), ("PMID", "data:text/html,x")],
)  # fmt: skip
def test_an_unsafe_address_is_told(tmp_path: Path, name: str, value: str) -> None:
    result = load(tmp_path, json.dumps([{"id": "k", "title": "T", name: value}]), "r.json")
    assert [code for code, _, _ in codes_of(result)] == ["link-unsafe"]


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_addresses_in_several_braces_are_without_them(tmp_path: Path, depth: int) -> None:
    result, right = "{" * depth, "}" * depth
    text = f"@article{{k,\n  title = {result}A title{right},\n  doi = {result}10.1000/a{{b}}{right},\n"
    text += f"  url = {result}https://example.org/x{right}\n}}\n"
    entry = fields(load(tmp_path, text))["k"]
    assert (entry["DOI"], entry["URL"]) == ("10.1000/a{b}", "https://example.org/x")
