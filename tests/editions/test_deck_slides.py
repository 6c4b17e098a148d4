"""The slides of a deck as a whole: cover, key figures, offices, numbers, titles, links, colophon."""

from __future__ import annotations

from decimal import Decimal
from unittest.mock import patch

import pytest

from pipeline.editions import deck_section
from pipeline.editions.deck import deck
from pipeline.editions.deck_opening import MOST_FIGURES
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model import titles
from pipeline.model.dates import PartialDate
from pipeline.model.facts import Count, CountValue, Ledger, Source
from pipeline.model.front_matter import DeckOptions, FrontMatter
from pipeline.model.slides import Slide, figures_of
from pipeline.model.source import SourceText
from pipeline.model.stages import Document
from pipeline.model.walk import text_of, walk
from tests.slides.builders import div, figure, para, row, table

COINS = Count(
    id="coins", subject="Coins", kind="count", value=CountValue(amount=Decimal(40), unit="coins"),
    sources=(Source(ref="ant"),),
)  # fmt: skip
FACT = n.Span(n.Attr("", ("fact",), (("fact", "coins"),)), words("40 coins"))
FRONT = FrontMatter(title="A title", kicker="A series")


def slides_of(*blocks: n.Block, front: FrontMatter = FRONT) -> tuple[Slide, ...]:
    """Return the slides of a deck, with a divider however few slides a section has."""
    document = Document(
        slug="sample", source=SourceText("article.md", ""), front=front, blocks=blocks, bibliography=(),
        drawings={}, media={}, ledger=Ledger(facts=(COINS,)), references=(),
    )  # fmt: skip
    with patch.object(deck_section, "LEAST_DIVIDED", 0):
        edition = deck(document)
    assert edition.name == "deck"
    return edition.slides


def heading(text: str, name: str = "", **pairs: str) -> n.Header:
    return n.Header(1, n.Attr(name or f"sec-{text.lower()}", (), tuple(pairs.items())), words(text))


def number_heading(number: str, text: str) -> n.Header:
    mark = n.Span(n.Attr("", ("section-number",)), words(number))
    return n.Header(1, n.Attr(f"sec-{text.lower()}"), (mark, n.Space(), *words(text)))


def points(*blocks: n.Block) -> n.Div:
    return div("key-points", *(blocks or (para("One."),)))


def notes_of(slide: Slide) -> list[str]:
    return [text_of((block,)) for block in slide.notes]


def glance(*parts: n.Block) -> n.Div:
    return div("at-a-glance", *parts)


def test_the_cover_has_the_title_the_kicker_and_says_what_stands_before_the_sections() -> None:
    cover, *_ = slides_of(
        para("Before."), glance(div("key-figures")), para("More."), heading("One"), para("In.")
    )
    assert (cover.kind, cover.id, text_of(cover.title), cover.kicker) == (
        "cover",
        "cover",
        "A title",
        "A series",
    )
    assert notes_of(cover) == ["Before.", "More."]
    bare, *_ = slides_of(front=FrontMatter(title="A title"))
    assert bare.kicker == ""
    assert notes_of(bare) == []


def test_a_title_of_more_than_words_is_shown_and_its_notes_are_said() -> None:
    note = n.Note((para("A note."),))
    own = titles.block(titles.TITLE, (n.Emph(words("Own")), note, n.Space(), *words("title")))
    cover, *_ = slides_of(own, para("Before."), heading("One"))
    assert cover.title == (n.Emph(words("Own")), n.Space(), *words("title"))
    assert notes_of(cover) == ["A note.", "Before."]
    short = FRONT.model_copy(update={"deck": DeckOptions(title="Short")})
    cover, *_ = slides_of(own, front=short)
    assert text_of(cover.title) == "Short"
    assert notes_of(cover) == []


