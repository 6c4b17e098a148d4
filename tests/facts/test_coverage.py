"""Coverage: what is counted, what each state means, and the page that shows it."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline.facts import coverage_page, coverage_views
from pipeline.facts.coverage import Coverage, coverage
from pipeline.load.article import load, locate
from pipeline.model.settings import StaleDays

ROOT = Path(__file__).parents[2]
ARTICLE = """\
---
title: Roads & bridges
lang: en
as-of: 2026-01-01
bibliography: [references.json]
---

The road cost [$5 million]{fact=cost} in [1990]{fact=opened}, and 40,000 people came on 3 May 1991.

# Who {#sec-who}

The mayor is [Ann Smith]{fact=mayor}; [12%]{fact=share} voted, [7%]{fact=gone} did not.
"""
LEDGER = """\
facts:
- id: cost
  kind: money
  subject: Cost <of> the road
  value: {amount: 5000000, currency: USD, basis: nominal, date: 1990}
  sources: [{ref: a, locator: p. 1}, {ref: b}]
- id: opened
  kind: event
  subject: Opening
  value: {date: 1990}
  sources: [{ref: a}]
- id: mayor
  kind: office-holder
  subject: Mayor
  value: {holder: Ann Smith}
  as-of: 2020-01-01
  sources: [{ref: a}]
- id: share
  kind: percent
  subject: Turnout
  value: {amount: 12, of: voters, date: 2020}
"""
REFERENCES = """[{"id": "a", "type": "book", "title": "A & B", "URL": "https://x.example/a"},
{"id": "b", "type": "book", "title": "B", "URL": "javascript:alert(1)"}]"""


@pytest.fixture
def article_coverage(tmp_path: Path) -> Coverage:
    (tmp_path / "article.md").write_text(ARTICLE, "utf-8")
    (tmp_path / "facts.yaml").write_text(LEDGER, "utf-8")
    (tmp_path / "references.json").write_text(REFERENCES, "utf-8")
    return coverage(load(locate(str(tmp_path), tmp_path)).manuscript, StaleDays())


def test_every_number_and_date_has_a_state(article_coverage: Coverage) -> None:
    states = {mark.text: mark.state for each in article_coverage.rows for mark in each.marks}
    assert states == {
        "$5 million": "double",
        "1990": "single",
        "40,000": "unbound",
        "3 May 1991": "unbound",
        "Ann Smith": "stale",
        "12%": "unsourced",
        "7%": "unbound",
    }


def test_only_numbers_and_dates_are_counted(article_coverage: Coverage) -> None:
    total = article_coverage.total
    assert (total.tokens, total.bound_count, total.sourced_count, total.fresh_count, total.double_count) == (
        6,
        3,
        2,
        3,
        1,
    )
    assert [(name, tally.tokens, tally.sourced_count) for name, tally in article_coverage.sections] == [
        ("", 4, 2),
        ("Who", 2, 0),
    ]


def test_the_table_prints_the_denominator(article_coverage: Coverage) -> None:
    last = coverage_views.table(article_coverage).splitlines()[-1]
    assert last.split() == ["all", "6", "3/6", "50.0%", "2/6", "33.3%", "3/6", "50.0%", "1/6", "16.7%"]


def test_the_data_have_the_place_of_every_token(article_coverage: Coverage) -> None:
    result = json.loads(coverage_views.data(article_coverage))
    assert result["total"]["sourced-percent"] == 33.3
    assert [(each["text"], each["line"]) for each in result["tokens"]][-1] == ("7%", 12)


def test_the_badge_is_svg_and_says_what_it_shows(article_coverage: Coverage) -> None:
    root = ET.fromstring(coverage_views.badge(article_coverage))
    assert root.attrib["aria-label"] == "sourced facts: 33% of 6"


class Page(HTMLParser):
    """Collects what a page refers to and what it holds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)
        for key, value in attrs:
            if key == "id":
                self.ids.append(value or "")
            if key in ("href", "src"):
                self.links.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_safe_and_leads_to_the_sources(article_coverage: Coverage) -> None:
    text = coverage_page.page(article_coverage)
    page = Page(text)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert [link for link in page.links if not link.startswith("#")] == ["https://x.example/a"] * 3
    assert not page.tags & {"script", "link", "img", "iframe"}
    assert "Cost &lt;of&gt; the road" in text
    assert "Roads &amp; bridges" in text
    assert re.search(r'<mark class="mark unbound">40,000<span class="aside"> \(not bound', text)
    assert "the ledger has no gone" in text


def test_the_default_article_is_bound_and_sourced() -> None:
    manuscript = load(locate(str(ROOT / "source" / "cambodia-us-relations"), ROOT)).manuscript
    total = coverage(manuscript, manuscript.front.checks.days).total
    assert total.tokens > 150
    assert total.share("sourced") >= 95
    page = Page(coverage_page.page(coverage(manuscript, manuscript.front.checks.days)))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


@pytest.mark.parametrize(("number", "is_counted"), [("twenty", False), ("twenty-one", True), ("20", True)])
def test_small_numbers_in_words_are_how_prose_counts(tmp_path: Path, number: str, is_counted: bool) -> None:
    (tmp_path / "article.md").write_text(f"---\ntitle: T\n---\n\nThere were {number} ships.\n", "utf-8")
    whole = coverage(load(locate(str(tmp_path), tmp_path)).manuscript, StaleDays())
    assert whole.total.tokens == is_counted
