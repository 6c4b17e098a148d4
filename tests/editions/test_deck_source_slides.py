"""The slides that list the sources of a deck: which, in what order, on how many pages."""

from __future__ import annotations

import pytest

from pipeline.editions.deck_sources import source_slides
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.facts import Ledger
from pipeline.model.front_matter import FrontMatter
from pipeline.model.slides import Slide
from pipeline.model.source import SourceText
from pipeline.model.stages import Document
from pipeline.model.walk import text_of, walk
from pipeline.slides import entries
from pipeline.slides import measuring as measure
from tests.canvas import CANVAS

LIMIT = entries.column_box(CANVAS).height


def entry(key: str, text: str = "An entry.", *classes: str, link: n.Link | None = None) -> n.Div:
    inlines = (*words(text), n.Space(), link) if link else words(text)
    return n.Div(n.Attr(f"ref-{key}", ("csl-entry", *classes)), (n.Para(inlines),))


def document(*bibliography: n.Div, nocite: tuple[str, ...] = (), lang: str = "en") -> Document:
    return Document(
        slug="sample", source=SourceText("article.md", ""), front=FrontMatter(title="T", lang=lang),
        blocks=(), bibliography=bibliography, drawings={}, media={}, ledger=Ledger(), references=(),
        nocite_keys=frozenset(nocite),
    )  # fmt: skip


def slide_of(*keys: str) -> Slide:
    cite = n.Cite(tuple(n.Citation(key) for key in keys), (n.Str("x"),))
    return Slide("one", "text", (), content=(n.Para((cite,)),))


def keys_of(slide: Slide) -> list[list[str]]:
    """Return the keys of the entries in each column of a slide."""
    columns = [column for column in slide.content if isinstance(column, n.Div)]
    return [[each.attr.id for each in column.blocks if isinstance(each, n.Div)] for column in columns]


def test_sources_are_those_cited_or_listed_in_the_order_of_the_style() -> None:
    whole = document(*(entry(key) for key in "abcd"), nocite=("d",))
    (slide,) = source_slides(whole, [slide_of("c", "a")], (), CANVAS)
    assert [key for column in keys_of(slide) for key in column] == ["ref-a", "ref-c", "ref-d"]
    assert (slide.id, slide.kind, slide.size) == ("sources", "sources", "large")
    assert text_of(slide.title) == "Sources"
    assert slide.kicker == "After each source, the slides that cite it"
    assert text_of(slide.content[:1]).startswith("An entry.\u00a01")
    backlinks = [node.url for node in walk(slide.content) if isinstance(node, n.Link)]
    assert backlinks == ["#one", "#one"]
    assert all(each.attr.get("role") == "list" for each in slide.content if isinstance(each, n.Div))


def test_sources_that_no_slide_cites_need_no_word_for_the_way_back() -> None:
    (slide,) = source_slides(document(entry("a"), entry("b"), nocite=("a",)), [slide_of()], (), CANVAS)
    assert keys_of(slide) == [["ref-a"]]
    assert slide.kicker == ""
    assert list(source_slides(document(entry("a")), [slide_of("b")], (), CANVAS)) == []