@pytest.mark.parametrize(
    ("count", "parts"),
    [(0, []), (1, [1]), (6, [6]), (7, [4, 3]), (8, [4, 4]), (12, [6, 6]), (13, [5, 5, 3]), (18, [6, 6, 6])],
)
def test_key_figures_are_six_to_a_slide_and_alike(count: int, parts: list[int]) -> None:
    figures = [figure(str(number), "of all") for number in range(count)]
    slides = [s for s in slides_of(glance(div("key-figures", *figures))) if s.kind == "figures"]
    content = [
        [text_of((each,)) for part in s.content if isinstance(part, n.Div) for each in part.blocks]
        for s in slides
    ]
    assert [len(each) for each in content] == parts
    assert [text.split()[0] for each in content for text in each] == [str(number) for number in range(count)]
    assert len({slide.id for slide in slides}) == len(slides)
    assert [slide.id for slide in slides][:1] == ["at-a-glance"][: len(slides)]
    assert {slide.kicker for slide in slides} <= {"A title"}
    assert MOST_FIGURES == 6


def test_many_words_under_key_figures_are_small() -> None:
    for text, size in (("of all", ""), (" ".join(["word"] * 10), "small")):
        figures = [figure("1", text) for _ in range(6)]
        (slide,) = (s for s in slides_of(glance(div("key-figures", *figures))) if s.kind == "figures")
        assert slide.size == size
        assert text_of(slide.title) == "At a glance"


def test_key_figures_that_no_slide_holds_are_on_several() -> None:
    figures = [figure(str(place), " ".join(["word"] * 40)) for place in range(5)]
    slides = [s for s in slides_of(glance(div("key-figures", *figures))) if s.kind == "figures"]
    assert [len(figures_of(each)) for each in slides] == [3, 2]
    assert [each.id for each in slides] == ["at-a-glance", "at-a-glance-4"]
    assert [block for each in slides for block in figures_of(each)] == figures
    endless = figure("1", " ".join(["word"] * 400))
    (slide,) = (s for s in slides_of(glance(div("key-figures", endless, endless))) if s.kind == "figures")
    assert len(figures_of(slide)) == 2


def test_offices_have_their_date_in_the_last_column_and_their_sources_in_the_line() -> None:
    cite = n.Cite((n.Citation("ant"),), words("(Ant 2001)"))
    holder = n.Cell(n.Attr(), "AlignDefault", 1, 1, (n.Plain((*words("Ann"), n.Space(), cite)),))
    rows = [n.Row(n.Attr(), (*row("King").cells, holder, *row("2001").cells))]
    offices = table(rows, head=(row("Office", "Holder", "Sources"),), columns=3)
    _, slide, _ = slides_of(glance(div("officials", para("Offices:"), offices)))
    assert (slide.kind, slide.id, text_of(slide.title)) == ("table", "officials", "Posts and holders")
    assert slide.kicker == "At a glance"
    assert text_of(slide.source) == "Source: ant?"
    (plain,) = slide.content
    assert isinstance(plain, n.Table)
    assert [text_of(cell.blocks) for cell in plain.head.rows[0].cells] == ["Office", "Holder", "As of"]
    assert [text_of(cell.blocks) for cell in plain.bodies[0].rows[0].cells] == ["King", "Ann", "2001"]


def test_many_offices_go_on_on_the_next_slide() -> None:
    rows = [row(f"Office {number}", "Ann", "2001") for number in range(25)]
    offices = table(rows, head=(row("Office", "Holder", "Sources"),), columns=3)
    _, *slides, _ = slides_of(glance(div("officials", offices)))
    assert [slide.id for slide in slides] == ["officials", "officials-2", "officials-3"][: len(slides)]
    assert len(slides) > 1
    assert len({text_of(slide.title) for slide in slides}) == len(slides)


def numbers_of(*blocks: n.Block) -> list[tuple[str, str]]:
    return [(text_of(slide.title), slide.number) for slide in slides_of(*blocks) if slide.kind == "divider"]


def test_dividers_are_counted_by_their_sections() -> None:
    blocks = (heading("One"), points(), heading("Two"), para("Words are."), heading("Three"), points())
    assert numbers_of(*blocks) == [("One", "1"), ("Three", "3")]
    assert numbers_of(heading(""), heading("Two"), points()) == [("Two", "1")]


def test_dividers_have_the_numbers_that_the_article_gives() -> None:
    blocks = (
        number_heading("4", "One"),
        points(),
        heading("Two"),
        points(),
        number_heading("7", "Three"),
        points(),
    )
    assert numbers_of(*blocks) == [("One", "4"), ("Two", ""), ("Three", "7")]


