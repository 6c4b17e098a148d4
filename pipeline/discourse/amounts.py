"""Amounts in a text: money, percentages and counts; not the numbers in names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline import languages
from pipeline.discourse.readings import SPACE, AmountReading, Rules, Token, rules_of
from pipeline.wording import number_reading
from pipeline.wording.nearby import after, before
from pipeline.wording.patterns import any_of

MOST_WORDS = 3


def amounts(text: str, lang: str) -> Iterator[Token]:
    """Yield the amounts in a text in order; counts only in a language with rules for numbers."""
    has_rules = languages.has(lang, "numbers")
    for number in number_reading.numbers(text, lang):
        start, end = _extent(text, number, lang)
        words = text[start:end]
        if number.percent:
            yield Token("percent", start, end, words, AmountReading(number))
        elif number.currency:
            yield Token("money", start, end, words, AmountReading(number))
        elif has_rules and (unit := _unit(text, number, lang)) is not None:
            yield Token("count", start, end, words, AmountReading(number, unit))


def _extent(text: str, number: number_reading.Number, lang: str) -> tuple[int, int]:
    """Return the bounds of an amount with its sign, name of currency or per-cent sign."""
    start, end = number.start, number.end
    rules = number_reading.grammar(lang)
    if number.currency:
        near = before(text, start)
        sign = re.search(r"(?:US|[A-Z]{1,3})?[$€£¥]\s?$|[A-Z]{3}\s?$", near)
        if sign:
            return start - (len(near) - sign.start()), end
        joint = re.match(rf"{SPACE}*(?:{rules.joint}{SPACE}*)?", after(text, end))
        behind = end + (joint.end() if joint else 0)
        name = number_reading.currency_name(after(text, behind), rules)
        return start, behind + len(name) if name else end
    if number.percent:
        sign = re.match(rf"{SPACE}*(?:{any_of(list(rules.percents))})", after(text, end), re.IGNORECASE)
        end += sign.end() if sign else 0
    return start, end


def _unit(text: str, number: number_reading.Number, lang: str) -> str | None:
    """Return the noun that a number counts, or None for one in a name, an ordinal, a pronoun."""
    rules = rules_of(lang)
    near, behind = before(text, number.start), after(text, number.end)
    # An ISBN or a telephone number consists of several numbers, or begins with a zero.
    if re.match(r"[-‑]\d+[-‑]\d", behind) or re.match(r"0\d", text[number.start : number.end]):
        return None
    if re.match(r"[\w°]|[-‑][^\W\d_]|[.:]\d|/\d", behind) or re.search(
        r"[\w][-‑–.:/]$|[#§°@]\s?$", near + text[number.start : number.end][:1].strip("0123456789")
    ):
        return None
    word = re.search(rf"([^\W\d_]+(?:['’]s)?)\.?{SPACE}$", near)
    previous = word.group(1) if word else ""
    opens = word is not None and not near[: word.start()].strip(" \"'“‘«([\ufffc")
    is_name = previous[:1].isupper() and not opens and not rules.nouns_capitalised
    if is_name or previous.lower() in rules.names:
        return None
    if rules.ordinal_stop and number.end - number.start < 3 and re.match(rf"\.{SPACE}", behind):
        return None  # `der 3. Band`
    is_numeral = not any(character.isdigit() for character in text[number.start : number.end])
    if is_numeral and (number.value < rules.least or previous.lower() in rules.anaphora):
        return None
    unit = noun_behind(behind, rules)
    if is_numeral and not (unit and any(rules.plural.match(part) for part in unit.split())):
        return None
    if not is_numeral and not unit and not near.strip() and len(text.strip()) > number.end - number.start + 8:
        return None  # a list marker, a number that opens a line
    return unit


def noun_behind(behind: str, rules: Rules) -> str:
    """Return the words behind a number up to the noun that it counts, "" if there is none."""
    words: list[str] = []
    place = 0
    while len(words) < MOST_WORDS and (match := rules.word.match(behind, place)):
        if match.group(1).lower() in rules.stop:
            break
        words.append(match.group(1))
        if rules.plural.match(words[-1]):
            break
        place = match.end()
    return " ".join(words)
