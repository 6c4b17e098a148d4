"""Front matter in the forms that papers have."""

from __future__ import annotations

from typing import Any

import pytest

from tests.load.frontmatter import block, messages_of, people, read


@pytest.mark.parametrize(
    ("yaml", "names"),
    [
        ("author: Ann Bee", ["Ann Bee"]),
        ("author: Ann Bee and Bob Cee", ["Ann Bee", "Bob Cee"]),
        ("author: Ann Bee, Bob Cee, and Cy van der Dee", ["Ann Bee", "Bob Cee", "Cy van der Dee"]),
        ("author: Ann Bee; Bob Cee", ["Ann Bee", "Bob Cee"]),
        ("author: Bee, Ann", ["Ann Bee"]),
        ("author: Bee, Ann and Cee, Bob B.", ["Ann Bee", "Bob B. Cee"]),
        ("author: Martin King, Jr.", ["Martin King, Jr."]),
        ("author: Centre for Research and Studies", ["Centre for Research and Studies"]),
        ("author: Ministry of Culture, Sport and Media", ["Ministry of Culture, Sport and Media"]),
        ("author: [Ann Bee, 王 小明]", ["Ann Bee", "王 小明"]),
        ("Author: {name: Ann Bee}", ["Ann Bee"]),
        ("authors: [{given-names: Ann, surname: Bee}]", ["Ann Bee"]),
        ("authors: [{given: Ann, family: Bee, dropping-particle: de, suffix: Jr.}]", ["Ann de Bee, Jr."]),
        (
            "authors: [{name: {given: Ann, family: Bee}}, {name: {literal: The Group}}]",
            ["Ann Bee", "The Group"],
        ),
        ("authors: [{firstname: Ann, lastname: Bee}]", ["Ann Bee"]),
        ("author: [Ann Bee: {email: a@b.org}, Bob Cee: {email: c@d.org}]", ["Ann Bee", "Bob Cee"]),
        ("author-meta: [Ann Bee, Bob Cee]", ["Ann Bee", "Bob Cee"]),
        (r"author: ['**Ann Bee**', 'Jos\_e Cee']", ["Ann Bee", "Jos_e Cee"]),
    ],
)
def test_authors_are_read_in_every_form(yaml: str, names: list[str]) -> None:
    front = block(yaml)
    assert [each.name for each in front.matter.authors] == names
    assert [each for each in front.diagnostics if each.code != "front-matter-foreign"] == []


@pytest.mark.parametrize(
    ("yaml", "institutions"),
    [
        (
            "authors: [{name: A B, affiliation: '1,2'}, {name: C D, affiliation: 2}]\n"
            "affiliations: [{index: 1, name: One}, {index: 2, name: Two}]",
            [("A B", "One", "Two"), ("C D", "Two")],
        ),
        (
            "authors: [{name: A B, affiliation: [1, 2]}]\naffiliations: [One, Two]",
            [("A B", "One", "Two")],
        ),
        (
            "author: [{name: A B, affiliations: [{ref: x}]}]\n"
            "affiliations: [{id: x, name: One, department: Botany, city: Lima, country: Peru}]",
            [("A B", "Botany, One, Lima, Peru")],
        ),
        (
            "author: [{name: A B, affiliations: [{name: One, department: Botany}]},"
            " {name: C D, affiliation: Two}]",
            [("A B", "Botany, One"), ("C D", "Two")],
        ),
        (
            "Author: [{name: A B, affiliation: 1}]\nAddress: [{code: 1, address: 'Lab, One, Lima'}]",
            [("A B", "Lab, One, Lima")],
        ),
        (
            "author: [A B: {institute: [x, y]}]\ninstitute: [x: One, y: {name: Two}]",
            [("A B", "One", "Two")],
        ),
        (
            "author: ['A B^1,2^', 'C D^2^']\naffiliation: {1: One, 2: Two}",
            [("A B", "One", "Two"), ("C D", "Two")],
        ),
        (r"author: ['A B$^{1}$', 'C D\textsuperscript{2}']" "\naffiliation: ['^1^ One', '^2^ Two']",
         [("A B", "One"), ("C D", "Two")]),
        (
            "author: [{name: A B, affiliations: [{id: x, name: One}]},"
            " {name: C D, affiliations: [{ref: x}]}]",
            [("A B", "One"), ("C D", "One")],
        ),
        ("authors: [{name: A B, affiliations: ['Lab of X, One', Two]}]", [("A B", "Lab of X, One", "Two")]),
        ("authors: [{name: A B, affiliation: 'Lab, One'}]", [("A B", "Lab, One")]),
    ],
)  # fmt: skip
def test_institutions_belong_to_their_authors_in_every_form(
    yaml: str, institutions: list[tuple[str, ...]]
) -> None:
    assert people(yaml) == institutions


