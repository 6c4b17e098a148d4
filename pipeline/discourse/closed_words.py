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
        behind = last is not None and (last.kind in NOMINAL or last.text == ",")
        if behind or not (token.can("determiner") and place.before_noun):
            return relative
    if token.can("preposition") and token.can("pronoun"):
        before_verb = place.after is not None and place.after.must("verb", "auxiliary")
        return token.first("pronoun" if before_verb else "preposition")
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
    after = place.after
    if after is not None and after.must("verb", "pronoun") and token.can("pronoun"):
        return token.first("pronoun")
    if place.before_noun or (
        after is not None
        and (after.can("determiner", "adverb", "participle"))
        and not after.can("preposition", "auxiliary")
    ):
        return token.first("determiner")
    return token.first("pronoun", "determiner")


def _that(token: Token, place: Place) -> Reading:
    last, after = place.last, place.after
    is_open = last is None or last.kind == "preposition" or (last.kind == "mark" and last.text not in ',“"')
    if is_open:
        return token.first("determiner" if place.before_noun else "pronoun", "conjunction")
    if last is not None and last.kind in NOMINAL:
        verb_next = after is not None and after.can("verb", "auxiliary") and not after.can("noun")
        relative = token.pick("pronoun", form="relative")
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
    starts = place.before_noun or after.can("determiner", "pronoun", "numeral", "noun")
    return token.first("preposition") if starts or not token.can("adverb") else token.first("adverb")
