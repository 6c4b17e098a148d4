"""A deck for so many minutes: which slides it has, and where it tells what it leaves out."""

from __future__ import annotations

import pytest

from pipeline.editions.deck_minutes import select
from pipeline.model.front_matter import DeckOptions
from pipeline.model.slides import Kind, Slide
from pipeline.model.walk import text_of
from tests.editions.section_sample import with_caption
from tests.editions.test_deck_slides import FRONT, heading, notes_of, slides_of
from tests.slides.builders import div, para


def slide(name: str, words: int = 1, kind: Kind = "points", at: int | None = None) -> Slide:
    return Slide(name, kind, para(name).inlines, notes=(para("word " * words),), at=at)


def part(name: str, *words: int) -> tuple[Slide, ...]:
    """Return a part of so many slides, each with so many words and a place of its own."""
    return tuple(slide(f"{name}{place}", count, at=place) for place, count in enumerate(words, 1))


def names(*parts: tuple[Slide, ...], minutes: int, opening: int = 0) -> str:
    selection = select(parts, minutes, opening)
    return " ".join(each.id for rest in selection.parts for each in rest)


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, ""),
        (1, "b1"),
        (2, "a1 b1"),
        (3, "a1 b1 c1"),
        (4, "a1 b1 b2 c1"),
        (5, "a1 b1 b2 b3 c1"),
        (6, "a1 a2 b1 b2 b3 c1"),
        (7, "a1 a2 b1 b2 b3 c1 c2"),
        (99, "a1 a2 b1 b2 b3 c1 c2"),
    ],
)
def test_the_heaviest_parts_have_slides_first_and_most(minutes: int, text: str) -> None:
    assert names(part("a", 15, 15), part("b", 50, 25, 25), part("c", 5, 5), minutes=minutes) == text


def test_slides_before_the_sections_take_their_minutes() -> None:
    assert names(part("a", 1), part("b", 2), minutes=3, opening=2) == "b1"
    assert names(part("a", 1), part("b", 2), minutes=3, opening=9) == ""


def test_parts_of_one_weight_are_taken_in_their_order() -> None:
    assert names(part("a", 1, 1), part("b", 1, 1), minutes=1) == "a1"
    assert names(part("a", 1, 1), part("b", 1, 1), minutes=3) == "a1 a2 b1"


def test_the_first_slide_of_a_section_and_then_points_and_numbers_come_before_others() -> None:
    kinds: list[Kind] = ["text", "formula", "table", "figure", "number", "points"]
    own = tuple(slide(kind, kind=kind, at=place) for place, kind in enumerate(kinds))
    orders = [names(own, minutes=count).split() for count in range(1, 7)]
    gains = [next(iter({*order} - {*before})) for before, order in zip([[], *orders], orders, strict=False)]
    assert gains == ["text", "points", "number", "figure", "table", "formula"]
    assert orders[-1] == kinds


def test_what_needs_several_slides_has_all_or_none_and_leaves_its_room_to_others() -> None:
    table = tuple(slide(f"t{place}", 50, "table", at=7) for place in range(3))
    assert names(table, part("a", 1), minutes=2) == "a1"
    assert names(table, part("a", 1), minutes=3) == "t0 t1 t2"
    disputes = tuple(slide(f"d{place}", 50, "table") for place in range(2))
    assert names(disputes, minutes=1) == ""


def test_a_divider_needs_no_minute_and_three_slides_behind_it() -> None:
    divider = Slide("sec-a", "divider", para("A").inlines, notes=(para("Said first."),))
    own = (divider, *(Slide(f"a{place}", "points", (), at=place, level=3) for place in range(4)))
    assert names(own, minutes=3) == "sec-a a0 a1 a2"
    [rest] = select([own], 2, 0).parts
    assert [(each.id, each.level, notes_of(each)) for each in rest] == [
        ("sec-a", 2, ["Said first."]), ("a1", 2, [])
    ]  # fmt: skip
    assert select([own], 2, 0).omissions == own[3:]
    assert names(own, minutes=0) == ""


def test_a_deck_names_what_it_leaves_out_in_the_notes_of_its_last_slide() -> None:
    front = FRONT.model_copy(update={"deck": DeckOptions(minutes=1)})
    points = div("key-points", para("In one."))
    blocks = (heading("One"), points, with_caption("Prices."), heading("Two"), para("In."))
    *_, last = slides_of(*blocks, front=front)
    assert (last.kind, notes_of(last)) == ("colophon", ["Left out for time: Prices; Two."])
    *_, last = slides_of(*blocks)
    assert notes_of(last) == []
    every = slides_of(*blocks, front=front.model_copy(update={"deck": DeckOptions(minutes=9)}))
    assert every == slides_of(*blocks)
    assert text_of(last.title) == "How this was made"


def test_the_bottom_line_takes_a_minute_and_the_title_none() -> None:
    lead = div("standfirst", para("It is so."))
    blocks = (lead, heading("One"), para("In one."), heading("Two"), para("In."))
    front = FRONT.model_copy(update={"deck": DeckOptions(minutes=2)})
    ids = [each.id for each in slides_of(*blocks, front=front)]
    assert ids == ["cover", "bottom-line", "sec-one", "colophon"]
