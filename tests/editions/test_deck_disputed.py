"""What is disputed: both accounts of each point, with their sources, from the ledger."""

from __future__ import annotations

import io

import pptx
import pytest
from lxml import html

from pipeline.editions.deck_disputed import dispute_slides, groups_of
from pipeline.editions.deck_setting import Setting
from pipeline.editions.deck_sources import SourceLines, cited_keys
from pipeline.formats.pptx import PPTX
from pipeline.formats.reveal import HTML
from pipeline.model import nodes as n
from pipeline.model.dates import When
from pipeline.model.facts import Claim, ClaimValue, Event, EventValue, Fact, Ledger, Source, Status
from pipeline.model.slides import Slide
from pipeline.model.walk import text_of, walk
from tests.canvas import CANVAS
from tests.editions.deck_sample import edition
from tests.editions.section_sample import NAMES
from tests.formats.deck_setting import SETTING


def claim(
    name: str, status: Status = "disputed", subject: str = "", contradicts: str | None = None, text: str = ""
) -> Claim:
    return Claim(
        id=name, kind="claim", subject=subject or name, status=status, contradicts=contradicts,
        value=ClaimValue(text=text or f"It is {name}."), sources=(Source(ref="ant"), Source(ref="bee")),
    )  # fmt: skip


def slides_of(*ledger: Fact, facts: tuple[Fact, ...] | None = None) -> list[Slide]:
    whole = Ledger(facts=ledger)
    setting = Setting("en", whole, SourceLines(NAMES, whole, "en", CANVAS), CANVAS)
    return list(dispute_slides(ledger if facts is None else facts, setting))


def rows_of(slide: Slide) -> list[list[str]]:
    [table] = (block for block in slide.content if isinstance(block, n.Table))
    return [[text_of(cell.blocks) for cell in row.cells] for row in table.bodies[0].rows]


@pytest.mark.parametrize(
    ("facts", "points"),
    [
        ([claim("a"), claim("b", contradicts="a"), claim("c", contradicts="b")], [("a", 3)]),
        ([claim("b", contradicts="a"), claim("a", contradicts="b")], [("b", 2)]),
        ([claim("c", contradicts="a"), claim("b", contradicts="a"), claim("a", contradicts="b")], [("b", 3)]),
        ([claim("a", contradicts="a")], [("a", 1)]),
        (
            [claim("a", contradicts="b"), claim("b", contradicts="c"), claim("c", contradicts="a")],
            [("a", 1), ("b", 1), ("c", 1)],
        ),
        (
            [
                claim("a", subject="One", contradicts="b"), claim("b", contradicts="c"),
                claim("c", subject="one", contradicts="a"), claim("d", contradicts="a"),
            ],
            [("One", 2), ("b", 1), ("d", 1)],
        ),
    ],
)  # fmt: skip
def test_each_account_stands_beside_what_it_is_about(
    facts: list[Claim], points: list[tuple[str, int]]
) -> None:
    [slide] = slides_of(*facts)
    [table] = (block for block in slide.content if isinstance(block, n.Table))
    cells = [row.cells[0] for row in table.bodies[0].rows if len(row.cells) == 3]
    assert [(text_of(cell.blocks), cell.row_span) for cell in cells] == points


def test_a_point_is_named_again_on_the_next_slide() -> None:
    accounts = [claim(f"f{number}", subject="Dates", text="It is so. " * 12) for number in range(12)]
    slides = slides_of(*accounts)
    assert len(slides) > 1
    for slide in slides:
        (first, *_), *rest = rows_of(slide)
        assert first == "Dates"
        assert all(len(row) == 2 for row in rest)


