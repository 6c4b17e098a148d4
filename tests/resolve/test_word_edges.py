"""What stands at the edge of a word: an apostrophe behind a formula or code, a blank at a title's end."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.article import load, locate
from pipeline.model import nodes as n
from pipeline.model.walk import text_of
from pipeline.resolve import resolve


def blocks_of(folder: Path, body: str, head: str = "") -> n.Blocks:
    """Return the blocks of an article behind its first heading."""
    (folder / "a.md").write_text(f"---\ntitle: T\nlang: en\n{head}---\n\n# H\n\n{body}\n", "utf-8")
    document, _ = resolve(load(locate(str(folder / "a.md"), folder)).manuscript)
    return document.blocks[1:]


@pytest.mark.parametrize("thing", ["$x$", "`x`", "*x*", "[x](https://example.org/)"])
def test_an_apostrophe_closes_behind_anything(tmp_path: Path, thing: str) -> None:
    assert "’s mean" in text_of(blocks_of(tmp_path, f"Of {thing}'s mean"))


def test_a_heading_that_is_named_ends_with_its_words(tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_text(
        "@book{ant, author={Ant, A.}, title={T}, year={2001}, publisher={P}}", "utf-8"
    )
    body = "See @sec-m.\n\n## Results [@ant] {#sec-m}\n\nX."
    assert "“Results”." in text_of(blocks_of(tmp_path, body, "bibliography: references.bib\n")[:1])
