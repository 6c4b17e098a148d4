"""The words that name what a number or a date is of: its clause, a label, a purpose, content words."""

from __future__ import annotations

import pytest

from pipeline.facts.words import LONGEST, behind, clause, content, label, likeness, own_clause, what, word


def place(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


@pytest.mark.parametrize(
    ("text", "part", "narrow", "wide"),
    [
        ("The road cost $5; the bridge is long.", "$5", "The road cost $5", None),
        ("The road is long; the bridge cost $5.", "$5", " the bridge cost $5.", None),
        ("Trees grew; in 1990 the bridge fell; it rained.", "1990", " in 1990 the bridge fell", None),
        ("a; b; c; old road 7; d; e; f", "7", " old road 7", None),
        # A clause of less than two content words says nothing: the whole sentence does.
        ("It rained, $5, but the road stood.", "$5", "It rained, $5", "It rained, $5, but the road stood."),
        ("The road, while 5 came, fell.", "5", " 5 came, fell.", None),
        ("The road; 5 came; the bridge fell.", "5", " 5 came", "The road; 5 came; the bridge fell."),
        ("The road; 5 men came; it fell.", "5", " 5 men came", None),
        # Brackets are a clause of their own, and what they hold divides nothing outside.
        ("It (opened with pomp in 1990) fell.", "1990", "opened with pomp in 1990", None),
        ("It (pomp; loud bands in 1990) fell.", "1990", " loud bands in 1990", None),
        ("It (pomp; a band) fell in 2001.", "2001", "It (pomp; a band) fell in 2001.", None),
        ("In 2001 it fell (pomp; a band).", "2001", "In 2001 it fell (pomp; a band).", None),
        ("The road (1990) was opened.", "1990", "1990", "The road (1990) was opened."),
        ("It rained (in 1990) there.", "(in 1990)", "It rained (in 1990) there.", None),
        # Where the part itself has what divides, it is not divided.
        ("It fell; in 1990; it rose.", "1990; it", " in 1990; it rose.", "It fell; in 1990; it rose."),
        ("Old road; big bridge", "Old", "Old road", "Old road; big bridge"),
        ("Old road; big bridge", "bridge", " big bridge", "Old road; big bridge"),
        # What divides may stand next to the part, before it and behind it.
        ("It rained all day;5; then sun came", "5", "5", "It rained all day;5; then sun came"),
    ],
)
def test_a_clause_ends_where_the_words_of_another_begin(
    text: str, part: str, narrow: str, wide: str | None
) -> None:
    start, end = place(text, part)
    first, last = own_clause(text, start, end, "en")
    assert text[first:last] == narrow
    first, last = clause(text, start, end, "en")
    assert text[first:last] == (narrow if wide is None else wide)


@pytest.mark.parametrize(
    ("text", "dates", "subject"),
    [
        ("On 3 May 1990, the road was opened.", ["3 May 1990"], "The road was opened"),
        ("The road was opened on 3 May 1990.", ["3 May 1990"], "The road was opened"),
        ("The road opened in 1990 and closed in 1991.", ["1990", "1991"], "The road opened and closed"),
        ("The road was opened as of 1990 .", ["1990"], "The road was opened"),
        ("The road was opened around or in 1990.", ["1990"], "The road was opened around or"),
        ("It was in the early 1990 that the road opened", ["1990"], "It was that the road opened"),
        ("The clean 1990 road opened", ["1990"], "The clean road opened"),
        ("The road, in 1990, was opened", ["1990"], "The road, was opened"),
        ("The road opened in 1990 ; all came", ["1990"], "The road opened"),
        ("Then also, but in 1990 the road opened", ["1990"], "The road opened"),
        ("The road (in 1990) was opened.", ["1990"], "The road was opened"),
        ("The road \ufffc of 1990 was opened", ["1990"], "The road was opened"),
        ("“The road” was “opened” in 1990", ["1990"], "“The road” was “opened”"),
        ('"The road was opened in 1990"', ["1990"], "The road was opened"),
        ("The road (and its bridge) opened in 1990.", ["1990"], "The road (and its bridge) opened"),
        ("In 1990 opened the road (and a bridge)", ["1990"], "Opened the road (and a bridge)"),
        # Dates of other clauses are not cut, for they are not there.
        ("In 1989 it rained hard; the big road opened in 1990", ["1989", "1990"], "The big road opened"),
        ("The big road opened in 1990; in 1991 it rained hard", ["1990", "1991"], "The big road opened"),
        # Three opening words are taken off at most.
        ("Then also but later the road opened in 1990", ["1990"], "Later the road opened"),
    ],
)
def test_a_label_is_a_clause_without_its_dates(text: str, dates: list[str], subject: str) -> None:
    start, end = place(text, "1990")
    places = [place(text, date) for date in dates]
    assert label(text, start, end, places, "en") == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("a" * LONGEST, "A" + "a" * (LONGEST - 1)),
        ("a" * (LONGEST + 1), "A" + "a" * (LONGEST - 1)),  # one word is cut within
        ("Abcde " * 15 + "x" * 9, ("Abcde " * 15).strip()),  # else between words
        ("A" * 46 + ", " + "b" * 60, "A" * 46),  # at a comma where more than half is before it
        ("A" * 46 + ", bb " + "c" * 60, "A" * 46),
        ("A" * 45 + ", bb " + "c" * 60, "A" * 45 + ", bb"),
        ("A" * 20 + ", bb (cc " + "d" * 90, "A" * 20 + ", bb cc"),  # no bracket without its other half
    ],
)
def test_a_label_is_short_enough_for_a_ledger(text: str, subject: str) -> None:
    assert label(text, 0, 1, [], "en") == subject


