"""What a source is called on slides, and the line at the foot of a slide that names its sources."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pipeline.editions.deck_sources import MOST_LINES, SourceLines, cited_keys
from pipeline.editions.prose import words
from pipeline.editions.source_labels import labels
from pipeline.model import nodes as n
from pipeline.model.facts import Count, CountValue, Ledger, Source
from pipeline.model.front_matter import FrontMatter
from pipeline.model.references import Reference
from pipeline.model.source import SourceText
from pipeline.model.stages import Document
from pipeline.model.walk import text_of, walk
from pipeline.slides import measuring as measure
from tests.canvas import CANVAS

ANT, BEE, COW = ({"family": name} for name in ("Ant", "Bee", "Cow"))


def label(fields: dict[str, Any], *texts: str, lang: str = "en") -> str:
    """Return the label of a reference with fields, which the text cites by such links."""
    links = tuple(n.Link(n.Attr(), words(text), "#ref-k") for text in texts)
    other = n.Link(n.Attr(), words("Other 2020"), "#ref-other")
    document = Document(
        slug="sample", source=SourceText("article.md", ""), front=FrontMatter(title="T", lang=lang),
        blocks=(n.Para((*links, other)),), bibliography=(), drawings={}, media={}, ledger=Ledger(),
        references=(Reference(id="k", fields={"id": "k", **fields}, place=SourceText("r", "").place(None)),),
    )  # fmt: skip
    result = labels(document)
    assert list(result) == ["k"]
    return text_of(result["k"])


def date_of(year: int | None = 2020, **other: str) -> dict[str, Any]:
    return {"issued": ({"date-parts": [[year]]} if year is not None else {}) | other}


@pytest.mark.parametrize(
    ("people", "names"),
    [
        ([ANT], "Ant"),
        ([ANT, BEE], "Ant and Bee"),
        ([ANT, BEE, COW], "Ant et al."),
        ([{"literal": "The Office"}], "The Office"),
        ([{"given": "Cher"}], "Cher"),
        ([{"family": "Gogh", "non-dropping-particle": "van", "given": "Vincent"}], "van Gogh"),
        ([{"family": "Ant", "dropping-particle": "de", "given": "A."}], "Ant"),
        ([{"family": "Ant", "literal": "The Ants"}], "The Ants"),
    ],
)
def test_a_source_is_called_by_its_authors_or_its_editors_and_its_year(
    people: list[dict[str, str]], names: str
) -> None:
    assert label({"author": people, **date_of()}) == f"{names} 2020"
    assert label({"editor": people, **date_of()}) == f"{names} 2020"
    assert label({"author": people, "editor": [COW], **date_of()}) == f"{names} 2020"


def test_authors_stand_in_the_language_of_the_article() -> None:
    assert label({"author": [ANT, BEE], **date_of()}, lang="de") == "Ant und Bee 2020"


@pytest.mark.parametrize(
    ("names", "name"),
    [
        (("container-title", "publisher", "title"), "container-title"),
        (("publisher", "title"), "publisher"),
        (("title",), "title"),
        ((), "k"),
    ],
)
def test_a_source_without_people_is_called_by_what_it_has(names: tuple[str, ...], name: str) -> None:
    assert label({**{each: each for each in names}, **date_of()}) == f"{name} 2020"


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (date_of(2020), "Ant 2020"),
        (date_of(None, literal="forthcoming"), "Ant forthcoming"),
        (date_of(None, raw="in press"), "Ant in press"),
        (date_of(None, literal="soon", raw="in press"), "Ant soon"),
        (date_of(2020, literal="forthcoming"), "Ant 2020"),
        ({"issued": {"date-parts": []}}, "Ant"),
        ({"issued": {"date-parts": [[]]}}, "Ant"),
        ({}, "Ant"),
    ],
)
def test_a_source_that_the_text_does_not_call_has_its_own_year(date: dict[str, Any], text: str) -> None:
    assert label({"author": [ANT], **date}) == text


@pytest.mark.parametrize(
    ("year", "texts", "text"),
    [
        (2020, ["Ant 2020"], "Ant 2020"),
        (2020, ["Ant and Bee (2020, 7)", "Ant 2020, 9"], "Ant 2020"),
        (2020, ["Ant 2020ab, 3"], "Ant 2020ab"),
        (2020, ["Ant 2020abc"], "A. Ant 2020"),
        (2020, ["Ant 2020–21"], "Ant 2020–21"),
        (2020, ["Ant [2020?]"], "Ant [2020?]"),
        (2020, ["2020"], "A. Ant 2020"),
        (2020, ["2020b"], "A. Ant 2020b"),
        (2020, ["2020b", "2020c"], "A. Ant 2020b"),
        (2020, ["2020b", "Ant 2020b"], "Ant 2020b"),
        (2020, ["[3]"], "A. Ant 2020"),
        (2020, ["Ant 12020"], "A. Ant 2020"),
        (2020, ["Ant 20201"], "A. Ant 2020"),
        (2020, ["Ant 1999"], "A. Ant 2020"),
        (999, ["Ant 999 AD, 3"], "Ant 999 AD"),
        (999, ["Ant 999"], "Ant 999"),
        (999, ["Ant 9991"], "A. Ant 999"),
        (1000, ["Ant 1000 AD, 3"], "Ant 1000"),
        (-44, ["Ant 44 BC; Bee"], "Ant 44 BC"),
        (-2000, ["Ant 2000 BC"], "Ant 2000 BC"),
    ],
)
def test_a_source_is_called_as_the_text_calls_it_up_to_its_date(
    year: int, texts: list[str], text: str
) -> None:
    assert label({"author": [{"family": "A. Ant"}], **date_of(year)}, *texts) == text


@pytest.mark.parametrize(
    ("date", "texts", "text"),
    [
        ({}, ["Ant n.d."], "Ant n.d."),
        ({}, ["Ant n.d.-a, 7"], "Ant n.d.-a"),
        ({}, ["Ant s. d."], "Ant s. d."),
        ({}, ["n.d.-b"], "A. Ant n.d.-b"),
        ({}, ["Ant 2020"], "A. Ant"),
        (date_of(None, literal="in press (2)"), ["Ant in press (2), 7"], "Ant in press (2)"),
        (date_of(None, literal="1234567890"), ["Ant 1234567890, 7"], "Ant 1234567890"),
    ],
)
def test_a_source_without_a_year_is_called_as_the_text_calls_it(
    date: dict[str, Any], texts: list[str], text: str
) -> None:
    assert label({"author": [{"family": "A. Ant"}], **date}, *texts) == text


NAMES = {key: words(f"{key.title()} 2001") for key in ("ant", "bee", "cow")}


def lines(*refs: tuple[str, ...], names: dict[str, n.Inlines] | None = None, lang: str = "en") -> SourceLines:
    """Return source lines with a fact for each tuple of references: `f0`, `f1`."""
    facts = tuple(
        Count(
            id=f"f{number}", subject="S", kind="count", value=CountValue(amount=Decimal(1), unit="things"),
            sources=tuple(Source(ref=key) for key in keys),
        )
        for number, keys in enumerate(refs)
    )  # fmt: skip
    return SourceLines(names or NAMES, Ledger(facts=facts), lang, CANVAS)


def cite(*keys: str) -> n.Cite:
    return n.Cite(tuple(n.Citation(key) for key in keys), (n.Str("x"),))


def fact(name: str) -> n.Span:
    return n.Span(n.Attr("", ("fact",), (("fact", name),)), (n.Str("1"),))


@pytest.mark.parametrize(
    ("inlines", "line"),
    [
        ((), ""),
        (words("Words."), ""),
        ((fact("lost"),), ""),
        ((cite("ant"),), "Source: Ant 2001"),
        ((cite("bee", "ant"), cite("bee")), "Sources: Bee 2001; Ant 2001"),
        ((fact("f0"),), "Source: Ant 2001"),
        ((fact("f0"), fact("f1")), "Sources: Ant 2001; Bee 2001; Cow 2001"),
        ((fact("f1"), fact("f0"), fact("f1")), "Sources: Bee 2001; Cow 2001; Ant 2001"),
        ((fact("f1"), cite("cow")), "Source: Cow 2001"),
        ((fact("f1"), cite("ant")), "Sources: Ant 2001; Bee 2001; Cow 2001"),
        ((fact("f2"),), "Sources: Ant 2001; Bee 2001"),
        ((fact("f3"),), ""),
    ],
)
def test_a_line_names_what_is_cited_and_two_sources_of_each_other_fact(inlines: n.Inlines, line: str) -> None:
    sources = lines(("ant",), ("bee", "cow"), ("ant", "bee", "cow"), ())
    assert text_of(sources.of((n.Para(inlines),))) == line


def test_a_line_is_one_citation_of_all_its_keys() -> None:
    line = lines().of_keys(["bee", "ant", "bee"])
    (citation,) = (node for node in walk(line) if isinstance(node, n.Cite))
    assert [each.id for each in citation.citations] == ["bee", "ant"]
    assert line[:2] == (n.Str("Sources:"), n.Space())
    assert lines().of_keys([]) == ()
    assert text_of(lines(lang="de").of_keys(["ant"])) == "Quelle: Ant 2001"


@pytest.mark.parametrize("count", range(1, 12))
def test_a_line_too_long_names_one_source_of_each_fact(count: int) -> None:
    keys = [f"k{number}" for number in range(2 * count)]
    names = {key: words(f"{key} of the ministry of agriculture 2001") for key in keys}
    refs = [(keys[2 * number], keys[2 * number + 1]) for number in range(count)]
    sources = lines(*refs, names=names)
    line = sources.of((n.Para(tuple(fact(f"f{number}") for number in range(count))),))
    whole, short = sources.of_keys(keys), sources.of_keys(keys[::2])
    fits = measure.lines(text_of(whole), measure.SOURCE, CANVAS.source.width) <= MOST_LINES
    assert line == (whole if fits else short)
    assert MOST_LINES == 2


def test_keys_are_those_of_all_citations_each_once() -> None:
    assert cited_keys((n.Para((cite("b", "a"), n.Emph((cite("b", "c"),)))),)) == ["b", "a", "c"]
