"""The address of a paper, which others also write for that of a page beside it."""

from __future__ import annotations

import pytest

from pipeline.load.papers import adapt
from pipeline.load.papers.draft import Draft
from pipeline.model.front_matter import FrontMatter

OWN = frozenset({"title", "url"})


@pytest.mark.parametrize(
    ("url", "is_address"),
    [
        ("https://example.org/paper", True),
        ("http://example.org", True),
        ("paper.html", False),
        ("ftp://example.org/a", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://example.org/a b", False),
        ("https://example.org/" + "a" * 490, False),
        (["https://example.org"], False),
    ],
)
def test_an_address_is_one_of_the_web(url: object, is_address: bool) -> None:
    draft = Draft({"title": "T", "url": url}, {}, "p.md")
    adapt.adapt(draft, OWN, plain=True)
    assert draft.value == {"title": "T", **({"url": url} if is_address else {})}
    assert [each.code for each in draft.diagnostics] == ([] if is_address else ["front-matter-foreign"])
    if is_address:
        assert FrontMatter(title="T", url=str(url)).address == url
