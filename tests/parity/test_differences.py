"""Differences between what is stated and what is read: each by its code, none without cause."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from pipeline.model.inspection import Cell, Mark, Passage
from pipeline.parity.comparison import compare
from pipeline.parity.differences import Difference, differences
from pipeline.parity.marks import mark_differences

FACT = "Aid came to $409.6 million by 1963 (Leos 1997)."
TEXT = (
    Passage("heading", "The war years", 1, 0, level=1, name="war"),
    Passage(
        "text",
        FACT,
        1,
        20,
        marks=(
            Mark("fact", FACT.index("$"), FACT.index(" by"), "aid"),
            Mark("citation", FACT.index("Leos"), FACT.index(")."), "leos"),
            Mark("link", FACT.index("Leos"), FACT.index(")."), "#ref-leos"),
        ),
    ),
    Passage("text", "Nothing was paid after the coup of March 1970.", 1, 80),
    Passage("heading", "The way back", 2, 140, level=1, name="back"),
    Passage("text", "An embassy opened again in November 1991.", 2, 160, marks=(Mark("note", 41, 41, "1"),)),
    Passage("caption", "Table 1. Replies to four letters", 2, 220),
    *(
        Passage("cell", words, 2, 260 + 10 * number, cell=Cell(1, number // 3 + 1, number % 3 + 1))
        for number, words in enumerate(
            ["Letter", "Sent", "Reply", "First", "3 May", "none", "Second", "9 June", "a refusal"]
        )
    ),
    Passage("text", "See the archive for the rest.", 3, 400, marks=(Mark("link", 8, 15, "https://a.org/b"),)),
)


def compare_with_text(passages: Sequence[Passage]) -> tuple[Difference, ...]:
    """Return all differences of passages from the text."""
    alignment = compare(TEXT, passages)
    return (*differences(alignment), *mark_differences(alignment))


def with_text(number: int, old: str, new: str) -> tuple[Passage, ...]:
    """Return the text with other words in a passage, its marks at their words."""
    passage = TEXT[number]
    assert passage.text.count(old) == 1
    start, shift = passage.text.index(old), len(new) - len(old)
    marks = tuple(
        replace(
            mark,
            start=mark.start + (shift if mark.start > start else 0),
            end=mark.end + (shift if mark.end > start else 0),
        )
        for mark in passage.marks
    )
    other = replace(passage, text=passage.text.replace(old, new), marks=marks)
    return (*TEXT[:number], other, *TEXT[number + 1 :])


def without(*numbers: int) -> tuple[Passage, ...]:
    """Return the text without some passages."""
    return tuple(each for number, each in enumerate(TEXT) if number not in numbers)


def with_exchange(one: int, other: int) -> tuple[Passage, ...]:
    """Return the text with two passages in each other's place."""
    items = list(TEXT)
    items[one], items[other] = items[other], items[one]
    return tuple(items)


def with_marks(number: int, change: Callable[[Mark], Mark | None]) -> tuple[Passage, ...]:
    """Return the text with other marks in a passage."""
    marks = tuple(each for mark in TEXT[number].marks if (each := change(mark)) is not None)
    return (*TEXT[:number], replace(TEXT[number], marks=marks), *TEXT[number + 1 :])


