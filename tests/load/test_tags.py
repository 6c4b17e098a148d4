"""Tags of HTML as text: what is one, how they pair, what is handed on."""

from __future__ import annotations

import pytest

from pipeline.load.tags import (
    DEEPEST,
    Tag,
    balance,
    is_known,
    pairs,
    tags_of,
    without_comments,
    without_refused,
)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("<b>", [Tag("b", ends=False, alone=False)]),
        ("</B >", [Tag("b", ends=True, alone=False)]),
        ("<br>", [Tag("br", ends=False, alone=True)]),
        ("<i/>", [Tag("i", ends=False, alone=True)]),
        ("<i title='a > b' x=\"/i>\">", [Tag("i", ends=False, alone=False)]),
        ("<b><!-- <i> --></b>", [Tag("b", ends=False, alone=False), Tag("b", ends=True, alone=False)]),
        ("a < b, 1<2, <3>, <>", []),
        ("<b", []),
    ],
)
def test_tags_of_a_text(text: str, tags: list[Tag]) -> None:
    assert list(tags_of(text)) == tags


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("a<!-- b -->c", "ac"),
        ("a<!-- b -->c<!---->d", "acd"),
        ("a<!-- b", "a<!-- b"),
        ("a-->b<!--c-->d", "a-->bd"),
    ],
)
def test_comments_are_taken_out(text: str, result: str) -> None:
    assert without_comments(text) == result


@pytest.mark.parametrize(
    ("text", "result", "names"),
    [
        ("a<script>b</script>c", "ac", ("script",)),
        ("a<SCRIPT x>b</SCRIPT>c<b>", "ac<b>", ("script",)),
        ("a<style>b</style><script>c</script>d", "ad", ("script", "style")),
        ("a<script>b", "ab", ("script",)),
        ("<b>a</b>", "<b>a</b>", ()),
        ("<!-- <script>a</script> -->b", "b", ()),
    ],
)
def test_what_runs_is_taken_out_with_what_is_in_it(text: str, result: str, names: tuple[str, ...]) -> None:
    assert without_refused(text) == (result, names)


@pytest.mark.parametrize(("name", "is_one"), [("b", True), ("br", True), ("script", True), ("t", False)])
def test_tags_that_html_has(name: str, is_one: bool) -> None:
    assert is_known(name) is is_one


def events(text: str) -> list[tuple[int, Tag]]:
    return list(enumerate(tags_of(text)))


@pytest.mark.parametrize(
    ("text", "spans", "single"),
    [
        ("<b></b>", [(0, 1)], []),
        ("<br><b></b>", [(0, 0), (1, 2)], []),
        ("<b><i></i></b>", [(1, 2), (0, 3)], []),
        ("<b><i></b>", [(0, 2)], [1]),
        ("<b><p></b>", [(0, 2)], []),
        ("<b>", [], [0]),
        ("</b>", [], [0]),
        ("<p>", [], []),
        ("</p>", [], []),
        ("<b></i></b>", [(0, 2)], [1]),
        ("<b><b></b>", [(1, 2)], [0]),
    ],
)
def test_pairs_of_tags(text: str, spans: list[tuple[int, int]], single: list[int]) -> None:
    assert pairs(events(text)) == (spans, single)


def test_elements_nest_so_deep_and_no_deeper() -> None:
    for depth in (DEEPEST, DEEPEST + 1):
        spans, single = pairs(events("<b>" * depth + "</b>" * depth))
        assert (len(spans), len(single)) == (DEEPEST, 2 * (depth - DEEPEST))
        assert balance("<b>" * depth + "x" + "</b>" * depth) == "<b>" * DEEPEST + "x" + "</b>" * DEEPEST


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("a<b>c</b>d", "a<b>c</b>d"),
        ("a<b>c", "a<b>c</b>"),
        ("a</b>c", "ac"),
        ("<b><i>x</b>y", "<b><i>x</i></b>y"),
        ("<b><i>x", "<b><i>x</i></b>"),
        ("<B>x</b><br>y<br/>", "<B>x</b><br>y<br/>"),
        ("<b>x</i></b>", "<b>x</b>"),
    ],
)
def test_every_element_ends_and_nothing_ends_that_was_not_begun(text: str, result: str) -> None:
    assert balance(text) == result
