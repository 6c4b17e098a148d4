"""Abbreviations and names in a text: places, which are explained, which have two spellings."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from pipeline import languages
from pipeline.discourse.sentences import Sentence

_ABBREVIATION = re.compile(r"(?<![\w.$/@#-])[A-Z]{2,6}(?=s?(?![\w$/@]|-\w|\.\w))")
_ROMAN = re.compile(r"[IVXLCDM]+")
_WORD = re.compile(r"[^\W\d_][\w'’]*(?:-[\w'’]+)*")
_INITIAL = re.compile(r"\b[^\W\d_]")
_POSSESSIVE = re.compile(r"['’]s?$")
_SHORT = 6
_NEAR = 7
_LONGEST = 40
# The number of names that differ in one letter and are compared, at most.
_MOST = 30


@cache
def known_abbreviations(lang: str) -> frozenset[str]:
    """Return the abbreviations that need no explanation in a language."""
    return frozenset(word.upper() for word in languages.part(lang, "form").get("abbreviations", ()))


def abbreviations(sentences: Sequence[Sentence]) -> Iterator[tuple[str, Sentence, int]]:
    """Yield every abbreviation with its sentence and where it begins there."""
    for sentence in sentences:
        letters = [character for character in sentence.text if character.isalpha()]
        if sum(character.isupper() for character in letters) * 2 > len(letters):
            continue  # a line in capitals
        for match in _ABBREVIATION.finditer(sentence.text):
            yield match.group(), sentence, match.start()


def is_numeral(word: str) -> bool:
    """Return whether a word is a Roman numeral: `XIV`, `III`."""
    return _ROMAN.fullmatch(word) is not None


def is_spelled_out(word: str, text: str, lang: str) -> bool:
    """Return whether a text explains an abbreviation: in brackets, or by words with its initials."""
    if re.search(rf"\w[^().]{{0,60}}\({word}s?\b[^()]*\)|\b{word}s?\b,? ?\((?=[^()]*\w{{3}})", text):
        return True
    initials = "".join(letter for letter in _INITIAL.findall(text) if letter.isupper())
    if word not in initials:
        return False
    words = [re.escape(letter) + r"[\w'’]*" for letter in word]
    small = "|".join(languages.part(lang, "form").get("small-words", ())) or "(?!)"
    return re.search(r"\b" + rf"[ -](?:(?:{small}) ?)*".join(words), text) is not None


@dataclass(frozen=True, slots=True)
class Use:
    """The use of a capitalised word: how often, the names beside it, and its first place."""

    count: int
    before: frozenset[str]
    after: frozenset[str]
    sentence: Sentence = field(repr=False)
    start: int = 0


def capitalised_words(sentences: Sequence[Sentence]) -> Mapping[str, Use]:
    """Return the capitalised words that begin no sentence, without those that also occur in lowercase."""
    count: Counter[str] = Counter()
    before: dict[str, set[str]] = {}
    after: dict[str, set[str]] = {}
    first: dict[str, tuple[Sentence, int]] = {}
    small: set[str] = set()
    for sentence in sentences:
        last, end = "", 0
        for match in _WORD.finditer(sentence.text):
            word = _POSSESSIVE.sub("", match.group())
            beside = last[:1].isupper() and word[:1].isupper() and sentence.text[end : match.start()] == " "
            if beside:
                before.setdefault(word, set()).add(last)
                after.setdefault(last, set()).add(word)
            if word[0].islower():
                small.add(word)
            elif len(word) >= _SHORT - 1 and match.start() > 0 and not word.isupper():
                count[word] += 1
                first.setdefault(word, (sentence, match.start()))
            last, end = word, match.end()
    return {
        word: Use(number, frozenset(before.get(word, ())), frozenset(after.get(word, ())), *first[word])
        for word, number in count.items()
        if word.lower() not in small
    }


def alike(words: Mapping[str, Use], lang: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of words that look like one name in two spellings, the rarer one first.

    In a language where all nouns have a capital, names cannot be recognized, and most pairs are two words.
    """
    if languages.part(lang, "numbers")["prose"].get("nouns-capitalised", False):
        return
    by_shape: dict[str, list[str]] = {}
    for word in words:
        by_shape.setdefault(_shape(word), []).append(word)
    pairs = {(a, b) for same in by_shape.values() for a, b in combinations(same[:_MOST], 2)}
    for shape, other in _neighbours(shape for shape in by_shape if _NEAR <= len(shape) <= _LONGEST):
        if _one_slip(shape, other):
            pairs |= {(a, b) for a in by_shape[shape] for b in by_shape[other]}
    for a, b in sorted(pairs):
        if not _are_two(words[a], words[b]):
            rare, usual = sorted((a, b), key=lambda word: (words[word].count, word))
            yield rare, usual


def _neighbours(shapes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of shapes, the shorter first, that are equal without one letter of one or of both.

    Comparing all pairs would take too long: such shapes are grouped by what remains without a letter.
    """
    without: dict[str, set[str]] = {}
    for shape in sorted(shapes):
        for at in range(len(shape)):
            without.setdefault(shape[:at] + shape[at + 1 :], set()).add(shape)
        without.setdefault(shape, set()).add(shape)
    pairs = {
        (one, other) if len(one) <= len(other) else (other, one)
        for same in without.values()
        for one, other in combinations(sorted(same)[:_MOST], 2)
    }
    yield from sorted(pairs)


def _shape(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in "-'’")


def _one_slip(a: str, b: str) -> bool:
    """Return whether two words differ by one inner letter: an ending is grammar (`Cambodia`, `Cambodian`)."""
    if a[0] != b[0]:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) == len(b):
        ahead = start + 1 < len(a)
        is_swap = ahead and a[start] == b[start + 1] and a[start + 1] == b[start]
        return (ahead and a[start + 1 :] == b[start + 1 :]) or (is_swap and a[start + 2 :] == b[start + 2 :])
    return start < len(a) and a[start:] == b[start + 1 :]


def _are_two(a: Use, b: Use) -> bool:
    """Return whether the words beside two names show that they differ: `Peter Johnson`, `Mary Johnston`."""
    return any(x and y and not x & y for x, y in ((a.before, b.before), (a.after, b.after)))
