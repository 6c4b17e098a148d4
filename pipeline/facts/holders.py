"""Office-holders in a sentence: `President X`, `X, China's ambassador`, `the minister, X,`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline import languages
from pipeline.wording.offices import office_data, office_name, states
from pipeline.wording.patterns import any_of

_SP = "[ \u00a0]"


@dataclass(frozen=True, slots=True)
class Holder:
    """A name with its office; `start` and `end` are the name's. `since` marks the beginning of a term.

    `title` is the office without what it is of, `is_of` whether that is said; `is_titled` is a name with the
    title right before it.
    """

    start: int
    end: int
    name: str
    office: str
    since: bool = False
    title: str = ""
    is_of: bool = False
    is_titled: bool = False


@dataclass(frozen=True, slots=True)
class _Rules:
    before: re.Pattern[str]
    after: re.Pattern[str]
    apposition: re.Pattern[str]
    link: re.Pattern[str]
    list_item: re.Pattern[str]
    former: re.Pattern[str]
    place: re.Pattern[str]
    other: re.Pattern[str]
    since: re.Pattern[str]
    owner: re.Pattern[str]
    not_names: frozenset[str]


def _either(words: list[str]) -> str:
    """Return a pattern for words in lowercase or with an initial capital."""
    parts = [
        "".join(f"[{c}{c.upper()}]" if c.isalpha() and (i == 0 or word[i - 1] in " -") else re.escape(c)
                for i, c in enumerate(word))
        for word in sorted(words, key=len, reverse=True)
    ]  # fmt: skip
    return "|".join(parts) or "(?!)"


@cache
def _rules(lang: str) -> _Rules:
    data = office_data(lang)
    particles = any_of([word for word in data["particles"] if word != "of"])
    articles, new = any_of(data["articles"]), any_of(data["new"])
    capital = r"[^\W\d_a-zà-öø-ÿ][^\W\d_]*(?:[’'-][^\W\d_]+)*(?<![’']s)"
    initial = r"[^\W\d_a-zà-öø-ÿ]\."
    more = rf"{initial}|Jr\.|St\.(?={_SP}{capital})|{capital}|(?:{particles})(?={_SP}{capital})"
    name = rf"(?:{initial}|{capital})(?:{_SP}(?:{more}))*(?:,?{_SP}Jr\.)?"
    title = rf"(?:(?:{_either(data['qualifiers'])}){_SP})?(?:{_either(data['titles'])})"
    titles = rf"{title}(?:{_SP}(?:{any_of(data['and'])}){_SP}{title})?"
    link = rf"(?:{any_of(data['links'])}){_SP}?(?:(?:{articles}){_SP}?)?"
    of = any_of(languages.part(lang, "statements")["persons"]["of"])
    body = rf"{capital}(?:[’']s)?(?:{_SP}(?:(?:{of}){_SP}?(?:(?:{articles}){_SP})?)?{capital})*"
    noun = rf"[a-zà-öø-ÿ]+(?:{_SP}[a-zà-öø-ÿ]+)?(?=[,.;:)]|$)"
    tail = rf"(?:{_SP}{link}(?:{body}|{noun}))?"
    behind = rf"(?P<tail>{_SP}(?:{of}){_SP}(?:(?:{articles}){_SP})?{body})?"
    article = rf"(?:(?:{articles}){_SP})?"
    state = rf"(?P<state>(?:[^\W\d_a-zà-öø-ÿ][\w.’']*{_SP}){{0,2}}?)"
    office = rf"{state}(?P<title>{title})(?!\w)(?P<tail>{tail})"
    linking = any_of(data["linking"])
    return _Rules(
        before=re.compile(rf"(?<![\w.-]){state}(?P<title>{title}){_SP}(?P<name>{name}){behind}"),
        after=re.compile(
            rf"(?<![\w.-])(?P<name>{name}),{_SP}(?:[a-z]+{_SP})?{article}{state}(?P<title>{titles})(?!\w)"
            rf"(?P<tail>{tail})"
        ),
        apposition=re.compile(
            rf"(?<![\w-]){article}(?:(?:{new}){_SP})?{office},{_SP}(?P<name>{name})(?=[,;.)]|$)"
        ),
        link=re.compile(
            rf"(?<![\w.-])(?P<name>{name}){_SP}(?P<between>(?:[^.;:()\n]|(?<=[A-Z])\.){{0,90}}?\b(?:as|{linking}))"
            rf"{_SP}{article}{office}"
        ),
        list_item=re.compile(rf"^{state}(?P<title>{title})(?P<tail>{tail}){_SP}?:{_SP}(?P<name>{name})$"),
        former=re.compile(rf"\b(?:{any_of(data['former'])})[ -]$", re.IGNORECASE),
        place=re.compile(rf"\b(?:{any_of(data['prepositions'])}) $", re.IGNORECASE),
        other=re.compile(rf"\b(?:{any_of(data['others'])})\b"),
        since=re.compile(rf"\b(?:{any_of(data['beginning'])})\b"),
        owner=re.compile(rf",? (?:{any_of(data['possessives'])})\s+(?:(?:{new}) )?"),
        not_names=frozenset(data["not-names"]),
    )


def holders(text: str, lang: str, heading: str = "") -> tuple[Holder, ...]:
    """Return the office-holders that a sentence names, in its order; `heading` may name their state."""
    if not languages.has(lang, "offices"):
        return ()
    result: dict[tuple[int, int], Holder] = {}
    for each in _matches(text, lang, heading):
        if not any(start < each.end and each.start < end for start, end in result):
            result[(each.start, each.end)] = each
    return tuple(result[key] for key in sorted(result))


def _matches(text: str, lang: str, heading: str) -> Iterator[Holder]:
    rules = _rules(lang)
    for pattern in (rules.list_item, rules.before, rules.apposition, rules.after, rules.link):
        at = 0
        while (match := pattern.search(text, at)) is not None:
            holder = _holder(match, text, lang, heading if pattern is rules.list_item else "", rules)
            if holder is not None:
                yield holder
            # A match that is no holder may hide one that begins later.
            at = match.end() if holder is not None else max(at, match.start("name")) + 1


def _holder(match: re.Match[str], text: str, lang: str, heading: str, rules: _Rules) -> Holder | None:
    groups = match.groupdict()
    title_at = match.start("title")
    start, name = _name(match, text, rules)
    words = re.findall(r"[^\W\d_]{2,}", name)
    between = groups.get("between") or ""
    if (
        not words
        or rules.not_names & {name, name.split()[-1].strip(".")}
        or (states(name, lang) and len(words) < 2)
        or rules.former.search(text[:title_at])
        or rules.former.search(text[: match.start("state")])
        or (between and (len(words) < 2 or rules.other.search(between) or rules.place.search(text[:start])))
    ):
        return None
    title = " ".join(_small(word) for word in match.group("title").split())
    tail = " ".join((groups.get("tail") or "").split())
    state = _state(match, text, lang, heading)
    office = office_name(state, f"{title} {tail}".strip(), lang)
    since = bool(rules.since.search(between))
    is_titled = match.end("title") < match.start("name") and not text[match.end("title") : start].strip()
    # A list of fields is of what its article or its section is of.
    is_of = bool(state or tail) or match.re is rules.list_item
    return Holder(start, match.end("name"), " ".join(name.split()), office, since, title, is_of, is_titled)


def _small(word: str) -> str:
    """Return a word of a title as written within a sentence: `secretary-general`, but `CEO`."""
    parts = word.split("-")
    return "-".join(part if part.isupper() else part[:1].lower() + part[1:] for part in parts)


def _name(match: re.Match[str], text: str, rules: _Rules) -> tuple[int, str]:
    """Return the start of a name and the name, without words before it that do not belong to it."""
    start, end = match.span("name")
    name = text[start:end]
    while " " in name and (
        name.partition(" ")[0] in rules.not_names
        or (name.count(" ") > 1 and rules.place.search(text[:start]))
    ):
        start += len(name.partition(" ")[0]) + 1
        name = text[start:end]
    return start, name


def _state(match: re.Match[str], text: str, lang: str, heading: str) -> str:
    """Return the state of an office: named with its title, before `whose`, or in the heading above."""
    state_matches = states(match.group("state") or "", lang)
    if state_matches:
        return state_matches[-1][2]
    before = text[max(0, match.start("title") - 40) : match.start("title")]
    for _, end, state in reversed(states(before, lang)):
        if _rules(lang).owner.fullmatch(before[end:]):
            return state
    return next((state for _, _, state in states(heading, lang)), "")