def test_a_title_that_stands_again_is_counted_and_so_is_an_id() -> None:
    blocks = (
        heading("One", "a"),
        para("It is."),
        heading("One", "a"),
        para("It was."),
        heading("One", "b"),
        para("So."),
    )
    slides = [slide for slide in slides_of(*blocks) if slide.kind == "text"]
    assert [text_of(slide.title) for slide in slides] == ["One", "One (2)", "One (3)"]
    assert [slide.id for slide in slides] == ["a", "a-2", "b"]
    blocks = (
        heading("One", "a-2"),
        para("It is."),
        heading("Two", "a"),
        para("It was."),
        heading("Six", "a"),
        para("So."),
    )
    slides = [slide for slide in slides_of(*blocks) if slide.kind == "text"]
    assert [slide.id for slide in slides] == ["a-2", "a", "a-3"]


def test_a_heading_in_a_box_is_a_bold_line_with_its_id() -> None:
    inner = n.Header(2, n.Attr("part"), words("Part"), at=5)
    link = n.Link(n.Attr(), words("there"), "#part")
    _, _, slide, _ = slides_of(
        heading("One"), div("slide", inner, n.CodeBlock(n.Attr(), "x"), n.Para((link,)))
    )
    first, *_ = slide.content
    assert first == n.Para((n.Span(n.Attr("part"), (n.Strong(words("Part")),)),))
    assert first.at == 5
    assert [node.url for node in walk(slide.content) if isinstance(node, n.Link)] == ["#part"]


def test_links_out_of_the_deck_are_words_and_others_stay() -> None:
    urls = ("#lost", "#sec-one", "https://example.org", "#in-notes")
    links = tuple(n.Link(n.Attr(), words(url), url) for url in urls)
    span = n.Span(n.Attr("in-notes"), words("x"))
    slides = slides_of(
        heading("One"), div("slide", n.BlockQuote((n.Para(links),))), n.Para((*links, span)),
    )  # fmt: skip
    for blocks in (slides[2].content, slides[1].notes):
        assert [node.url for node in walk(blocks) if isinstance(node, n.Link)] == list(urls[1:])
        assert "#lost" in text_of(blocks)
    assert [node.attr.id for node in walk(slides[1].notes) if isinstance(node, n.Span)] == ["in-notes"]


def test_a_span_that_is_shown_and_said_has_its_id_where_it_is_shown() -> None:
    span = n.Span(n.Attr("eq-a"), (n.Math("DisplayMath", "x"),))
    slides = slides_of(heading("One"), n.Para((*words("So"), n.Space(), span, n.Space(), *words("holds."))))
    formula = next(slide for slide in slides if slide.kind == "formula")
    ids = [node.attr.id for slide in slides for node in walk(slide.notes) if isinstance(node, n.Span)]
    assert [node.attr.id for node in walk(formula.content) if isinstance(node, n.Span)] == ["eq-a"]
    assert ids == [""]


def colophon(*blocks: n.Block, front: FrontMatter = FRONT) -> list[str]:
    *_, slide = slides_of(*blocks, front=front)
    assert (slide.kind, slide.id, text_of(slide.title)) == (
        "colophon",
        "colophon",
        "How this was made",
    )
    return text_of(slide.content).replace("\u00a0", " ").split("\n")


def test_the_colophon_has_what_is_known() -> None:
    front = FRONT.model_copy(
        update={"id": "S-1", "date": PartialDate(2026, 1, 2), "rights": "CC BY 4.0", "as_of": None}
    )
    plain = colophon(front=front)
    assert [line.split(" ")[0] for line in plain] == ["Document", "Published", "Slides", "Rights"]
    assert "2 January 2026" in plain[1]
    current = colophon(front=front.model_copy(update={"as_of": PartialDate(2026, 3)}))
    assert [line.split(" ")[0] for line in current] == ["Document", "As", "Slides", "Rights"]
    assert "March 2026" in current[1]
    assert [line.split(" ")[0] for line in colophon()] == ["Slides"]


def test_the_colophon_counts_the_facts_of_the_slides() -> None:
    lines = colophon(heading("One"), div("slide", n.Para((FACT, *words(" were paid.")))))
    assert [line.split(" ")[0] for line in lines] == ["Facts", "Slides"]
    assert "1" in lines[0]
    assert lines[1] != colophon()[0]
