"""Names of people and institutions in every way that front matter has them, part by part."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.load.papers import institutions, names, people
from pipeline.load.papers.draft import Draft
from pipeline.load.papers.institutions import Table
from pipeline.load.papers.names import LONGEST, Person, is_person, person, split


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ann Bee", ["Ann Bee"]),
        ("Ann Bee und Bob Cee", ["Ann Bee", "Bob Cee"]),
        ("Ann Bee & Bob Cee", ["Ann Bee", "Bob Cee"]),
        ("Ann Bee \\and Bob Cee", ["Ann Bee", "Bob Cee"]),
        ("Ann Bee\nBob Cee", ["Ann Bee", "Bob Cee"]),
        ("Ann  Bee \n\n Bob Cee", ["Ann Bee", "Bob Cee"]),
        ("Ann Bee; the Group", ["Ann Bee", "the Group"]),
        ("Bee, Ann; Cee, Bob", ["Bee, Ann", "Cee, Bob"]),
        ("Bee, Ann and Cee, Bob", ["Bee, Ann", "Cee, Bob"]),
        ("Ann Bee, Bob Cee", ["Ann Bee", "Bob Cee"]),
        ("Ann Bee, Bob", ["Ann Bee, Bob"]),
        ("Ann Bee, Bob Cee,", ["Ann Bee", "Bob Cee"]),
        ("Sand and Gravel", ["Sand and Gravel"]),
        ("Ann Bee and gravel of it", ["Ann Bee and gravel of it"]),
        ("Ann Bee, a group of it", ["Ann Bee, a group of it"]),
        ("; ,", []),
        ("", []),
    ],
)
def test_names_in_one_text(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Ann", True),
        ("Ann van der Bee", True),
        ("ann Bee", False),
        ("Ann of Bee", False),
        ("王 小明", True),
        ("van den", True),
        ("A B C D E F", True),
        ("A B C D E F G", False),
        ("A B^1,2^ <a@b.org>", True),
        ("*", False),
        ("", False),
        ("A" * LONGEST, True),
        ("A" * (LONGEST + 1), False),
    ],
)
def test_what_looks_like_a_person(text: str, is_one: bool) -> None:
    assert is_person(text) is is_one


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Ann Bee", Person("Ann Bee")),
        ("Bee, Ann", Person("Ann Bee")),
        ("Bee, Ann, Cee", Person("Bee, Ann, Cee")),
        ("Bee, PhD.", Person("Bee, PhD.")),
        ("Van der Bee, Ann Cee Dee", Person("Ann Cee Dee Van der Bee")),
        ("Of A B C, Ann", Person("Of A B C, Ann")),
        ("Bee, A B C D", Person("Bee, A B C D")),
        ("Group of It, Lima", Person("Group of It, Lima")),
        ("Ann Bee^1,2^", Person("Ann Bee", "1,2")),
        ("Ann Bee^1^ ^3^", Person("Ann Bee", "1,3")),
        ("Ann Bee$^{1,*}$", Person("Ann Bee", "1")),
        ("Ann Bee$^a$", Person("Ann Bee", "a")),
        ("Ann Bee\\textsuperscript{2}", Person("Ann Bee", "2")),
        ("Ann Bee<sup>2</sup>", Person("Ann Bee", "2")),
        ("Ann Bee\\inst{3}", Person("Ann Bee", "3")),
        ("Ann Bee¹˒²", Person("Ann Bee", "1,2")),
        ("Ann Bee[^1]", Person("Ann Bee")),
        ("Ann Bee^*^", Person("Ann Bee")),
        ("Ann Bee^[She led.]^[She wrote.]", Person("Ann Bee", "", "She led.; She wrote.")),
        ("Ann Bee\\thanks{She led.}", Person("Ann Bee", "", "She led.")),
        ("Ann Bee<sup>She led</sup>", Person("Ann Bee", "", "She led")),
        ("Ann Bee <a@b.org>", Person("Ann Bee", "", "", "a@b.org")),
        ("Ann Bee (mailto:a@b.org)^1^", Person("Ann Bee", "1", "", "a@b.org")),
        ("**Ann  Bee**,†", Person("Ann Bee")),
        ("Ann\\ Bee\\_C", Person("Ann Bee_C")),
        ("A" * (LONGEST + 1) + "^1^", Person("A" * (LONGEST + 1) + "^1^")),
    ],
)
def test_a_name_and_what_stands_behind_it(text: str, result: Person) -> None:
    assert person(text) == result


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({"name": " Ann  Bee "}, "Ann Bee"),
        ({"name": "", "given": "Ann"}, "Ann"),
        ({"literal": "The Group"}, "The Group"),
        ({"full_name": "Ann Bee"}, "Ann Bee"),
        ({"author": {"given": "Ann", "family": "Bee"}}, "Ann Bee"),
        ({"given": ["Ann", "Cee"], "family": "Bee"}, "Ann Cee Bee"),
        ({"family": "Bee"}, "Bee"),
        ({"given": "Ann", "family": "Bee", "suffix": "Jr."}, "Ann Bee, Jr."),
        ({"suffix": "Jr."}, ""),
        (
            {"family": "Bee", "given": "Ann", "dropping-particle": "de", "non-dropping-particle": "van"},
            "Ann van de Bee",
        ),
        ({"email": "a@b.org"}, ""),
        ({}, ""),
    ],
)
def test_a_name_in_parts(value: dict[str, Any], name: str) -> None:
    assert names.compose(value) == name


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({"name": "One"}, "One"),
        ({"name": "One", "department": "Botany", "city": "Lima"}, "Botany, One, Lima"),
        ({"group": "G", "division": "D", "organization": "One", "country": "Peru"}, "G, D, One, Peru"),
        ({"name": "Botany, One", "department": "botany"}, "botany, Botany, One"),
        ({"name": "One, Lima", "city": "Lima"}, "One, Lima"),
        ({"name": "One Limas", "city": "Lima"}, "One Limas, Lima"),
        ({"name": ["One", "Two"]}, "One, Two"),
        ({"name": " **One**, ;"}, "One"),
        ({"name": "A \\& B"}, "A & B"),
        ({"ror": "x"}, ""),
    ],
)
def test_an_institution_in_parts(value: dict[str, Any], name: str) -> None:
    assert institutions.compose(value) == name


def draft(**value: Any) -> Draft:
    return Draft(value, {}, "paper.md")


@pytest.mark.parametrize(
    ("key", "value", "result"),
    [
        ("affiliations", ["One", "Two"], {"1": "One", "2": "Two"}),
        ("institute", "One", {"1": "One"}),
        ("affiliations", ["^b^ One", "$^{2}$ Two", "\\^3^Three"], {"b": "One", "2": "Two", "3": "Three"}),
        (
            "institute",
            ["\\textsuperscript{2}One", "<sup>a</sup> Two", "¹² Three"],
            {"2": "One", "a": "Two", "12": "Three"},
        ),
        ("institute", ["2nd One", "$x$ Two", "a Three"], {"1": "2nd One", "2": "$x$ Two", "3": "a Three"}),
        (
            "affiliations",
            [{"index": "1", "name": "One"}, {"id": "x", "name": "Two"}],
            {"1": "One", "x": "Two"},
        ),
        ("affiliations", [{"name": "One"}, {"name": "Two"}], {"1": "One", "2": "Two"}),
        ("affiliations", [{"ucl": "One"}, {"mit": {"name": "Two"}}], {"ucl": "One", "mit": "Two"}),
        ("affiliations", {"a": "One", "b": "Two"}, {"a": "One", "b": "Two"}),
        ("affiliations", {"name": "One", "city": "Lima"}, {"1": "One, Lima"}),
        ("affiliations", {"department": "One"}, {"1": "One"}),
        ("affiliations", ["", " ; ", 3, {"ror": "x", "url": "y"}, "One"], {"5": "One"}),
        ("affiliations", [{"index": "1", "name": "One"}, {"index": "1", "name": "Two"}], {"1": "One"}),
        ("affiliations", None, {}),
    ],
)
def test_tables_of_institutions(key: str, value: Any, result: dict[str, str]) -> None:
    front = draft(**{key: value})
    assert institutions.table(front).names == result
    assert key not in front.value


def test_a_table_has_the_first_ror_of_each() -> None:
    rows = [{"index": "1", "name": "One", "ror": "r1"}, {"index": "1", "name": "One", "ror": "r2"}, "Two"]
    table = institutions.table(draft(affiliations=rows))
    assert table.records() == [{"index": "1", "name": "One", "ror": "r1"}, {"index": "3", "name": "Two"}]


def test_an_institution_has_one_index_and_new_ones_the_next_that_is_free() -> None:
    table = Table()
    table.enter("2", "Two")
    assert [table.index_of(name) for name in ("One", "Two", "Three", "One")] == ["1", "2", "3", "1"]


@pytest.mark.parametrize(
    ("value", "indexes", "rest"),
    [
        ("1", ["1"], []),
        ("1, x", ["1", "x"], []),
        ("1 and x", ["1", "x"], []),
        ("1;x&1", ["1", "x"], []),
        ("1 7", ["1"], ["7"]),
        ("7", [], ["7"]),
        ("New Place", ["2"], []),
        ("One", ["1"], []),
        (["1", "x", ""], ["1", "x"], []),
        ({"ref": "x"}, ["x"], []),
        ({"ref": "y"}, [], ["y"]),
        ({"id": "y", "name": "New"}, ["y"], []),
        ({"id": "x", "name": "New"}, ["x"], []),
        ({"name": "New"}, ["2"], []),
        ({"name": "Two"}, ["x"], []),
        ({}, [], []),
        ("", [], []),
        (None, [], []),
    ],
)
def test_indexes_of_an_author(value: Any, indexes: list[str], rest: list[str]) -> None:
    table = Table()
    table.enter("1", "One")
    table.enter("x", "Two")
    assert institutions.indexes(value, table) == (indexes, rest)
    assert table.is_asked is (value not in ("", None))


A = {"name": "A B"}


@pytest.mark.parametrize(
    ("value", "records"),
    [
        ("A B", [A]),
        (["A B and C D"], [{"name": "A B and C D"}]),
        ({"A B": {"email": "a@b.org"}}, [A | {"email": "a@b.org"}]),
        ({"A B": "One"}, [A | {"affiliation": "1"}]),
        ([{"A B": "One"}, {"name": "C D", "inst": "One"}],
         [A | {"affiliation": "1"}, {"name": "C D", "affiliation": "1"}]),
        ([{"email": "a@b.org"}], []),
        ([{"attributes": {"email": "a@b.org"}, "name": "A B"}], [A | {"email": "a@b.org"}]),
        ([A | {"attributes": {"email": "x@y.org"}, "email": "a@b.org"}], [A | {"email": "a@b.org"}]),
        ([A | {"email": "<mailto:a@b.org>"}], [A | {"email": "a@b.org"}]),
        ([A | {"email": "mailto:<a@b.org>"}], [A | {"email": "a@b.org"}]),
        ([A | {"email": ["", "a@b.org"]}], [A | {"email": "a@b.org"}]),
        ([A | {"email": {"address": "a@b.org"}}], [A | {"email": "a@b.org"}]),
        (["A B <a@b.org>"], [A | {"email": "a@b.org"}]),
        ([A | {"corresponding": "yes"}], [A | {"corresponding": "true"}]),
        ([A | {"corresponding": "no"}], [A]),
        ([A | {"corresponding": {"email": "a@b.org"}}], [A | {"corresponding": "true", "email": "a@b.org"}]),
        ([A | {"correspondence": "a@b.org", "email": "c@d.org"}],
         [A | {"corresponding": "true", "email": "c@d.org"}]),
        ([A | {"equal_contrib": "true"}], [A | {"equal-contrib": "true"}]),
        ([A | {"co-first": "false"}], [A]),
        ([A | {"orcid": "https://orcid.org/000000021825009x/"}], [A | {"orcid": "0000-0002-1825-009X"}]),
        ([A | {"note": ["One.", "Two."], "thanks": "Three."}], [A | {"note": "One.; Two.; Three."}]),
        ([{"name": "A B^[Zero.]", "note": "One."}], [A | {"note": "One.; Zero."}]),
        (["^1^", "A B"], [A]),
    ],
)  # fmt: skip
def test_records_of_authors(value: Any, records: list[dict[str, str]]) -> None:
    front = draft(authors=value)
    people.adapt(front)
    assert front.value["authors"] == records
    assert bool(front.diagnostics) == (len(records) < len(value) and isinstance(value, list))


@pytest.mark.parametrize(
    ("key", "value", "flags"),
    [
        ("corresponding", "C D", [None, "true"]),
        ("contact", "c@d.org", [None, "true"]),
        ("correspondence", ["A B", "C D"], ["true", "true"]),
        ("corresponding-author", {"given": "A", "family": "B"}, ["true", None]),
        ("corresponding", "nobody@x.org", [None, None]),
        ("corresponding", "", [None, None]),
    ],
)
def test_who_answers_letters(key: str, value: Any, flags: list[str | None]) -> None:
    front = draft(**{"authors": ["A B", {"name": "C D", "email": "c@d.org"}], key: value})
    people.adapt(front)
    assert [each.get("corresponding") for each in front.value["authors"]] == flags
    assert key not in front.value


def test_the_only_author_answers_letters_at_the_address_that_is_named() -> None:
    front = draft(authors=["A B"], contact="x@y.org")
    people.adapt(front)
    assert front.value["authors"] == [A | {"corresponding": "true", "email": "x@y.org"}]
    front = draft(affiliations=["One"])
    people.adapt(front)
    assert front.value == {"affiliations": [{"index": "1", "name": "One"}]}
