"""Candidates for bindings: which numbers, dates and holders are some, and where they stand in the source."""

from __future__ import annotations

import pytest

from pipeline import pandoc
from pipeline.discourse.factual import factual
from pipeline.discourse.sentences import sentences
from pipeline.facts.candidates import Candidate, candidates, is_small, span
from pipeline.facts.markup import ForbiddenSpans
from pipeline.load import sourcemap


def read(text: str) -> list[Candidate]:
    """Return the candidates of a body."""
    blocks = sourcemap.locate(pandoc.read(text).blocks, text)
    return list(candidates(sentences(blocks, "en"), text, ForbiddenSpans(text, 0), "en"))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("In 1990 *and* 1991.", ["1990", "1991"]),
        # Signs alone have no place of their own: what the source has beside the digits is asked.
        ("It is 57 % of all.", ["57 %"]),
        ("It is **57** % of all.", []),
        ("It is 57\\ % of all.", []),
        ("It is \\$5 million.", ["\\$5 million"]),
        ("It cost $5\nmillion.", ["$5\nmillion"]),
        ("It fell on 3&nbsp;May 1990.", []),
        ("In 19*9*0 it fell.", []),
        ("On 5--6 July 1997 it fell.", ["5--6 July 1997"]),
        ("It cost `x` $5 million `y`.", ["$5 million"]),
        ("1990", ["1990"]),
        # Kinds: headings have none; a cell's bare number has none of its own meaning.
        ("# In 1990\n\nIn 1991 it fell.", ["1991"]),
        ("It was so.^[In 1990 it fell.]", ["1990"]),
        ("::: notes\nIn 1990.\n:::", ["1990"]),
        ("| A | B |\n|--|--|\n| 71 | 72 ships |", ["72"]),
        ("| A | B |\n|--|--|\n| 7% | May 1990 |", ["7%", "May 1990"]),
        # What is bound, or stands where no binding may be.
        ("[5 ships]{fact=a} and 6 ships.", ["6"]),
        ("See [the 1990 report](x.html) of 1991.", ["1991"]),
        # Small numbers in words are how prose counts.
        ("There were twenty ships and twenty-one boats.", ["twenty-one"]),
        ("There were 20 ships.", ["20"]),
        # In the order of the text.
        ("On 3 May 1990 President Barack Obama gave $5.", ["3 May 1990", "Barack Obama", "$5"]),
    ],
)
def test_candidates_stand_where_the_source_has_their_words(text: str, places: list[str]) -> None:
    assert [text[each.at : each.to] for each in read(text)] == places


def test_a_candidate_knows_its_words_and_its_kind() -> None:
    result = read("Trees grew; in 1990 President Barack Obama gave $5 for 7% of 30 ships.")
    assert [(each.text, each.kind) for each in result] == [
        ("1990", "date"),
        ("Barack Obama", "office"),
        ("$5", "money"),
        ("7%", "percent"),
        ("30", "count"),
    ]
    assert result[0].near("en") == " in 1990 President Barack Obama gave $5 for 7% of 30 ships."
    assert result[0].content.dates == ((15, 19),)
    assert {each.index for each in result} == {0}


def test_a_candidate_counts_sentences() -> None:
    assert [(each.index, each.text) for each in read("In 1990. Nothing.\n\nIn 1991.")] == [
        (0, "1990"),
        (2, "1991"),
    ]


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("twenty ships", True),
        ("twenty-one ships", False),
        ("20 ships", False),
        ("two million ships", False),
        ("1990", False),
    ],
)
def test_a_small_number_is_twenty_at_most_in_words(text: str, small: bool) -> None:
    (sentence,) = sentences(pandoc.read(f"There were {text}.").blocks, "en")
    assert [is_small(token) for token in factual(sentence, "en")] == [small]


def test_words_without_a_place_have_no_span() -> None:
    """A text that pandoc gives without places: nothing can be written there."""
    (sentence,) = sentences(pandoc.read("In 1990 it fell.").blocks, "en")
    assert span(sentence, 3, 7, "In 1990 it fell.") is None


@pytest.mark.parametrize(
    ("source", "part", "place"),
    [
        ("It is 57 % here.", "57 %", "57 %"),
        ("It is  57   % here.", "57 %", "57   %"),
        ("It is \\$57 here.", "$57", "\\$57"),
        ("It is \\\\\\$57 here.", "$57", "\\\\\\$57"),
        ("57 % here.", "57 %", "57 %"),
        ("It is 57 %", "57 %", "57 %"),
    ],
)
def test_a_span_reaches_from_the_first_sign_to_the_last(source: str, part: str, place: str) -> None:
    (sentence,) = sentences(sourcemap.locate(pandoc.read(source).blocks, source), "en")
    start = sentence.text.index(part)
    result = span(sentence, start, start + len(part), source)
    assert result is not None
    assert source[slice(*result)] == place
