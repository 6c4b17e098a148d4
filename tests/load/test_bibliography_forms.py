"""Forms of bibliographies by their endings and beginnings, faults of entries, keys that repeat."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.load import bibliography, bibliography_forms, bibtex_entries, csl_files
from pipeline.load.reach import Reach
from pipeline.model.diagnostics import DossierError, Place
from pipeline.model.source import SourceText

BIB = "@book{a, title={A}}"
RIS = "TY  - BOOK\nID  - r\nTI  - A\nER  - \n"
NBIB = "PMID- 12\nTI  - A\n"
YAML = "references:\n- id: y\n  type: book\n  title: A\n"
JSON = '[{"id": "j", "type": "book", "title": "A"}]'


def source(text: str) -> SourceText:
    return SourceText("x.bib", text)


@pytest.mark.parametrize(
    ("text", "ending", "key"),
    [
        (BIB, ".bib", "a"),
        (BIB, ".BIB", "a"),
        (BIB, ".bibtex", "a"),
        (BIB, ".txt", "a"),
        (f"words\n{BIB}", "", "a"),
        (RIS, ".ris", "r"),
        (RIS, "", "r"),
        (NBIB, ".nbib", "12"),
        (NBIB, ".txt", "12"),
        (YAML, ".yaml", "y"),
        (YAML, ".yml", "y"),
        (YAML, "", "y"),
        (f"---\n{YAML}", "", "y"),
        ("- id: y\n  title: A\n", "", "y"),
        (JSON, ".json", "j"),
        (f" {JSON}", ".txt", "j"),
        (JSON[1:-1], "", "j"),
    ],
)
def test_a_form_is_known_by_its_ending_or_its_beginning(text: str, ending: str, key: str) -> None:
    result = bibliography_forms.read(source(text), ending)
    assert [each["id"] for each in result.entries] == [key]
    (place,) = result.places[key]
    line = text.split("\n")[place.line - 1]
    assert key in line[place.column - 1 :] or ending == ".nbib" or text == NBIB


@pytest.mark.parametrize("text", ["words", "a: 1", "", "{" * 3, "@", "<p>x</p>"])
def test_a_form_that_nobody_knows_lists_those_that_are(text: str) -> None:
    with pytest.raises(DossierError) as failure:
        bibliography_forms.read(source(text), ".txt")
    (diagnostic,) = failure.value.diagnostics
    assert diagnostic.code == "bibliography-invalid"
    assert text.startswith("{") or ".bib, .bibtex, .json" in diagnostic.hint


def test_what_pandoc_says_of_a_file_has_its_place() -> None:
    with pytest.raises(DossierError) as failure:
        bibliography_forms.read(source("<xml><records><record>"), ".xml")
    (diagnostic,) = failure.value.diagnostics
    assert (diagnostic.code, diagnostic.place.file) == ("bibliography-invalid", "x.bib")
    assert diagnostic.message.startswith("the bibliography cannot be read: ")


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("a.bib", True),
        ("A.BIB", True),
        ("a.ris", True),
        ("a.nbib", True),
        ("a.bibtex", True),
        ("a.json", False),
        ("bib", False),
    ],
)
def test_names_of_bibliographies(name: str, is_one: bool) -> None:
    assert bibliography_forms.is_one(name) is is_one


@pytest.mark.parametrize(
    ("text", "keys", "place", "message"),
    [
        (
            "@book{a, title={A}}\n\n@book{b,\n title={B}\n year=2}",
            ["a"],
            (3, 7, 8),
            "the entry `b` cannot be read, in line 5: ",
        ),
        (
            "@book{b title={B}}\n@book{a, title={A}}",
            ["a"],
            (1, 1, 0),
            "a comma is missing behind the key `b`",
        ),
        ("@book{}\n@book{a, title={A}}", ["a"], (1, 1, 0), "an entry `@book` cannot be read: it has no key"),
        (
            "@book{b, title=oct # nov + x}\n@book{a, title={A}}",
            ["a"],
            (1, 7, 8),
            "the entry `b` cannot be read",
        ),
    ],
)
def test_an_entry_with_a_fault_is_left_out_and_told_at_its_key(
    text: str, keys: list[str], place: tuple[int, int, int], message: str
) -> None:
    result = bibtex_entries.read(source(text), "biblatex")
    assert [each["id"] for each in result.entries] == keys
    (diagnostic,) = result.diagnostics
    assert (diagnostic.code, diagnostic.hint) == ("reference-invalid", "the other entries are used")
    assert (diagnostic.place.line, diagnostic.place.column, diagnostic.place.end_column) == place
    assert message in diagnostic.message
    assert "in line" not in diagnostic.message or "in line 5" in message


@pytest.mark.parametrize(("more", "count"), [(0, 1), (1, 0)])
def test_so_many_entries_are_left_out_and_no_more(
    monkeypatch: pytest.MonkeyPatch, more: int, count: int
) -> None:
    monkeypatch.setattr(bibtex_entries, "MOST_REFUSED", 3)
    faults = "".join(f"@book{{b{number}, t!={{x}}}}\n" for number in range(3 + more))
    result = bibtex_entries.read(source(f"{faults}@book{{a, title={{A}}}}"), "biblatex")
    assert len(result.entries) == count
    assert ("more than 3 entries cannot be read" in result.diagnostics[-1].message) == (count == 0)


def test_circles_and_chains_are_told_at_the_field() -> None:
    text = "@book{a, title={A},\n crossref={b}}\n@book{b, title={B}, crossref={a}}"
    result = bibtex_entries.read(source(text), "biblatex")
    (diagnostic,) = result.diagnostics
    assert diagnostic.code == "reference-circular"
    assert (diagnostic.place.line, diagnostic.place.end_column - diagnostic.place.column) in ((2, 8), (3, 8))
    assert "`a`" in diagnostic.message
    assert "`b`" in diagnostic.message
    assert {each["id"] for each in result.entries} == {"a", "b"}


@pytest.mark.parametrize(
    ("text", "ids", "urls"),
    [
        (
            "references:\n- id: a\n  URL: https://x.org/a_b_c\n- id: 'b c'\n  title: '*T*'\n",
            ["a", "b c"],
            ["https://x.org/a_b_c"],
        ),
        ("- id: a\n- title: B\n- 3\n", ["a", None, None], []),
    ],
)
def test_csl_yaml(text: str, ids: list[Any], urls: list[str]) -> None:
    result = csl_files.read_yaml(source(text))
    assert [each.get("id") for each in result.entries] == ids
    assert [each["URL"] for each in result.entries if "URL" in each] == urls
    assert result.places["a"][0].line in (1, 2)


@pytest.mark.parametrize("text", ["a: 1", "references: x", "x", "a: [", "references: {a: b}"])
def test_what_is_no_csl_yaml(text: str) -> None:
    with pytest.raises(DossierError):
        csl_files.read_yaml(source(text))


def read(folder: Path, *names: str, inline: Any = ()) -> bibliography.Bibliography:
    return bibliography.read(names, Reach.of(folder), Place("a.md", 3), inline)


def test_files_are_read_in_order_and_the_first_of_a_key_counts(tmp_path: Path) -> None:
    (tmp_path / "one.bib").write_text("@book{a, title={A}}\n@book{a, title={A}}\n@book{b, title={B}}")
    (tmp_path / "two.json").write_text('[{"id": "b", "title": "C"}, {"id": "c"}, 3, {"x": 1}, {"id": true}]')
    inline = [({"id": "c", "title": "Own"}, Place("a.md", 9))]
    result = read(tmp_path, "one.bib", "two.json", "one.bib", "none.bib", inline=inline)
    assert [(each.id, each.place.line) for each in result.references] == [("c", 9), ("a", 1), ("b", 3)]
    assert [(each.name, each.role) for each in result.files] == [
        ("one.bib", "references"),
        ("two.json", "references"),
    ]
    texts = [(each.code, each.place.line, each.hint) for each in result.diagnostics]
    assert texts == [
        ("reference-repeated", 2, "the first is taken, in line 1; delete one of the two"),
        ("reference-invalid", 0, 'write it as {"id": …, "type": …}'),
        ("reference-invalid", 0, "give it one, to cite it by"),
        ("reference-invalid", 0, "give it one, to cite it by"),
        ("reference-repeated", 1, "the first is taken; give one of them another key"),
        ("reference-repeated", 1, "the first is taken; give one of them another key"),
        ("bibliography-missing", 3, "did you mean `one.bib`?"),
    ]  # fmt: skip


@pytest.mark.parametrize(("depth", "count"), [(19, 1), (20, 0)])
def test_entries_may_be_so_deep(tmp_path: Path, depth: int, count: int) -> None:
    value: Any = "x"
    for _ in range(depth):
        value = {"a": value}
    result = read(tmp_path, inline=[({"id": "a", "custom": value}, Place("a.md", 9))])
    assert len(result.references) == count
    assert [each.code for each in result.diagnostics] == ["reference-invalid"] * (1 - count)


def test_a_name_that_is_nothing_like_any_has_another_hint(tmp_path: Path) -> None:
    (tmp_path / "notes.json").touch()
    (diagnostic,) = read(tmp_path, "qqq.bib").diagnostics
    assert diagnostic.hint == "check the name, or leave out `bibliography`"
