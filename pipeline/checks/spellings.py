"""Spellings: systems of spelling that a text mixes, and words with and without their hyphen or accent."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pipeline import languages
from pipeline.checks.survey import Survey
from pipeline.discourse.sentences import Sentence
from pipeline.model import nodes as n
from pipeline.model import walk

_WORD = re.compile(r"(?<![\w/.@#’'-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w/@-]|\.\w)")
_FEWEST_LETTERS = 7
_MOST_NAMED = 5
_KINDS = ("prose", "list", "standfirst", "key-point", "caption")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the author's own, in small letters, and where it stands."""

    text: str
    sentence: Sentence = field(repr=False)
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mixture:
    """The first word in the rarer of two spellings, what is mixed, and the words of both."""

    word: Word
    name: str
    rare: str
    usual: str
    is_system: bool = False


def emphasis(survey: Survey) -> tuple[tuple[int, int], ...]:
    """Return the bounds in the source of emphasized words: titles of works, terms, foreign words."""
    return bounds_of(survey, n.Emph)


def bounds_of(survey: Survey, kind: type[n.Emph] | type[n.Link]) -> tuple[tuple[int, int], ...]:
    """Return the bounds in the source of the words of each node of a kind, in order."""
    bounds = []
    for node in survey.nodes:
        if isinstance(node, kind):
            offsets = [
                (inner.at, inner.at + len(inner.text))
                for inner in walk.walk(node.inlines)
                if isinstance(inner, n.Str) and inner.at is not None
            ]
            if offsets:
                bounds.append((offsets[0][0], offsets[-1][1]))
    return tuple(sorted(bounds))


def is_within(bounds: Sequence[tuple[int, int]], at: int | None) -> bool:
    """Return whether an offset is in one of the bounds, which are in order."""
    index = bisect_right(bounds, (at or 0, 1 << 60)) - 1
    return at is not None and index >= 0 and bounds[index][0] <= at < bounds[index][1]


def own_words(survey: Survey) -> Iterator[Word]:
    """Yield the words that the author chose: no names, quotations, titles, addresses."""
    titles = emphasis(survey)
    own_sentences = [each for each in survey.sentences if each.kind in _KINDS]
    names = {
        match.group().lower()
        for sentence in own_sentences
        for match in _WORD.finditer(sentence.text)
        if match.start() and match.group()[0].isupper()
    }
    for sentence in own_sentences:
        for match in _WORD.finditer(sentence.text):
            word = match.group()
            if not (word.islower() or (match.start() == 0 and word[1:].islower())):
                continue
            is_capital = not word.islower()
            is_name = word.lower() in names or _is_before_name(sentence.text, match.end())
            if is_capital and (is_name or sentence.kind == "list"):
                continue
            if sentence.is_quoted(*match.span()) or is_within(titles, sentence.offsets[match.start()]):
                continue
            yield Word(word.lower(), sentence, *match.span())


def _is_before_name(text: str, end: int) -> bool:
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()


def mixtures(survey: Survey) -> Iterator[Mixture]:
    """Yield the mixtures of spellings in an article."""
    data = languages.part(survey.manuscript.front.lang, "form")
    words = list(own_words(survey))
    for system in data.get("spellings", ()):
        yield from _of_system(words, system)
    yield from _of_hyphens(words, frozenset(data.get("hyphens-distinct", ())))
    yield from _of_accents(words, data.get("accents", ()))


def _of_system(words: Sequence[Word], system: Mapping[str, Any]) -> Iterator[Mixture]:
    """Yield the mixture of two systems of spelling, as that of Britain and that of America."""
    exempt = frozenset(system.get("exempt", ()))
    ways: dict[str, list[Word]] = {}
    for word in words:
        for way, pattern in system["ways"].items():
            match = _compile(pattern).fullmatch(word.text)
            if match is not None and match.groupdict().get("stem", word.text) not in exempt:
                ways.setdefault(way, []).append(word)
    if len(ways) > 1:
        usual, *others = sorted(ways, key=lambda way: -len(ways[way]))
        for rare in others:
            yield Mixture(
                ways[rare][0],
                system["name"],
                f"{rare}: {_listing(ways[rare])}",
                f"{usual}: {_listing(ways[usual])}",
                is_system=True,
            )


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _listing(words: Sequence[Word]) -> str:
    count = Counter(word.text for word in words)
    names = [f"{word} ({times}×)" for word, times in count.most_common(_MOST_NAMED)]
    return ", ".join([*names, *(["…"] if len(count) > _MOST_NAMED else [])])