@pytest.mark.parametrize(
    ("url", "text", "visible"),
    [
        ("https://www.example.org/a/b", "https://www.example.org/a/b", "example.org"),
        ("https://doi.org/10.1/x", "https://doi.org/10.1/x", "doi.org"),
        ("https://doi.org/10.1/x", "10.1/x", "10.1/x"),
        ("mailto:a@example.org", "mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_of_an_address_the_host_is_shown_and_the_link_is_whole(url: str, text: str, visible: str) -> None:
    link = n.Link(n.Attr(), (n.Str(text),), url)
    (slide,) = source_slides(document(entry("a", link=link), nocite=("a",)), [], (), CANVAS)
    (visible_link,) = (node for node in walk(slide.content) if isinstance(node, n.Link))
    assert (visible_link.url, text_of(visible_link.inlines)) == (url, visible)


def heights(slide: Slide) -> list[float]:
    """Return the heights of the columns of a slide."""
    style, gap = entries.style_of(slide.size), entries.gap_of(slide.size)
    result = []
    for column in slide.content:
        assert isinstance(column, n.Div)
        is_numbered = any(
            "numbered" in each.attr.classes for each in column.blocks if isinstance(each, n.Div)
        )
        indent = entries.indent_of((column,), slide.size) if is_numbered else 0
        room = entries.column_box(CANVAS).width - indent
        texts = [text_of((each,)) for each in column.blocks]
        result.append(measure.height(texts, style, room, gap))
    return result


@pytest.mark.parametrize("classes", [(), ("numbered",), ("numbered", "wide-number")])
@pytest.mark.parametrize("count", [1, 2, 3, 8, 13, 20, 33, 50, 77])
def test_entries_fill_columns_in_their_order(count: int, classes: tuple[str, ...]) -> None:
    texts = [" ".join(["word"] * (5 + 17 * number % 40)) for number in range(count)]
    whole = document(*(entry(f"k{number}", text, *classes) for number, text in enumerate(texts)))
    slides = list(source_slides(whole, [slide_of(*(f"k{number}" for number in range(count)))], (), CANVAS))
    assert [key for slide in slides for column in keys_of(slide) for key in column] == [
        f"ref-k{number}" for number in range(count)
    ]
    sizes = {slide.size for slide in slides}
    assert sizes == ({"large"} if len(slides) == 1 and "large" in sizes else {""})
    for slide in slides:
        assert 1 <= len(slide.content) <= 2
        assert all(height <= LIMIT for height in heights(slide))
    for slide in slides[:-1]:
        assert len(slide.content) == 2
        assert min(heights(slide)) > LIMIT / 2
    if len(slides) == 1:
        assert [slide.id for slide in slides] == ["sources"]
        assert text_of(slides[0].title) == "Sources"
    else:
        names = ["sources", *(f"sources-{number}" for number in range(2, len(slides) + 1))]
        assert [slide.id for slide in slides] == names
        assert [text_of(slide.title) for slide in slides] == [
            f"Sources ({number}\u00a0of\u00a0{len(slides)})" for number in range(1, len(slides) + 1)
        ]


def most_in_a_column(size: str) -> int:
    """Return how many entries of one line a column holds."""
    style = entries.style_of("large" if size else "")
    return int((LIMIT - style.line / 2 + style.points / 2) // (style.line + style.points / 2))


def test_entries_are_large_up_to_the_last_that_has_room_on_one_slide() -> None:
    most = 2 * most_in_a_column("large")
    for count, size in ((most, "large"), (most + 1, "")):
        whole = document(*(entry(f"k{number}") for number in range(count)))
        keys = [f"k{number}" for number in range(count)]
        (slide,) = source_slides(whole, [Slide("a", "text", (), notes=slide_of(*keys).content)], (), CANVAS)
        assert slide.size == size


@pytest.mark.parametrize("count", [2, 3, 5, 8, 10])
def test_the_columns_of_the_last_slide_are_alike(count: int) -> None:
    whole = document(
        *(entry(f"k{number}") for number in range(count)), nocite=tuple(f"k{i}" for i in range(count))
    )
    (slide,) = source_slides(whole, [], (), CANVAS)
    first, second = (len(column) for column in keys_of(slide))
    assert (first, second) == (-(-count // 2), count // 2)


def test_the_last_of_several_slides_has_columns_alike_and_the_others_are_full() -> None:
    most = most_in_a_column("")
    count = 2 * most + 6
    whole = document(
        *(entry(f"k{number}") for number in range(count)), nocite=tuple(f"k{i}" for i in range(count))
    )
    first, second = source_slides(whole, [], (), CANVAS)
    assert [len(column) for column in keys_of(first)] == [most, most]
    assert [len(column) for column in keys_of(second)] == [3, 3]


def test_an_entry_higher_than_a_column_has_one_of_its_own() -> None:
    long = " ".join(["word"] * 600)
    (slide,) = source_slides(document(entry("a", long), entry("b", long), nocite=("a", "b")), [], (), CANVAS)
    assert keys_of(slide) == [["ref-a"], ["ref-b"]]
