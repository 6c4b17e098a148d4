"""Grammar: words with their classes, clauses with who does what to whom, negation and names."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from random import Random

import pytest

from pipeline.discourse import grammar
from pipeline.discourse.sentences import LONGEST


def kind(text: str, word: str, lang: str = "en") -> str:
    at = grammar.word_at(text, text.index(word), lang)
    assert at is not None
    return at.kind


def test_a_noun_and_a_verb_of_one_form() -> None:
    assert kind("The annexes have been ratified.", "annexes") == "noun"
    assert kind("Russia annexes the island.", "annexes") == "verb"
    assert kind("La Russie annexe l'île.", "annexe", "fr") == "verb"
    assert kind("Les annexes du traité sont longues.", "annexes", "fr") == "noun"


def test_a_name_and_a_word() -> None:
    text = "They relied on their First Nation allies first."
    assert kind(text, "First") == "proper"
    assert kind(text, "first") == "adverb"


def test_who_does_what_to_whom() -> None:
    text = "The treaty, which Canada signed in 1996, was never ratified by the Senate."
    main, relative = grammar.clauses(text, "en")
    assert main.verb.base == "ratify"
    assert (main.voice, main.tense, main.is_negated) == ("passive", "past", True)
    assert main.actor is not None
    assert text[main.actor.start : main.actor.end] == "the Senate"
    assert relative.patient is main.patient
    assert not relative.is_negated


def test_negation_reaches_what_stands_behind_it() -> None:
    text = "Canada was not annexed, and Alaska was bought."
    assert grammar.is_negated(text, text.index("annexed"), "en") is True
    assert grammar.is_negated(text, text.index("bought"), "en") is False


def test_the_word_of_somebody() -> None:
    text = "The minister said that the banker had laundered the money."
    report, act = grammar.clauses(text, "en")
    assert not report.is_attributed
    assert act.is_attributed
    assert act.speaker is report.subject


def test_names_have_their_titles_and_particles() -> None:
    text = "Ursula von der Leyen met King Hamad bin Isa Al Khalifa in Manama."
    names = [(name.title, name.text) for name in grammar.names(text, "en")]
    assert names == [("", "Ursula von der Leyen"), ("King", "Hamad bin Isa Al Khalifa"), ("", "Manama")]


def test_a_language_without_grammar_says_nothing() -> None:
    text = "Rusia no anexó la isla."
    assert grammar.words(text, "es") == ()
    assert grammar.clauses(text, "es") == ()
    assert grammar.names(text, "es") == ()
    assert grammar.is_negated(text, 9, "es") is None
    assert grammar.noun_phrase(text, 0, "es") is None


@pytest.mark.slow
@pytest.mark.parametrize(
    "part",
    [
        "the envoy said that ",
        "which the bank that ",
        "Canada, ",
        "not only never ",
        "and signed ",
        "a very large ",
        "to be to be ",
        "van der ",
        "has been being ",
    ],
)
def test_four_times_the_words_take_four_times_as_long(part: str) -> None:
    few, many = (part * (times * 60) for times in (1, 4))
    assert len(many) <= 2 * LONGEST

    def seconds(text: str) -> float:
        times = []
        for attempt in range(3):
            start = time.process_time()
            grammar.clauses(f"{text} {attempt}", "en")
            times.append(time.process_time() - start)
        return min(times)

    assert seconds(many) < 11 * seconds(few) + 0.02


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("seed", range(30))
def test_any_text_is_read_in_order(seed: int, lang: str) -> None:
    choice = Random(seed)
    parts = re.split(
        " ",
        "the that which and not to of by said was has been banks annexed l' d'un 's n't \"“ ” , ; : ( ) 1998"
        " Le que n'a pas été von Al U.S. First \u00a0 \ufffc é ' ’ . … — cannot rather than selon",
    )
    text = " ".join(choice.choices(parts, k=choice.randrange(60)))
    words = grammar.words(text, lang)
    assert all(before.end <= after.start for before, after in pairwise(words))
    assert all(text[word.start : word.end] == word.text for word in words)
    for clause in grammar.clauses(text, lang):
        assert 0 <= clause.start <= clause.end <= len(text)
        assert clause.verb_start <= clause.verb.start < clause.verb.end <= clause.verb_end
        assert all(phrase.text for phrase in (clause.subject, clause.object, clause.agent) if phrase)
