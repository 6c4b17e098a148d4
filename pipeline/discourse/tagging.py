"""The words of a text with their classes: the lexicon gives readings, the words around decide."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import lru_cache

from pipeline.discourse.closed_words import choose_closed
from pipeline.discourse.lexicon import Kind, Lexicon, Reading, lexicon
from pipeline.discourse.open_words import choose_open
from pipeline.discourse.place import NOMINAL, Place
from pipeline.discourse.tokens import Token, Word, tokens

# Texts whose words are kept: those of one article, which many checks read.
MOST = 16_384
_OPENING = '“‘«"([:.!?•'
_NOT_BEFORE_PAST: tuple[Kind, ...] = (
    "auxiliary", "determiner", "preposition", "conjunction", "adverb", "particle", "numeral", "adjective",
)  # fmt: skip
_BARE_FORMS = ("base", "participle", "gerund")
_BOUNDARY = ",;:.!?—–"
_GRAMMATICAL: tuple[Kind, ...] = (
    "determiner",
    "pronoun",
    "preposition",
    "conjunction",
    "auxiliary",
    "particle",
)


@lru_cache(maxsize=MOST)
def words(text: str, lang: str) -> tuple[Word, ...]:
    """Return the words of a text in order with their classes; none if the language has no grammar."""
    rules = lexicon(lang)
    return _tag(tokens(text, rules), rules, title=is_title(text)) if rules is not None else ()


def is_title(text: str) -> bool:
    """Return whether nearly all words have a capital, as in a title or in a heading of that style."""
    long_words = [word for word in re.findall(r"[^\W\d_]+", text[:400]) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long_words)
    return len(long_words) > 1 and capitals >= len(long_words) * 0.85


def _tag(all_tokens: Sequence[Token], rules: Lexicon, *, title: bool) -> tuple[Word, ...]:
    """Decide from left to right."""
    result: list[Word] = []
    ahead = _finite_ahead(all_tokens, rules)
    state = _State(rules)
    for number, token in enumerate(all_tokens):
        waits = bool(state.outer) and not all(state.outer)
        place = Place(
            all_tokens, number, result, rules, state.has_verb, waits, state.subject, state.is_plural,
            state.in_phrase, ahead,
        )  # fmt: skip
        reading = _decide(token, place, title=title)
        word = Word(token.start, token.end, token.text, reading.kind, reading.form, reading.base)
        result.append(word)
        state.take(word)
    return _with_particles(result, rules)


class _State:
    """What the words so far leave open: a subject without a verb, and the clauses around the present one."""

    def __init__(self, rules: Lexicon) -> None:
        self.rules = rules
        self.has_verb = False
        self.subject: Word | None = None
        self.is_plural = False
        self.in_phrase = False
        # For each clause around: whether it has its verb.
        self.outer: list[bool] = []
        self.last: Word | None = None

    def take(self, word: Word) -> None:
        """Take the next word in."""
        if word.kind in ("verb", "auxiliary") and self._is_finite(word):
            if self.has_verb and self.outer and not self.outer[-1]:
                self.outer.pop()
            self.has_verb, self.subject, self.in_phrase = True, None, False
        elif word.form == "relative":
            self.outer.append(self.has_verb or self.subject is None)
            self.has_verb, self.in_phrase, self.subject = False, False, None
        elif word.kind == "conjunction":
            self._join(word)
        elif word.kind == "preposition":
            self.in_phrase = True
        elif word.kind in NOMINAL:
            self._name(word)
        elif word.kind == "determiner":
            self.in_phrase = self.in_phrase and (self.last is None or self.last.kind not in NOMINAL)
        elif word.kind == "mark" and word.text in _BOUNDARY:
            self._close(word.text)
        self.last = word

    def _is_finite(self, word: Word) -> bool:
        if word.form != "base":
            return word.kind == "verb" or word.form not in _BARE_FORMS
        return (
            word.kind == "verb" and self.rules.base_is_present and not (self.last and self.last.form == "to")
        )

    def _join(self, word: Word) -> None:
        if word.form != "and":
            self.subject = None
        elif self.subject is not None and not self.has_verb:
            self.is_plural = True
        self.has_verb, self.in_phrase = False, False

    def _name(self, word: Word) -> None:
        if self.last is not None and self.last.kind == "numeral" and word.kind == "proper":
            self.in_phrase = False  # `in 1938 Germany annexes`
        if self.in_phrase or (self.subject is not None and word.kind == "numeral"):
            return
        is_joint = self.last is not None and self.last.form == "and"
        self.is_plural = (is_joint and self.is_plural) or self.rules.is_plural(word.text.lower())
        self.subject = word

    def _close(self, mark: str) -> None:
        if mark != ",":
            self.outer, self.subject, self.has_verb = [], None, False
        elif self.outer and self.has_verb:
            self.has_verb = self.outer.pop()
        elif self.has_verb:
            self.has_verb, self.subject = False, None
        self.in_phrase = False


def _is_boundary(token: Token) -> bool:
    return token.text in _BOUNDARY


def _finite_ahead(all_tokens: Sequence[Token], rules: Lexicon) -> tuple[bool, ...]:
    """Return for each word whether a verb that is surely finite follows it before the next boundary."""
    result = [False] * len(all_tokens)
    sure = False
    for number in range(len(all_tokens) - 1, -1, -1):
        token = all_tokens[number]
        result[number] = sure
        after = all_tokens[number + 1] if number + 1 < len(all_tokens) else None
        opens = token.can("conjunction") and not (after is not None and after.must("numeral"))
        if opens or _is_boundary(token) or token.key in rules.sets["asking"]:
            sure = False
        elif token.key[0] == "'" and not all_tokens[number - 1].can("pronoun"):
            pass  # a genitive
        elif token.can("auxiliary") and token.must("auxiliary", "verb", "participle", "particle"):
            is_bare = number > 0 and all_tokens[number - 1].pick("particle", form="to") is not None
            sure = sure or (not is_bare and any(each.form not in _BARE_FORMS for each in token.readings))
        elif number > 0 and all_tokens[number - 1].pick("particle", form="to"):
            pass  # an infinitive
        elif not token.capital and (
            token.must("verb") or _is_likely_past(token, all_tokens, number, rules.sets["agent"])
        ):
            sure = True
    return tuple(result)


def _is_likely_past(token: Token, all_tokens: Sequence[Token], number: int, agents: Set[str]) -> bool:
    """Return whether a word that may be a past tense or a participle stands where a verb does."""
    past = token.pick("verb", form="past")
    if past is None or token.key.startswith("un") or not token.must("verb", "participle"):
        return False
    before = all_tokens[number - 1] if number else None
    after = all_tokens[number + 1] if number + 1 < len(all_tokens) else None
    if before is None or before.can(
        "auxiliary", "determiner", "preposition", "conjunction", "adverb", "particle"
    ):
        return False
    return before.readings[0].kind != "mark" and not (after is not None and after.key in agents)


def _decide(token: Token, place: Place, *, title: bool) -> Reading:
    readings = token.readings
    if readings[0].kind == "mark":
        return readings[0]
    if token.key[0] == "'" and place.words:
        return _clitic(token, place)
    if token.capital and (name := _name(token, place, title=title)):
        return name
    if len(readings) == 1 and readings[0].kind not in ("noun", "participle", "auxiliary"):
        return readings[0]
    return choose_closed(token, place) if token.can(*_GRAMMATICAL) else choose_open(token, place)


def _clitic(token: Token, place: Place) -> Reading:
    """Tell the `'s` of a genitive from that of `is` and `has`."""
    last, after = place.words[-1], place.after
    if token.key not in ("'s", "'"):
        return token.readings[0]
    if last.kind == "pronoun" and token.key == "'s" and after is not None:
        is_perfect = any(each.form == "participle" for each in after.readings)
        return Reading("auxiliary", "present", place.rules.perfect if is_perfect else place.rules.passive)
    return Reading("particle", "possessive")


def _name(token: Token, place: Place, *, title: bool) -> Reading | None:
    """Return the reading of a word with a capital if it is part of a name, or an adjective of a nation."""
    rules, after = place.rules, place.after
    if title or _is_shouting(token, place):
        is_new = token.key not in rules.readings
        return Reading("proper") if is_new and not _is_nation(token, rules) else None
    beside_name = after is not None and after.capital and not after.can(*_GRAMMATICAL)
    if _is_nation(token, rules) and not (beside_name and after is not None and not _is_nation(after, rules)):
        is_adjective = place.before_noun and not rules.is_plural(token.key)
        return Reading("adjective" if is_adjective else "proper", "nation")
    is_closed = token.can(*_GRAMMATICAL) or token.must("adverb")
    if _is_head(place):
        if is_closed and not token.can("numeral"):
            return None
        particle = after is not None and after.text in rules.sets["particle"] and place.reads_name(2)
        if particle and token.key not in rules.readings:
            return Reading("proper")
        if beside_name:
            return Reading("proper")
        if token.key in rules.readings or rules.is_plural(token.key) or token.can("participle"):
            return None
        is_word = token.must("adverb") or (token.can("adjective") and place.before_noun)
        return None if is_word else Reading("proper")
    if (
        not is_closed
        or token.text == "US"
        or token.can("auxiliary")
        or (token.can("numeral", "adverb") and beside_name)
    ):
        return Reading("proper")
    last = place.last
    return Reading("proper") if last is not None and last.kind == "proper" and token.must("adverb") else None


def _is_head(place: Place) -> bool:
    """Return whether a word opens a sentence, or what is quoted or behind a colon."""
    return place.number == 0 or place.tokens[place.number - 1].text in _OPENING


def _is_nation(token: Token, rules: Lexicon) -> bool:
    nations = rules.sets["nation"]
    stem = token.key.removesuffix("s")
    if token.key in nations or stem in nations:
        return True
    is_listed = token.key in rules.readings
    return len(stem) > 4 and not is_listed and stem.endswith(rules.endings["nation"])


def _is_shouting(token: Token, place: Place) -> bool:
    """Return whether a word and those beside it stand in capitals."""
    if not (token.text.isupper() and len(token.text) > 4):
        return False
    around = place.tokens[max(0, place.number - 2) : place.number + 3]
    return sum(each.text.isupper() for each in around) > 2


def _with_particles(all_words: Sequence[Word], rules: Lexicon) -> tuple[Word, ...]:
    """Return the words with those between parts of a name as parts of it: `van` in `Vincent van Gogh`."""
    result = list(all_words)
    particles, titles = rules.sets["particle"], rules.sets["title"]
    for number in range(len(result) - 2, -1, -1):
        word, after = result[number], result[number + 1]
        if after.kind != "proper" or word.kind == "proper":
            continue
        before = result[number - 1] if number else None
        inside = before is not None and (before.kind == "proper" or before.text in particles)
        is_title_word = word.text[:1].isupper() and word.text.lower().rstrip(".") in titles
        if (word.text in particles and inside) or (is_title_word and word.kind != "determiner"):
            result[number] = Word(word.start, word.end, word.text, "proper")
    return tuple(result)
