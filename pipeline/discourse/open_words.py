"""The choice among the readings of open words: nouns, verbs, participles, adjectives."""

from __future__ import annotations

from pipeline.discourse.lexicon import Reading
from pipeline.discourse.place import NOMINAL, Place
from pipeline.discourse.tokens import Token, Word

_IN_PHRASE = ("determiner", "preposition", "numeral", "adjective")


def choose_open(token: Token, place: Place) -> Reading:
    """Return the reading of a word that the words around it speak for."""
    if place.real is not None and place.real.kind == "auxiliary" and _may_be_participle(token, place):
        return Reading("participle", "participle", token.key)
    return _verb(token, place) if token.can("verb", "participle") else _other(token, place)


def _may_be_participle(token: Token, place: Place) -> bool:
    endings = place.rules.endings["behind-auxiliary"]
    return token.key not in place.rules.readings and bool(endings) and token.key.endswith(endings)


def _verb(token: Token, place: Place) -> Reading:
    last, real = place.last, place.real
    if real is not None and real.kind == "auxiliary":
        return _behind_auxiliary(token, real, place)
    if last is not None:
        base = token.pick("verb", form="base")
        if base and (last.form == "to" or last.base in place.rules.sets["helping"]):
            return base
        if last.kind in _IN_PHRASE or last.form == "possessive":
            return _in_phrase(token, last, place)
        if real is not None and real.kind == "determiner":
            return token.first("participle", "adjective", "noun")
        if last.form == "subject" or last.text.lower() in place.rules.sets["doing"]:
            forms = ("past", "present", "base")
            verbs = [verb for form in forms if (verb := token.pick("verb", form=form))]
            return verbs[0] if verbs else token.first("participle")
    if token.pick("verb", form="past") or token.pick("participle", form="participle"):
        return _past(token, place)
    gerund = token.pick("participle", form="gerund")
    if gerund is not None and last is not None and last.kind == "noun":
        return Reading("noun") if _ends_phrase(place) else gerund
    return gerund or _noun_or_verb(token, place)


def _behind_auxiliary(token: Token, auxiliary: Word, place: Place) -> Reading:
    base = token.pick("verb", form="base")
    if auxiliary.base not in (place.rules.passive, place.rules.perfect):
        return base or token.first("noun", "verb", "participle")
    participle = token.pick("participle", form="participle")
    gerund = token.pick("participle", form="gerund")
    adjective = token.pick("adjective")
    if participle and (not adjective or auxiliary.base == place.rules.perfect):
        return participle
    ends = place.after is not None and place.after.text in ".,;"
    if gerund and not (token.can("noun") and ends):
        return gerund
    return adjective or participle or token.first("noun", "participle", "verb")


def _in_phrase(token: Token, last: Word, place: Place) -> Reading:
    """Return the reading behind a determiner, a preposition, a numeral or an adjective: part of a phrase."""
    participle = token.pick("participle")
    noun, adjective = token.pick("noun"), token.pick("adjective")
    gerund = token.pick("participle", form="gerund")
    base = token.pick("verb", form="base")
    if last.kind == "preposition" and base and not place.rules.base_is_present:
        return base
    if last.kind == "preposition" and gerund:
        return gerund if noun is None or place.before_object else noun
    if place.before_noun:
        if adjective:
            return adjective
        if participle and (noun is None or gerund):
            return participle
    if noun or adjective:
        return noun or adjective or token.readings[0]
    if gerund:
        return Reading("noun")
    if participle and last.kind == "numeral":
        return token.first("verb")
    return participle or (
        Reading("noun") if last.kind in ("determiner", "preposition") else token.readings[0]
    )


