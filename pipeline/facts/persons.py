"""Whether a name is a person's, and whether an office is one: when in doubt, there is no holder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pipeline import languages
from pipeline.facts.holders import Holder
from pipeline.facts.words import stop_words
from pipeline.wording.folding import fold
from pipeline.wording.locale import locale
from pipeline.wording.offices import office_data, states
from pipeline.wording.patterns import any_of

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_CAPITALS = re.compile(r"[^\W\d_a-zà-öø-ÿ]{2,}")


def persons_data(lang: str) -> dict[str, Any]:
    """Return what a language's data say of persons."""
    return dict(languages.part(lang, "statements")["persons"])


@cache
def _honorific(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(persons_data(lang)['honorifics'])})\.?[ \u00a0]+")


@cache
def _territories(lang: str) -> frozenset[str]:
    return frozenset(fold(name) for name in locale(lang).territories.values())


@dataclass(frozen=True)
class Names:
    """The words of an article that tell names of persons from others: those in small letters, and places."""

    lang: str
    small_words: frozenset[str]
    places: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str], lang: str) -> Names:
        """Read the texts of an article."""
        prepositions = any_of(persons_data(lang)["places"])
        place = re.compile(
            rf"\b(?:{prepositions})[ \u00a0]([^\W\d_a-zà-öø-ÿ][\w-]*(?:[ \u00a0][^\W\d_a-zà-öø-ÿ][\w-]*)*)"
        )
        small_words: set[str] = set(stop_words(lang))
        places: set[str] = set()
        for text in texts:
            small_words.update(word for word in _WORD.findall(text) if word.islower())
            if prepositions:
                places.update(place.findall(text))
        return cls(lang, frozenset(small_words), frozenset(places))

    def holder(self, holder: Holder, text: str) -> Holder | None:
        """Return a holder with nothing before the name, or None if it is no person or the office is none."""
        start = holder.start
        while (match := _honorific(self.lang).match(text, start, holder.end)) is not None:
            start = match.end()
        if re.match(r"['’]s?[ \u00a0][^\W\d_a-zà-öø-ÿ]", text[holder.end :]):
            return None  # `King William's War`
        place = re.match(r"\S+[ \u00a0](?=\S+[ \u00a0])", text[start : holder.end])
        if place is not None and fold(place.group().strip()) in _territories(self.lang):
            start += place.end()  # `the minister of Bahrain Ann Lee`
        while (match := _honorific(self.lang).match(text, start, holder.end)) is not None:
            start = match.end()
        name = " ".join(text[start : holder.end].split())
        articles = any_of(office_data(self.lang)["articles"])
        if articles and re.search(rf"\b(?:{articles})[ \u00a0]$", text[: holder.start], re.IGNORECASE):
            return None  # `the Federal Capital`
        if not self._is_person(name, holder.is_titled) or not self._is_office(holder):
            return None
        return replace(holder, start=start, name=name)

    def _is_person(self, name: str, is_titled: bool) -> bool:
        words = _WORD.findall(name)
        particles = set(office_data(self.lang)["particles"])
        own = [word for word in words if word not in particles and len(word) > 1]
        if not own or (len(own) == len(words) == 1 and not is_titled and " " not in name):
            return False
        data = persons_data(self.lang)
        if any(word in data["things"] or _CAPITALS.fullmatch(word) for word in own):
            return False
        if name in self.places or fold(name) in _territories(self.lang):
            return False
        named_states = [(start, end) for start, end, _ in states(name, self.lang)]
        if named_states and (len(own) == 1 or named_states[-1] == (0, len(name))):
            return False
        if own[0].casefold() in stop_words(self.lang):
            return False
        return not all(word.casefold() in self.small_words for word in own)

    def _is_office(self, holder: Holder) -> bool:
        """Return whether it is said of what an office is, or its title alone names one."""
        alone = persons_data(self.lang)["alone"]
        if holder.is_of or not languages.has(self.lang, "statements"):
            return True
        return any(re.search(rf"(?:^|\s){re.escape(title)}$", holder.title) for title in alone)
