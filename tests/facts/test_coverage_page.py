"""The views of coverage: what each mark, row, section, ledger entry and badge says, read back from them."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from pipeline import theme
from pipeline.facts import coverage_page, coverage_views
from pipeline.facts.coverage import Coverage, coverage
from pipeline.load.article import load, locate
from pipeline.model.settings import StaleDays

HEAD = "---\ntitle: Roads & bridges\nlang: en\nas-of: 2026-01-01\nbibliography: [references.json]\n---\n\n"
FACT = """\
- id: {id}
  kind: {kind}
  subject: {id} & more
  value: {value}
  status: {status}
"""
REFERENCES = json.dumps(
    [
        {"id": "a", "type": "book", "title": "A & B", "URL": "https://x.example/a", "publisher": "P & Q"},
        {"id": "b", "type": "book", "title": "B", "URL": "http://x.example/b", "container-title": "C <D>",
         "publisher": "P"},
        {"id": "c", "type": "book", "URL": "javascript:alert(1)"},
    ]
)  # fmt: skip


@pytest.fixture
def measure(tmp_path: Path) -> Any:
    def run(body: str, ledger: str = "") -> Coverage:
        (tmp_path / "article.md").write_text(HEAD + body, "utf-8")
        (tmp_path / "facts.yaml").write_text(f"facts:\n{ledger}" if ledger else "facts: []\n", "utf-8")
        (tmp_path / "references.json").write_text(REFERENCES, "utf-8")
        return coverage(load(locate(str(tmp_path), tmp_path)).manuscript, StaleDays())

    return run


def entry(name: str, more: str = "", status: str = "confirmed") -> str:
    value = "{amount: 5, unit: ships, date: 1990}"
    return FACT.format(id=name, kind="count", value=value, status=status) + more


def article(result: Coverage) -> Any:
    return html.fromstring(coverage_page.page(result)).get_element_by_id("article")


def marks(result: Coverage) -> list[tuple[str, str, str]]:
    """Return each mark of the page: its words with their aside, its state, and where it leads."""
    return [
        (each.text_content(), each.get("class").removeprefix("mark "), each.get("href") or "")
        for each in article(result).xpath(".//*[starts-with(@class, 'mark ')]")
    ]


def test_each_state_has_its_words(measure: Any) -> None:
    body = (
        "[5 ships]{fact=a}, [5 ships]{fact=b}, [5 ships]{fact=c}, [5 ships]{fact=d}, [5]{fact=no}, 6 & 7.\n"
    )
    ledger = (
        entry("a", "  sources: [{ref: a}]\n")
        + entry("b", "  sources: [{ref: a}, {ref: b}]\n")
        + entry("c", "  sources: [{ref: a}]\n", "proposed")
        + entry("d")
    )
    assert marks(measure(body, ledger)) == [
        ("5", "single", "#fact-a"),
        ("5", "double", "#fact-b"),
        ("5 (proposed, not accepted)", "proposed", "#fact-c"),
        ("5 (bound, without a source)", "unsourced", "#fact-d"),
        ("5 (not bound to a fact: the ledger has no no)", "unbound", ""),
        ("6 (not bound to a fact)", "unbound", ""),
        ("7 (not bound to a fact)", "unbound", ""),
    ]


def test_words_are_marked_once_and_the_rest_stays(measure: Any) -> None:
    result = measure("It & [the ships of 1990 here]{fact=a} <end> `x`.\n", entry("a"))
    assert article(result).text_content().strip() == (
        "It & the ships of 1990 (bound, without a source) here <end> □."
    )


def test_an_empty_binding_shows_what_the_ledger_has(measure: Any) -> None:
    result = measure("There came []{fact=a}. Much.\n", entry("a"))
    ((words, state, href),) = marks(result)
    assert (words, state, href) == ("5 ships (bound, without a source)", "unsourced", "#fact-a")
    assert result.total.tokens == 0


def test_the_first_mark_of_a_fact_is_its_anchor(measure: Any) -> None:
    text = coverage_page.page(
        measure("[5]{fact=a} and [5]{fact=a} and [5]{fact=b}.\n", entry("a") + entry("b"))
    )
    assert re.findall(r' id="at-(\w+)"', text) == ["a", "b"]
    assert text.count('title="a: bound, without a source"') == 2


def test_paragraphs_and_headings_are_those_of_the_article(measure: Any) -> None:
    body = "In 1990. So.\n\n# One\n\n## Two\n\n- 7 men\n\n# Three\n\n###### Six\n"
    parts = [(each.tag, each.get("class"), each.text_content()) for each in article(measure(body))]
    assert parts == [
        ("p", "prose", "In 1990 (not bound to a fact). So."),
        ("h2", None, "One"),
        ("h3", None, "Two"),
        ("p", "list", "7 (not bound to a fact) men"),
        ("h2", None, "Three"),
        ("h3", None, "Six"),
    ]


def test_six_levels_are_the_deepest(measure: Any) -> None:
    body = "".join(f"{'#' * level} L{level}\n\n" for level in range(1, 7))
    assert [each.tag for each in article(measure(body))] == ["h2", "h3", "h4", "h5", "h6", "h6"]


def test_the_table_has_a_row_a_section_and_one_of_all(measure: Any) -> None:
    result = measure("In 1990.\n\n# A & B\n\n[5]{fact=a} ships, 6 boats and 7 cars.\n", entry("a"))
    page = html.fromstring(coverage_page.page(result))
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//table//tr")]
    assert rows == [
        ["Section", "In the prose", "Bound", "Sourced", "Fresh", "Two sources"],
        ["Before the first heading", "1", "0 0%", "0 0%", "0 0%", "0 0%"],
        ["A & B", "3", "1 33%", "0 0%", "1 33%", "0 0%"],
        ["All", "4", "1 25%", "0 0%", "1 25%", "0 0%"],
    ]
    assert [each.text_content() for each in page.xpath("//ul[@class='legend']/li")] == list(
        coverage_page.STATES.values()
    )


def test_the_ledger_lists_each_fact_with_its_sources(measure: Any) -> None:
    ledger = entry(
        "a", "  as-of: 2025-01-01\n  sources: [{ref: a, locator: p. 3 & 4}, {ref: b}, {ref: c}, {ref: d}]\n"
    )
    page = html.fromstring(
        coverage_page.page(measure("[5]{fact=a}\n", ledger + entry("b", status="proposed")))
    )
    one, other = page.xpath("//dl/div")
    assert [each.text_content() for each in one] == [
        "a & more a in the text",
        "5 ships count, confirmed, as of 2025-01-01",
        "Source: A & B, P & Q, p. 3 & 4",
        "Source: B, C <D>",
        "Source: c",
        "Source: d",
    ]
    assert one.xpath(".//a/@href") == ["#at-a", "https://x.example/a", "http://x.example/b"]
    assert [each.text_content() for each in other] == ["b & more b", "5 ships count, proposed", "No source."]
    assert (one.get("id"), other.get("id")) == ("fact-a", "fact-b")


@pytest.mark.parametrize(
    ("bound_count", "count", "value", "is_good"),
    [
        (19, 20, "95% of 20", True),
        (189, 199, "94% of 199", False),
        (0, 1, "0% of 1", False),
        (3, 3, "100% of 3", True),
    ],
)
def test_the_badge_is_as_wide_as_its_words_and_green_from_95(
    measure: Any, bound_count: int, count: int, value: str, is_good: bool
) -> None:
    words = ["[5]{fact=a} ships"] * bound_count + ["6 boats"] * (count - bound_count)
    badge = coverage_views.badge(measure(", ".join(words) + ".\n", entry("a", "  sources: [{ref: a}]\n")))
    root = ET.fromstring(badge)
    label_width, value_width = 7 * len("sourced facts") + 12, 7 * len(value) + 12
    assert root.attrib["width"] == str(label_width + value_width)
    first, second = root.findall("{*}rect")
    assert (first.get("width"), second.get("x"), second.get("width")) == (
        str(label_width),
        str(label_width),
        str(value_width),
    )
    style = theme.load()
    assert second.get("fill") == style["color.accent" if is_good else "color.second"]
    texts = root.findall("{*}g/{*}text")
    assert [(each.text, float(each.get("x", ""))) for each in texts] == [
        ("sourced facts", label_width / 2),
        (value, label_width + value_width / 2),
    ]


def test_the_table_of_text_stands_in_columns(measure: Any) -> None:
    result = measure("Much.\n\n# Part\n\n[5]{fact=a} of 6.\n", entry("a"))
    head, *rows = coverage_views.table(result).splitlines()
    assert [head.index(word) for word in ("section", "numbers and dates")] == [0, 28]
    assert {len(each) for each in rows} == {len(head)}
    assert rows[0].split() == ["(before", "the", "first", "heading)", "0", "-", "-", "-", "-"]
    assert rows[1].split() == ["Part", "2", "1/2", "50.0%", "0/2", "0.0%", "1/2", "50.0%", "0/2", "0.0%"]
    assert [line[:28].strip() for line in rows] == ["(before the first heading)", "Part", "all"]


def test_the_data_name_each_number_with_its_fact_and_place(measure: Any) -> None:
    ledger = entry("a", "  sources: [{ref: a}, {ref: b}]\n")
    data = json.loads(coverage_views.data(measure("So.\n\nAt é [5]{fact=a} and [it]{fact=a}, 6.\n", ledger)))
    first, second = data["tokens"]
    assert first == {
        "text": "5", "kind": "count", "state": "double", "fact": "a", "sources": 2, "file": first["file"],
        "line": 10, "column": 7,
    }  # fmt: skip
    assert first["file"].endswith("article.md")
    assert (second["text"], second["fact"], second["sources"], second["column"]) == ("6", None, 0, 36)
    assert data["sections"] == [{"title": "", **data["total"]}]
    assert data["total"]["bound-percent"] == 50.0
    assert data["article"]


def test_a_number_without_any_is_whole(measure: Any) -> None:
    assert "nothing" not in coverage_views.table(measure("So.\n"))
    assert json.loads(coverage_views.data(measure("So.\n")))["total"]["bound-percent"] == 100.0


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        # Words that are bound are a mark where no number of them is.
        ("[the fleet]{fact=a}", [("the fleet", False)]),
        ("[the 5 ships]{fact=a}", [("5", True)]),
        ("[it]{fact=a} 7", [("it", False), ("7", True)]),
        ("7 [it]{fact=a}", [("7", True), ("it", False)]),
        # Small words count where they are bound.
        ("[two]{fact=a} ships, three", [("two", True)]),
        ("three boats, 7", [("7", True)]),
        ("# In 1990\n\n`1990`", []),
    ],
)
def test_what_is_marked_and_counted(measure: Any, body: str, texts: list[tuple[str, bool]]) -> None:
    result = measure(f"{body} ships.\n", entry("a"))
    assert [(each.text, each.is_counted) for row in result.rows for each in row.marks] == texts


@pytest.mark.parametrize(("more", "state"), [("", "stale"), (" [on 2020]{fact=a show=as-of}", "single")])
def test_a_fact_whose_date_is_told_is_not_stale(measure: Any, more: str, state: str) -> None:
    ledger = FACT.format(id="a", kind="office-holder", value="{holder: Ann Lee}", status="confirmed")
    result = measure(f"[Ann Lee]{{fact=a}} came{more}.\n", ledger + "  as-of: 2020\n  sources: [{ref: a}]\n")
    assert next(each.state for row in result.rows for each in row.marks) == state
