"""Ages: the age of a person at a day, against the day of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.checks.check import Finding, check
from pipeline.checks.survey import Survey
from pipeline.discourse.arithmetic_rules import rule
from pipeline.discourse.factual import factual
from pipeline.discourse.readings import AmountReading, DateReading, Token
from pipeline.discourse.sentences import Sentence
from pipeline.model.consequence import Consequence
from pipeline.model.dates import PartialDate, When
from pipeline.wording import number_reading
from pipeline.wording.nearby import after, before

_NAME = re.compile(r"(?P<name>[^\W\d_][\w.'’-]*(?:[\s\u00a0][^\W\d_][\w.'’-]*){0,6})[\s\u00a0,(]*$")
OLDEST = 120
# A span of years in brackets behind a name is a life from so many years on; shorter ones may be terms.
LIFE = 30


@dataclass(frozen=True, slots=True)
class _Life:
    """The days of a person: born, and died if it is said; the last name, and the paragraph that tells."""

    name: str
    birth: PartialDate
    death: When | None
    paragraph: int
    start: int
    end: int


@check(Consequence.JUDGEMENT, "arithmetic", "numbers")
def age_contradicted(survey: Survey) -> Iterator[Finding]:
    """An age is not what the date of birth and the date it is told of make.

    Why: the age, the birth or the other date is wrong, and readers who count notice.

    Bad:
        Marta Lind was born on 4 May 1950. She died on 2 March 2010, aged 62.

    Good:
        Marta Lind was born on 4 May 1950. She died on 2 March 2010, aged 59.
    """
    lang = survey.manuscript.front.lang
    by_name: dict[str, _Life] = {}
    current: _Life | None = None
    for sentence in survey.sentences:
        if not any(character.isdigit() for character in sentence.text):
            continue
        if current is not None and current.paragraph != sentence.paragraph:
            current = None
        own = next(_lives(sentence, lang), None)
        if own is not None:
            by_name[own.name] = current = own
        if not by_name:
            continue
        for token, age in _ages(sentence, lang):
            life = own or _whose(sentence, token, current, by_name, lang)
            when = _day(sentence, token, life, own is not None, lang) if life is not None else None
            if life is None or when is None:
                continue
            least = _age(life.birth.last, when.first)
            most = _age(life.birth.first, when.last or when.first)
            if not least <= age <= most and 0 <= least <= most <= OLDEST:
                years = str(least) if least == most else f"{least} or {most}"
                yield Finding(
                    f"{life.name}, born {life.birth}, was {years} in {when.first.year}, not {age}",
                    survey.place_in(sentence, token.start, token.end),
                    "correct the age, the birth or the date",
                )


def _lives(sentence: Sentence, lang: str) -> Iterator[_Life]:
    """Yield who is said to be born when: `Ann Lind, born in 1950`, `Ann Lind (1950–2010) was`."""
    text = sentence.text
    for token in factual(sentence, lang):
        reading = token.reading
        if not isinstance(reading, DateReading) or reading.when is None or reading.decade or reading.part:
            continue
        if reading.year != "stated" or sentence.is_quoted(token.start, token.end):
            continue
        near, when = before(text, token.start), reading.when
        birth_words = rule(lang, "ages", "born").search(near)
        end = when.end
        if birth_words is not None:
            name = _NAME.search(near[: birth_words.start()].removesuffix(" ").removesuffix(" was"))
            life = None if end is None else end
        elif end is not None and near.endswith("(") and text.startswith(")", token.end):
            if not LIFE <= end.year - when.start.year <= OLDEST:
                continue
            if rule(lang, "ages", "was").match(text, token.end + 1) is None:
                continue
            name, life = _NAME.search(near), end
        else:
            continue
        surname = _surname(name["name"]) if name is not None else ""
        if surname:
            death = When(life) if life is not None else _death(sentence, token, lang)
            yield _Life(surname, when.start, death, sentence.paragraph, token.start, token.end)


def _surname(name: str) -> str:
    """Return the last word of a name with a capital, or ""."""
    words = [word.strip(".,'’") for word in name.split() if word[:1].isupper()]
    return words[-1] if words else ""


def _death(sentence: Sentence, birth: Token, lang: str) -> When | None:
    """Return the day of death that a sentence gives behind the day of birth: `and died on 2 March 2010`."""
    death_words = rule(lang, "ages", "died").search(sentence.text, birth.end)
    if death_words is None:
        return None
    tokens = (token for token in factual(sentence, lang) if token.start >= death_words.end())
    token = next((each for each in tokens if isinstance(each.reading, DateReading)), None)
    reading = token.reading if token is not None else None
    return reading.when if isinstance(reading, DateReading) and not reading.decade else None


def _ages(sentence: Sentence, lang: str) -> Iterator[tuple[Token, int]]:
    """Yield the exact ages in a sentence, outside quotations."""
    text = sentence.text
    front, behind = rule(lang, "ages", "age-before"), rule(lang, "ages", "age-after")
    if front.search(text) is None and re.search(front.pattern.removesuffix("$"), text, re.IGNORECASE) is None:
        return
    for number in number_reading.numbers(text, lang):
        if number.about or number.percent or number.currency or number.value != int(number.value):
            continue
        near = before(text, number.start)
        if front.search(near) is None or behind.match(text, number.end) is None:
            continue
        if not sentence.is_quoted(number.start, number.end):
            words = text[number.start : number.end]
            yield Token("count", number.start, number.end, words, AmountReading(number)), int(number.value)


def _whose(
    sentence: Sentence, age: Token, current: _Life | None, lives: dict[str, _Life], lang: str
) -> _Life | None:
    """Return the life of the one whose age it is: a name known, or the last one by a pronoun."""
    text = sentence.text
    if rule(lang, "ages", "whose").search(text) is not None:
        return None
    names = [name for name in lives if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text[: age.start])]
    if len(names) == 1:
        return lives[names[0]]
    front = re.match(r"(?:[^,;]{0,40}\d[^,;]{0,3},[\s\u00a0])?", text)
    person = rule(lang, "ages", "person")
    has_pronoun = any(person.match(text, start) for start in {0, front.end() if front is not None else 0})
    return current if not names and has_pronoun else None


def _day(sentence: Sentence, age: Token, life: _Life, is_here: bool, lang: str) -> When | None:
    """Return the only day that an age can be of, or the day of death if the sentence speaks of it."""
    text = sentence.text
    clause_start = text.rfind(";", 0, age.start) + 1
    clause_end = text.find(";", age.end)
    clause_end = len(text) if clause_end < 0 else clause_end
    tokens = [
        token
        for token in factual(sentence, lang)
        if isinstance(token.reading, DateReading)
        and clause_start <= token.start < clause_end
        and not (is_here and token.start == life.start)
    ]
    near = [t for t in tokens if text[t.end : age.start].count(" ") <= 4 and t.end <= age.start] or [
        t for t in tokens if t.start >= age.end and after(text, age.end)[: t.start - age.end].count(" ") <= 2
    ]
    tokens = tokens if len(tokens) == 1 else near[-1:]
    if not tokens:
        death_words = rule(lang, "ages", "died").search(text, clause_start, clause_end)
        return life.death if death_words is not None else None
    reading = tokens[0].reading
    if not isinstance(reading, DateReading) or reading.decade or reading.part or reading.when is None:
        return None
    return reading.when if reading.when.end is None else None


def _age(birth: date, day: date) -> int:
    """Return the age in full years at a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
