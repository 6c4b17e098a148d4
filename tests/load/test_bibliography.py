"""Bibliographies as other programs leave them: every form, every entry that can be read, every fault told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.load.bibliography import Bibliography, read
from pipeline.load.reach import Reach
from pipeline.model.diagnostics import Place

AT = Place("article.md", 3)


def load(folder: Path, text: str | bytes, name: str = "r.bib") -> Bibliography:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read([name], Reach.of(folder), AT)


def fields(result: Bibliography) -> dict[str, Any]:
    return {each.id: each.fields for each in result.references}


def codes_of(result: Bibliography) -> list[tuple[str, int, str]]:
    return [(each.code, each.place.line, each.message) for each in result.diagnostics]


RIS = "TY  - JOUR\nID  - k\nTI  - A title\nAU  - Doe, Jane\nPY  - 2020\nER  - \n"
NBIB = "PMID- 7\nDP  - 2020 May 3\nTI  - A title\nFAU - Doe, Jane\nJT  - Journal\nLID - 10.1/x [doi]\n\n"
ENDNOTE = (
    "<xml><records><record><rec-number>7</rec-number><ref-type name='Book'>6</ref-type><titles><title>A title"
    "</title></titles><dates><year>2020</year></dates></record></records></xml>"
)
YAML = "references:\n- id: k\n  title: A *title*\n  author: {family: Doe}\n  issued: 2020-05\n"


@pytest.mark.parametrize(
    ("name", "text", "key", "title"),
    [
        ("r.bib", "@misc{k, title={A title}, year=2020}", "k", "A title"),
        ("r.bibtex", "@misc{k, title={A title}, year=2020}", "k", "A title"),
        ("r.json", '{"items": [{"id": 7, "title": "A title", "issued": "2020"}]}', "7", "A title"),
        ("r.yaml", YAML, "k", "A <i>title</i>"),
        ("r.ris", RIS, "k", "A title"),
        ("r.nbib", NBIB, "7", "A title"),
        ("r.xml", ENDNOTE, "7", "A title"),
        ("works", "@misc{k, title={A title}, year=2020}", "k", "A title"),
        ("works.txt", RIS, "k", "A title"),
    ],
)
def test_every_form_is_read(tmp_path: Path, name: str, text: str, key: str, title: str) -> None:
    result = load(tmp_path, text, name)
    assert codes_of(result) == []
    (reference,) = result.references
    assert (reference.id, reference.fields["title"]) == (key, title)
    assert reference.fields["issued"]["date-parts"][0][0] == 2020
    assert [each.name for each in result.files] == [name]


def test_a_form_that_nobody_knows_is_told_with_those_that_are(tmp_path: Path) -> None:
    (fault,) = load(tmp_path, "Doe, Jane. 2020. A title.", "works.txt").diagnostics
    assert fault.code == "bibliography-invalid"
    assert ".nbib" in fault.hint


@pytest.mark.parametrize("kind", ["misc", "online", "set", "conference", "novel", "electronic", "software"])
def test_every_type_of_work_has_one_that_styles_know(tmp_path: Path, kind: str) -> None:
    result = load(tmp_path, f"@{kind}{{k, title={{A title}}, year=2020, url={{https://example.org}}}}")
    assert codes_of(result) == []
    assert fields(result)["k"]["type"]


def test_entries_that_are_none_do_not_take_the_others_along(tmp_path: Path) -> None:
    result = load(tmp_path, '[1, null, {"title": "T"}, {"id": "k", "type": "book"}]', "r.json")
    assert list(fields(result)) == ["k"]
    assert [code for code, _, _ in codes_of(result)] == ["reference-invalid"] * 3


def test_of_repeated_keys_the_first_is_taken_in_one_file_and_in_two(tmp_path: Path) -> None:
    (tmp_path / "b.bib").write_text("@book{k, title={Third}}\n@book{m, title={Other}}")
    (tmp_path / "a.bib").write_text("@book{k, title={First}}\n\n@book{k, title={Second}}\n")
    result = read(["a.bib", "b.bib", "a.bib"], Reach.of(tmp_path), AT)
    assert {key: each["title"] for key, each in fields(result).items()} == {"k": "First", "m": "Other"}
    assert [(code, line) for code, line, _ in codes_of(result)] == [
        ("reference-repeated", 3),
        ("reference-repeated", 1),
    ]


BROKEN_ENTRIES = [
    ("title={Broken, year=2020", "not closed"),
    ("title={A} year=2020}", "comma is missing before `year`"),
    ('title="A "b" c"}', "is neither a field nor the end"),
    ("title={A}, abs tract={x}}", "is neither a field nor the end"),
    ("title={A}, month=jan.}", "unexpected"),
    ("title={A}, volume=3(5)}", "is neither a field nor the end"),
]


@pytest.mark.parametrize(("rest", "reason"), BROKEN_ENTRIES)
def test_an_entry_with_a_syntax_error_is_told_and_the_others_are_used(
    tmp_path: Path, rest: str, reason: str
) -> None:
    before, behind = "@string{p={Press}}\n@book{ok, title={Fine}}", "@book{then, title={T}, publisher=p}"
    result = load(tmp_path, f"{before}\n@book{{bad, {rest}\n{behind}\n")
    assert list(fields(result)) == ["ok", "then"]
    assert fields(result)["then"]["publisher"] == "Press"
    ((code, line, message),) = codes_of(result)
    assert (code, line) == ("reference-invalid", 3)
    assert "`bad`" in message
    assert reason in message


def test_an_entry_that_only_pandoc_refuses_is_found(tmp_path: Path) -> None:
    result = load(
        tmp_path, '@book{a, title={A}}\n@book{b, title="{\\"}"}\n@book{c, title={C}}\n@book{d e f, }'
    )
    assert {"a", "c"} <= fields(result).keys()
    assert all(code == "reference-invalid" for code, _, _ in codes_of(result))


@pytest.mark.parametrize(
    "text",
    [
        "Exported by me@here.org, see @ home\n@book{k, title={T}}",
        "@book(k, title={T})\n@book(m, title={U})",
        "@comment{jabref-meta: @book{x, title={} }\n@book{k, title={T}}",
        "% @book{x,\n@book{k, title={T}}",
    ],
)
def test_what_stands_around_entries_is_no_fault(tmp_path: Path, text: str) -> None:
    result = load(tmp_path, text)
    assert codes_of(result) == []
    assert fields(result)["k"]["title"] == "T"


@pytest.mark.parametrize(
    ("text", "circle"),
    [
        ("@inbook{a, title={A}, crossref={b}}\n@inbook{b, title={B}, crossref={a}}", {"`a`", "`b`"}),
        ("@book{a, title={A}, crossref={a}}", {"`a`"}),
        ("@xdata{x, xdata={y}}\n@xdata{y, xdata={z, x}}\n@xdata{z, note={P}}\n@book{a, title={A}, xdata={x}}",
         {"`x`", "`y`"}),
        ("@book{a, title={A}, xdata={x}}\n@xdata{x, crossref={a}}", {"`a`", "`x`"}),
    ],
)  # fmt: skip
def test_a_circle_is_told_once_with_its_keys(tmp_path: Path, text: str, circle: set[str]) -> None:
    result = load(tmp_path, text)
    assert fields(result)["a"]["title"] == "A"
    ((code, _, message),) = codes_of(result)
    assert code == "reference-circular"
    assert {word for word in message.split() if word.startswith("`")} == circle


def test_entries_that_multiply_are_cut(tmp_path: Path) -> None:
    steps = [f"@xdata{{x{step}, xdata={{x{step + 1},x{step + 1}}}}}" for step in range(40)]
    result = load(
        tmp_path, "\n".join([*steps, "@xdata{x40, publisher={P}}", "@book{a, title={A}, xdata={x0}}"])
    )
    assert fields(result)["a"]["title"] == "A"
    assert {code for code, _, _ in codes_of(result)} == {"reference-circular"}


def test_what_is_taken_over_is_taken_over(tmp_path: Path) -> None:
    result = load(tmp_path, "@inbook{a, title={A}, crossref={b}}\n@book{b, title={B}, publisher={P}}")
    assert codes_of(result) == []
    assert fields(result)["a"]["container-title"] == "B"


@pytest.mark.parametrize(
    ("data", "title"),
    [
        ("\ufeff@book{k, title={Über}}".encode(), "Über"),
        ("@book{k, title={Über – it’s}}".encode("cp1252"), "Über – it’s"),
        ("@book{k, title={Über}}".encode("utf-16"), "Über"),
        (b"@book{k,\r\n title={A\x00\x1bBC}}\r\n", "ABC"),
    ],
)
def test_other_encodings_and_control_characters(tmp_path: Path, data: bytes, title: str) -> None:
    result = load(tmp_path, data)
    assert fields(result)["k"]["title"] == title
    assert {code for code, _, _ in codes_of(result)} <= {"bibliography-character"}
    assert result.files[0].data == data


def test_a_control_character_written_as_an_escape_is_left_out(tmp_path: Path) -> None:
    result = load(tmp_path, '[{"id": "k", "title": "a\\u0000b\\u202e c"}]', "r.json")
    assert fields(result)["k"]["title"] == "ab c"
    ((code, line, message),) = codes_of(result)
    assert (code, line) == ("bibliography-character", 1)
    assert "U+202E" in message


def test_a_file_that_is_missing_is_told_with_one_like_it(tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_text("")
    (fault,) = read(["refrences.bib"], Reach.of(tmp_path), AT).diagnostics
    assert (fault.code, fault.hint) == ("bibliography-missing", "did you mean `references.bib`?")


def test_a_file_elsewhere_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "r.bib").write_text("@book{k, title={T}}")
    (tmp_path / "paper").mkdir()
    result = read(["../r.bib"], Reach.of(tmp_path / "paper"), AT)
    assert result.references == ()
    assert [each.code for each in result.diagnostics] == ["path-unsafe"]


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("Q &amp; A", "Q & A"),
        ("G3&#58; x", "G3: x"),
        ("G3&amp;#58; x", "G3: x"),
        ("A &amp;lt; B", "A < B"),
        ("&x", "&x"),
    ],
)
def test_signs_written_as_entities_are_signs_though_written_twice(
    tmp_path: Path, source: str, title: str
) -> None:
    result = load(tmp_path, f'[{{"id": "k", "type": "book", "title": "{source}"}}]', "r.json")
    assert fields(result)["k"]["title"] == title
