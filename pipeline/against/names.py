"""Names and office-holders of another file: as in the article, in the place of another, or not in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from pipeline import languages
from pipeline.against.own import OwnText
from pipeline.against.similarity import Alignment, Index
from pipeline.against.theirs import Theirs
from pipeline.against.units import Unit, keys_of, stems
from pipeline.against.verdicts import Verdict
from pipeline.facts.holders import Holder, holders
from pipeline.model.diagnostics import Place
from pipeline.model.facts import OfficeHolder
from pipeline.wording.date_forms import month_names
from pipeline.wording.offices import office_data, states
from pipeline.wording.patterns import any_of

# The share of words from which on a name in the place of another is a change and no other sentence.
ONE_SENTENCE = 0.8
_LEAST_LETTERS = 4
_MISSPELT = 0.84
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_OWNER = re.compile(r"[’']s$")


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name of two words or more in a text."""

    start: int
    end: int
    text: str

    @property
    def last(self) -> str:
        """The last word: of a person, the surname."""
        return _fold(_WORD.findall(self.text)[-1])


def _fold(word: str) -> str:
    return _OWNER.sub("", word).casefold().replace("’", "'")


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    particles = any_of([word for word in office_data(lang).get("particles", ()) if word != "of"])
    capital = r"[^\W\d_a-zà-öø-ÿ][^\W\d_]*(?:[’'-][^\W\d_]+)*"
    initial = r"[^\W\d_a-zà-öø-ÿ]\.(?:[^\W\d_a-zà-öø-ÿ]\.)*"
    word = rf"(?:{initial}|{capital})"
    return re.compile(rf"(?<![\w.])(?:{word})(?:[ \u00a0](?:(?:{particles})[ \u00a0])?{word})+")


def names_in(text: str, lang: str) -> Iterator[Name]:
    """Yield the proper names of a sentence; none in a language that writes every noun with a capital."""
    if languages.part(lang, "numbers")["prose"].get("nouns-capitalised", False):
        return
    words = _WORD.findall(text)
    if len(words) > 3 and sum(each[:1].isupper() for each in words) > 0.7 * len(words):
        return  # a title, written with capitals
    not_names = {each.casefold() for each in office_data(lang).get("not-names", ())}
    stop = set(languages.part(lang, "proposals")["stop"])
    months = set(month_names(lang))
    for match in _pattern(lang).finditer(text):
        start, end = match.span()
        pieces = list(re.finditer(r"\S+", match.group()))
        while (
            pieces
            and (word := pieces[0].group().casefold().strip(".,’'"))
            and (word in stop or word in not_names or word in months)
        ):
            pieces = pieces[1:]
        if len(pieces) < 2 or not _WORD.search(pieces[-1].group()):
            continue
        if _fold(pieces[-1].group()) in months:
            continue
        start = match.start() + pieces[0].start()
        end -= len(match.group()) - len(_OWNER.sub("", match.group()))
        yield Name(start, end, text[start:end])