def _of_hyphens(words: Sequence[Word], distinct: frozenset[str]) -> Iterator[Mixture]:
    """Yield the words that stand with a hyphen and in one."""
    by_letters: dict[str, dict[bool, list[Word]]] = {}
    for word in words:
        letters = word.text.replace("-", "")
        if len(letters) >= _FEWEST_LETTERS and word.text.count("-") < 2 and word.text not in distinct:
            by_letters.setdefault(_singular(letters), {}).setdefault("-" in word.text, []).append(word)
    for forms in by_letters.values():
        if len(forms) > 1:
            yield _mixture(forms[True], forms[False])


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _of_accents(words: Sequence[Word], accents: Sequence[str]) -> Iterator[Mixture]:
    """Yield the words of a list that stand with their accent and without."""
    by_word: dict[str, list[Word]] = {}
    for word in words:
        by_word.setdefault(word.text, []).append(word)
    for text in accents:
        plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
        if text in by_word and plain in by_word:
            yield _mixture(by_word[text], by_word[plain])


def _mixture(one: list[Word], other: list[Word]) -> Mixture:
    rare, usual = sorted((one, other), key=len)
    return Mixture(rare[0], "", f"{rare[0].text} ({len(rare)}×)", f"{usual[0].text} ({len(usual)}×)")


@dataclass(frozen=True, slots=True)
class Uses:
    """The uses of one of two spellings: the word, how often it stands, and where first."""

    word: str
    count: int
    first: tuple[Sentence, int, int]


def uses(sentences: Sequence[Sentence], pattern: str) -> Iterator[tuple[Sentence, int, int]]:
    """Yield the places of a pattern in sentences, without those in quotations."""
    for sentence in sentences:
        for match in re.finditer(pattern, sentence.text):
            if not sentence.is_quoted(*match.span()):
                yield sentence, *match.span()


def is_in_title(use: tuple[Sentence, int, int], titles: Sequence[tuple[int, int]]) -> bool:
    """Return whether a use stands in emphasized words."""
    sentence, start, _ = use
    return is_within(titles, sentence.offsets[start])


def is_in_name(use: tuple[Sentence, int, int]) -> bool:
    """Return whether a use begins a name: `U.S. Geological Survey`."""
    sentence, _, end = use
    after = sentence.text[end : end + 2]
    return after[:1] == " " and after[1:].isupper()


def variants(survey: Survey, sentences: Sequence[Sentence]) -> Iterator[tuple[Uses, Uses]]:
    """Yield the rarer and the usual of words that the language spells in two ways, each pair a word."""
    titles = emphasis(survey)
    for pair in languages.part(survey.manuscript.front.lang, "form").get("variants", ()):
        ways: list[Uses] = []
        for word in pair:
            pattern = rf"(?i)(?<![\w/-]){re.escape(word)}(?![\w/-])"
            places = [
                (sentence, start, end)
                for sentence, start, end in uses(sentences, pattern)
                if not is_within(titles, sentence.offsets[start])
                and not (word.islower() and _is_in_name(sentence.text, start, end))
            ]
            if places:
                ways.append(Uses(word, len(places), places[0]))
        if len(ways) > 1:
            rare, usual = sorted(ways, key=lambda each: each.count)[:2]
            yield rare, usual


def _is_in_name(text: str, start: int, end: int) -> bool:
    """Return whether a word has a capital within a sentence, or begins a name: `Labor Party`."""
    begins_name = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
    return text[start].isupper() and (start > 0 or begins_name)
