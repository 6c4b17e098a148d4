"""Names in a text: which have two spellings."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from pipeline import languages
from pipeline.discourse.sentences import Sentence

_WORD = re.compile(r"[^\W\d_][\w'’]*(?:-[\w'’]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_SHORTEST = 4
_NEAR = 7
_LONG = 8
_VERY_LONG = 10
_DOUBLE = re.compile(r"(.)\1")
# A spelling is a slip of one that is so many times as frequent.
_TIMES = 3
_LONGEST = 40
# The number of names that differ in one letter and are compared, at most.
_MOST = 30


@dataclass(frozen=True, slots=True)
class Use:
    """The use of a capitalised word: how often, the names beside it, its sentences, and its first place."""

    count: int
    before: frozenset[str]
    after: frozenset[str]
    sentence: Sentence = field(repr=False)
    start: int = 0
    numbers: frozenset[int] = field(default=frozenset(), repr=False)


def capitalised_words(
    sentences: Sequence[Sentence], titles: frozenset[str] = frozenset()
) -> Mapping[str, Use]:
    """Return the capitalised words, without those that also occur in lowercase.

    Words that begin a sentence count if they stand within one too, or if such a word has their letters but
    for accents. `titles` are no names beside a name.
    """
    count: Counter[str] = Counter()
    before: dict[str, set[str]] = {}
    after: dict[str, set[str]] = {}
    first: dict[str, tuple[Sentence, int]] = {}
    numbers: dict[str, set[int]] = {}
    at_start: list[tuple[str, Sentence, int, int]] = []
    small: set[str] = set()
    for number, sentence in enumerate(sentences):
        last, end = "", 0
        for match in _WORD.finditer(sentence.text):
            word = _POSSESSIVE.sub("", match.group())
            beside = last[:1].isupper() and word[:1].isupper() and sentence.text[end : match.start()] == " "
            if beside:
                if last.lower() not in titles:
                    before.setdefault(word, set()).add(last)
                after.setdefault(last, set()).add(word)
            if word[0].islower():
                small.add(word)
            elif len(word) >= _SHORTEST and not word.isupper():
                if match.start() == 0:
                    at_start.append((word, sentence, match.start(), number))
                else:
                    count[word] += 1
                    first.setdefault(word, (sentence, match.start()))
                    numbers.setdefault(word, set()).add(number)
            last, end = word, match.end()
    shapes = {_shape(word) for word in count}
    for word, sentence, start, number in at_start:
        if word in count or _shape(word) in shapes:
            count[word] += 1
            first.setdefault(word, (sentence, start))
            numbers.setdefault(word, set()).add(number)
    return {
        word: Use(
            total,
            frozenset(before.get(word, ())),
            frozenset(after.get(word, ())),
            *first[word],
            frozenset(numbers[word]),
        )
        for word, total in count.items()
        if word.lower() not in small
    }


def alike(words: Mapping[str, Use], lang: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of words that look like one name in two spellings, the rarer one first.

    In a language where all nouns have a capital, names cannot be recognized, and most pairs are two words.
    """
    if languages.part(lang, "numbers")["prose"].get("nouns-capitalised", False):
        return
    groups = languages.part(lang, "form").get("distinct", ())
    distinct = {word: index for index, group in enumerate(groups) for word in group}
    by_shape: dict[str, list[str]] = {}
    for word in words:
        by_shape.setdefault(_shape(word), []).append(word)
    pairs = {(a, b) for same in by_shape.values() for a, b in combinations(same[:_MOST], 2)}
    for shape, other in _neighbours(shape for shape in by_shape if len(shape) <= _LONGEST):
        if _one_slip(shape, other):
            pairs |= {(a, b) for a in by_shape[shape] for b in by_shape[other]}
    for a, b in sorted(pairs):
        rare, usual = sorted((a, b), key=lambda word: (words[word].count, word))
        are_distinct = a in distinct and distinct[a] == distinct.get(b)
        if not are_distinct and _is_slip(rare, usual, words):
            yield rare, usual


def _is_slip(rare: str, usual: str, words: Mapping[str, Use]) -> bool:
    """Return whether one of two like words is the other in a wrong spelling, and no other name.

    Two names in one sentence, or with other names beside them, are two; very long ones are one. A letter is a
    slip if its word is far rarer, or has the same name beside it; of short words, and of spellings that
    families have, only the latter.
    """
    one, other = words[rare], words[usual]
    is_long = min(len(rare), len(usual)) >= _VERY_LONG
    if _are_two(one, other):
        return False
    if _shape(rare) == _shape(usual):
        return True
    if one.numbers & other.numbers and not is_long:
        return False
    if rare.count("-") != usual.count("-"):
        return False
    beside = bool(one.before & other.before) or bool(one.after & other.after)
    if _FAMILIES.sub(_family, rare.lower()) == _FAMILIES.sub(_family, usual.lower()):
        return beside
    if min(len(rare), len(usual)) < _NEAR:
        return bool(one.after & other.after) and one.count < other.count
    if min(len(rare), len(usual)) >= _LONG and _DOUBLE.sub(r"\1", rare) == _DOUBLE.sub(r"\1", usual):
        return True  # a doubled letter in a long name
    if is_long:
        return True
    return beside or other.count >= _TIMES * one.count


_FAMILIES = re.compile(r"m[ae]n\b|sen\b|mann\b|sk[iy]\b|off\b|burgh?\b|ph|ck|th|ie\b|ll|tt|nn|ss|ey\b|z")
_FORMS = {
    "men": "man", "sen": "son", "mann": "man", "ski": "sky", "off": "ov", "burg": "berg", "burgh": "berg",
    "ph": "f", "ck": "k", "th": "t", "ie": "y", "ey": "y", "ll": "l", "tt": "t", "nn": "n", "ss": "s",
    "z": "s",
}  # fmt: skip


def _family(match: re.Match[str]) -> str:
    return _FORMS.get(match.group(), match.group())


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
        is_swap = start + 2 < len(a) and a[start] == b[start + 1] and a[start + 1] == b[start]
        return (ahead and a[start + 1 :] == b[start + 1 :]) or (is_swap and a[start + 2 :] == b[start + 2 :])
    return start < len(a) and a[start:] == b[start + 1 :]


def _are_two(a: Use, b: Use) -> bool:
    """Return whether the words beside two names show that they differ: `Peter Johnson`, `Mary Johnston`."""
    return any(x and y and not x & y for x, y in ((a.before, b.before), (a.after, b.after)))
