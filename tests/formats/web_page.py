"""A web page to look into: rendered from an edition, read back as HTML by parsers that did not write it."""

from __future__ import annotations

import json
from typing import Any

from lxml import html

from pipeline.formats.web import WEB
from pipeline.model.stages import Edition
from tests.formats.book import SETTING


def render(edition: Edition) -> bytes:
    """Return the bytes of an edition's page."""
    return WEB.render(edition, SETTING).data


def read(data: bytes) -> Any:
    """Return a page as a tree."""
    return html.document_fromstring(data.decode())


def words(element: Any) -> str:
    """Return the words of an element on one line."""
    return " ".join(str(element.text_content()).replace("\N{NO-BREAK SPACE}", " ").split())


def element(page: Any, name: str) -> Any:
    """Return the one element that has an id."""
    (result,) = page.xpath("//*[@id=$name]", name=name)
    return result


def linked_data(page: Any) -> dict[str, dict[str, Any]]:
    """Return the nodes of the page's JSON-LD by their types."""
    (text,) = page.xpath("//script[@type='application/ld+json']/text()")
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}
