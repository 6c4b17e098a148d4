"""Texts without an end: read in pieces; what belongs to a sentence moves with it."""

from __future__ import annotations

import pytest

from pipeline import pandoc
from pipeline.discourse.sentences import LONGEST, MOST, Sentence, sentences, spans_of
from pipeline.load import sourcemap


def read(text: str) -> tuple[Sentence, ...]:
    return sentences(sourcemap.locate(pandoc.read(text).blocks, text), "en")


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in spans_of(text, "en")]


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("x" * LONGEST, [LONGEST]),
        ("x" * (LONGEST + 1), [LONGEST, 1]),
        ("x" * 2 * LONGEST, [LONGEST, LONGEST]),
        # Between words, where there is a space; it belongs to neither piece.
        ("x" * (LONGEST - 1) + " y", [LONGEST - 1, 1]),
        ("x" * LONGEST + " y", [LONGEST, 1]),
        ("xx " * 2000, [3998, 2000]),
        (" " * 9 + "x" * LONGEST, [LONGEST]),
        # A sentence that ends is one of LONGEST characters at most.
        ("x" * (LONGEST - 1) + ". Then.", [LONGEST, 5]),
        ("x" * LONGEST + ". Then.", [LONGEST, 1, 5]),
        ("xx " * 2000 + "xx. Then.", [3998, 2004, 5]),
        ("He came. " + "x" * LONGEST + ". Then.", [8, LONGEST, 1, 5]),
    ],
)
def test_what_has_no_end_is_read_in_pieces(text: str, lengths: list[int]) -> None:
    result = pieces(text)
    assert [len(each) for each in result] == lengths
    assert all(each == each.strip() for each in result)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("  He came.  She left.  ", ["He came.", "She left."]),
        ("He came… She left.", ["He came…", "She left."]),
        ("He came?! She left.", ["He came?!", "She left."]),
        ("He came.\nShe left", ["He came.", "She left"]),
        ("   ", []),
        (".", ["."]),
        ("Etc. he came.", ["Etc. he came."]),
    ],
)
def test_spaces_belong_to_no_sentence(text: str, parts: list[str]) -> None:
    assert pieces(text) == parts


def test_a_paragraph_has_so_many_sentences_at_most() -> None:
    result = read("It fell. " * (2 * MOST + 1) + "\n\nEnd.")
    numbers = [each.paragraph for each in result]
    assert numbers == [1] * MOST + [2] * MOST + [3, 4]


def test_bindings_citations_and_quotations_are_of_their_sentence() -> None:
    first, second, third = read(
        "It [fell]{fact=a} [@b]. “It [rose. Then]{fact=c} it” []{fact=d} [@e; @f] so."
    )
    assert [(b.fact, first.text[b.start : b.end]) for b in first.bindings] == [("a", "fell")]
    assert [(b.fact, second.text[b.start : b.end]) for b in second.bindings] == [("c", "rose.")]
    assert [(b.fact, third.text[b.start : b.end]) for b in third.bindings] == [("c", "Then"), ("d", "")]
    assert [[(c.key, c.position) for c in each.citations] for each in (first, second, third)] == [
        [("b", 7)],
        [],
        [("e", len("Then it” ")), ("f", len("Then it” "))],
    ]
    assert [[each.text[a:b] for a, b in each.quotes] for each in (first, second, third)] == [
        [],
        ["“It rose."],
        ["Then it”"],
    ]


def test_what_stands_behind_a_full_stop_belongs_to_the_sentence_before() -> None:
    first, second = read("It fell. []{fact=a} [@b] It rose.")
    assert [each.key for each in first.citations] == ["b"]
    assert [each.position for each in first.citations] == [len("It fell.")]
    assert [each.fact for each in (*first.bindings, *second.bindings)] == ["a"]


def test_a_binding_alone_is_a_sentence_without_words() -> None:
    (sentence,) = read("[]{fact=a}")
    assert (sentence.text, [each.fact for each in sentence.bindings]) == ("", ["a"])
    assert sentence.at() is None


@pytest.mark.parametrize(
    ("start", "end", "fact"),
    [(0, 3, None), (0, 4, "a"), (3, 4, "a"), (4, 7, "a"), (6, 9, "a"), (7, 9, None), (3, 7, "a")],
)
def test_a_part_is_bound_where_it_meets_a_binding(start: int, end: int, fact: str | None) -> None:
    (sentence,) = read("It [fell]{fact=a} so.")
    binding = sentence.find_binding(start, end)
    assert (binding and binding.fact) == fact


@pytest.mark.parametrize(
    ("start", "end", "is_quoted"),
    [(3, 6, True), (4, 5, True), (2, 6, False), (3, 7, False), (0, 1, False)],
)
def test_a_part_is_quoted_where_all_of_it_is(start: int, end: int, is_quoted: bool) -> None:
    (sentence,) = read("It “a” so.")
    assert sentence.is_quoted(start, end) is is_quoted


def test_the_place_of_a_part_is_that_of_its_first_character_that_has_one() -> None:
    (sentence,) = read("*It* `x` fell")
    assert (sentence.at(), sentence.at(2), sentence.at(5), sentence.at(2, 3)) == (1, 6, 9, None)


def test_a_heading_is_one_sentence() -> None:
    assert [each.text for each in read("# One. Two? Three\n\nOne. Two.")] == [
        "One. Two? Three",
        "One.",
        "Two.",
    ]