def test_what_is_wrong_with_an_author_is_left_out_and_told_at_its_place() -> None:
    front = block(
        "authors:\n  - name: A B\n    orcid: 0000-0002-18\n    affiliation: 3\n"
        "  - email: x@y.org\n  - {name: C D, orcid: 'https://orcid.org/0000-0002-1825-0097'}\n"
        "affiliations: [{index: 1, name: One}]"
    )
    first, second = front.matter.authors
    assert (first.name, first.orcid, first.affiliation) == ("A B", None, None)
    assert second.orcid == "0000-0002-1825-0097"
    assert {each.code for each in front.diagnostics} == {"author-invalid"}
    assert sorted(each.place.line for each in front.diagnostics) == [4, 5, 7]


def test_an_address_a_note_and_who_answers_letters_are_kept() -> None:
    front = block(
        "authors: ['A B^[Equal contribution]', 'C D <c@d.org>']\ncorresponding: c@d.org"
    ).matter.authors
    assert [(a.name, a.note, a.email, a.corresponding) for a in front] == [
        ("A B", "Equal contribution", None, False),
        ("C D", None, "c@d.org", True),
    ]


def test_hundreds_of_authors_are_read() -> None:
    lines = "\n".join(f"  - {{name: Ann{i} Bee, affiliation: {i % 7 + 1}}}" for i in range(600))
    table = "\n".join(f"  - {{index: {i}, name: Place {i}}}" for i in range(1, 8))
    front = block(f"authors:\n{lines}\naffiliations:\n{table}")
    assert len(front.matter.authors) == 600
    assert messages_of(front) == []


@pytest.mark.parametrize(
    ("source", "lang", "date"),
    [
        ("2026-01-05T10:00:00Z", "en", "2026-01-05"),
        ("2026-01-05 10:00", "en", "2026-01-05"),
        ("2026/1/5", "en", "2026-01-05"),
        ("5 January 2026", "en", "2026-01-05"),
        ("January 5th, 2026", "en", "2026-01-05"),
        ("25 november 2018", "en", "2018-11-25"),
        ("18. December 2020", "en", "2020-12-18"),
        ("01.10.2021", "en", "2021-10-01"),
        ("13/05/2026", "en", "2026-05-13"),
        ("05/13/2026", "en", "2026-05-13"),
        ("Sep, 1, 2015", "en", "2015-09-01"),
        ("Jan 2026", "en", "2026-01"),
        ("Monday, 3 March 2025", "en", "2025-03-03"),
        ("3 février 2020", "fr", "2020-02-03"),
        ("5 de enero de 2020", "es", "2020-01-05"),
        ("1. März 2021", "de", "2021-03-01"),
        ("2021", "en", "2021"),
    ],
)
def test_dates_are_read_as_people_write_them(source: str, lang: str, date: str) -> None:
    front = block(f"lang: {lang}\ndate: {source}")
    assert str(front.matter.date) == date
    assert messages_of(front) == []


