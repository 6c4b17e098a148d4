"""The editions that an article names in its front matter are built, unless whoever builds names others."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cluster import answer
from pipeline.formats import FORMATS
from pipeline.formats.format import Format
from pipeline.model.stages import Artifact
from pipeline.product import MadeArtifact, Product
from tests.command import dossier

TEXT = """---
title: A manual
date: 2026-01-01
standfirst: All in short.
editions: [{}]
---

# How

Do what stands here.
"""


@pytest.mark.parametrize(
    ("editions", "arguments", "files"),
    [
        ("ebook", [], ["ebook.epub"]),
        ("ebook", ["--edition", "deck", "--to", "html"], ["deck.html"]),
        ("ebook, deck", ["--to", "epub"], ["ebook.epub"]),
        # A format that none of the article's editions has is built all the same: it is named.
        ("ebook", ["--to", "html"], ["deck.html"]),
        ("ebook, summary", [], ["ebook.epub", "summary.pdf"]),
    ],
)
def test_an_article_says_which_editions_it_has(
    editions: str, arguments: list[str], files: list[str], tmp_path: Path
) -> None:
    (tmp_path / "manual.md").write_text(TEXT.format(editions), "utf-8")
    run = dossier("build", "manual.md", *arguments, "--no-cache", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert sorted(path.name for path in (tmp_path / "build" / "manual").iterdir()) == sorted(
        [*files, "manifest.json"]
    )


def test_an_edition_that_there_is_not_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "manual.md").write_text(TEXT.format("briefing, e-book"), "utf-8")
    run = dossier("build", "manual.md", cwd=tmp_path)
    assert run.returncode == 1
    assert "manual.md:5:22" in run.stderr
    assert "edition-unknown" in run.stderr
    assert "ebook" in run.stderr


def arrive(names: list[str]) -> object:
    """Return what arrives of a product with these artifacts, where briefing and e-book are the choice."""
    formats: dict[str, Format] = {each.file: each for each in FORMATS}
    artifacts = tuple(
        MadeArtifact(Artifact(name, formats[name].name, b"x", 1, "pages"), "a" * 64, 0.5) for name in names
    )
    choice = [formats[name] for name in ("briefing.pdf", "ebook.epub", "summary.pdf")]
    message = answer.to_message(Product("slug", artifacts, (), (), ()))
    return answer.from_message(message, "slug", [formats["briefing.pdf"]], 1000, (), choice)


def test_a_station_may_answer_with_the_choice_of_the_article() -> None:
    assert isinstance(arrive(["summary.pdf"]), Product)
    assert isinstance(arrive(["briefing.pdf"]), Product)


@pytest.mark.parametrize("names", [[], ["deck.html"], ["ebook.epub", "ebook.epub"]])
def test_a_station_may_not_answer_with_anything_else(names: list[str]) -> None:
    with pytest.raises(ValueError, match=r"."):
        arrive(names)
