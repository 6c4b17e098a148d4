"""The choice among the readings of closed words: determiners, pronouns, prepositions, auxiliaries."""

from __future__ import annotations

from pipeline.discourse.lexicon import Reading
from pipeline.discourse.place import NOMINAL, Place
from pipeline.discourse.tokens import Token


def choose_closed(token: Token, place: Place) -> Reading:
    """Return the reading of a word that the words around it speak for."""
    if token.can("auxiliary"):
        return _auxiliary(token, place)
    if token.pick("particle", form="to"):
        return _to(token, place)
    if token.pick("conjunction", form="that"):
        return _that(token, place)
    joint = token.pick("conjunction", form="and")
    if joint and not token.can("preposition"):
        return joint
    if token.can("preposition") and token.can("conjunction", "adverb"):
        return _preposition(token, place)
    if relative := token.pick("pronoun", form="relative"):
        last = place.last
        before = place.words[-2] if len(place.words) > 1 else None
        in_clause = before is not None and before.kind in NOMINAL
        behind = last is not None and (
            last.kind in NOMINAL or last.kind == "mark" or (last.kind == "preposition" and in_clause)
        )
        if behind or not (token.can("determiner") and place.before_noun):
            return relative
    if token.can("preposition") and token.can("pronoun"):
        before_verb = place.after is not None and place.after.must("verb", "auxiliary")
        return token.first("pronoun" if before_verb else "preposition")
    if token.can("adverb") and token.pick("pronoun", form="subject"):
        # `there was`, and `there, the settlers built`
        before_verb = place.after is not None and place.after.can("auxiliary", "verb")
        return token.first("pronoun" if before_verb and not place.has_verb else "adverb")
    if token.can("determiner"):
        return _determiner(token, place)
    if token.can("adverb") and token.can("conjunction"):
        return token.first("conjunction") if place.ahead else token.first("adverb")
    if token.can("numeral") and (place.before_noun or not token.can("adverb")):
        return token.first("numeral")
    return token.readings[0]


def _auxiliary(token: Token, place: Place) -> Reading:
    """Prefer the auxiliary: `will` and `can` are nouns only within a phrase."""
    last, real = place.last, place.real
    in_phrase = last is not None and (last.kind in ("determiner", "adjective") or last.form == "possessive")
    if in_phrase and (noun := token.pick("noun")):
        return noun
    if last is not None and last.kind == "determiner" and token.pick("auxiliary", form="future"):
        return Reading("noun")  # `the will of the founder`
    options = [reading for reading in token.readings if reading.kind == "auxiliary"]
    bare = next((each for each in options if each.form in ("base", "participle")), options[0])
    if last is not None and last.kind == "auxiliary" and last.base != place.rules.passive:
        return bare
    if real is not None and (
        real.form == "to" or (real.kind == "auxiliary" and real.base in ("modal", "do"))
    ):
        return bare
    return next((each for each in options if each.form not in ("base", "participle")), options[0])


def _to(token: Token, place: Place) -> Reading:
    """Tell the `to` of an infinitive from the preposition."""
    after = place.after
    is_base = (
        after is not None
        and not after.capital
        and (after.pick("verb", "auxiliary", form="base") is not None or after.must("adverb"))
    )
    return Reading("particle", "to") if is_base else token.first("preposition")


def _determiner(token: Token, place: Place) -> Reading:
    after, last = place.after, place.last
    if after is None:
        return token.first("pronoun", "determiner")
    behind = place.tokens[place.number + 2 : place.number + 3]
    is_graded = after.can("adjective", "adverb") and not after.can("noun", "participle", "determiner")
    if token.can("adverb") and is_graded:
        return token.first("adverb")  # `much larger`, `most recently`
    if token.pick("determiner", form="negative") and last is not None and last.kind == "auxiliary":
        is_before_verb = after.can("verb", "participle") and not after.can("noun")
        is_longer = after.must("adjective") and any(each.can("verb", "participle") for each in behind)
        if is_before_verb or is_longer:
            return Reading("particle", "not")  # `could neither confirm`, `is no longer built`
    if token.can("pronoun"):
        if after.must("verb", "pronoun"):
            return token.first("pronoun")
        is_past = after.pick("verb", form="past") is not None and not after.can("noun", "adjective")
        if is_past and not any(each.can("noun") for each in behind):
            return token.first("pronoun")  # `most remained neutral`, and not `most defeated rebels`
    goes_on = after.can("determiner", "adverb", "participle") and not after.can("preposition", "auxiliary")
    return token.first("determiner") if place.before_noun or goes_on else token.first("pronoun", "determiner")


def _that(token: Token, place: Place) -> Reading:
    last, after = place.last, place.after
    is_open = last is None or last.kind == "preposition" or (last.kind == "mark" and last.text not in '–—,“"')
    if is_open:
        return token.first("determiner" if place.before_noun else "pronoun", "conjunction")
    before = place.words[-2] if len(place.words) > 1 else None
    if last is not None and last.text == "," and before is not None and before.kind in NOMINAL:
        relative = token.pick("pronoun", form="relative")
        return relative if relative and not place.has_verb else token.first("conjunction")
    if last is not None and last.kind in NOMINAL:
        relative = token.pick("pronoun", form="relative")
        is_told = last.text.lower() in place.rules.sets["told"] or _is_told_to(place)
        if relative and not is_told and last.kind != "pronoun":
            return relative
        verb_next = after is not None and after.can("verb", "auxiliary") and not after.can("noun")
        return relative if verb_next and relative else token.first("conjunction")
    return token.first("conjunction")


def _preposition(token: Token, place: Place) -> Reading:
    after = place.after
    if after is None or after.must("mark"):
        return token.first("adverb", "preposition")
    if token.can("conjunction"):
        subject = after.pick("pronoun", form="subject") is not None
        if subject or (place.ahead and ((place.number > 0 and place.has_verb) or place.closes)):
            return token.first("conjunction")
    if token.can("adverb") and after.must("numeral") and not _is_year(after.text):
        return token.first("adverb")  # `about 200 people`
    starts = place.before_noun or after.can("determiner", "pronoun", "numeral", "noun")
    return token.first("preposition") if starts or not token.can("adverb") else token.first("adverb")


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[0] in "12"


def _is_told_to(place: Place) -> bool:
    """Return whether a verb of saying stands before the last noun: `told reporters that`."""
    for number in range(len(place.words) - 1, max(-1, len(place.words) - 8), -1):
        word = place.words[number]
        if word.kind in ("verb", "participle"):
            return word.base in place.rules.sets["report"]
        if word.kind in ("mark", "conjunction"):
            return False
    return False
