"""Sections that the front matter names stand behind the sources, and the sources count their slides there."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import build as stages
from pipeline.build import resolve_article
from pipeline.editions.deck import deck
from pipeline.formats import FORMATS
from pipeline.load.article import locate
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.model.stages import Edition
from pipeline.model.walk import text_of, walk

SECTIONS = "# One {#sec-one}\n\nIn one [@a].\n\n# The other\n\nIn two [@a; @b].\n\n# Last\n\nIn three.\n"
BIBLIOGRAPHY = "@book{%s, author={A. %s}, title={%s}, year={2001}}\n"


def edition(folder: Path, options: str, sources: int = 2, text: str = SECTIONS) -> Edition:
    keys = ["a", "b", *(f"c{number}" for number in range(2, sources))]
    works = (BIBLIOGRAPHY % (key, key.upper(), f"{'A long title of many words ' * 6}{key}") for key in keys)
    (folder / "works.bib").write_text("".join(works), "utf-8")
    nocite = f"nocite: '{', '.join('@' + key for key in keys)}'\n"
    head = f"---\ntitle: T\nbibliography: works.bib\n{nocite}deck:\n{options}\n---\n\n"
    (folder / "paper.md").write_text(head + text, "utf-8")
    return deck(resolve_article(locate(str(folder / "paper.md"), folder)).document)


def ids(content: Edition) -> list[str]:
    return [slide.id for slide in content.slides]


@pytest.mark.parametrize("name", ["sec-one", "'#sec-one'", "One", "ONE"])
def test_a_section_of_the_appendix_stands_behind_the_sources(name: str, tmp_path: Path) -> None:
    content = edition(tmp_path, f"  appendix: [{name}]")
    assert ids(content) == ["cover", "the-other", "last", "sources", "appendix", "sec-one", "colophon"]
    assert content.slides[4].kind == "divider"
    assert content.diagnostics == ()


def test_one_section_needs_no_list(tmp_path: Path) -> None:
    content = edition(tmp_path, "  appendix: Last\n  sources: none")
    assert ids(content) == ["cover", "sec-one", "the-other", "appendix", "last", "colophon"]


def test_sections_of_the_appendix_keep_their_order(tmp_path: Path) -> None:
    content = edition(tmp_path, "  appendix: [last, The  other]\n  sources: none")
    assert ids(content) == ["cover", "sec-one", "appendix", "the-other", "last", "colophon"]


def test_an_appendix_is_there_whatever_the_minutes(tmp_path: Path) -> None:
    content = edition(tmp_path, "  appendix: [last]\n  minutes: 1\n  sources: none")
    assert ids(content) == ["cover", "the-other", "appendix", "last", "colophon"]
    [note] = content.diagnostics
    assert (note.code, note.message, note.place.line) == (
        "deck-shortened", "the deck leaves out 1 slide for 1 minute: “One”", 7
    )  # fmt: skip


def test_a_name_of_no_section_makes_no_appendix(tmp_path: Path) -> None:
    content = edition(tmp_path, "  appendix: [secone]")
    assert content.diagnostics == ()
    assert "appendix" not in ids(content)


PARTS = """# One

In one.

## Part

In a part.

### Inner

In an inner part.

## Next

Next to it.

# Two

In two.

## Later

Later on.

# Three

In three.
"""


@pytest.mark.parametrize(
    ("names", "usual", "appendix"),
    [
        (["part"], ["one", "next", "two", "later", "three"], ["part", "inner"]),
        (["Inner", "later"], ["one", "part", "next", "two", "three"], ["inner", "later"]),
        (["later", "part", "next"], ["one", "two", "three"], ["part", "inner", "next", "later"]),
        (["inner", "part"], ["one", "next", "two", "later", "three"], ["part", "inner"]),
        (["one", "inner"], ["two", "later", "three"], ["one", "part", "inner", "next"]),
    ],
)
def test_a_part_of_a_section_stands_in_the_appendix_alone(
    names: list[str], usual: list[str], appendix: list[str], tmp_path: Path
) -> None:
    content = edition(tmp_path, f"  appendix: [{', '.join(names)}]\n  sources: none", text=PARTS)
    assert ids(content) == ["cover", *usual, "appendix", *appendix, "colophon"]
    slides = {slide.id: slide for slide in content.slides}
    assert slides[appendix[0]].kicker == ""
    assert [slide.title for slide in content.slides if slide.kind == "divider"] == [slides["appendix"].title]


def test_dividers_are_counted_without_parts_in_the_appendix(tmp_path: Path) -> None:
    boxes = "\n\n".join(f"::: {{.slide message='M {number}.'}}\nA.\n:::" for number in range(3))
    text = f"# One\n\n{boxes}\n\n## Part\n\n{boxes}\n\n# Two\n\n{boxes}\n"
    content = edition(tmp_path, "  appendix: [part]\n  sources: none", text=text)
    numbers = [(slide.id, slide.number) for slide in content.slides if slide.kind == "divider"]
    assert numbers == [("one", "1"), ("two", "2"), ("appendix", ""), ("part", "")]


@pytest.mark.parametrize("sources", [2, 40])
def test_sources_lead_to_slides_of_the_appendix_by_their_numbers(sources: int, tmp_path: Path) -> None:
    content = edition(tmp_path, "  appendix: [The other]", sources)
    numbers = {slide.id: str(number) for number, slide in enumerate(content.slides, 1)}
    assert (sources > 2) == (sum(slide.kind == "sources" for slide in content.slides) > 1)
    links = [link for slide in content.slides if slide.kind == "sources" for link in returns(slide)]
    assert {url for url, _ in links} == {"#sec-one", "#the-other"}
    assert [text for url, text in links] == [numbers[url[1:]] for url, _ in links]


def test_a_build_tells_of_a_deck_once_for_all_its_formats(tmp_path: Path) -> None:
    edition(tmp_path, "  appendix: [none]\n  minutes: 1")
    formats = tuple(each for each in FORMATS if each.file in ("deck.html", "deck.pptx"))
    report = stages.build(
        locate(str(tmp_path / "paper.md"), tmp_path), stages.Plan(formats, tmp_path / "out")
    )
    codes = [each.code for each in report.diagnostics]
    assert (codes.count("deck-shortened"), codes.count("appendix-unknown")) == (1, 1)


def returns(slide: Slide) -> list[tuple[str, str]]:
    """Return the links from sources to the slides that cite them, with their words."""
    nodes = walk(slide.content)
    links = (node for node in nodes if isinstance(node, n.Link) and "return" in node.attr.classes)
    return [(link.url, text_of(link.inlines)) for link in links]
