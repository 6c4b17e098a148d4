"""Values of a kind that no key has: told or passed over, in every place of the front matter, and no fault."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.schemas import schema_text
from tests.load.frontmatter import messages_of, read

PAPERS = Path(__file__).parents[2] / "pipeline" / "load" / "papers"
ODD = (
    "", "x", "[null]", "[[x]]", "[[[x, y]]]", "{}", "{a: b}", "{a: [b]}", "[{a: b}]", "[{name: {a: b}}]",
    "[{}, []]", "'²'", "9999999999999999999999", "1e999", '"\\u0000"', "{? [a] : b}",
    "{id: {x: y}, name: [z]}", "12:30:45", "true",
)  # fmt: skip
PLACES = (
    "{0}: {1}", "author: [{{name: A, {0}: {1}}}]", "affiliations: [{{id: 1, {0}: {1}}}]",
    "format: {{pdf: {{{0}: {1}}}}}", "briefing: {{{0}: {1}}}", "article: {{{0}: {1}}}",
    "references: [{{id: a, {0}: {1}}}]", "papersize: a4\ntoc: true\n{0}: {1}",
)  # fmt: skip


def keys() -> set[str]:
    """Return every key that front matter is read for."""
    source = "".join(path.read_text("utf-8") for path in PAPERS.glob("*.py"))
    result = set(re.findall(r'"([a-zA-Z][\w-]{1,30})"', source))
    return result | set(re.findall(r'"([a-z-]+)": \{', schema_text("front-matter")))


@pytest.mark.parametrize("place", PLACES)
def test_a_value_of_another_kind_is_no_fault(place: str) -> None:
    result = 0
    for key in sorted(keys()):
        for number, value in enumerate(ODD):
            if place != PLACES[0] and (number + len(key)) % 3:
                continue
            result += 1
            read(f"---\n{place.format(key, value)}\n---\n\nText.\n", plain=bool((number + len(key)) % 4))
    assert result > 1_500


@pytest.mark.parametrize("more", ["", "papersize: letter\n", "toc: true\n"])
@pytest.mark.parametrize("value", ["x", "[x]", "[null]", "[[paper, A4]]"])
def test_a_briefing_that_is_no_group_is_told(more: str, value: str) -> None:
    codes = dict(messages_of(read(f"---\ntitle: T\n{more}briefing: {value}\n---\n\nText.\n")))
    assert "front-matter-invalid" in codes
