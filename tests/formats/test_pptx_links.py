"""Links within the slides: from words and from the cells of tables, read back with python-pptx."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pptx
from pptx.oxml.ns import qn

from pipeline.formats.pptx import PPTX
from tests.editions.deck_sample import edition
from tests.formats.deck_setting import SETTING

PAPER = """---
title: T
bibliography: r.bib
---

# One

| What | Where |
|------|-------|
| as @lee says, by [@kim] | see @sec-two and [here](#sec-two) |
| again @lee | [out](https://example.org) |

: A table. {#tbl-t}

# Two {#sec-two}

Words, as in @tbl-t and by @lee.
"""
BOOKS = (
    "@book{lee, title={T}, author={Lee, A}, year=1999}\n@book{kim, title={U}, author={Kim, B}, year=2001}\n"
)


def slides(folder: Path) -> list[Any]:
    (folder / "paper.md").write_text(PAPER, "utf-8")
    (folder / "r.bib").write_text(BOOKS, "utf-8")
    data = PPTX.render(edition(str(folder / "paper.md")), SETTING).data
    return list(pptx.Presentation(io.BytesIO(data)).slides)


def jumps(slide: Any) -> list[tuple[str, str]]:
    """Return the words of the links of a slide, and the title of the slide or the address they lead to."""
    result: list[tuple[str, str]] = []
    for link in slide.shapes._spTree.iter(qn("a:hlinkClick")):
        run = link.getparent().getparent()
        relation = slide.part.rels[link.get(qn("r:id"))]
        if relation.is_external:
            where = relation.target_ref
        else:
            assert link.get("action") == "ppaction://hlinksldjump"
            where = relation.target_part.slide.shapes.title.text_frame.text
        result.append((run.find(qn("a:t")).text, where))
    return result


def test_links_in_cells_lead_to_slides_as_those_in_words_do(tmp_path: Path) -> None:
    pages = slides(tmp_path)
    [table] = [each for each in pages if any(shape.has_table for shape in each.shapes)]
    links = jumps(table)
    assert {where for _, where in links} == {"Sources", "Two", "https://example.org"}
    assert [where for words, where in links if words == "1999"] == ["Sources", "Sources"]
    assert [words for words, where in links if where == "Two"][-1] == "here"
    [two] = [
        each for each in pages if each.shapes.title is not None and each.shapes.title.text_frame.text == "Two"
    ]
    assert any(where == table.shapes.title.text_frame.text for _, where in jumps(two))


def test_every_relation_that_is_left_is_used(tmp_path: Path) -> None:
    for slide in slides(tmp_path):
        link_ids = {link.get(qn("r:id")) for link in slide.shapes._spTree.iter(qn("a:hlinkClick"))}
        links = {key for key, each in slide.part.rels.items() if each.reltype.endswith("/hyperlink")}
        assert links <= link_ids