def test_both_accounts_of_a_point_stand_below_each_other_with_their_sources() -> None:
    first = claim("first", "confirmed")
    second = claim("second", contradicts="first")
    event = Event(id="day", kind="event", subject="The day", value=EventValue(date=When.parse("1969-07-02")))
    [slide] = slides_of(first, event, second)
    assert rows_of(slide) == [
        ["first", "It is first.", "Ant 2001; Bee 2002"], ["It is second.", "Ant 2001; Bee 2002"]
    ]  # fmt: skip
    [table] = (block for block in slide.content if isinstance(block, n.Table))
    assert [row.cells[0].row_span for row in table.bodies[0].rows] == [2, 1]
    assert (slide.id, slide.kind, text_of(slide.title)) == ("disputed", "table", "What is disputed")
    assert cited_keys(slide.content) == ["ant", "bee"]
    assert [node.attr.get("fact") for node in walk(slide.content) if isinstance(node, n.Span)] == [
        "first", "second"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "groups"),
    [
        ([claim("a"), claim("b")], ["a", "b"]),
        ([claim("a", subject="One  thing"), claim("c"), claim("b", subject="one thing")], ["ab", "c"]),
        ([claim("a", "confirmed", "One"), claim("b", "confirmed", "One")], ["a", "b"]),
        ([claim("a", "confirmed", "One"), claim("b", subject="One")], ["a", "b"]),
        ([claim("b", contradicts="a"), claim("a", "confirmed")], ["ba"]),
        ([claim("a"), claim("b", contradicts="a"), claim("c", contradicts="b")], ["abc"]),
        ([claim("a", contradicts="b"), claim("b", contradicts="a")], ["ab"]),
        ([claim("a", contradicts="a"), claim("b", contradicts="none")], ["a", "b"]),
        ([claim("a"), claim("b", subject="A", contradicts="c"), claim("c", "confirmed")], ["abc"]),
    ],
)  # fmt: skip
def test_facts_of_one_subject_or_that_contradict_each_other_are_one_point(
    facts: list[Fact], groups: list[str]
) -> None:
    assert ["".join(fact.id for fact in group) for group in groups_of(Ledger(facts=tuple(facts)))] == groups


def test_only_what_the_article_states_is_disputed() -> None:
    one, other = claim("one"), claim("other")
    assert slides_of(one, other, facts=()) == []
    assert [row[0] for row in rows_of(*slides_of(one, other, facts=(other,)))] == ["other"]
    assert slides_of(claim("one", "confirmed"), claim("other", "reported")) == []


def test_many_accounts_are_several_slides_and_a_point_is_not_torn() -> None:
    facts = [
        claim(f"f{number}", subject=f"Point {number // 2}", text="It is so. " * 12) for number in range(12)
    ]
    slides = slides_of(*facts)
    assert len(slides) > 2
    assert text_of(slides[0].title) == f"What is disputed (1\u00a0of\u00a0{len(slides)})"
    assert len({slide.id for slide in slides}) == len(slides)
    assert [len(row) for slide in slides for row in rows_of(slide)] == [3, 2] * 6


def test_words_of_the_ledger_have_the_marks_of_the_language() -> None:
    [slide] = slides_of(claim("one", text='It\'s "so"...'))
    assert rows_of(slide)[0][1] == "It’s “so”…"


def test_both_decks_show_both_dates_of_the_default_article() -> None:
    article = "cambodia-us-relations"
    [first, *_] = (slide for slide in edition(article).slides if slide.id == "disputed")
    assert rows_of(first)[:2] == [
        ["Relations restored", "2 July 1969", "U.S. Department of State 1997"], ["11 June 1969", "Leos, n.d."]
    ]  # fmt: skip
    ids = [slide.id for slide in edition(article).slides]
    [section] = html.fromstring(HTML.render(edition(article), SETTING).data).xpath(
        "//section[@id='disputed']"
    )
    assert [cell.text_content() for cell in section.xpath(".//tbody/tr[2]/td")] == [
        "11 June 1969",
        "Leos, n.d.",
    ]
    assert section.xpath(".//tbody/tr[position()<3]/*[1]/@class") == ["inner"]
    page = pptx.Presentation(io.BytesIO(PPTX.render(edition(article), SETTING).data)).slides[
        ids.index("disputed")
    ]
    [native] = (shape.table for shape in page.shapes if shape.has_table)
    assert [native.cell(2, column).text for column in range(3)] == ["", "11 June 1969", "Leos, n.d."]
    assert native.cell(1, 0).span_height == 2
