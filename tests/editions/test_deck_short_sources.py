"""`deck: sources:` `full` lists the sources, `short` counts them on one slide, `none` leaves them out."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pptx
import pytest
from lxml import html

from pipeline import theme
from pipeline.editions.deck import deck
from pipeline.editions.deck_sources import count_sources
from pipeline.editions.deck_targets import without_lost_links
from pipeline.formats.pptx import PPTX
from pipeline.formats.reveal import HTML
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.model.stages import Edition
from pipeline.model.walk import text_of, walk
from pipeline.slides.measuring import LARGE, lines
from tests.articles import document
from tests.formats.deck_geometry import overlaps, places
from tests.formats.deck_setting import SETTING

SAMPLE = "tests/sample"
ADDRESS = "https://example.org/alaska"


def edition(sources: str, **front: Any) -> Edition:
    """Return the deck of the sample with its sources in a form."""
    sample = document(SAMPLE)
    own = sample.front.model_copy(
        update={"deck": sample.front.deck.model_copy(update={"sources": sources}), **front}
    )
    return deck(replace(sample, front=own))


def links(items: n.Blocks | n.Inlines) -> list[n.Link]:
    return [each for each in walk(items) if isinstance(each, n.Link)]


def sources_of(content: Edition) -> list[Slide]:
    return [slide for slide in content.slides if slide.id.startswith("sources")]


def test_the_sources_are_listed_without_a_word_about_them() -> None:
    assert edition("full").slides == deck(document(SAMPLE)).slides
    assert {slide.kind for slide in sources_of(edition("full"))} == {"sources"}


def test_a_short_slide_counts_the_sources_that_the_list_would_have() -> None:
    [slide] = sources_of(edition("short"))
    listed_entries = [
        block
        for each in sources_of(edition("full"))
        for column in each.content
        if isinstance(column, n.Div)
        for block in column.blocks
    ]
    assert len(listed_entries) > 2
    assert f"Sources of these slides: {len(listed_entries)}" in text_of(slide.content)
    assert "The briefing and the e-book list them in full." in text_of(slide.content)
    assert (slide.kind, slide.size) == ("text", "large")
    assert count_sources(document(SAMPLE), []) == 0


@pytest.mark.parametrize("sources", ["short", "none"])
def test_the_other_slides_are_the_same_and_keep_their_source_lines(sources: str) -> None:
    content, full = edition(sources), edition("full")
    others = [slide for slide in content.slides if slide not in sources_of(content)]
    assert [slide.id for slide in others] == [
        slide.id for slide in full.slides if slide not in sources_of(full)
    ]
    texts = [text_of(slide.source) for slide in others]
    assert texts == [text_of(slide.source) for slide in full.slides if slide not in sources_of(full)]
    assert any(texts)
    # No link leads to an entry that no slide has.
    whole = [
        block for slide in content.slides for block in (*slide.content, n.Plain(slide.source), *slide.notes)
    ]
    assert not any(isinstance(node, n.Link) and node.url.startswith("#ref-") for node in walk(tuple(whole)))


@pytest.mark.parametrize("sources", ["short", "none"])
def test_labels_of_sources_that_no_slide_lists_lead_to_the_addresses_of_their_entries(sources: str) -> None:
    addresses = {
        f"#{entry.attr.id}": [each.url for each in links(entry.blocks)][-1]
        for entry in document(SAMPLE).bibliography
    }
    full = [slide for slide in edition("full").slides if not slide.id.startswith("sources")]
    labels = [(addresses[link.url], link.inlines) for slide in full for link in links(slide.source)]
    others = (slide for slide in edition(sources).slides if not slide.id.startswith("sources"))
    assert [(link.url, link.inlines) for slide in others for link in links(slide.source)] == labels
    assert labels


def test_a_label_has_the_last_address_of_its_entry_or_is_words() -> None:
    def link(url: str) -> n.Link:
        return n.Link(n.Attr(), (n.Str(url[-1]),), url)

    first = n.Div(n.Attr("ref-a"), (n.Para((link("https://a.org/1"), link("https://a.org/2"), link("#x"))),))
    second = n.Div(n.Attr("ref-b"), (n.Para((n.Str("B"), link("#ref-a"))),))
    slide = Slide("s", "text", (), source=(link("#ref-a"), link("#ref-b"), link("#ref-c")))
    [result] = without_lost_links([slide], [first, second])
    assert result.source == (replace(link("#ref-a"), url="https://a.org/2"), n.Str("b"), n.Str("c"))


def test_no_slide_tells_of_sources_where_none_shall() -> None:
    content = edition("none")
    assert sources_of(content) == []
    assert content.slides[-1].kind == "colophon"


def test_an_article_without_sources_has_no_slide_that_counts_them() -> None:
    sample = document(SAMPLE)
    front = sample.front.model_copy(
        update={"deck": sample.front.deck.model_copy(update={"sources": "short"})}
    )
    empty = deck(replace(sample, front=front, blocks=(), bibliography=()))
    assert sources_of(empty) == []


@pytest.mark.parametrize(
    ("front", "address"),
    [
        ({"url": ADDRESS}, ADDRESS),
        ({"url": ADDRESS, "id": "10.1000/x.1"}, ADDRESS),
        ({"id": "10.1000/x.1"}, "https://doi.org/10.1000/x.1"),
        ({"id": "doi:10.1000/x.1"}, "https://doi.org/10.1000/x.1"),
    ],
)
def test_an_address_stands_beside_its_code_in_both_decks(front: dict[str, str], address: str) -> None:
    content = edition("short", **front)
    office = pptx.Presentation(io.BytesIO(PPTX.render(content, SETTING).data))
    [page] = (each for each in office.slides if each.slide_layout.name == "Columns")
    [picture] = (shape for shape in page.shapes if shape._element.tag.endswith("pic"))
    assert picture._element.nvPicPr.cNvPr.get("descr") == f"QR code of the address {address}"
    assert picture.width == picture.height
    [text_shape] = (shape for shape in page.placeholders if shape.name == "Left")
    runs = [run for paragraph in text_shape.text_frame.paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.hyperlink.address == address] == [
        address.removeprefix("https://")
    ]
    assert overlaps(places(page)) == []
    [section] = html.fromstring(HTML.render(content, SETTING).data).xpath("//section[@id='sources']")
    assert section.xpath(".//img/@alt") == [f"QR code of the address {address}"]
    assert section.xpath(".//img/@src")[0].startswith("data:image/svg+xml;base64,")
    assert section.xpath(".//a/@href") == [address]


def test_the_code_is_that_of_the_address_dot_by_dot() -> None:
    import segno
    from PIL import Image

    from pipeline import qr, resvg

    border, address = 4, "https://example.org/" + "a" * 100
    matrix = [list(row) for row in segno.make(address, error="m", micro=False).matrix]
    image = Image.open(io.BytesIO(resvg.paint(qr.svg(address, theme.load())))).convert("L")
    side = len(matrix) + 2 * border
    dot = image.width // side
    assert image.size == (side * dot, side * dot)
    pixels: Any = image.load()
    dots = [
        [int(pixels[dot * x + dot // 2, dot * y + dot // 2] < 128) for x in range(side)] for y in range(side)
    ]
    assert [row[border:-border] for row in dots[border:-border]] == [list(map(int, row)) for row in matrix]
    assert not any(map(any, (*dots[:border], *dots[-border:])))


def test_an_article_with_sources_in_short_has_no_code_without_an_address() -> None:
    content = edition("short", id="US-RU-2026-11")
    assert content.media.keys() == document(SAMPLE).media.keys()
    [slide] = sources_of(content)
    assert lines(text_of(slide.content), LARGE, 800) <= 3