@pytest.mark.parametrize(
    ("rest", "purpose"),
    [
        (" in economic aid and more", "economic aid"),
        (" worth of grain sent to X", "grain sent"),
        (" aid to X", "aid"),
        (" AND aid", ""),
        (" of the", ""),
        (" of aid 2 men", ""),
        ("aid", ""),
        ("\u00a0of\u00a0aid", "aid"),
        (" one two three four five six seven", "one two three four five six"),
        (" of U.S. aid. More came", "U.S. aid"),
        (" of aid; more came", "aid"),
        (" of aid. more came", "aid"),
        (" of aid's men-at-arms", "aid's men-at-arms"),
    ],
)
def test_the_purpose_of_an_amount_is_six_words_behind_it_at_most(rest: str, purpose: str) -> None:
    assert what(f"They gave $5{rest}", len("They gave $5"), "en") == purpose


@pytest.mark.parametrize(
    ("rest", "subject"),
    [
        (" of aid to the men", "Aid to the men"),
        (" to the men", ""),
        (" came to the road, and so on", "Came to the road"),
        (" one two three four five six seven eight nine", "One two three four five six seven eight"),
        (" men came: all five", "Men came"),
        (" men came; five were left", "Men came"),
        (" men of the", "Men"),
        (" men came and was", "Men came"),
        (" of the", ""),
        (".", ""),
        ("", ""),
        (" (big) men came", "(big) men came"),
        (" \ufffc men came", "Men came"),
        ("\u00a0of\u00a0men", "Men"),
    ],
)
def test_the_words_behind_an_amount_end_with_content(rest: str, subject: str) -> None:
    assert behind(f"They gave $5{rest}", len("They gave $5"), "en") == subject


def test_content_is_words_of_three_letters_that_say_something() -> None:
    text = "The road's 12 bridges of the U.S. are co-operative; O’Neil’s ab abc"
    assert content(text, "en") == ["road", "bridges", "co-operative", "o’neil", "abc"]


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("The nation fell", "A nation rose", 1),
        ("the nation of old bridges", "Bridge, nation", 2),
        ("nation nation", "nation nation", 1),
        ("abcdefg", "abcdefx", 1),  # six letters tell
        ("abcdeg", "abcdef", 0),
        ("the of", "the of", 0),
        ("", "", 0),
    ],
)
def test_texts_are_alike_by_the_beginnings_of_their_content(one: str, other: str, count: int) -> None:
    assert likeness(one, other, "en") == count == likeness(other, one, "en")


def test_a_word_for_proposals_is_that_of_its_language() -> None:
    assert (word("en", "unsaid"), word("en", "things")) == ("(not stated)", "things")
    assert word("fr", "things") != "things"
