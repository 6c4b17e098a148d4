"""Citations and their list, step by step: citations within others, notes, numbers, links, formulas."""

from __future__ import annotations

import pytest

from pipeline import pandoc
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Place
from pipeline.model.entries import NUMBERED_CLASS, WIDE
from pipeline.model.references import Reference
from pipeline.resolve import entries, note_citations, title_maths
from pipeline.resolve.citation_lists import one_list
from pipeline.resolve.hanging_numbers import with_hanging_numbers

S, SPACE = n.Str, n.Space()


def read(text: str) -> n.Blocks:
    return pandoc.read(text).blocks


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("[@a, @b]", ["|a|", "|b|"]),
        ("[see @a, p. 3, and @b, p. 4]", ["see |a|, p. 3", "and |b|, p. 4"]),
        ("[see @a @b]", ["see |a|", "|b|"]),
        ("[@a; also @b and @c]", ["|a|", "also |b|", "and |c|"]),
        ("[@a, @b, p. 2; @c]", ["|a|", "|b|, p. 2", "|c|"]),
        ("[@a; @b]", ["|a|", "|b|"]),
        ("[@a, p. 3]", ["|a|, p. 3"]),
        ("[*@a*, @b]", []),
    ],
)
def test_citations_within_citations_stand_side_by_side(text: str, citations: list[str]) -> None:
    (block,) = walk.map_tree(read(text), inline=one_list)
    result = [
        f"{walk.text_of(each.prefix)} |{each.id}|{walk.text_of(each.suffix)}".strip()
        for node in walk.walk((block,))
        if isinstance(node, n.Cite)
        for each in node.citations
    ]
    if citations:
        assert result == citations
    else:
        assert [each.split("|")[1] for each in result] == ["a", "b"]


def note(text: str) -> n.Cite:
    marks = tuple(S(each) for each in text if each in ".,")
    return n.Cite((n.Citation("x"),), (*marks, n.Note((n.Para((S(text.strip(".,")),)),))))


@pytest.mark.parametrize(
    ("inlines", "result"),
    [
        ((S("a"), note("1"), SPACE, note("2"), S("b")), (S("a"), note("1"), note("2"), S("b"))),
        ((S("a"), note("1"), SPACE, note(".2")), (S("a"), S("."), note("1"), note("2"))),
        ((S("a"), note("1"), SPACE, S("b")), (S("a"), note("1"), SPACE, S("b"))),
        (
            (S("a"), note(".1"), SPACE, S("b"), note("2")),
            (S("a"), S("."), note("1"), SPACE, S("b"), note("2")),
        ),
        ((note("1"), SPACE), (note("1"), SPACE)),
        ((note("1"), n.SoftBreak(), note("2"), SPACE, note("3")), (note("1"), note("2"), note("3"))),
        ((S("a"), SPACE, S("b")), (S("a"), SPACE, S("b"))),
    ],
)
def test_notes_side_by_side(inlines: n.Inlines, result: n.Inlines) -> None:
    assert note_citations.join_notes((n.Para(inlines),)) == (n.Para(result),)


def entry(*inlines: n.Inline, key: str = "a") -> n.Div:
    return n.Div(n.Attr(f"ref-{key}", ("csl-entry",)), (n.Para(inlines),))


def margin(text: str) -> n.Span:
    return n.Span(n.Attr("", ("csl-left-margin",)), (S(text), SPACE) if text else ())


RIGHT = n.Span(n.Attr("", ("csl-right-inline",)), (S("Words."),))
BLOCK = n.Span(n.Attr("", ("csl-block",)), (S("More."),))