@pytest.mark.parametrize(
    ("source", "year", "words"),
    [
        ("01/05/2026", "2026", "may be either of two days"),
        ("today", "None", "changes with the day of the build"),
        ("last-modified", "None", "changes with the day of the build"),
        (r"'`r Sys.Date()`'", "None", "changes with the day of the build"),
        ("XXX", "None", "is not understood"),
        ("Spring 2020", "None", "is not understood"),
        ("30 February 2020", "None", "is not understood"),
    ],
)
def test_a_date_that_is_not_certain_is_not_guessed(source: str, year: str, words: str) -> None:
    front = block(f"date: {source}")
    assert str(front.matter.date) == year
    (only,) = front.diagnostics
    assert (only.code, only.place.line) == ("date-unread", 3)
    assert words in only.message
    assert "YYYY-MM-DD" in only.hint or "-MM-DD" in only.hint


@pytest.mark.parametrize(
    ("yaml", "field", "value"),
    [
        ("keywords: 'a, b, c'", "keywords", ("a", "b", "c")),
        ("keywords: 'a, of b; c'", "keywords", ("a, of b", "c")),
        ("tags: [a, 'b, c']", "keywords", ("a", "b, c")),
        ("keywords: {one: [a, b], two: c}", "keywords", ("a", "b", "c")),
        ("keywords:\n  - subject: a\n  - subject: b", "keywords", ("a", "b")),
        ("abstract: |\n  One *two*.\n\n  - three", "standfirst", "One *two*.\n\n- three"),
        ("abstract: [One., Two.]", "standfirst", "One.\n\nTwo."),
        ("summary: One.", "standfirst", "One."),
        ("license: CC-BY-4.0", "rights", "CC-BY-4.0"),
        ("license: {text: CC BY 4.0, url: 'https://x.org'}", "rights", "CC BY 4.0"),
        ("copyright: {holder: Ann Bee, year: 2026}\nlicense: CC BY", "rights", "© 2026 Ann Bee. CC BY"),
        ("lang: en_US", "lang", "en-US"),
        ("lang: english", "lang", "en"),
        ("lang: ngerman", "lang", "de"),
        ("language: français", "lang", "fr"),
        ("lang: en_GB.UTF-8", "lang", "en-GB"),
        ("numbersections: true", "number_sections", True),
        ("output: {pdf_document: {number_sections: yes}}", "number_sections", True),
        ("format: {pdf: {number-sections: true}}", "number_sections", True),
        ("runtitle: Short", "short_title", "Short"),
        ("bibliography: paper.bib", "bibliography", ("paper.bib",)),
        ("Bibliography:\n  paper.bib", "bibliography", ("paper.bib",)),
        ("bibliography: {main: a.bib, more: b.bib}", "bibliography", ("a.bib", "b.bib")),
        ("date-meta: 2020-01-02", "date", "2020-01-02"),
        ("Publication: {received: x, published: 'Sep, 1, 2015'}", "date", "2015-09-01"),
        ("doi: 10.1000/182", "id", "10.1000/182"),
    ],
)
def test_values_are_read_in_the_forms_of_other_programs(yaml: str, field: str, value: Any) -> None:
    front = block(yaml)
    result = getattr(front.matter, field)
    assert (str(result) if field == "date" else result) == value
    assert [each for each in front.diagnostics if each.code != "front-matter-foreign"] == []


@pytest.mark.parametrize(
    ("yaml", "paper", "contents"),
    [
        ("papersize: letter", "Letter", None),
        ("geometry: margin=2cm, a4paper", "A4", None),
        ("geometry: [letterpaper, margin=1in]", "Letter", None),
        ("classoption: [twocolumn, letterpaper]", "Letter", None),
        ("toc: true", "A4", True),
        ("output: {pdf_document: {toc: false}}", "A4", False),
        ("format: {html: {toc: false}, pdf: {toc: true, papersize: letter}}", "Letter", True),
        ("geometry: margin=2cm", "A4", None),
    ],
)
def test_paper_and_contents_are_taken_from_pandocs_keys(yaml: str, paper: str, contents: bool | None) -> None:
    front = block(yaml)
    assert (front.matter.briefing.paper, front.matter.briefing.contents) == (paper, contents)
    assert messages_of(front) == []


