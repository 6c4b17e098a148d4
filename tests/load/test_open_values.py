"""Values of the front matter that begin a block and do not end it: told where they stand; the text stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checking import check_article
from pipeline.load.article import load, locate
from pipeline.model.walk import text_of

WITHOUT_TAG, AS_TEXT = "has no partner, and is left out", "has no partner, and is shown as it stands"


def _paper(folder: Path, yaml: str) -> str:
    path = folder / "paper.md"
    path.write_text(f"---\ndate: 2026-01-01\n{yaml}\n---\n\nThe text is here.\n", "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("yaml", "message", "line", "column"),
    [
        ('title: "a <p> b"', f"`<p>` in `title` {WITHOUT_TAG}", 3, 11),
        ("title: a *b* <li> c", f"`<li>` in `title` {WITHOUT_TAG}", 3, 14),
        ("title: a\nsubtitle: a <div> b", f"`<div>` in `subtitle` {WITHOUT_TAG}", 4, 13),
        ("title: a\nsubtitle: <div>", f"`<div>` in `subtitle` {AS_TEXT}", 4, 11),
        ("title: a\nkicker: x <section> y", f"`<section>` in `kicker` {WITHOUT_TAG}", 4, 11),
        ("title: a\nshort-title: x <pre> y", f"`<pre>` in `short-title` {WITHOUT_TAG}", 4, 16),
        ("title: a\nstandfirst: One <script> two.", f"`<script>` in `standfirst` {WITHOUT_TAG}", 4, 17),
        ("title: a\ndeck: {title: x <table> y}", f"`<table>` in `deck: title` {WITHOUT_TAG}", 4, 17),
        ("title: a\nstandfirst: '::: box'", "`::: box` is printed: it opens or closes no box", 4, 14),
    ],
)
def test_a_value_that_is_not_closed_is_one_finding_and_the_text_stays(
    tmp_path: Path, yaml: str, message: str, line: int, column: int
) -> None:
    article = locate(_paper(tmp_path, yaml), tmp_path)
    [finding] = check_article(article).diagnostics
    assert finding.message == message
    assert (finding.place.line, finding.place.column) == (line, column)
    assert text_of(load(article).manuscript.blocks).endswith("The text is here.")


def test_a_tag_that_is_left_out_is_not_in_the_title(tmp_path: Path) -> None:
    manuscript = load(locate(_paper(tmp_path, "title: a <p> b\nsubtitle: <div>"), tmp_path)).manuscript
    assert (manuscript.front.title, manuscript.front.subtitle) == ("a b", "<div>")


@pytest.mark.parametrize("value", ["a <p> b </p> c", "a <em>b</em> c", "1 <x and y", "<b>a</b>", "a <br> b"])
def test_a_value_that_is_closed_is_read_as_it_is(tmp_path: Path, value: str) -> None:
    article = locate(_paper(tmp_path, f"title: a\nstandfirst: {value}"), tmp_path)
    assert [each.code for each in check_article(article).diagnostics] == []
