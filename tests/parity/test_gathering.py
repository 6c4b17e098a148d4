"""One cause is told once; what is lost is told where it belongs; what stands elsewhere is known again."""

from __future__ import annotations

import pytest

from pipeline.model.inspection import Mark, Passage
from pipeline.parity.comparison import compare
from pipeline.parity.differences import Difference, differences
from pipeline.parity.gathering import gather
from pipeline.parity.marks import mark_differences


def loss(number: int, spot: int, group: str = "") -> Difference:
    return Difference("text-lost", f"“word {number}” is lost", None, spot, group=group)


def test_few_differences_are_told_one_by_one() -> None:
    items = [loss(number, 1, "text 4") for number in range(3)]
    assert gather(items) == tuple(items)


def test_many_stretches_of_one_passage_are_told_once() -> None:
    (one,) = gather([loss(number, 1, "text 4") for number in range(7)])
    assert one.message == "“word 0” is lost, and 6 more there"


def test_many_differences_on_one_page_are_told_with_their_number() -> None:
    result = gather([loss(number, 3) for number in range(9)])
    assert len(result) == 5
    assert result[-1].message == "“word 4” is lost, and 4 more there"


def test_a_flood_is_cut_and_says_how_much_there_is() -> None:
    result = gather([loss(number, number) for number in range(40)])
    assert len(result) == 13
    assert result[-1].message == "and 28 more of this code"


def test_of_two_notes_that_begin_alike_the_one_that_is_lost_is_lost_whole() -> None:
    notes = [Passage("note", "The date is the ministry’s."), Passage("note", "The place is not known.")]
    (one,) = differences(compare(notes, notes[1:]))
    assert one.message == "the note “The date is the ministry’s.” is lost"


def test_a_heading_that_is_repeated_above_its_text_is_not_taken_for_that() -> None:
    own = [
        Passage("heading", "Aid and war", 4, level=1),
        Passage("text", "Aid and war", 5),
        Passage("heading", "Aid came first", 5, level=2),
    ]
    (one,) = differences(compare(own, own[1:]))
    assert (one.message, one.spot) == ("the heading “Aid and war” is lost", 4)


def test_a_heading_among_words_in_excess_stands_elsewhere() -> None:
    texts = [Passage("heading", "The end of aid", level=1), Passage("text", "Aid ended in 1963 at last.")]
    more = [Passage("heading", "Another beginning", level=1), Passage("text", "It began again in 1965 then.")]
    other = [texts[1], Passage("text", "The end of aid Another beginning"), more[1]]
    codes = [each.code for each in differences(compare([*texts, *more], other))]
    assert codes == ["heading-order-differs"]


@pytest.mark.parametrize(("spots", "count"), [((1, 2, 3), 0), ((1, 3, 2), 1)])
def test_a_page_before_the_one_that_it_follows_is_told(spots: tuple[int, ...], count: int) -> None:
    texts = ["The first page has this.", "Another one follows here.", "Nothing comes after that."]
    own = [Passage("text", text) for text in texts]
    other = [Passage("text", text, spot) for text, spot in zip(texts, spots, strict=True)]
    assert [each.code for each in mark_differences(compare(own, other))] == ["heading-order-differs"] * count


@pytest.mark.parametrize(("name", "codes"), [("date", []), ("place", ["fact-lost"])])
def test_the_words_of_a_fact_are_marked_as_that_fact(name: str, codes: list[str]) -> None:
    def passage(fact: str) -> Passage:
        return Passage("text", "It was signed in 1867.", marks=(Mark("fact", 17, 21, fact),))

    alignment = compare([passage("date")], [passage(name)])
    assert [each.code for each in mark_differences(alignment)] == codes
