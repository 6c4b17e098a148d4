"""Blocks as passages: what of the markup is words, what is kept apart, and of which kind each is."""

from __future__ import annotations

import pytest

from pipeline import pandoc
from pipeline.discourse.passages import OBJECT, Passage, passages
from pipeline.load import sourcemap
from pipeline.model import nodes as n


def read(text: str, lang: str = "en") -> list[Passage]:
    return list(passages(sourcemap.locate(pandoc.read(text).blocks, text), lang))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It fell [@a]. So.", "It fell. So."),
        ("It fell [@a] [@b], so.", "It fell, so."),
        ("It fell [@a]) so.", "It fell) so."),
        ("It [@a] fell.", "It fell."),
        # Only the space that a citation leaves goes.
        ("It fell .", "It fell ."),
        ("It [@a] fell .", "It fell ."),
        ("It fell [@a] (so).", "It fell (so)."),
        ("See @smith-1990 and @1990.", f"See Smith and {OBJECT}."),
        ("10^23^, m^2^, 10^-3^, x^a^", "10^23, m², 10^-3, xa"),
        ("110^2^ and 1^0^", "110^2 and 1⁰"),
        ("H~2~O", "H2O"),
        ("a\\\nb\nc   d", "a b c d"),
        ("![alt](x.png) $x$ `c`", f"{OBJECT} {OBJECT} {OBJECT}"),
        ("~~a~~ [b](c) **d** *e*", "a b d e"),
        ("a^[b]", "a"),
        ("a `<b>`{=html} c", "a c"),
    ],
)
def test_markup_goes_and_words_stay(text: str, words: str) -> None:
    assert read(text)[0].text == words


def test_a_quotation_of_pandoc_has_marks() -> None:
    words = (n.Quoted("DoubleQuote", (n.Str("a"),)), n.Space(), n.Quoted("SingleQuote", (n.Str("b"),)))
    (passage,) = passages((n.Para(words),), "en")
    assert (passage.text, passage.quotes) == ("“a” ‘b’", ((0, 3), (4, 7)))
    assert passage.offsets == (None,) * 7


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("It fell [@a].", [("a", "", 7)]),
        ("It fell [@a] [@b], so.", [("a", "", 7), ("b", "", 7)]),
        ("It [@a] fell.", [("a", "", 3)]),
        ("It fell [@a; @b, p. 3]!", [("a", "", 7), ("b", "p. 3", 7)]),
        ("It fell [@a], rose [@b].", [("a", "", 7), ("b", "", 13)]),
        ("@smith-1990 says [@b] so", [("smith-1990", "", 5), ("b", "", 11)]),
        ("[@a]", []),  # without words there is no passage
    ],
)
def test_a_citation_stands_behind_the_words_before_it(text: str, places: list[tuple[str, str, int]]) -> None:
    assert [(c.key, c.locator, c.position) for p in read(text) for c in p.citations] == places


@pytest.mark.parametrize(
    ("text", "bindings"),
    [
        ("[x]{fact=a show=year} y", [("a", "year", 0, 1)]),
        ("w [y [z]{fact=b}]{fact=c}", [("b", None, 4, 5), ("c", None, 2, 5)]),
        ("[]{fact=a}", [("a", None, 0, 0)]),
        ("x []{fact=a}.", [("a", None, 2, 2)]),
        ("[x]{.a}", []),
    ],
)
def test_a_binding_is_of_the_words_in_it(text: str, bindings: list[tuple[str, str | None, int, int]]) -> None:
    (passage,) = read(text)
    assert [(b.fact, b.show, b.start, b.end) for b in passage.bindings] == bindings


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ('"a b" c', ['"a b"']),
        ("“a” «b» „c“ „d”", ["“a”", "«b»", "„c“", "„d”"]),
        ('a "b', []),
        ("“” a", []),
        ("'a' ‘b’", []),
        ("> a\n>\n> b", ["a", "b"]),
        ('> a "b"', ['a "b"']),
    ],
)
def test_quotations_are_found_by_their_marks(text: str, quotations: list[str]) -> None:
    assert [each.text[a:b] for each in read(text) for a, b in each.quotes] == quotations


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a\n\nb", [("prose", "a"), ("prose", "b")]),
        ("| a\n| b", [("prose", "a"), ("prose", "b")]),
        ("> - a", [("list", "a")]),
        ("1. a\n2. b\n   - c", [("list", "a"), ("list", "b"), ("list", "c")]),
        ("a\n: b\n: c", [("list", "a"), ("list", "b"), ("list", "c")]),
        ("a^[b^[c]] d", [("prose", "a d"), ("note", "b"), ("note", "c")]),
        ("a^[- b]", [("prose", "a"), ("note", "- b")]),
        ("a[^1]\n\n[^1]:\n    - b", [("prose", "a"), ("note", "b")]),
        ("::: {.standfirst}\na\n:::", [("standfirst", "a")]),
        ("::: {.slide}\n- a\n:::", [("key-point", "a")]),
        ("::: {.slide}\n::: {.other}\na\n:::\n:::", [("key-point", "a")]),
        ("::: {.other}\na\n:::", [("prose", "a")]),
        ("::: {.other .notes}\na\n:::", [("note", "a")]),
        ("::: {.at-a-glance}\na\n:::", [("list", "a")]),
        ("```\na\n```\n\n---\n\nb", [("prose", "b")]),
        ("![a](x.png)", [("caption", "a")]),
        ("| a |\n|---|\n| b |\n\n: c", [("cell", "a"), ("cell", "b"), ("caption", "c")]),
        ("# a", [("heading", "a")]),
        ("$x$", [("prose", OBJECT)]),
        ("&nbsp;", []),
    ],
)
def test_each_passage_is_of_a_kind(text: str, parts: list[tuple[str, str]]) -> None:
    result = read(text)
    assert [(each.kind, each.text) for each in result] == parts
    assert [each.paragraph for each in result] == list(range(1, len(parts) + 1))


def test_a_section_is_the_headings_above() -> None:
    result = read("a\n\n# A\n\n### B\n\n## C\n\nc\n\n# D\n\nd")
    assert [(each.text, each.section) for each in result] == [
        ("a", ()),
        ("A", ("A",)),
        ("B", ("A", "B")),
        ("C", ("A", "C")),
        ("c", ("A", "C")),
        ("D", ("D",)),
        ("d", ("D",)),
    ]


def test_each_character_has_its_place_or_none() -> None:
    source = "It *fell* [@a], [x]{fact=b} m^2^ `c`"
    (passage,) = read(source)
    assert passage.text == f"It fell, x m² {OBJECT}"
    assert [None if at is None else source[at] for at in passage.offsets] == [
        "I", "t", None, "f", "e", "l", "l", None, None, "x", None, "m", "2", None, "c",
    ]  # fmt: skip