def _past(token: Token, place: Place) -> Reading:
    """Tell a past tense from a participle where no auxiliary stands before it."""
    last, real = place.last, place.real
    past = token.pick("verb", form="past")
    participle = token.pick("participle", form="participle")
    other = token.pick("adjective", "noun")
    if other and last is not None and last.is_verbal:
        return other
    if past is None or participle is None:
        return other if past and other and place.has_verb else past or participle or token.readings[0]
    if place.before_agent or (real is not None and real.kind in _IN_PHRASE):
        return participle
    if last is None or last.kind in ("mark", "conjunction"):
        if last is not None and last.text == "," and place.subject is not None and not place.has_verb:
            # A subject waits: `the rebels, having burned it, fled`, `the bank, founded in 1990, failed`.
            behind = place.after is not None and place.after.must("preposition", "adverb")
            return participle if behind and (place.ahead or place.closes) else past
        if (partner := place.partner) is not None:
            return participle if partner.form == "participle" else past
        if last is not None and (last.form == "and" or (place.before_object and last.text != "(")):
            return past
        return participle
    if real is not None and real.kind in NOMINAL and real.kind != "pronoun":
        if place.has_verb:
            return past if place.waits else participle
        behind = place.after is not None and (
            place.after.must("preposition")
            or (place.after.can("adverb") and not place.after.can("preposition"))
        )
        is_shorter = behind and not place.waits and (place.ahead or place.closes_at_verb)
        return participle if is_shorter else past
    if real is not None and real.is_verbal:
        return past if place.waits and place.has_verb else participle
    return past


def _noun_or_verb(token: Token, place: Place) -> Reading:
    """Tell a noun from a verb where no word before it settles it: by a verb that follows, by an object."""
    real, after = place.real, place.after
    adjective, noun = token.pick("adjective"), token.pick("noun")
    other = adjective if adjective and place.before_noun else noun or adjective
    verb = token.pick("verb", form="present") or token.pick("verb", form="base")
    if verb is None or other is None:
        return verb or other or token.readings[0]
    if real is None or real.is_verbal or real.kind == "preposition":
        return other
    if real.kind in ("conjunction", "mark"):
        partner = place.words[-2] if len(place.words) > 1 else None
        return verb if real.form == "and" and partner is not None and partner.kind == "verb" else other
    if (place.has_verb and not place.waits) or place.ahead:
        return other
    if real.kind == "pronoun":
        return verb
    if place.subject is None or (place.in_phrase and _is_compound(place)):
        return other
    of_noun = place.subject.kind == "noun" or verb.form == "base"
    if of_noun and place.is_plural != (verb.form == "base"):
        return other
    goes_on = after is not None and after.can("adverb", "preposition", "conjunction", "numeral", "adjective")
    is_object = after is not None and after.can("noun") and not after.can("verb")
    return verb if place.before_object or goes_on or is_object else other


def _other(token: Token, place: Place) -> Reading:
    """Tell nouns from adjectives, numerals and adverbs."""
    last = place.last
    adjective = token.pick("numeral", "adjective")
    after_noun = last is not None and last.kind == "noun" and place.rules.adjective_after
    if after_noun and token.can("adjective"):
        return token.first("adjective")
    if adjective and place.joins_adjective:
        return adjective
    if adjective and place.before_noun and not (token.can("noun") and place.after_is_verb):
        return adjective
    if token.can("adverb") and last is not None and _modifies_verb(last, place):
        return token.first("adverb")
    if last is not None and (last.kind in _IN_PHRASE or last.form == "possessive"):
        return token.first("noun", "numeral", "adjective")
    if last is not None and last.is_verbal and (not token.can("noun") or last.base == place.rules.passive):
        return token.first("adjective", "adverb", "numeral", "noun")
    return token.first("noun", "adverb", "adjective")


def _modifies_verb(last: Word, place: Place) -> bool:
    """Return whether an adverb stands between an auxiliary and its verb, or behind a full verb."""
    if last.kind == "auxiliary":
        return place.after is not None and place.after.can("verb", "participle", "auxiliary")
    return last.kind == "verb"


def _ends_phrase(place: Place) -> bool:
    """Return whether what follows goes on with the clause, not with an object: `drug smuggling rose`."""
    after = place.after
    if after is not None and after.must("adverb") and place.number + 2 < len(place.tokens):
        after = place.tokens[place.number + 2]
    if after is None or after.must("mark") or after.can("auxiliary"):
        return True
    return after.can("verb") and not after.can("noun", "adjective", "determiner") and not place.has_verb


def _is_compound(place: Place) -> bool:
    """Return whether the noun before stands bare behind its preposition: `failed trade talks`."""
    before = place.words[-2] if len(place.words) > 1 else None
    return before is not None and before.kind not in ("determiner", "proper")
