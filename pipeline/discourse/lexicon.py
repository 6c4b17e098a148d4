"""The words of a language with the classes and forms that each may have, built from its data once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pipeline import languages

Kind = Literal[
    "noun",
    "proper",
    "verb",
    "participle",
    "adjective",
    "adverb",
    "pronoun",
    "determiner",
    "preposition",
    "conjunction",
    "numeral",
    "auxiliary",
    "particle",
    "mark",
]
FORMS = ("base", "past", "participle", "gerund", "present", "future", "conditional")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word: its class, the form of a verb (or a role among closed words), its base."""

    kind: Kind
    form: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of a language, and how its endings tell the class of others."""

    readings: Mapping[str, tuple[Reading, ...]]
    endings: Mapping[str, tuple[str, ...]]
    sets: Mapping[str, frozenset[str]]
    passive: str
    perfect: str
    adjective_after: bool
    base_is_present: bool
    compounds: frozenset[str]
    without: frozenset[str]
    hearsay: frozenset[str]

    def of(self, word: str) -> tuple[Reading, ...]:
        """Return the readings of a word in small letters: those listed, else what its ending tells."""
        return self.readings.get(word) or self._guess(word)

    def _guess(self, word: str) -> tuple[Reading, ...]:
        if word.startswith(("re-", "self-", "co-")) and (rest := self.readings.get(word.partition("-")[2])):
            return rest
        if self._is_compared(word):
            return (Reading("adjective"),)
        head = word.rpartition("-")[2] if "-" in word else word
        if head != word and (readings := self.readings.get(head)):
            # `long-serving`, `newly-built`, `co-founder`
            return tuple(each for each in readings if each.kind != "verb") or _NOUN
        if len(head) > 5 and head.endswith(self.endings["finite"]):
            return (Reading("verb", "past", word), Reading("noun"))
        endings = [
            (len(ending), -number, kind)
            for number, kind in enumerate(_GUESSES)
            for ending in self.endings[kind]
            if len(head) > 4 and head.endswith(ending)
        ]
        match max(endings)[2] if endings else "noun":
            case "gerund":
                return (Reading("participle", "gerund", word), Reading("noun"))
            case "participle":
                return (Reading("participle", "participle", word), Reading("verb", "past", word))
            case "verb":
                return (Reading("verb", "base", word), Reading("noun"))
            case "adverb":
                return (Reading("adverb"),)
            case "adjective":
                return (Reading("adjective"), Reading("noun"))
            case _:
                return _NOUN

    def _is_compared(self, word: str) -> bool:
        """Return whether a word is an adjective with an ending of comparison: `larger`, `earliest`."""
        ending = next((each for each in self.endings["compared"] if word.endswith(each)), "")
        stem = word.removesuffix(ending)
        stems = (stem, f"{stem}e", f"{stem[:-1]}y", stem[:-1]) if ending and len(stem) > 2 else ()
        return any(each.kind == "adjective" for key in stems for each in self.readings.get(key, ()))

    def is_plural(self, word: str) -> bool:
        """Return whether a noun in small letters looks like a plural."""
        return word in self.sets["plural"] or (
            word.endswith(self.endings["plural"]) and not word.endswith(self.endings["not-plural"])
        )


_NOUN = (Reading("noun"),)
# Classes that an ending tells, the likelier first; the longest ending counts.
_GUESSES = ("gerund", "participle", "adverb", "adjective", "noun", "verb")
_FEW_CLASSES: tuple[Kind, ...] = ("determiner", "pronoun", "preposition", "conjunction", "adverb", "numeral")
_OPEN: tuple[Kind, ...] = ("adjective", "noun")
_SETS = {
    "closed": (
        "negative",
        "possessive",
        "subject",
        "relative",
        "nobody",
        "emphatic",
        "asking",
        "doing",
        "not-only",
        "opposite",
    ),
    "names": ("nation", "particle", "joint", "title", "place", "body", "agent"),
    "open": ("plural",),
    "verbs": ("by-hearsay", "report", "as-told", "as-told-verb", "helping"),
    "phrases": ("time", "told"),
    "auxiliary": ("moving",),
}


@cache
def lexicon(lang: str) -> Lexicon | None:
    """Return the words of a language, None if it has no grammar."""
    data = languages.part(lang, "grammar")
    if not data:
        return None
    readings: dict[str, dict[Reading, None]] = {}

    def add(words: Iterable[str], reading: Reading) -> None:
        for word in words:
            readings.setdefault(word, {})[reading] = None

    table = data["closed"]
    for kind in _FEW_CLASSES:
        for word in table[kind].split():
            add([word], Reading(kind, _role(word, kind, table)))
    add(table["and"].split(), Reading("conjunction", "and"))
    add(table["to"].split(), Reading("particle", "to"))
    for word in table["not"].split():
        readings[word] = {Reading("particle", "not"): None}
    _add_auxiliaries(data["auxiliary"], add)
    nouns = frozenset(data["verbs"]["noun-too"].split())
    for base, form, word in _forms(data["verbs"]):
        if (
            word in nouns
            or (word.endswith("s") and word[:-1] in nouns)
            or (base in nouns and form == "present" and _is_plural_too(base, word))
        ):
            add([word], Reading("noun"))
        add([word], Reading("participle" if form in ("participle", "gerund") else "verb", form, base))
    for kind in _OPEN:
        add(data["open"][kind].split(), Reading(kind))
    add(nouns, Reading("noun"))
    sets = {key: frozenset(data[table][key].split()) for table, keys in _SETS.items() for key in keys}
    return Lexicon(
        {word: tuple(each) for word, each in readings.items()},
        {key: tuple(text.split()) for key, text in data["endings"].items()},
        sets,
        data["auxiliary"]["passive"],
        data["auxiliary"]["perfect"],
        data["phrases"]["adjective-after"],
        data["auxiliary"]["base-is-present"],
        frozenset(table["compound"]),
        frozenset(table["without"]),
        frozenset(data["verbs"]["hearsay"]),
    )


def _is_plural_too(base: str, word: str) -> bool:
    """Return whether a form of a verb is the plural of the noun like its base: `votes`, `replies`."""
    return word in (f"{base}s", f"{base}es", f"{base[:-1]}ies")


def _role(word: str, kind: str, table: Mapping[str, Any]) -> str:
    """Return what a closed word does: a relative or a subject among pronouns, a negative determiner."""
    roles = {
        "determiner": ("negative", "possessive"),
        "pronoun": ("relative", "subject"),
        "conjunction": ("that",),
    }
    return next((role for role in roles.get(kind, ()) if word in table[role].split()), "")


def _add_auxiliaries(table: Mapping[str, Any], add: Any) -> None:
    for key in ("be", "have", "do"):
        base = table[key].get("base", "")
        for form, words in table[key].items():
            add(words.split(), Reading("auxiliary", form, base))
    for form in ("future", "conditional"):
        add(table[form].split(), Reading("auxiliary", form, "modal"))
    add(table["modal"].split(), Reading("auxiliary", "present", "modal"))


def _forms(verbs: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the base, the form and the word of every form of the verbs."""
    paradigms = [(re.compile(rf".*{each['ending']}"), each) for each in verbs["paradigms"]]
    for entry in verbs["irregular"].split():
        base, *columns = entry.split("/")
        forms = _regular(base, paradigms)
        for form, column in zip(FORMS[1:], columns, strict=False):
            if column:
                forms[form] = column.split(",")
        if len(columns) == 1:
            forms["participle"] = forms["past"]
        for form, words in forms.items():
            yield from ((base, form, word) for word in words)
    for base in verbs["regular"].split():
        for form, words in _regular(base, paradigms).items():
            yield from ((base, form, word) for word in words)


def _regular(base: str, paradigms: list[tuple[re.Pattern[str], Any]]) -> dict[str, list[str]]:
    paradigm = next(each for pattern, each in paradigms if pattern.fullmatch(base))
    stem = base[: len(base) - paradigm["drop"]]
    stems = [stem]
    for letter, other in paradigm.get("changes", ()):
        # `posséder, possède` and `lever, lève`
        head, vowel, tail = stem.rpartition(letter)
        stems += [f"{head}{other}{tail}"] if vowel else []
    forms = {
        form: [each + ending for each in stems for ending in paradigm[form].split()]
        for form in FORMS[1:]
        if form in paradigm
    }
    return {"base": [base], **forms}
