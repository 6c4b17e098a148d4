"""Crimes that a sentence tells of somebody as facts: the words, the doer, and what governs the clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import languages
from pipeline.checks import people, voices
from pipeline.checks.survey import Survey
from pipeline.discourse.language import NEVER
from pipeline.discourse.sentences import Sentence

# How many years ago the newest date near a crime is at least, for its doer to be long dead.
LONG_AGO = 80
# How many years ago it is at most for its doer to be taken to live.
A_LIFE = 40
_APPOSITION = re.compile(r",[^,;:]{1,120},?\s*$")
_PREPOSITION = re.compile(
    r"\b(?:of|by|for|with|under|among|like|unlike|between|against|from|about|de|du|des|von|del|do|da)\s$"
)
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Accusation:
    """A crime told of somebody: its bounds in the sentence, and the name of the doer."""

    start: int
    end: int
    doer: str


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of a language as patterns; those for crimes say whether the subject is the doer."""

    subject: tuple[re.Pattern[str], ...]
    agent: tuple[re.Pattern[str], ...]
    owner: tuple[re.Pattern[str], ...]
    filler: re.Pattern[str]
    subject_end: re.Pattern[str]
    subject_start: re.Pattern[str]
    agent_start: re.Pattern[str]
    boundary: re.Pattern[str]
    before: re.Pattern[str]
    inside: re.Pattern[str]
    behind: re.Pattern[str]
    near: re.Pattern[str]
    denial: re.Pattern[str]
    story: re.Pattern[str]
    verdict: re.Pattern[str]


@cache
def _rules(lang: str) -> _Rules:
    data = languages.part(lang, "accusations")

    def group(*keys: str) -> re.Pattern[str]:
        entries = [entry for key in keys for entry in data[key]]
        return re.compile("|".join(entries), re.IGNORECASE) if entries else NEVER

    def each(*keys: str) -> tuple[re.Pattern[str], ...]:
        entries = [entry for key in keys for entry in data[key]]
        for slot, words in (("object", data["object"]), ("no-topic", data["no-topic"])):
            entries = [entry.replace(f"{{{slot}}}", words) for entry in entries]
        entries = [entry.replace("{name}", f"(?P<name>{people.NAME})") for entry in entries]
        return tuple(re.compile(rf"(?<![\w-])(?:{entry})", re.IGNORECASE) for entry in entries)

    some_name = rf"(?P<name>{people.NAME})"
    who = rf"(?P<pronoun>{data['pronoun']})|(?P<body>{data['body']})"
    relative = rf"(?:(?:, [^,;]{{1,80}})?,? (?:{data['relative']}))?"
    return _Rules(
        each("act", "part", "label"),
        each("act-by", "label-of"),
        each("owned"),
        re.compile(rf"(?<![\w-]){data['filler']}\s*$", re.IGNORECASE),
        re.compile(rf"(?:(?<![\w-])(?:{some_name}{relative}|{who}))\s*$", re.IGNORECASE),
        re.compile(rf"\W*(?-i:{data['opening']})(?:{some_name}|{who})\b", re.IGNORECASE),
        re.compile(rf"(?:(?-i:[a-zß-ÿ'’]+ ?(?:[\w-]+ ){{0,2}}?))?(?:{some_name}|{who})\b", re.IGNORECASE),
        re.compile(data["boundary"], re.IGNORECASE),
        group("said-before", "charge-before"),
        group("said"),
        group("said-behind", "charge-behind"),
        group("near"),
        group("denied"),
        group("story"),
        group("verdict"),
    )


def accusations(survey: Survey, sentence: Sentence) -> Iterator[Accusation]:
    """Yield the crimes that a sentence tells of somebody as facts, those of one clause once."""
    if not languages.has(survey.manuscript.front.lang, "accusations"):
        return
    rules = _rules(survey.manuscript.front.lang)
    seen_clauses: list[tuple[int, int]] = []
    for match, doer in sorted(_tellings(survey, sentence, rules), key=lambda each: each[0].start()):
        clause = _clause(sentence.text, match.start(), match.end(), rules)
        if clause in seen_clauses or _is_governed(sentence.text, match, clause, rules):
            continue
        if rules.story.search(_around(survey, sentence)) or _has_verdict(survey, sentence, doer, rules):
            continue
        seen_clauses.append(clause)
        yield Accusation(match.start(), match.start() + len(match.group().rstrip()), doer)


def _tellings(survey: Survey, sentence: Sentence, rules: _Rules) -> Iterator[tuple[re.Match[str], str]]:
    """Yield words for crimes with the name of the one who is told to have done them."""
    text = sentence.text
    for pattern in rules.subject:
        for match in pattern.finditer(text):
            if doer := _subject(survey, sentence, match.start(), rules):
                yield match, doer
    for pattern in rules.agent:
        for match in pattern.finditer(text):
            agent = rules.agent_start.match(text, match.end())
            if agent and (doer := _doer(survey, sentence, agent, rules)):
                yield match, doer
    for pattern in rules.owner:
        for match in pattern.finditer(text):
            if doer := _doer(survey, sentence, match, rules):
                yield match, doer


