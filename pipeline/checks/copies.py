"""Copies: sentences that stand twice in an article, word for word or nearly, in time linear in its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.discourse.passages import OBJECT
from pipeline.discourse.sentences import Sentence

FEWEST_WORDS = 8
FEWEST_FOR_NEAR = 14
SHINGLE = 4
# The part of its runs of words that a sentence shares with one that it copies.
LEAST_SHARE = 0.6
MOST_OTHER_WORDS = 3
# A sentence that stands so often is a formula, and was not copied by mistake.
FORMULA = 3
WORDS_OF_AN_ENTRY = 150

_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Copy:
    """Sentences in a row that stand earlier too: the first of both, how many, and whether word for word."""

    sentence: Sentence
    earlier: Sentence
    count: int
    is_exact: bool


def copies(sentences: Sequence[Sentence], small_words: frozenset[str]) -> Iterator[Copy]:
    """Yield the copies among sentences in reading order; copies in a row are one."""
    pending: Copy | None = None
    last_pair = (-2, -2)
    count = Counter(sentence.text for sentence in sentences)
    length: Counter[tuple[str, ...]] = Counter()
    for sentence in sentences:
        length[sentence.section] += len(sentence.text.split())
    for number, earlier, is_exact in _pairs(sentences, small_words):
        one, other = sentences[number], sentences[earlier]
        if count[one.text] >= FORMULA or _are_entries(one.section, other.section, length):
            continue
        if pending is not None and (number, earlier) == (last_pair[0] + 1, last_pair[1] + 1):
            pending = Copy(
                pending.sentence, pending.earlier, pending.count + 1, pending.is_exact and is_exact
            )
        else:
            if pending is not None:
                yield pending
            pending = Copy(sentences[number], sentences[earlier], 1, is_exact)
        last_pair = (number, earlier)
    if pending is not None:
        yield pending


def _are_entries(one: tuple[str, ...], other: tuple[str, ...], length: Mapping[tuple[str, ...], int]) -> bool:
    """Return whether two sections are short ones of one list, as of a dictionary: those have formulas."""
    return one != other and one[:-1] == other[:-1] and max(length[one], length[other]) < WORDS_OF_AN_ENTRY


def _pairs(sentences: Sequence[Sentence], small_words: frozenset[str]) -> Iterator[tuple[int, int, bool]]:
    """Yield the number of a sentence that is a copy, that of the earlier one, and whether it is exact."""
    first_by_words: dict[tuple[str, ...], int] = {}
    first_by_run: dict[tuple[str, ...], int] = {}
    for number, sentence in enumerate(sentences):
        words = tuple(_WORD.findall(sentence.text))
        if len(words) < FEWEST_WORDS or not _is_prose(sentence):
            continue
        small = tuple(word.lower() for word in words)
        earlier = first_by_words.setdefault(small, number)
        if earlier != number:
            yield number, earlier, True
            continue
        runs = {small[i : i + SHINGLE] for i in range(len(small) - SHINGLE + 1)}
        if len(words) >= FEWEST_FOR_NEAR:
            count = Counter(first_by_run[run] for run in runs if run in first_by_run)
            best = count.most_common(1)
            if best and best[0][1] >= LEAST_SHARE * len(runs):
                other = tuple(_WORD.findall(sentences[best[0][0]].text))
                if _are_nearly_the_same(words, other, small_words):
                    yield number, best[0][0], False
        for run in runs:
            first_by_run.setdefault(run, number)


def _is_prose(sentence: Sentence) -> bool:
    """Return whether a sentence is the author's own statement, and introduces nothing."""
    text = sentence.text
    return (
        OBJECT not in text
        and "://" not in text
        and not text.rstrip().endswith(":")
        and not sentence.is_quoted(0, len(text))
    )


def _are_nearly_the_same(words: Sequence[str], other: Sequence[str], small_words: frozenset[str]) -> bool:
    """Return whether two sentences differ in no word that gives them another meaning: number, name, noun."""
    ours, theirs = Counter(words), Counter(other)
    more, less = ours - theirs, theirs - ours
    if more.total() > MOST_OTHER_WORDS or less.total() > MOST_OTHER_WORDS:
        return False
    other_words = [word.lower() for word in (*more, *less)]
    if any(any(map(str.isdigit, word)) for word in other_words):
        return False
    weighty = [[word for word in part if word.lower() not in small_words] for part in (more, less)]
    if any(word[0].isupper() for part in weighty for word in part):
        return False
    return not (weighty[0] and weighty[1])