@pytest.mark.parametrize(
    ("inlines", "lines", "classes"),
    [
        ((margin("[1]"), RIGHT), ["[1] Words."], ("csl-entry", "numbered")),
        ((margin("[99]"), RIGHT), ["[99] Words."], ("csl-entry", "numbered")),
        ((margin("[100]"), RIGHT), ["[100] Words."], ("csl-entry", "numbered", "wide")),
        ((margin(""), RIGHT), ["Words."], ("csl-entry",)),
        ((S("a"), BLOCK, S("b")), ["a", "More.", "b"], ("csl-entry",)),
        ((BLOCK, BLOCK), ["More.", "More."], ("csl-entry",)),
        ((S("a"), n.Span(n.Attr("", ("x",)), (S("b"),))), ["ab"], ("csl-entry",)),
    ],
)
def test_numbers_of_entries(inlines: n.Inlines, lines: list[str], classes: tuple[str, ...]) -> None:
    names = {"numbered": NUMBERED_CLASS, "wide": WIDE}
    (result,) = with_hanging_numbers([entry(*inlines)])
    assert [walk.text_of((each,)) for each in result.blocks] == lines
    assert result.attr.classes == tuple(names.get(each, each) for each in classes)
    (other, _) = with_hanging_numbers([entry(S("x")), entry(margin("[1]"))])
    assert other.attr.classes == ("csl-entry", NUMBERED_CLASS)


@pytest.mark.parametrize(
    ("text", "words", "keys"),
    [
        ("A\n\n::: {#refs}\n::: {#ref-a}\nOne\n:::\n:::\n\nB", ["A", "B"], ["a"]),
        ("A\n\n# References\n\n::: {#refs}\n:::\n\nB", ["A", "B"], []),
        ("A\n\n# References\n\n::: {#refs}\n:::", ["A"], []),
        ("A\n\n# References", ["A"], []),
        ("A\n\n# One\n\nB", ["A", "One", "B"], []),
        ("A\n\n> x\n>\n> ::: {#refs}\n> ::: {#ref-b}\n> One\n> :::\n> :::", ["A", "x"], ["b"]),
    ],
)
def test_the_list_of_sources_is_taken_out_with_its_heading(
    text: str, words: list[str], keys: list[str]
) -> None:
    blocks, works = entries.split_bibliography(read(text))
    assert [walk.text_of((each,)).strip() for each in blocks] == words
    assert [entries.key(each) for each in works] == keys


@pytest.mark.parametrize(("text", "is_empty"), [("", True), (". , ", True), ("a", False), ("1", False)])
def test_entries_of_nothing(text: str, is_empty: bool) -> None:
    (work,) = with_hanging_numbers([entry(margin("[1]"), S(text))])
    assert entries.is_empty(work) is is_empty


@pytest.mark.parametrize(
    ("url", "result"),
    [
        ("#ref-a", "#ref-a"), ("#ref-b", None), ("https://x.org/a b", "https://x.org/a%20b"),
        ("https://data:text/html,x", None), ("javascript:x", None), ("https://doi.org/10.1/x", "https://doi.org/10.1/x"),
    ],
)  # fmt: skip
def test_links_of_the_list_lead_to_entries_and_safe_addresses(url: str, result: str | None) -> None:
    reference = Reference("a", {"PMID": "data:text/html,x", "URL": "https://x.org"}, Place("r.bib"))
    safe = entries.links([entry(S("x"))], [reference]).safe(n.Link(n.Attr(), (S("w"),), url))
    assert safe == ((S("w"),) if result is None else (n.Link(n.Attr(), (S("w"),), result),))
    assert entries.links((), ()).safe(S("x")) == (S("x"),)


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Decay of $^{14}$C", "Decay of 14C"),
        ("From $5 to $6", "From $5 to $6"),
        ("$\\alpha$-decay", "α-decay"),
        ("$x$ and $x$", "𝑥 and 𝑥"),
        ("\\$x_1\\$", "\\$x_1\\$"),
        ("$a b$", "$a b$"),
        ("$ x_1$", "$ x_1$"),
        ("$x_1$2", "$x_1$2"),
    ],
)
def test_formulas_of_titles_are_letters_where_they_can(title: str, plain: str) -> None:
    references = [
        Reference("a", {"title": title, "publisher": title}, Place("r")),
        Reference("b", {"title": title}, Place("r")),
    ]
    works = title_maths.replace_formulas(references)
    assert works.fields[0]["publisher"] == title
    assert works.fields[0]["title"] == works.fields[1]["title"]
    assert ("$" in works.fields[0]["title"]) == ("$" in plain)
    assert title_maths.plain(works.fields[0], works.formulas)["title"].replace("x", "𝑥") == plain.replace(
        "x", "𝑥"
    )
    inlines = title_maths.restore_formulas(S(works.fields[0]["title"]), works.formulas)
    assert walk.text_of(inlines).replace("x", "𝑥") == plain.replace("x", "𝑥")
