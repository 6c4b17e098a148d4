"""Tokens: the words and signs of a text with all the readings that the lexicon gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.discourse.lexicon import Kind, Lexicon, Reading

# A word with its apostrophes and hyphens, letters with stops (`U.S.`), a number, or one sign.
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?=\s[^\W\d_])|[^\W\d_]+(?:[-'’][^\W\d_]+)*['’]?|\d+(?:[.,:/-]\d+)*|[^\w\s]|\w"
)
_CLITIC = re.compile(r"(?i)(?<=.)(?:n['’]t|(?<=^can)not|['’](?:s|re|ve|ll|d|m)?)$")
_COMPOUND = re.compile(r"['’]|(?i:^cannot$)")
_ELISION = re.compile(r"(?i)(?:[ldnscjmt]|qu|lorsqu|puisqu|jusqu|quoiqu)['’]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with its bounds, class, form and base; a sign is a word of the class `mark`.

    `form` is the form of a verb, auxiliary or participle (`base`, `present`, `past`, `participle`,
    `gerund`, `future`, `conditional`), else a role: `negative`, `possessive`, `relative`, `subject`, `and`,
    `that`, `to`, `not`, `nation`.
    """

    start: int
    end: int
    text: str
    kind: Kind
    form: str = ""
    base: str = ""

    @property
    def is_verbal(self) -> bool:
        """Whether the word is a verb, an auxiliary or a participle."""
        return self.kind in ("verb", "auxiliary", "participle")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign with its readings; `key` is the word in small letters."""

    start: int
    end: int
    text: str
    key: str
    readings: tuple[Reading, ...]
    capital: bool

    def can(self, *kinds: Kind) -> bool:
        """Return whether it has a reading of one of these classes."""
        return any(reading.kind in kinds for reading in self.readings)

    def must(self, *kinds: Kind) -> bool:
        """Return whether all its readings are of these classes."""
        return all(reading.kind in kinds for reading in self.readings)

    def pick(self, *kinds: Kind, form: str = "") -> Reading | None:
        """Return the first reading of the first of these classes that it has, None if it has none."""
        for kind in kinds:
            for reading in self.readings:
                if reading.kind == kind and (not form or reading.form == form):
                    return reading
        return None

    def first(self, *kinds: Kind) -> Reading:
        """Return the first reading of the first of these classes that it has, else its first one."""
        return self.pick(*kinds) or self.readings[0]


def tokens(text: str, rules: Lexicon) -> tuple[Token, ...]:
    """Return the words and signs of a text in order."""
    return tuple(_read(start, end, text, rules) for start, end in _spans(text))


def _spans(text: str) -> list[tuple[int, int]]:
    """Return the bounds of the words and signs; `wasn't` and `l'accord` are two words each."""
    spans = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if end - start > 2 and _COMPOUND.search(match.group()):
            while (elision := _ELISION.match(text, start, end)) and elision.end() < end:
                spans.append(elision.span())
                start = elision.end()
            if clitic := _CLITIC.search(text[start:end]):
                spans += [(start, start + clitic.start()), (start + clitic.start(), end)]
                continue
        spans.append((start, end))
    return spans


def _read(start: int, end: int, text: str, rules: Lexicon) -> Token:
    word = text[start:end]
    key = word.lower().replace("’", "'")
    if word[0].isdigit():
        return Token(start, end, word, key, (Reading("numeral"),), False)
    if not word[0].isalpha() and len(word) == 1 and word not in "'’":
        return Token(start, end, word, key, (Reading("mark"),), False)
    return Token(start, end, word, key, rules.of(key), word[0].isupper())