def _subject(survey: Survey, sentence: Sentence, until: int, rules: _Rules) -> str:
    """Return who stands as the subject before a verb, or an empty text."""
    start = _clause(sentence.text, until, until, rules)[0]
    text = sentence.text[start:until]
    while filler := rules.filler.search(text):
        text = text[: filler.start()]
    direct = rules.subject_end.search(text)
    apposed_name = re.search(rf", (?P<name>{people.NAME}),\s*$", text)
    if direct is None and apposed_name:
        return _doer(survey, sentence, apposed_name, rules, start)  # `the governor of Lund, Erik Sand,`
    if direct is None and (apposition := _APPOSITION.search(text)) and text.rstrip().endswith(","):
        text = text[: apposition.start()]
        direct = rules.subject_end.search(text)
    if direct is not None:
        # `the brother of Paul Drew bribed`: the name belongs to another noun.
        return "" if _depends(text, direct) else _doer(survey, sentence, direct, rules, start)
    conjunction = re.search(r"(?:,|\w) (?:and|or|et|ou|und|oder|y|e) *$", text)
    first = rules.subject_start.match(text) if conjunction else None
    return _doer(survey, sentence, first, rules, start) if first else ""


def _depends(text: str, name: re.Match[str]) -> bool:
    """Return whether a name hangs on a noun before it: the reader is told of that noun's doing."""
    return _PREPOSITION.search(text[: name.start()]) is not None


def _doer(survey: Survey, sentence: Sentence, match: re.Match[str], rules: _Rules, offset: int = 0) -> str:
    """Return the name of the doer: of a pronoun, the last name before it; of a body, its words."""
    parts = match.groupdict()
    lang = survey.manuscript.front.lang
    if name := parts.get("name"):
        at = match.start("name") + (0 if match.string is sentence.text else offset)
        at_start = not _LETTER.search(sentence.text, 0, at)
        bare = people.without_title(name, lang)
        return bare if people.is_name(survey, bare, at_start=at_start and bare == name) else ""
    if parts.get("pronoun"):
        return _antecedent(survey, sentence, lang)
    return parts.get("body") or ""


def _antecedent(survey: Survey, sentence: Sentence, lang: str) -> str:
    """Return the name of two words or more that the paragraph has last before a sentence's pronoun."""
    group = survey.paragraphs[sentence.paragraph]
    for each in reversed(group[: group.index(sentence)]):
        for name in re.finditer(people.NAME, each.text):
            bare = people.without_title(name.group(), lang)
            if " " in bare and people.is_name(survey, bare, at_start=False):
                return bare
    return ""


def _clause(text: str, start: int, end: int, rules: _Rules) -> tuple[int, int]:
    """Return the bounds of the clause around a part of a sentence."""
    first, last = 0, len(text)
    for match in rules.boundary.finditer(text):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.start()
            break
    return first, last


def _is_governed(text: str, crime: re.Match[str], clause: tuple[int, int], rules: _Rules) -> bool:
    """Return whether somebody says so, a charge or verdict says so, or the clause says it was not so."""
    first, last = clause
    before, behind = text[first : crime.start()], text[crime.end() : last]
    return bool(
        rules.before.search(before)
        or rules.inside.search(text[first:last])
        or rules.behind.search(behind)
        or rules.near.search(before)
        or rules.near.search(re.sub(r"\w+$", "", crime.group()))
        or rules.denial.search(before)
    )


def _around(survey: Survey, sentence: Sentence) -> str:
    """Return the headings above a sentence and its paragraph."""
    return " ".join((*sentence.section, *(each.text for each in survey.paragraphs[sentence.paragraph])))


def _has_verdict(survey: Survey, sentence: Sentence, doer: str, rules: _Rules) -> bool:
    """Return whether another sentence has a charge or a verdict on the same name."""
    last = doer.split()[-1]
    for each in survey.sentences:
        if each is not sentence and rules.verdict.search(each.text) and last in each.text:
            return True
    return False


def is_settled(survey: Survey, sentence: Sentence, crime: Accusation) -> bool:
    """Return whether sources settle a crime: of the living one report does not."""
    keys = {each.key for each in sentence.citations if each.position >= crime.start}
    facts = (survey.facts.get(each.fact) for each in sentence.bindings if each.end > crime.start)
    keys.update(source.ref for fact in facts if fact for source in fact.sources)
    if voices.is_settled(survey, keys):
        return True
    is_body = crime.doer[:1].islower()
    return bool(keys) and (is_body or years_ago(survey, sentence) > A_LIFE)


def years_ago(survey: Survey, sentence: Sentence) -> int:
    """Return how many years ago the newest date of a sentence, else of its paragraph, is; or 0."""
    today = survey.manuscript.front.as_of or survey.manuscript.front.date
    this_year = today.year if today else newest_year(survey, survey.sentences)
    for group in ([sentence], survey.paragraphs[sentence.paragraph]):
        year = newest_year(survey, group)
        if year is not None and this_year is not None:
            return this_year - year
    return 0


def newest_year(survey: Survey, sentences: Sequence[Sentence]) -> int | None:
    """Return the newest year that sentences name."""
    return max((time.last.year for each in sentences for time in survey.moments[each]), default=None)


def is_long_ago(survey: Survey, sentence: Sentence, doer: str) -> bool:
    """Return whether a crime was so long ago that whoever did it is dead; a holder of the ledger lives."""
    if doer in people.holders(survey) and newest_year(survey, [sentence]) is None:
        return False
    return years_ago(survey, sentence) > LONG_AGO
