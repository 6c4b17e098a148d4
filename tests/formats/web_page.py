"""A web page to look into: rendered from an edition, read back as HTML by parsers that did not write it."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any

from lxml import html

from pipeline.formats.web import WEB
from pipeline.model import nodes as n
from pipeline.model.stages import Edition
from tests.formats.book import SETTING, WHOLE, edition

HOSTILE = "</script><script>alert(1)</script> <!-- \u2028 \"&' -->"


def render(text: Edition) -> bytes:
    """Return the bytes of an edition's page."""
    return WEB.render(text, SETTING).data


def read(data: bytes) -> Any:
    """Return a page as a tree."""
    return html.document_fromstring(data.decode())


def words(element: Any) -> str:
    """Return the words of an element on one line."""
    return " ".join(str(element.text_content()).replace("\N{NO-BREAK SPACE}", " ").split())


def element(root: Any, name: str) -> Any:
    """Return the one element that has an id."""
    (result,) = root.xpath("//*[@id=$name]", name=name)
    return result


def linked_data(root: Any) -> dict[str, dict[str, Any]]:
    """Return the nodes of the page's JSON-LD by their types."""
    (text,) = root.xpath("//script[@type='application/ld+json']/text()")
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


def to_page(text: Edition) -> Edition:
    """Return an edition as the one of the web."""
    return replace(text, name="web")


@cache
def whole() -> Any:
    """Return the page of the whole sample."""
    return read(render(to_page(WHOLE)))


def page(*blocks: n.Block, **front: object) -> Any:
    """Return the page of these blocks."""
    return read(render(to_page(edition(*blocks, **front))))


def metas(root: Any) -> dict[str, str]:
    """Return the metadata of a page by name."""
    return {
        each.get("name") or each.get("property"): each.get("content")
        for each in root.iter("meta")
        if each.get("name") or each.get("property")
    }