DAMAGES: dict[str, tuple[tuple[Passage, ...], str, str]] = {
    "a digit of a fact": (with_text(1, "409.6", "489.6"), "fact-altered", "$489.6 million"),
    "the unit of a fact": (with_text(1, "million", "billion"), "fact-altered", "$409.6 billion"),
    "a fact": (with_text(1, "$409.6 million ", ""), "fact-lost", "aid"),
    "the year of a citation": (with_text(1, "1997", "1998"), "citation-label-differs", "Leos 1998"),
    "a citation": (with_text(1, " (Leos 1997)", ""), "citation-lost", "leos"),
    "a word": (with_text(2, "Nothing", "Much"), "text-lost", "Much"),
    "a letter": (with_text(2, "coup", "c\N{CYRILLIC SMALL LETTER O}up"), "text-lost", "coup"),
    "a sign": (with_text(2, "1970.", "1970"), "text-lost", "1970."),
    "a case": (with_text(2, "March", "march"), "text-lost", "march"),
    "a blank": (with_text(2, "the coup", "thecoup"), "text-lost", "thecoup"),
    "a blank within a word": (with_text(2, "Nothing", "No thing"), "text-lost", "No thing"),
    "a word in excess": (with_text(2, "coup", "sudden coup"), "text-extra", "sudden"),
    "a word doubled": (with_text(2, "coup", "coup coup"), "text-extra", "coup"),
    "words in another order": (with_text(2, "paid after", "after paid"), "text-lost", "after"),
    "a passage": (without(2), "text-lost", "Nothing was paid"),
    "two passages": (without(2, 3), "text-lost", "Nothing was paid"),
    "a heading": (without(3), "text-lost", "heading “The way back”"),
    "a cell": (without(8), "table-cell-lost", "“Reply”"),
    "a column": (without(8, 11, 14), "table-cell-lost", "Reply"),
    "a row": (without(9, 10, 11), "table-cell-lost", "3 cells of table 1"),
    "two cells": (with_exchange(10, 13), "table-cell-lost", "3 May"),
    "a value of a cell": (with_text(10, "3 May", "8 May"), "table-cell-lost", "“8”, in “3 May”"),
    "the target of a link": (
        with_marks(15, lambda mark: replace(mark, name="https://a.org/c")),
        "link-dead",
        "https://a.org/c",
    ),
    "a link": (with_marks(15, lambda mark: None), "link-dead", "archive"),
    "the link of a citation": (
        with_marks(1, lambda mark: None if mark.kind == "link" else mark),
        "citation-lost",
        "leos",
    ),
    "the call of a note": (with_marks(4, lambda mark: None), "note-lost", "An embassy"),
    "all": ((), "text-lost", "The war years"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_has_its_code(name: str) -> None:
    passages, code, words = DAMAGES[name]
    results = compare_with_text(passages)
    assert [each for each in results if each.code == code and words in each.message], results
    assert len(results) <= 3, results


def test_what_is_the_same_has_no_difference() -> None:
    assert compare_with_text(TEXT) == ()


def test_two_headings_in_each_others_place() -> None:
    results = compare_with_text(with_exchange(0, 3))
    assert {each.code for each in results} == {"heading-order-differs"}


def test_a_heading_of_another_level() -> None:
    other = (*TEXT[:3], replace(TEXT[3], level=2), *TEXT[4:])
    assert [each.code for each in compare_with_text(other)] == ["heading-order-differs"]
    assert (
        compare_with_text(tuple(replace(each, level=each.level + 1 if each.level else 0) for each in TEXT))
        == ()
    )


STYLES: dict[str, Callable[[str], str]] = {
    "capitals": lambda text: text.upper(),
    "a hyphen that divides": lambda text: text.replace("Nothing", "No\N{SOFT HYPHEN}thing"),
    "a ligature": lambda text: text.replace("fi", "\N{LATIN SMALL LIGATURE FI}"),
    "no-break spaces": lambda text: text.replace(" ", "\N{NO-BREAK SPACE}"),
    "marks of direction": lambda text: f"\N{LEFT-TO-RIGHT ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}",
    "a place to break": lambda text: text.replace("$", "$\N{ZERO WIDTH SPACE}"),
}


@pytest.mark.parametrize("name", STYLES)
def test_what_only_styles_words_is_no_difference(name: str) -> None:
    # Marks are at other offsets then: they are not compared here.
    other = tuple(replace(each, text=STYLES[name](each.text), marks=()) for each in TEXT)
    assert other != TEXT
    assert differences(compare(TEXT, other)) == ()


def test_words_may_stand_in_other_passages() -> None:
    text = " ".join(each.text for each in TEXT)
    assert differences(compare(TEXT, [Passage("text", text)])) == ()


def test_numbers_that_a_format_counts_may_differ() -> None:
    own = Passage("text", "Leos. Letters. ↩ 1 2", marks=(Mark("counter", 17, 18), Mark("counter", 19, 20)))
    assert differences(compare([own], [Passage("text", "Leos. Letters. ↩ 4, 11, 12")])) == ()
    [difference] = differences(compare([own], [Passage("text", "Leos. Letter. ↩ 4")]))
    assert difference.code == "text-lost"


def test_the_place_is_that_of_the_passage_and_of_the_file() -> None:
    [difference] = compare_with_text(with_text(4, "1991", "1981"))
    assert (difference.at, difference.spot) == (160, 2)
    [difference] = compare_with_text(with_text(4, "1991.", "1991. Or not."))
    assert (difference.code, difference.at, difference.spot) == ("text-extra", 160, 2)


def test_any_change_of_a_letter_is_a_difference() -> None:
    chance = random.Random(15)
    for _ in range(300):
        number = chance.randrange(len(TEXT))
        text = TEXT[number].text
        place = chance.choice([i for i, letter in enumerate(text) if not letter.isspace()])
        letter = chance.choice([each for each in "abcxyz0159.,$-" if each != text[place]])
        if letter == text[place].upper():
            continue
        words = text[:place] + letter + text[place + 1 :]
        other = (*TEXT[:number], replace(TEXT[number], text=words), *TEXT[number + 1 :])
        assert differences(compare(TEXT, other)), (text, words)


def test_a_code_point_in_a_box_is_its_letter() -> None:
    own = [Passage("text", "The name is 漢字 here.")]
    assert differences(compare(own, [Passage("text", "The name is U+6F22 U+5B57 here.")])) == ()
    [difference] = differences(compare(own, [Passage("text", "The name is U+6F22 U+5B58 here.")]))
    assert difference.code == "text-lost"


def test_signs_beside_words_of_the_other_direction_have_no_order() -> None:
    own = [Passage("text", "He wrote שלום, and left.")]
    assert differences(compare(own, [Passage("text", "He wrote ,שלום and left.")])) == ()
    [difference] = differences(compare(own, [Passage("text", "He wrote שלוב, and left.")]))
    assert difference.code == "text-lost"
    assert differences(
        compare([Passage("text", "He wrote so, and left.")], [Passage("text", "He wrote ,so and left.")])
    )


def test_words_of_two_directions_have_no_order_but_all_their_letters() -> None:
    own = [Passage("text", "He wrote שלום לכם and then سلام in 1990, it is said.")]
    other = Passage("text", "He wrote לכם and then שלום in 1990, it سلام is said.")
    assert differences(compare(own, [other])) == ()
    results = differences(compare(own, [Passage("text", other.text.replace("سلام", "سلم"))]))
    assert {each.code for each in results} <= {"text-lost", "text-extra"}
    assert results
