"""The links of finished briefings: where they lead, and that there is a way there and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from pipeline.editions.briefing import briefing
from pipeline.model import nodes as n
from pipeline.model.walk import walk
from tests.articles import ARTICLES, artifact, document


@pytest.fixture
def pdf(build_folder: Path, article: str) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(artifact(build_folder, article, "briefing.pdf")) as result:
        yield result


def edition(article: str) -> n.Blocks:
    return briefing(document(article)).blocks


def links(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for page in pdf.pages:
        yield from (each for each in page.get("/Annots", []) if each.Subtype == "/Link")


def addresses(pdf: pikepdf.Pdf) -> set[str]:
    return {str(each.A.URI) for each in links(pdf) if "/A" in each and each.A.S == "/URI"}


def places(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Return the places in the file that links lead to: names, or a page and a point on it."""
    return [each.Dest if "/Dest" in each else each.A.D for each in links(pdf)
            if "/Dest" in each or each.A.S == "/GoTo"]  # fmt: skip


def destinations(pdf: pikepdf.Pdf) -> list[str]:
    return [str(place) for place in places(pdf) if not isinstance(place, pikepdf.Array)]


@pytest.mark.parametrize("article", ARTICLES)
def test_links_lead_to_the_web_by_https_or_to_mail_and_do_nothing_else(pdf: pikepdf.Pdf) -> None:
    actions = {str(each.A.S) for each in links(pdf) if "/A" in each}
    assert actions <= {"/URI", "/GoTo"}
    assert {re.match("[a-z]*:?", each).group() for each in addresses(pdf)} <= {"https:", "mailto:"}  # type: ignore[union-attr]  # it matches an empty text too


@pytest.mark.parametrize("article", ARTICLES)
def test_every_link_within_the_file_leads_to_a_place_in_it(pdf: pikepdf.Pdf) -> None:
    texts = {str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests)}
    result = set(destinations(pdf))
    assert result
    assert result - texts == set()
    pages = {page.obj.objgen for page in pdf.pages}
    points = [place for place in places(pdf) if isinstance(place, pikepdf.Array)]  # notes, both ways
    assert all(place[0].objgen in pages for place in points)


@pytest.mark.parametrize("article", ARTICLES)
def test_every_citation_leads_to_its_source_and_every_source_back(pdf: pikepdf.Pdf, article: str) -> None:
    blocks = edition(article)
    nodes = [node for node in walk(blocks) if isinstance(node, n.Link)]
    texts = {node.url[1:] for node in nodes if node.url.startswith("#ref-")}
    there = destinations(pdf)
    assert texts
    assert texts <= set(there)
    back = {node.url[1:] for node in nodes if "return" in node.attr.classes}
    # One link for each page that cites a source, whatever the number of citations on it.
    assert {each for each in there if each.startswith("cited-")} <= back
    entries = [node for node in walk(blocks) if isinstance(node, n.Div) and "csl-entry" in node.attr.classes]
    for entry in entries:
        own = {link.url[1:] for link in walk(entry.blocks) if isinstance(link, n.Link)}
        assert own & set(there), f"nothing leads back from {entry.attr.id}"


@pytest.mark.parametrize("article", ARTICLES)
def test_every_reference_to_a_figure_a_table_or_a_section_is_live(pdf: pikepdf.Pdf, article: str) -> None:
    texts = {
        node.url[1:]
        for node in walk(edition(article))
        if isinstance(node, n.Link) and "crossref" in node.attr.classes
    }
    assert texts <= set(destinations(pdf))


@pytest.mark.parametrize("article", ARTICLES)
def test_every_address_in_the_sources_is_a_link(pdf: pikepdf.Pdf, article: str) -> None:
    texts = {
        re.sub("^http:", "https:", node.url)
        for entry in walk(edition(article))
        if isinstance(entry, n.Div) and "csl-entry" in entry.attr.classes
        for node in walk(entry.blocks)
        if isinstance(node, n.Link) and not node.url.startswith("#")
    }
    assert texts - addresses(pdf) == set()
