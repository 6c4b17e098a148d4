"""What changed since the last release, in sentences for readers: facts, sources and the title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.facts.difference import Change as FactChange
from pipeline.facts.difference import changes as fact_changes
from pipeline.facts.revisions import Revision
from pipeline.model.facts import Amount, Claim, Fact, Ledger, Money, OfficeHolder
from pipeline.model.release import Change
from pipeline.model.settings import StaleDays
from pipeline.release.published import OldData
from pipeline.wording.clipping import clip
from pipeline.wording.facts import fact_text, part_text

# A sentence has no more of a title.
_TITLE_LENGTH = 90
_VALUES = ("kind", "value")


@dataclass(frozen=True, slots=True)
class _Side:
    """The facts and sources of one of two releases."""

    facts: Mapping[str, Fact]
    references: Mapping[str, Mapping[str, Any]]
    lang: str


def changes(old: OldData | None, new: OldData) -> tuple[Change, ...]:
    """Return what changed since an old release, the gravest first; nothing for a first release."""
    if old is None:
        return ()
    one, other = _side(old, new), _side(new, new)
    facts = [each for each in fact_changes(_revision(old), _revision(new)) if each.what != "stale"]
    return (
        *_title(old, new),
        *(Change(_fact_sentence(each, one, other), (each.id,)) for each in facts),
        *_sources(old, new),
    )


def _revision(data: OldData) -> Revision:
    return Revision(data.version, Ledger(facts=data.facts), None, StaleDays(), data.lang)


def _side(data: OldData, new: OldData) -> _Side:
    references = data.references if data.references is not None else (new.references or {})
    return _Side({each.id: each for each in data.facts}, references, data.lang or new.lang)


def _title(old: OldData, new: OldData) -> Iterator[Change]:
    if old.title and old.title != new.title:
        yield Change(f"The title is *{_plain(new.title)}*; it was *{_plain(old.title)}*.")


def _fact_sentence(change: FactChange, one: _Side, other: _Side) -> str:
    if change.new is None:
        assert change.old is not None
        return f"No longer stated: **{_plain(change.old.subject)}**: {_whole(change.old, one)}."
    if change.old is None:
        return f"New: **{_plain(change.new.subject)}**: {_whole(change.new, other)}."
    return _change_sentence(change.old, change.new, change.keys, one, other)


def _change_sentence(old: Fact, new: Fact, keys: tuple[str, ...], one: _Side, other: _Side) -> str:
    """Return what a fact says now and what it said before, and whatever else differs."""
    before, now = _value(old, one.lang), _value(new, other.lang)
    head = f"**{_plain(new.subject)}**"
    parts: list[str] = []
    if before != now:
        parts.append(f"{now}, was {before}")
    elif any(key in keys for key in _VALUES):
        parts.append(f"{now}, stated more exactly")
    else:
        parts.append(now)
    if "subject" in keys:
        parts.append(f"it was called “{_plain(old.subject)}”")
    if "status" in keys:
        parts.append(f"{new.status}, was {old.status}")
    if new.as_of is not None or old.as_of is not None:
        parts.append(_as_of(old, new))
    if sources := _source_texts(new, other):
        parts.append(f"source: {sources}")
        if "sources" in keys and (former := _source_texts(old, one)) and former != sources:
            parts.append(f"the source was {former}")
    elif "sources" in keys:
        parts.append("without a source now")
    return f"{head}: {'; '.join(part for part in parts if part)}."


def _as_of(old: Fact, new: Fact) -> str:
    if new.as_of is None:
        return f"no longer dated, was as of {old.as_of}"
    if old.as_of is None or old.as_of == new.as_of:
        return f"as of {new.as_of}"
    return f"as of {new.as_of}, was as of {old.as_of}"


def _whole(fact: Fact, side: _Side) -> str:
    """Return all that a fact says: its value, status, date and sources."""
    sources = _source_texts(fact, side)
    parts = (
        _value(fact, side.lang),
        fact.status if fact.status != "confirmed" else "",
        f"as of {fact.as_of}" if fact.as_of else "",
        f"source: {sources}" if sources else "",
    )
    return "; ".join(filter(None, parts))


def _value(fact: Fact, lang: str) -> str:
    """Return a fact's value with its own date and basis: `$409.6 million (1955–1963, nominal)`."""
    if isinstance(fact, Claim):
        return f"“{_plain(fact.value.text)}”"
    date = part_text(fact, "date", lang) if isinstance(fact, Amount | OfficeHolder) else None
    basis = fact.value.basis if isinstance(fact, Money) and fact.value.basis != "unspecified" else None
    of = part_text(fact, "of", lang)
    rest = ", ".join(filter(None, (f"of {of}" if of else None, part_text(fact, "place", lang), date, basis)))
    unit = part_text(fact, "unit", lang)
    text = fact_text(fact, lang)
    full_text = f"{text} {unit}" if unit and unit not in text else text
    return _plain(f"{full_text} ({rest})" if rest else full_text)


def _source_texts(fact: Fact, side: _Side) -> str:
    texts = []
    for source in fact.sources:
        work = _work(side.references.get(source.ref), source.ref)
        texts.append(f"{work}, {_plain(source.locator)}" if source.locator else work)
    return "; ".join(texts)


def _work(fields: Mapping[str, Any] | None, key: str) -> str:
    """Return a work as a reader knows it: author, title, year; its key if nothing is known of it."""
    if not fields:
        return f"`{key}`"
    title = fields.get("title")
    parts = [
        _plain(_names(fields.get("author")) or _names(fields.get("editor"))),
        f"*{_plain(clip(title, _TITLE_LENGTH))}*" if isinstance(title, str) and title else "",
        _year(fields.get("issued")),
    ]
    return ", ".join(filter(None, parts)) or f"`{key}`"


def _names(value: Any) -> str:
    people = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    names = [str(each.get("literal") or each.get("family") or "") for each in people]
    known_names = [name for name in names if name]
    if len(known_names) > 2:
        return f"{known_names[0]} and others"
    return " and ".join(known_names)


def _year(value: Any) -> str:
    match value:
        case {"date-parts": [[year, *_], *_]}:
            return _plain(str(year))
        case {"literal": str(words)} | {"raw": str(words)}:
            return _plain(words)
        case _:
            return ""


def _sources(old: OldData, new: OldData) -> Iterator[Change]:
    if old.references is None or new.references is None:
        return
    for name in sorted(new.references.keys() - old.references.keys()):
        yield Change(f"New source: {_work(new.references[name], name)}.")
    for name in sorted(old.references.keys() - new.references.keys()):
        yield Change(f"No longer a source: {_work(old.references[name], name)}.")


def _plain(words: str) -> str:
    """Return words that Markdown shows as they are, in one line."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>$" else c for c in " ".join(words.split()))


def markdown(title: str, version: str, day: str, changes: tuple[Change, ...], previous: str) -> str:
    """Return the changes as a file for readers."""
    head = f"# {_plain(title)}: version {_plain(version)}\n\n{day}\n\n"
    if not previous:
        return f"{head}First release.\n"
    if not changes:
        return f"{head}Since version {_plain(previous)} no fact, source or title changed.\n"
    lines = "".join(f"- {each.text}\n" for each in changes)
    return f"{head}What changed since version {_plain(previous)}:\n\n{lines}"