class NameJudge:
    """Judges names by the words of the article and by its holders of offices."""

    def __init__(self, own: OwnText, index: Index, lang: str) -> None:
        """Collect the words and names of the article."""
        self.own, self.index, self.lang = own, index, lang
        self.vocabulary = {_fold(each) for each in _WORD.findall(own.words)}
        self.names: dict[str, list[tuple[Name, Unit]]] = {}
        for unit in own.units:
            for name in names_in(unit.text, own.lang):
                self.names.setdefault(name.last, []).append((name, unit))
        self.holder_names = {
            Name(0, len(fact.value.holder), fact.value.holder).last
            for fact, _ in own.holders
            if fact.value.holder and _WORD.search(fact.value.holder)
        }
        for fact, _ in own.holders:
            if fact.value.holder and len(fact.value.holder.split()) > 1:
                name = Name(0, len(fact.value.holder), fact.value.holder)
                self.names.setdefault(name.last, [])
        self.names_before: set[str] = set()

    def judge(self, all_theirs: Iterable[Theirs]) -> Iterator[Verdict]:
        """Yield the verdicts on names that are not those of the article."""
        for theirs in all_theirs:
            spans: list[tuple[int, int]] = []
            for verdict in (*self.changes(theirs), *self.offices(theirs), *self.others(theirs)):
                if any(a < verdict.end and verdict.start < b for a, b in spans):
                    continue
                spans.append((verdict.start, verdict.end))
                if verdict.state == "unknown":
                    if verdict.text.casefold() in self.names_before:
                        continue
                    self.names_before.add(verdict.text.casefold())
                yield verdict

    def changes(self, theirs: Theirs) -> Iterator[Verdict]:
        """Yield the names in the place of others in a sentence that is the article's own."""
        if self.lang != self.own.lang and languages.primary(self.lang) != languages.primary(self.own.lang):
            return
        alignments = [Alignment(theirs.unit, other) for other in self.index.nearest(theirs.unit)]
        best = max(alignments, key=lambda each: each.ratio, default=None)
        if best is None or best.ratio < ONE_SENTENCE or not best.is_alike:
            return
        at = 0
        for mine, ours in best.replacements:
            if not (_is_name(mine) and _is_name(ours)) or mine.casefold() == ours.casefold():
                continue
            pattern = re.compile(r"\W+".join(map(re.escape, mine.split())))
            match = pattern.search(theirs.unit.text, at)
            if match is None:
                continue
            at = match.end()
            start, end = _whole_name(theirs.unit.text, *match.span(), self.lang)
            yield self.difference(
                theirs, start, end, best.ours, _own_name(best.ours.text, ours, self.own.lang)
            )

    def offices(self, theirs: Theirs) -> Iterator[Verdict]:
        """Yield the holders of offices whom the article does not name."""
        text = theirs.unit.text.replace("’", "'")
        for holder in holders(text, self.lang, theirs.unit.heading):
            words = [_fold(each) for each in _WORD.findall(holder.name)]
            if not words or words[-1] in self.vocabulary or len(words[-1]) < 3:
                continue
            fact = self.fact_of(holder, theirs.unit)
            if fact is None:
                yield self.other(theirs, Name(holder.start, holder.end, holder.name))
                continue
            office, place = fact
            start, end, ours = holder.start, holder.end, office.value.holder or ""
            name = theirs.unit.text[start:end]
            yield Verdict(
                "differs", theirs, start, end, name, ours=ours, is_name=True, place=place, fact=office
            )

    def fact_of(self, holder: Holder, unit: Unit) -> tuple[OfficeHolder, Place] | None:
        """Return the fact on an office: the only one, that of the dates beside it, or that of now."""
        mine, state = stems(holder.office, self.lang), _state(holder.office, self.lang)
        facts = [
            (fact, place)
            for fact, place in self.own.holders
            if fact.value.holder
            and mine
            and mine <= stems(fact.subject.replace("’", "'"), self.own.lang)
            and (not state or state == _state(fact.subject, self.own.lang))
        ]
        years = {key for each in unit.statements if each.kind == "date" for key in keys_of(each)}
        in_time = [each for each in facts if years & _years(each[0])]
        holding = [each for each in facts if each[0].value.to is None]
        for group in (facts, in_time, holding):
            if len(group) == 1:
                return group[0]
        return None

    def others(self, theirs: Theirs) -> Iterator[Verdict]:
        """Yield the other names that the article does not have."""
        if languages.primary(self.lang) != languages.primary(self.own.lang) or theirs.unit.kind == "heading":
            return
        for name in names_in(theirs.unit.text, self.lang):
            words = [_fold(each) for each in _WORD.findall(name.text)]
            if name.last in self.vocabulary:
                own_names = self.names.get(name.last, ())
                given_name = next((each for each in words[:-1] if len(each) > 1), "")
                is_strange = given_name and given_name not in self.vocabulary
                if own_names and is_strange and name.last in self.holder_names:
                    ours, unit = own_names[0]
                    if any(len(each) > 1 for each in _WORD.findall(ours.text)[:-1]):
                        yield self.difference(theirs, name.start, name.end, unit, ours.text)
                continue
            if sum(each in self.vocabulary for each in words) <= len(words) / 2:
                yield self.other(theirs, name)

    def other(self, theirs: Theirs, name: Name) -> Verdict:
        """Return the verdict on a name that the article does not have: a misspelt one differs."""
        for last, own_names in self.names.items():
            if (
                own_names
                and min(len(last), len(name.last)) >= _LEAST_LETTERS
                and (SequenceMatcher(None, last, name.last).ratio() >= _MISSPELT)
            ):
                ours, unit = own_names[0]
                given_name, own_given = _WORD.findall(name.text)[0], _WORD.findall(ours.text)[0]
                if given_name.casefold() == own_given.casefold() or given_name.casefold() in self.vocabulary:
                    return self.difference(theirs, name.start, name.end, unit, ours.text)
        return Verdict(
            "unknown", theirs, name.start, name.end, theirs.unit.text[name.start : name.end], is_name=True
        )

    def difference(self, theirs: Theirs, start: int, end: int, unit: Unit, ours: str) -> Verdict:
        """Return the verdict on a name in the place of another."""
        text = theirs.unit.text[start:end]
        fact = next((fact for fact, _ in self.own.holders if fact.value.holder == ours), None)
        place = self.own.places.get(unit)
        return Verdict("differs", theirs, start, end, text, ours=ours, is_name=True, place=place, fact=fact)


def _years(fact: OfficeHolder) -> frozenset[str]:
    """Return the years of a term, as words by which sentences are compared."""
    start, end = fact.value.from_, fact.value.to or fact.as_of
    first, last = start or end, end or start
    if first is None or last is None:
        return frozenset()
    return frozenset(f"={year}" for year in range(first.year, last.year + 1))


def _is_name(words: str) -> bool:
    parts = _WORD.findall(words)
    return (
        bool(parts)
        and all(each[:1].isupper() for each in parts)
        and not any(each.isdigit() for each in words)
    )


def _whole_name(text: str, start: int, end: int, lang: str) -> tuple[int, int]:
    for name in names_in(text, lang):
        if name.start < end and start < name.end:
            return min(start, name.start), max(end, name.end)
    return start, end


def _own_name(text: str, words: str, lang: str) -> str:
    for name in names_in(text, lang):
        if words.split()[-1] in name.text:
            return name.text
    return words


def _state(office: str, lang: str) -> frozenset[str]:
    return frozenset(each for _, _, each in states(office, lang))
