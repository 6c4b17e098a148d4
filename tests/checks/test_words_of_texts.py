"""Abbreviations and names: which a text has, which it explains, and which are one name in two spellings."""

from __future__ import annotations

import pytest

from pipeline import pandoc
from pipeline.checks.names import abbreviations, alike, capitalised_words, is_numeral, is_spelled_out
from pipeline.discourse.sentences import Sentence, sentences

TAIL = " and so on in small letters only"


def read(text: str) -> tuple[Sentence, ...]:
    return sentences(pandoc.read(text).blocks, "en")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The SNC met", ["SNC"]),
        ("SNC's and two SNCs and (SNC)", ["SNC", "SNC", "SNC"]),
        ("AB but A and ABCDEF but ABCDEFG", ["AB", "ABCDEF"]),
        ("A1B and ABC1 and ABc", []),
        ("the U.S. and ABC.d and ABC.", ["ABC"]),
        ("ABC-x but x ABC", ["ABC"]),
        ("ABC/x and x/ABC and \\$ABC and a@ABC and x-ABC", []),
    ],
)
def test_abbreviations_are_two_to_six_capitals(text: str, words: list[str]) -> None:
    result = list(abbreviations(read(text + TAIL)))
    assert [word for word, _, _ in result] == words
    assert all(sentence.text.startswith(word, start) for word, sentence, start in result)


@pytest.mark.parametrize(("text", "count"), [("AB cd", 1), ("ABC de", 0), ("THE SNC MET", 0), ("ABc d", 0)])
def test_a_line_that_is_mostly_capitals_has_none(text: str, count: int) -> None:
    assert len(list(abbreviations(read(text)))) == count


@pytest.mark.parametrize(("word", "numeral"), [("XIV", True), ("MCM", True), ("SNC", False), ("XIVA", False)])
def test_a_roman_number_is_no_abbreviation(word: str, numeral: bool) -> None:
    assert is_numeral(word) is numeral


@pytest.mark.parametrize(
    ("word", "text", "is_explained"),
    [
        ("SNC", "the council (SNC) met", True),
        ("SNC", "the councils (SNCs) met", True),
        ("SNC", "the council (SNC, of 1990) met", True),
        ("SNC", "the council. (SNC) met", False),
        ("SNC", "(SNC) met", False),
        ("SNC", "SNC (the council) met", True),
        ("SNC", "SNCs, (the council) met", True),
        ("SNC", "SNC (a b) met", False),
        ("SNC", "the Supreme National Council met", True),
        ("SNC", "the Supreme and the National Council met", True),
        ("SNC", "the Supreme-National Council’s men", True),
        ("SNC", "the Supreme National met the Council", False),
        ("SNC", "the Supreme National", False),
        ("SNC", "the supreme national council", False),
        ("MF", "the Ministry of Finance", True),
        ("MF", "the Ministry very Finance", False),
    ],
)
def test_an_abbreviation_is_explained_in_brackets_or_by_its_initials(
    word: str, text: str, is_explained: bool
) -> None:
    assert is_spelled_out(word, text, "en") is is_explained


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They met Ranariddh. Then Ranaridh came.", {"Ranariddh": 1, "Ranaridh": 1}),
        ("Ranariddh came and Ranariddh's men, Ranariddh’ too.", {"Ranariddh": 2}),  # the first opens
        ("A Bankers and the bankers", {}),  # also written small
        ("It saw John and Johns and NATOS", {"Johns": 1}),  # five letters at least, not capitals only
    ],
)
def test_names_are_words_with_a_capital_within_a_sentence(text: str, words: dict[str, int]) -> None:
    assert {word: use.count for word, use in capitalised_words(read(text)).items()} == words


def test_a_name_has_the_names_beside_it() -> None:
    uses = capitalised_words(read("It saw Peter Johnson and old Johnson, Marys Johnson Smiths"))
    johnson = uses["Johnson"]
    assert (johnson.count, set(johnson.before), set(johnson.after)) == (3, {"Peter", "Marys"}, {"Smiths"})
    assert johnson.sentence.text.startswith("Johnson", johnson.start)
    assert johnson.start == len("It saw Peter ")
    assert set(uses["Smiths"].before) == {"Johnson"}


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("They met Ranariddh and Ranaridh.", [("Ranariddh", "Ranaridh")]),
        ("They met Ranaridh, Ranariddh and Ranariddh.", [("Ranaridh", "Ranariddh")]),
        ("They met Johnsan and Johnson", [("Johnsan", "Johnson")]),
        ("They met Johnsno and Johnson", [("Johnsno", "Johnson")]),  # two letters changed places
        ("They met Johnosn and Johnson", [("Johnosn", "Johnson")]),
        ("They met Péterson and Peterson", [("Peterson", "Péterson")]),
        ("They met Al-Bashir and Albashir", [("Al-Bashir", "Albashir")]),
        # Another beginning, another ending, two letters, few letters: two words.
        ("They met Kohnson and Johnson", []),
        ("They met Johnsox and Johnsoy", []),
        ("They met Cambodia and Cambodian", []),
        ("They met Johansen and Johnson", []),
        ("They met Jonson and Johnson", []),
        ("They met Smitth and Smith", []),
        # Two persons by their first names, one by the same.
        ("They met Peter Johnson and Mary Johnston", []),
        ("They met Peter Johnson and Peter Johnston", [("Johnson", "Johnston")]),
        ("They met Peter Johnson and Johnston", [("Johnson", "Johnston")]),
    ],
)
def test_names_that_differ_by_a_letter_within_them_are_one(text: str, pairs: list[tuple[str, str]]) -> None:
    assert list(alike(capitalised_words(read(text)), "en")) == pairs


def test_where_nouns_have_capitals_no_names_are_compared() -> None:
    assert list(alike(capitalised_words(read("They met Ranariddh and Ranaridh.")), "de")) == []
