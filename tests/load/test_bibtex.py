"""The scanner of BibTeX: entries, keys, fields; its time is in proportion to the text."""

from __future__ import annotations

import pytest

from pipeline.load.bibtex import scan
from pipeline.load.bibtex_text import Edit, apply_edits, blank


def test_entries_with_their_keys_and_fields() -> None:
    text = '@Book{ä:1/b,\n  Title = {A {B} \\} C},\n  year = 2020 # "x",\n}\n@string{p = "P"}\n'
    book, string = scan(text)
    assert (book.kind, book.key, book.fault, book.is_work) == ("book", "ä:1/b", None, True)
    assert [(each.name, text[each.value_start : each.end]) for each in book.fields] == [
        ("title", "{A {B} \\} C}"), ("year", '2020 # "x"'),
    ]  # fmt: skip
    assert (string.key, string.is_work) == ("", False)


def test_an_entry_that_is_not_closed_ends_where_the_next_begins() -> None:
    first, second = scan("@book{a, title={A\n\n@book{b, title={B}}")
    assert first.fault is not None
    assert (second.key, second.fault) == ("b", None)


@pytest.mark.parametrize(
    "text",
    [
        "@a{" * 100_000,
        "\n@a{k,t={" * 100_000,
        "@a{k,t={" + "{" * 500_000,
        "%" + "@a{b" * 100_000,
        "@a{k," + ",%\n" * 200_000,
        '@a{k,t="' + "{}" * 300_000,
        '@a{k,t="x"' + "#" * 300_000,
        "@" + " " * 300_000,
        "@a" + " " * 300_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_hostile_texts_come_to_an_end(text: str) -> None:
    assert len(scan(text)) <= 100_000


def test_edits_keep_lines_and_the_first_of_two_counts() -> None:
    text = "one\ntwo\nthree"
    assert apply_edits(text, [Edit(4, 7, "2"), blank(text, 2, 9)]) == "on\n\nhree"
    assert apply_edits(text, [Edit(4, 7, "2"), Edit(0, 3, "1")]) == "1\n2\nthree"
