"""What is higher than a slide is divided within: no word is lost, and each part has room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from pipeline.editions.deck_words import sentences
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.walk import text_of, walk
from pipeline.slides import division
from pipeline.slides import measuring as measure
from pipeline.slides.division import Room
from pipeline.slides.paragraphs import Bullet, paragraphs_of
from pipeline.slides.points import text_box, text_height, visible_paragraphs
from pipeline.slides.rooms import parts_of_column, parts_that_fit
from tests.canvas import CANVAS
from tests.slides.builders import div, one_sentence, para, row, table

BOX = text_box("text", CANVAS)
SENTENCES = " ".join(f"Sentence {number} has some more words than three." for number in range(60))
LONG = para(SENTENCES)
LINES = [f"word {number}" for number in range(60)]


def in_english(inlines: n.Inlines) -> Iterator[n.Inlines]:
    return sentences(inlines, "en")


def keep(blocks: n.Blocks) -> n.Blocks:
    return blocks


def divide(*blocks: n.Block) -> tuple[n.Blocks, ...]:
    return parts_that_fit(blocks, keep, in_english, CANVAS)


def bullets(*items: n.Blocks) -> n.BulletList:
    return n.BulletList(items)


POINTS = bullets(*((para(line),) for line in LINES))
KINDS: dict[str, n.Block] = {
    "a paragraph": LONG,
    "a quotation": n.BlockQuote((para("Before."), LONG)),
    "a quotation of many paragraphs": n.BlockQuote(tuple(map(para, LINES))),
    "a box": div("callout", para("Before."), LONG, para("Behind.")),
    "a point": bullets((para("Before."),), (LONG,), (para("Behind."),)),
    "a point of many points": bullets((para("Before."), POINTS), (para("Behind."),)),
    "a number": n.OrderedList(4, "Decimal", "Period", ((LONG,), (para("Behind."),))),
    "a definition": n.DefinitionList(((words("Term"), ((LONG,), (para("More."),))),)),
    "verse": n.LineBlock(tuple(words(line) for line in LINES)),
    "code": n.CodeBlock(n.Attr(), "\n".join(LINES)),
    "code in a point": bullets((para("Before."), n.CodeBlock(n.Attr(), "\n".join(LINES)))),
    "a table in a point": bullets((para("Before."), table([row(line, "b") for line in LINES]))),
    "a quotation in a box in a point": bullets((div("other", n.BlockQuote((LONG,))),)),
}


def plain_words(blocks: n.Blocks) -> list[str]:
    """Return the words of blocks in order, also those of terms and cells."""
    return [node.text for node in walk(blocks) if isinstance(node, n.Str)] + [
        word for node in walk(blocks) if isinstance(node, n.CodeBlock) for word in node.text.split()
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_each_part_has_room_and_no_word_is_lost(kind: str) -> None:
    block = KINDS[kind]
    parts = divide(para("First."), block, para("Last."))
    assert len(parts) > 2
    assert [word for part in parts for word in plain_words(part)] == [
        "First.", *plain_words((block,)), "Last."
    ]  # fmt: skip
    for part in parts:
        paragraphs = visible_paragraphs(part)
        style = measure.SMALL_TABLE if all(each.verbatim for each in paragraphs) else measure.TEXT
        assert text_height(paragraphs, style, BOX.width) <= BOX.height


@pytest.mark.parametrize("kind", ["a paragraph", "a quotation", "a box", "a point", "a number"])
def test_parts_end_where_sentences_do(kind: str) -> None:
    assert all(text_of(part).endswith(".") for part in divide(KINDS[kind]))


def test_parts_are_as_full_as_they_can_be() -> None:
    *parts, _ = divide(LONG)
    assert len({len(text_of(part).split(".")) for part in parts}) <= 2
    height = text_height(visible_paragraphs(parts[0]), measure.TEXT, BOX.width)
    assert height > BOX.height - 2 * measure.TEXT.line


def test_a_point_goes_on_without_its_mark_and_as_far_in() -> None:
    first, *rest = divide(bullets((LONG,), (para("Behind."),)))
    [start] = paragraphs_of(first)
    assert (start.marker, start.level) == (Bullet(), 0)
    *further, last = (each for part in rest for each in paragraphs_of(part))
    assert {(each.marker, each.level) for each in further} == {(None, 1)}
    assert (last.marker, last.level) == (Bullet(), 0)


def test_points_within_a_point_stay_within() -> None:
    parts = divide(KINDS["a point of many points"])
    marks = [(each.marker, each.level) for part in parts for each in paragraphs_of(part)]
    assert marks == [(Bullet(), 0), *[(Bullet(), 1)] * len(LINES), (Bullet(), 0)]


def test_numbers_go_on_behind_an_item_that_was_divided() -> None:
    blocks = [block for part in divide(KINDS["a number"]) for block in part]
    assert [block.start for block in blocks if isinstance(block, n.OrderedList)] == [4, 5]


def test_only_the_first_part_has_the_id() -> None:
    own = n.Div(n.Attr("own"), (n.Para((n.Span(n.Attr("inner"), words(SENTENCES)),)),))
    parts = divide(own)
    boxes = [block for part in parts for block in part if isinstance(block, n.Div)]
    spans = [node for node in walk(tuple(boxes)) if isinstance(node, n.Span)]
    assert [box.attr.id for box in boxes] == ["own", *[""] * (len(parts) - 1)]
    assert [span.attr.id for span in spans] == ["inner", *[""] * (len(parts) - 1)]


def test_a_sentence_that_smaller_type_holds_is_whole_and_a_longer_one_is_divided() -> None:
    counts = [len(parts_that_fit((para("word " * length),), keep, one_sentence, CANVAS))
              for length in (50, 150, 2000)]  # fmt: skip
    assert counts[:2] == [1, 1]
    assert counts[2] > 5


@pytest.mark.parametrize(
    "inline",
    [
        n.Str("a" * 9_000),
        n.Code(n.Attr(), "a" * 9_000),
        n.Emph((n.Str("a" * 9_000),)),
        n.Quoted("DoubleQuote", words("aa " * 3_000)),
        n.Strong((n.Emph(words("aa " * 3_000)),)),
    ],
)
def test_words_that_no_slide_holds_are_divided(inline: n.Inline) -> None:
    parts = divide(n.Para((n.Str("Before"), n.Space(), inline, n.Str("."))))
    letters = "".join(text_of(part) for part in parts)
    assert len(parts) > 2
    assert letters.count("a") == text_of((inline,)).count("a")
    assert letters.endswith(".")


@pytest.mark.parametrize("line", ["a" * 9_000, "aa " * 3_000])
def test_a_line_of_code_that_no_slide_holds_is_divided(line: str) -> None:
    parts = divide(n.CodeBlock(n.Attr(), f"First\n{line}\nLast"))
    texts = [block.text for part in parts for block in part if isinstance(block, n.CodeBlock)]
    assert len(texts) > 2
    assert "".join("".join(texts).split("\n")) == f"First{line}Last"
    for part in parts:
        assert text_height(visible_paragraphs(part), measure.SMALL_TABLE, BOX.width) <= BOX.height


def test_what_nothing_divides_has_a_slide_of_its_own() -> None:
    formula = n.Para((n.Math("DisplayMath", "x" * 9_000),))
    assert divide(para("a"), formula, para("b")) == ((para("a"),), (formula,), (para("b"),))


def test_a_column_holds_half_as_much() -> None:
    counts = [len(parts((LONG,), keep, in_english, CANVAS)) for parts in (parts_that_fit, parts_of_column)]
    assert counts[1] > 1.5 * counts[0]


@pytest.mark.parametrize("count", range(6, 30, 3))
def test_a_heading_stands_over_what_follows_it(count: int) -> None:
    heads = (n.Header(3, n.Attr(), words("Head")), n.Header(4, n.Attr(), words("Lower")))
    parts = divide(para("A sentence has five words. " * count), *heads, para(SENTENCES[:800]))
    for part in parts:
        assert not isinstance(part[-1], n.Header)
        assert text_height(visible_paragraphs(part), measure.TEXT, BOX.width) <= BOX.height
    assert [block for part in parts for block in part if isinstance(block, n.Header)] == list(heads)


@pytest.mark.parametrize("node", [n.Emph, n.Strong, n.SmallCaps, partial(n.Link, n.Attr("a"), url="#b")])
def test_sentences_in_one_inline_are_divided_before_they_are_set_smaller(
    node: Callable[..., n.Inline],
) -> None:
    parts = divide(n.Para((node(inlines=words(SENTENCES[:1500])),)))
    assert len(parts) > 1
    assert " ".join(map(text_of, parts)).split() == SENTENCES[:1500].split()
    assert all(text_of(part).endswith(".") for part in parts[:-1])
    for part in parts:
        assert text_height(visible_paragraphs(part), measure.TEXT, BOX.width) <= BOX.height


@pytest.mark.parametrize(
    ("height", "counts"), [(50.0, [2, 1]), (49.9, [1, 1, 1]), (80.0, [3]), (79.9, [2, 1])]
)
def test_a_part_takes_what_fits_to_the_last_point(height: float, counts: list[int]) -> None:
    # Three blocks of 20 points with gaps of 10.
    room = Room(height, lambda blocks: 20.0 * len(blocks), 10.0, in_english)
    parts = division.divide((para("One."), para("Two."), para("Three.")), room)
    assert [len(part) for part in parts] == counts
