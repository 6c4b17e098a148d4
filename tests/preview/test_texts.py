"""The words of finished files, where they stand, and words found again in another text."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pypdfium2
import pytest

from pipeline.pdfium.pages import Pages
from pipeline.preview import places, texts
from pipeline.preview.events import UnboundRow
from pipeline.preview.texts import BoundWords, Spot, Text
from tests.articles import artifact

PAGE = b"""<html><body><h1>A <b>head</b>ing</h1><p>One <span data-fact="a">$7 million</span>, two
<span data-fact="b">20 per cent <i data-fact="c">of all</i></span> three</p><script>four</script>
<ul><li>five</li></ul></body></html>"""


def text(words: str) -> Text:
    own_words = tuple(words.split())
    return Text(own_words, tuple(Spot(block=number) for number in range(len(own_words))), ())


def test_words_of_a_page_have_their_blocks_and_scripts_have_none() -> None:
    result = texts.page_text(PAGE)
    assert " ".join(result.words) == "a head ing one 7 million two 20 per cent of all three five"
    assert [each.block for each in result.spots] == [0] * 3 + [1] * 10 + [2]


def test_bound_words_have_their_number_also_where_they_are_nested() -> None:
    result = texts.page_text(PAGE)
    rows = {each.fact: (result.words[each.first : each.last + 1], each.spot) for each in result.bindings}
    assert rows["a"] == (("7", "million"), Spot(block=1, index=0))
    assert rows["b"] == (("20", "per", "cent", "of", "all"), Spot(block=1, index=1))
    assert rows["c"] == (("of", "all"), Spot(block=1, index=2))


def test_letters_with_and_without_marks_are_one_word() -> None:
    assert list(texts.words_of("CAFÉ cafe\u0301 Straße, 4,500")) == ["cafe", "cafe", "strasse", "4", "500"]


def test_slides_are_named_by_their_ids() -> None:
    deck = b"""<body><section class="slide" id="one"><h2>A</h2></section>
    <section class="slide is-text" id="two"><p>B <span data-fact="a">C</span></p>
    <aside class="notes"><p>E</p></aside></section><p>D</p></body>"""
    result = texts.deck_text(deck)
    rows = [(word, spot.document, spot.label) for word, spot in zip(result.words, result.spots, strict=True)]
    assert rows == [
        ("a", "one", "1"), ("b", "two", "2"), ("c", "two", "2"), ("e", "two", "2, notes"), ("d", "", ""),
    ]  # fmt: skip


def test_an_e_book_is_read_in_its_order(build_folder: Path) -> None:
    book = texts.read_book(artifact(build_folder, "tests/sample", "ebook.epub").read_bytes())
    titles = [title for _, title in book.chapters]
    assert titles.index("At a glance") < titles.index("From treaty to payment") < titles.index("Sources")
    result = texts.book_text(book)
    assert {each.spot.label for each in result.bindings if each.fact == "price"} >= {
        "At a glance",
        "From treaty to payment",
    }


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7"])
def test_what_is_no_book_and_no_pdf_is_told(data: bytes) -> None:
    with pytest.raises(ValueError, match="no e-book"):
        texts.read_book(data)
    with pytest.raises(ValueError, match="no PDF"):
        Pages(data)


def test_every_bound_word_of_the_e_book_is_found_on_the_pages_of_the_briefing(build_folder: Path) -> None:
    book_text = texts.book_text(
        texts.read_book(artifact(build_folder, "tests/sample", "ebook.epub").read_bytes())
    )
    pages = places.bind(
        texts.pdf_text(Pages(artifact(build_folder, "tests/sample", "briefing.pdf").read_bytes())), book_text
    )
    assert {each.fact for each in pages.bindings} == {each.fact for each in book_text.bindings}
    for each in pages.bindings:
        assert each.spot.box is not None
        x, y, width, height = each.spot.box
        assert 0 <= x < x + width <= 1
        assert 0 <= y < y + height <= 1


def test_the_box_of_an_amount_has_its_currency_and_its_words(build_folder: Path) -> None:
    pages = Pages(artifact(build_folder, "tests/sample", "briefing.pdf").read_bytes())
    result = places.bind(
        texts.pdf_text(pages),
        texts.book_text(texts.read_book(artifact(build_folder, "tests/sample", "ebook.epub").read_bytes())),
    )
    boxes = [each.spot.box for each in result.bindings if each.fact == "price" and each.spot.page == 0]
    sentence = [each for each in boxes if each and each[3] < 0.02]
    words = {word.text: word for word in pages.words(0) if word.text in ("For", "million")}
    # In "For $7.2 million the United States", the box begins after "For" and ends with "million".
    for_end = words["For"].x + words["For"].width
    assert any(0 < box[0] - for_end < 0.01 and box[2] > 3 * words["For"].width for box in sentence)


def test_words_are_told_apart_by_those_beside_them() -> None:
    haystack = text("in 1955 aid began and in 1955 war ended and 1955 came")
    own_places = places.Places(haystack)
    assert own_places.find(["1955"], ["and", "in"], ["war"]) == 6
    assert own_places.find(["1955"], ["in"], ["aid"]) == 1
    assert own_places.find(["1955"], ["ended", "and"], ["came"]) == 10
    assert own_places.find(["1956"], [], []) == -1
    assert own_places.find(["1955", "peace"], [], []) == -1
    assert own_places.find([], [], []) == -1


def test_the_number_of_a_note_among_the_words_beside_does_not_mislead() -> None:
    own_places = places.Places(text("it was 7 and when the price 3 was 7 gold came"))
    assert own_places.find(["7"], ["when", "the", "price", "was"], ["gold"]) == 9
    own_places = places.Places(text("7 2 in gold came and 7 in lead"))
    assert own_places.find(["7"], [], ["in", "gold", "came"]) == 0


def test_a_place_is_given_to_one_fact_only() -> None:
    own = text("a 7 b 7 c")
    bindings = Text(own.words, own.spots, (BoundWords("x", 1, 1, Spot()), BoundWords("y", 1, 1, Spot())))
    assert sorted(each.first for each in places.bind(own, bindings).bindings) == [1, 3]


@pytest.mark.parametrize("seed", range(20))
def test_bound_words_are_found_in_a_text_of_which_parts_stand_elsewhere(seed: int) -> None:
    chance = random.Random(seed)
    parts = [[f"{chance.choice('abcdefgh')}{chance.randrange(60)}" for _ in range(30)] for _ in range(8)]
    words = tuple(word for part in parts for word in part)
    numbers = sorted(chance.sample(range(len(words) - 2), 15))
    bindings = tuple(BoundWords(str(place), place, place, Spot()) for place in numbers)
    order = chance.sample(range(8), 8)
    other_text = text(" ".join(word for number in order for word in parts[number]))
    result = places.bind(other_text, Text(words, text(" ".join(words)).spots, bindings))
    own_places = {int(each.fact): each.first for each in result.bindings}
    right_places = {place: 30 * order.index(place // 30) + place % 30 for place in numbers}
    assert own_places == right_places


def test_a_line_of_the_source_is_found_without_its_markup() -> None:
    own_places = places.Places(text("the price was 7 million in gold and the ships left in may"))
    line = "The price was [7 million]{fact=price} in *gold* [@li, p. 3]."
    spot = places.place_of_line(own_places, line, line.index("gold") + 1)
    assert spot is not None
    assert spot.block in range(8)
    assert places.place_of_line(own_places, "Nothing of it stands there.", 1) is None
    assert places.place_of_line(own_places, "", 1) is None
    assert places.place_of_line(own_places, "Only gold is there.", 1) is None
    assert places.place_of_line(own_places, "Gold", 1) == Spot(block=6)
    assert (
        places.place_of_line(own_places, "Nothing{price=was 7 million} [there](the/price.html).", 1) is None
    )


def test_what_is_bound_to_no_fact_is_found_beside_what_is() -> None:
    own = text("of 31 ports 31 lay")
    own = Text(own.words, own.spots, (BoundWords("x", 1, 1, Spot()),))
    marks = places.find_marks(
        places.Places(own), [UnboundRow("of ports ", "31", " lay"), UnboundRow("", "99", "")]
    )
    assert [(words, spot.block) for words, spot in marks] == [("31", 3)]


def test_a_word_that_a_line_divides_is_one_word_and_has_the_box_of_its_first_part(build_folder: Path) -> None:
    data = artifact(build_folder, "tests/torture", "briefing.pdf").read_bytes()
    pages = Pages(data)
    divided_words: list[tuple[int, str]] = []
    for number, page in enumerate(pypdfium2.PdfDocument(data)):
        pairs = re.findall(r"([^\W_]+)[\ufffe\x02\xad]\s*([^\W_]+)", page.get_textpage().get_text_range())
        divided_words += ((number, one + other) for one, other in pairs)
    assert divided_words
    for number, word in divided_words:
        boxes = [each for each in pages.words(number) if each.text == word]
        assert boxes, word
        # Two lines of the text are three hundredths of a page, one is less than two.
        assert min(each.height for each in boxes) < 0.02


def test_a_sign_beside_a_number_is_in_its_box(build_folder: Path) -> None:
    pages = Pages(artifact(build_folder, "tests/sample", "briefing.pdf").read_bytes())
    hundreds = [each for number in (0, 1) for each in pages.words(number) if each.text == "100"]
    # As wide as three digits, or as three digits and a percent sign, in heights of a digit.
    shapes = sorted(each.width / each.height for each in hundreds)
    assert shapes[-1] > 1.3 * shapes[0]


def test_a_picture_has_the_width_that_was_asked_for_within_bounds(build_folder: Path) -> None:
    pages = Pages(artifact(build_folder, "tests/sample", "briefing.pdf").read_bytes())
    small, large = pages.picture(0, 300), pages.picture(0, 30_000)
    sizes = [tuple(int.from_bytes(each[at : at + 4], "big") for at in (16, 20)) for each in (small, large)]
    assert abs(sizes[0][0] - 300) <= 1
    assert sizes[1][0] * sizes[1][1] <= 4_010_000
