"""Spaces at which no line breaks."""

from __future__ import annotations

import pytest

from pipeline.editions.briefing import briefing
from pipeline.editions.prose import words
from pipeline.editions.ties import TIE, tie
from pipeline.model import nodes as n
from pipeline.model import walk
from tests.articles import document


@pytest.mark.parametrize(
    ("lang", "text", "words_with_ties"),
    [
        ("en", "on 9 October 1970 the", "on 9~October 1970 the"),
        ("en", "(on 5–6 July 1997)", "(on 5–6~July 1997)"),
        ("en-US", "on October 9, 1970", "on October~9, 1970"),
        ("en", "the 1st September", "the 1st~September"),
        ("en", "gave $409.6 million in 1955", "gave $409.6~million in 1955"),
        ("en", "in May 1970 and 1970 May", "in May 1970 and 1970 May"),
        ("en", "in 100 October days", "in 100 October days"),
        ("en", "a million people", "a million people"),
        ("fr", "le 1er mai et le 20 mai 2019", "le 1er~mai et le 20~mai 2019"),
        ("fr", "3,5 milliards", "3,5~milliards"),
    ],
)
def test_days_and_sizes_are_tied_and_nothing_else(lang: str, text: str, words_with_ties: str) -> None:
    assert walk.text_of(tie((n.Para(words(text)),), lang)).replace(TIE, "~") == words_with_ties


def test_the_text_of_an_article_is_tied_and_says_the_same() -> None:
    edition = briefing(document("tests/sample"))
    text = walk.text_of(edition.blocks, notes=True)
    assert "30\u00a0March 1867" in text
    assert "$7.2\u00a0million" in text
    spaces = [node for node in walk.walk(edition.blocks) if isinstance(node, n.Str) and node.text == TIE]
    assert spaces


@pytest.mark.parametrize(
    "word", ["a" * 500_000 + "1", "a" * 500_000 + "March", "1" * 500_000, "é." * 250_000]
)
def test_a_word_without_an_end_is_looked_at_from_its_end(word: str) -> None:
    """From its beginning, it would take an hour."""
    assert walk.text_of(tie((n.Para(words(f"{word} 5 x")),), "en")) == f"{word} 5 x"


@pytest.mark.parametrize(
    ("text", "words_with_ties"),
    [
        ("9 May", "9~May"), ("09 May", "09~May"), ("19 May", "19~May"), ("119 May", "119 May"),
        ("1st May", "1st~May"), ("2nd May", "2nd~May"), ("3rd May", "3rd~May"), ("4th May", "4th~May"),
        ("9. May", "9.~May"), ("x9 May", "x9 May"), ("(9 May", "(9~May"), ("9 Mayor", "9 Mayor"),
        ("May 9", "May~9"), ("May 19,", "May~19,"), ("May 119", "May 119"), ("Mayor 9", "Mayor 9"),
        ("(May 9", "(May~9"), ("9 (May", "9 (May"), ("7 million", "7~million"), ("a7 million", "a7~million"),
        ("$7.2 million", "$7.2~million"), ("7% million", "7% million"), ("seven million", "seven million"),
        ("million 7", "million 7"), ("9 May, 7 million", "9~May, 7~million"), ("May", "May"),
        ("9  May", "9  May"),
    ],
)  # fmt: skip
def test_words_that_belong_together_are_tied(text: str, words_with_ties: str) -> None:
    assert walk.text_of(tie((n.Para(words(text)),), "en")).replace(TIE, "~") == words_with_ties


def test_words_are_tied_within_others_and_at_a_line_end_but_not_across() -> None:
    text = (n.Emph(words("9 May")), n.Space(), n.Str("7"), n.SoftBreak(), n.Str("million"))
    result = (
        n.Emph((n.Str("9"), n.Str(TIE), n.Str("May"))),
        n.Space(),
        n.Str("7"),
        n.Str(TIE),
        n.Str("million"),
    )
    assert tie((n.Para(text),), "en") == (n.Para(result),)
    apart = (n.Emph((n.Str("9"),)), n.Space(), n.Str("May"))
    assert tie((n.Para(apart),), "en") == (n.Para(apart),)
    assert tie((n.Para((n.Space(), n.Str("May"))),), "en") == (n.Para((n.Space(), n.Str("May"))),)


def test_a_tie_stands_where_its_blank_did() -> None:
    blank = n.Space(at=7)
    (result,) = tie((n.Para((n.Str("9", at=6), blank, n.Str("May", at=8))),), "en")
    assert isinstance(result, n.Para)
    assert result.inlines[1].at == 7
