"""Where bindings are, and where none may be put: code, formulas, links, citations, tables by columns."""

from __future__ import annotations

import pytest

from pipeline.facts.markup import Binding, ForbiddenSpans, Insertion, apply_edits, bindings, insert, opaque


def parts(text: str) -> list[str]:
    """Return the parts of a text that may hold no binding."""
    return [text[start:end] for start, end in ForbiddenSpans(text, 0).spans if start < end]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("a `b` c ``d ` e`` f", ["`b`", "``d ` e``"]),
        ("a ` b", []),
        ("```\na\n```\nb", ["```\na\n```"]),
        ("```\na\n````\nb", ["```\na\n````"]),
        ("~~~ py\na\n~~~  \nb", ["~~~ py\na\n~~~  "]),
        ("$a$ b", ["$a$"]),
        ("$5 to $6", []),
        ("a $5$6 b", []),
        ("$ a$", []),
        ("$a $", []),
        ("\\$a$", []),
        ("$a\nb$", ["$a\nb$"]),
        ("$a\n\nb$", []),
        ("$$a\n\nb$$", ["$$a\n\nb$$"]),
        ("a <!-- b\nc --> d", ["<!-- b\nc -->"]),
        ("<https://a.example/1993> b", ["<https://a.example/1993>"]),
        ("a](b 1) c", []),
        ('a](b) c](d "e") f', ["](b)", '](d "e")']),
        ("a](b_(c)d) e", ["](b_(c)d)"]),
    ],
)
def test_what_is_no_prose_is_opaque(text: str, spans: list[str]) -> None:
    assert [text[start:end] for start, end in opaque(text)] == spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("[a](b) c", ["[a](b)"]),
        ("[a [1] b](c)", ["[a [1] b](c)"]),
        ("[a][b] c", ["[a][b]"]),
        ("[a] [b]", []),
        ("![a](b)", ["](b)"]),  # the words of a picture are prose
        ("[see @a, p. 3] b", ["[see @a, p. 3]"]),
        ("[-@a] b", ["[-@a]"]),
        ("[a@b] c", []),
        ("[a.@b] c", []),
        ("a {.b} c", ["{.b}"]),
        ("[a]{fact=b} c", ["[a]{fact=b}"]),
        ("[a]{.b} c", ["{.b}"]),
        ("+---+---+\n| a | b |\n+---+---+\n\nc", ["+---+---+\n| a | b |\n+---+---+\n"]),
        ("+--+\n\nc", []),
        ("a  b\n-- --\n1  2\n\nc", ["a  b\n-- --\n1  2\n"]),
        ("-- --\n1  2\n\nc", ["-- --\n1  2\n"]),
        ("a\n---\nb", []),
        ("----------\na\n\nb\n----------\nc", ["----------\na\n\nb\n----------"]),
        ("---------\na\n---------\nc", []),
    ],
)
def test_no_binding_may_be_put_in_what_is_linked_cited_or_set_by_columns(text: str, spans: list[str]) -> None:
    assert parts(text) == spans


FRONT = "---\ntitle: T 1990\nstandfirst: |\n  It fell in 1990.\n\n  It rose.\nlang: en\n---\n\n1991\n"


def test_the_front_matter_has_bindings_in_a_standfirst_of_lines_only() -> None:
    start = FRONT.index("\n1991")
    block = FRONT.index("  It fell"), FRONT.index("lang:")
    assert ForbiddenSpans(FRONT, start).spans == [(0, block[0]), (block[1], start)]
    plain = FRONT.replace("|\n  It fell in 1990.\n\n  It rose.", "It fell in 1990.")
    assert ForbiddenSpans(plain, plain.index("\n1991")).spans == [(0, plain.index("\n1991"))]
    # Behind the front matter, a line that looks like it is prose.
    assert ForbiddenSpans("standfirst: |\n  a\n", 0).spans == [(0, 0)]


@pytest.mark.parametrize(
    ("start", "end", "forbidden"),
    [(0, 2, False), (0, 3, True), (2, 4, True), (4, 6, True), (5, 7, False), (0, 9, True), (3, 4, True)],
)
def test_any_character_in_a_span_is_forbidden(start: int, end: int, forbidden: bool) -> None:
    assert ForbiddenSpans("a `b` cde", 0).spans == [(0, 0), (2, 5)]
    assert ForbiddenSpans("a `b` cde", 0).holds(start, end) is forbidden


def test_spans_that_touch_or_overlap_are_one() -> None:
    text = "{.a}{.b} c {.d [e](f) g} h [i](j){.k}"
    assert parts(text) == ["{.a}{.b}", "{.d [e](f) g}", "[i](j){.k}"]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("a [b]{fact=c} d", [Binding(2, 3, 4, 13, "c", None, "{fact=c}")]),
        (
            "[b]{.x fact='c d' show=\"year\"}",
            [Binding(0, 1, 2, 30, "c d", "year", "{.x fact='c d' show=\"year\"}")],
        ),
        ("[]{fact=c}", [Binding(0, 1, 1, 10, "c", None, "{fact=c}")]),
        ("[a] {fact=c}", []),
        ("[a]{fact=c", []),
        ("[a]{artefact=c}", []),
        ("a]{fact=c}", []),
        ("[a `]` b]{fact=c}", [Binding(0, 1, 8, 17, "c", None, "{fact=c}")]),
        ("[a](x)[b]{fact=c}", [Binding(6, 7, 8, 17, "c", None, "{fact=c}")]),
        ("[a [b](x) c]{fact=c}", [Binding(0, 1, 11, 20, "c", None, "{fact=c}")]),
        ("[a \\] b]{fact=c}", [Binding(0, 1, 7, 16, "c", None, "{fact=c}")]),
        ("\\\\[b]{fact=c}", [Binding(2, 3, 4, 13, "c", None, "{fact=c}")]),
        ("`x`[b]{fact=c}`y`", [Binding(3, 4, 5, 14, "c", None, "{fact=c}")]),
        ("`x [b]{fact=c}` [b]{fact=d}", [Binding(16, 17, 18, 27, "d", None, "{fact=d}")]),
    ],
)
def test_a_binding_has_its_places_and_names(text: str, result: list[Binding]) -> None:
    assert list(bindings(text)) == result


def test_bindings_are_put_in_from_anywhere() -> None:
    assert insert("abc", [Insertion(2, 3, "z", "year"), Insertion(0, 2, "y")]) == (
        "[ab]{fact=y}[c]{fact=z show=year}"
    )
    assert insert("abc", []) == "abc"


def test_edits_replace_what_they_name() -> None:
    assert apply_edits("abcdef", [(4, 6, "X"), (0, 1, ""), (2, 2, "-")]) == "b-cdX"
