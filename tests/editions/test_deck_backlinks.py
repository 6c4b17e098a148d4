"""The slides that cite a source, at the end of its entry."""

from __future__ import annotations

from pipeline.editions.deck_backlinks import MOST_SLIDES, citing_slides, with_slides
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.model.walk import text_of, walk

ENTRY = n.Div(n.Attr("ref-ant", ("csl-entry",)), (n.Para((n.Str("Ant."),)),))


def cite(*keys: str) -> n.Cite:
    return n.Cite(tuple(n.Citation(key) for key in keys), (n.Str("x"),))


def slide(name: str, **parts: object) -> Slide:
    return Slide(name, "text", **({"title": ()} | parts))  # type: ignore[arg-type]  # parts of a Slide


def test_a_slide_cites_in_its_title_content_source_line_and_notes() -> None:
    slides = (
        slide("cover"),
        slide("title", title=(cite("ant"),)),
        slide("content", content=(n.Para((cite("bee", "ant"), cite("ant"))),)),
        slide("source", source=(cite("ant"),)),
        slide("notes", notes=(n.Para((cite("ant"),)),)),
    )
    assert citing_slides(slides) == {
        "ant": ((2, "title"), (3, "content"), (4, "source"), (5, "notes")),
        "bee": ((3, "content"),),
    }


def test_an_entry_says_the_numbers_of_its_slides_as_links() -> None:
    entry = with_slides(ENTRY, {"ant": ((2, "a"), (5, "b"))}, "de")
    assert text_of((entry,)) == "Ant.\u00a02, 5"
    links = [node for node in walk((entry,)) if isinstance(node, n.Link)]
    assert [(each.url, each.attr.get("role"), each.attr.get("aria-label")) for each in links] == [
        ("#a", "doc-backlink", "Zitiert auf Folie 2"),
        ("#b", "doc-backlink", "Zitiert auf Folie 5"),
    ]


def test_an_entry_that_no_slide_cites_stays_as_it_is() -> None:
    assert with_slides(ENTRY, {"bee": ((2, "a"),)}, "en") is ENTRY


def test_so_many_slides_are_named_and_more_are_an_ellipsis() -> None:
    places = tuple((number, f"s{number}") for number in range(2, MOST_SLIDES + 3))
    whole, less = (text_of((with_slides(ENTRY, {"ant": each}, "en"),)) for each in (places[:-1], places))
    assert whole.endswith(f", {MOST_SLIDES + 1}")
    assert less == f"{whole}, …"
