"""What a summary has of small articles, in which order, and where its links lead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.editions.prose import words
from pipeline.editions.summary import SECTION, summary
from pipeline.model import nodes as n
from pipeline.model.facts import Ledger
from pipeline.model.front_matter import FrontMatter
from pipeline.model.source import SourceText
from pipeline.model.stages import Document
from pipeline.model.walk import text_of, walk
from tests.slides.builders import div, para

IMAGE = n.Image(n.Attr(), (), "a.png")


def links(items: n.Blocks) -> list[n.Link]:
    return [node for node in walk(items) if isinstance(node, n.Link)]


def summary_of(*blocks: n.Block, **front: str) -> n.Blocks:
    whole = Document(
        slug="sample", source=SourceText("article.md", ""), blocks=blocks, bibliography=(), drawings={},
        media={}, ledger=Ledger(), references=(), front=FrontMatter(title="T").model_copy(update=front),
    )  # fmt: skip
    return summary(whole).blocks


def test_a_summary_has_titles_standfirst_key_figures_points_and_figures_in_this_order() -> None:
    figure = n.Figure(n.Attr("fig-a"), n.Caption(None, ()), (n.Para((IMAGE,)),))
    heading = n.Header(1, n.Attr("sec"), words("Section"))
    points = n.Div(n.Attr("", ("key-points",), (("message", "So."),)), (para("Point"),))
    box = div("at-a-glance", div("officials", para("King")), div("key-figures", para("7")))
    head = (
        div("article-title", para("Own")),
        div("article-subtitle", para("Sub")),
        div("standfirst", para("X")),
    )
    blocks = summary_of(
        *head, div("at-a-glance", div("officials", para("None"))), box, para("Text"), figure, heading,
        div("outer", points),
    )  # fmt: skip
    plain = replace(points, attr=n.Attr("", ("key-points",)))
    *content, origin = blocks
    assert tuple(content) == (
        *head, div("at-a-glance", div("key-figures", para("7"))),
        div(SECTION, heading, plain), figure,
    )  # fmt: skip
    assert isinstance(origin, n.Div)
    assert origin.attr.classes == ("origin",)


def test_a_summary_links_within_itself_and_to_the_web_alone() -> None:
    urls = ("#sec", "#fig-a", "#box", "#lost", "#", "https://example.org")
    text = n.Para(tuple(n.Link(n.Attr(), words(url), url) for url in urls))
    figure = n.Figure(n.Attr("fig-a"), n.Caption(None, ()), ())
    points = n.Div(n.Attr("box", ("key-points",)), (text,))
    blocks = summary_of(n.Header(1, n.Attr("sec"), words("Section")), points, figure)
    assert [link.url for link in links(blocks)][:3] == ["#sec", "#fig-a", "#box"]
    assert "#lost" not in [link.url for link in links(blocks)]
    assert "https://example.org" in [link.url for link in links(blocks)]
    assert "#lost" in text_of(blocks)


@pytest.mark.parametrize(("name", "text"), [("S-1", "S-1"), ("", "briefing")])
def test_a_summary_says_what_it_is_a_summary_of(name: str, text: str) -> None:
    *_, origin = summary_of(div("standfirst", para("Stand")), **({"id": name} if name else {}))
    assert text in text_of((origin,))
