"""Attributes that act reach no reader, on whatever kind of element they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.article import load, locate
from pipeline.load.reach import Reach
from pipeline.model import walk

ACTS = 'onclick="alert(1)" style="position:fixed" data-background-color=red'
ELEMENTS = {
    "link": f"[x](https://example.org/){{{ACTS}}}",
    "code": f"`x`{{{ACTS}}}",
    "span": f"[x]{{{ACTS}}}",
    "heading": f"## A {{#b {ACTS}}}",
    "div": f"::: {{.note {ACTS}}}\nx\n:::",
    "code block": f"``` {{.c {ACTS}}}\nx\n```",
    "image": f"Words ![x](a.png){{{ACTS}}} and words.",
    "figure": f"![x](a.png){{{ACTS}}}",
    "figure in HTML": f'<figure {ACTS}><img src="a.png" alt="x"><figcaption>C</figcaption></figure>',
    "table": f"|a|b|\n|-|-|\n|1|2|\n\n: x {{#tbl-a {ACTS}}}",
}


@pytest.mark.parametrize("element", ELEMENTS)
def test_no_element_keeps_an_attribute_that_acts(tmp_path: Path, element: str) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: T\n---\n\n# H\n\n{ELEMENTS[element]}\n", "utf-8")
    result = load(locate(str(tmp_path / "a.md"), tmp_path))
    attributes = [getattr(node, "attr", None) for node in walk.walk(result.manuscript.blocks)]
    keys = {key for attr in attributes if attr is not None for key, _ in attr.pairs}
    assert not keys & {"onclick", "style", "data-background-color", "background-color"}
    assert "attribute-unknown" in {each.code for each in result.diagnostics}


def test_a_home_that_is_a_link_is_not_taken_for_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "real" / ".git").mkdir(parents=True)
    own = tmp_path / "real" / "paper"
    own.mkdir()
    (tmp_path / "home").symlink_to("real")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert Reach.of(own).around == own