def test_a_paper_that_dossier_does_not_set_is_told() -> None:
    (only,) = block("papersize: a5").diagnostics
    assert "'a5'" in only.message
    assert "a4" in only.hint


def test_keys_of_other_programs_are_silent_or_one_note() -> None:
    yaml = (
        "output: pdf_document\nformat: {html: default}\nlink-citations: true\n"
        "header-includes: '\\usepackage{x}'\n"
        "documentclass: article\nfontsize: 11pt\njupyter: python3\ncsl: apa\n"
        "aas-doi: 10.1/x\naas-journal: A\nmanubot-anything: 1\nfigPrefix: Fig.\nlinestretch: 1.2"
    )
    front = block(yaml)
    (only,) = front.diagnostics
    assert only.code == "front-matter-foreign"
    assert only.message == "ignored keys: `aas-doi`, `aas-journal`"
    assert [each.code for each in block(yaml, plain=False).diagnostics].count("front-matter-unknown") == 12


def test_a_misspelt_key_is_still_told() -> None:
    (only,) = block("subtitel: x").diagnostics
    assert (only.code, only.hint) == ("front-matter-unknown", "did you mean `subtitle`?")


def test_keys_in_capitals_are_read_with_one_note() -> None:
    front = read("---\nTitle: A paper\nAuthor: [{name: Ann Bee}]\nBibliography:\n  paper.bib\n---\n\nText.\n")
    assert front.matter.title == "A paper"
    assert [each.name for each in front.matter.authors] == ["Ann Bee"]
    assert front.matter.bibliography == ("paper.bib",)
    (only,) = front.diagnostics
    assert only.message == "keys are read whatever their case: `Title`, `Author`, `Bibliography`"
    strict = read("---\nTitle: A paper\n---\n\nText.\n", plain=False)
    assert {each.code for each in strict.diagnostics} == {"front-matter-unknown", "title-missing"}


@pytest.mark.parametrize(
    "yaml",
    [
        "author: '" + "^[" * 100_000 + "'",
        "author: '" + "<sup>" * 100_000 + "'",
        "author: 'A B" + " " * 200_000 + "C D'",
        "author: '" + "A B and " * 50_000 + "C D'",
        "date: '" + "1 " * 100_000 + "'",
        "lang: '" + "x" * 200_000 + "'",
        "geometry: '" + "a," * 100_000 + "'",
        "abstract: '" + "[" * 200_000 + "'",
        "authors:\n" + "\n".join(f"- {{name: A B, affiliation: Place {n}}}" for n in range(12_000)),
    ],
)
def test_a_front_matter_made_to_be_slow_is_read(yaml: str) -> None:
    front = block(yaml)
    assert front.matter.title == "T"
    assert all(len(each.message) < 400 for each in front.diagnostics)


@pytest.mark.parametrize(
    ("lines", "institutions"),
    [
        ("author: A B\ninstitute: One", ["1"]),
        ("author: [A B, C D]\ninstitute: One", ["1", "1"]),
        ("author: [A B, C D]\ninstitute: [One, Two]", ["1", "2"]),
        ("author: A B\ninstitute: [One, Two]", ["1, 2"]),
        ("author: [A B, {name: C D, affiliation: 1}]\naffiliations: [{index: 1, name: One}]", [None, "1"]),
    ],
)
def test_institutions_that_no_author_names_belong_to_all_or_each_to_one(
    lines: str, institutions: list[str | None]
) -> None:
    front = block(lines)
    assert [author.affiliation for author in front.matter.authors] == institutions
    assert not front.diagnostics


def test_institutions_that_cannot_be_given_to_authors_are_told() -> None:
    front = block("author: [A B, C D, E F]\ninstitute: [One, Two]")
    assert [(each.code, each.place.line) for each in front.diagnostics] == [("author-invalid", 3)]
