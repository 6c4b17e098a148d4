"""Changes of facts between two revisions: the errata, and the facts to check again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.facts.freshness import is_stale
from pipeline.facts.revisions import Revision
from pipeline.model.facts import Amount, Fact, Money, OfficeHolder
from pipeline.wording.facts import fact_text, part_text

# Notes and labels are for editors and charts.
_REPORTED_KEYS = ("kind", "subject", "value", "as-of", "status", "sources")
What = Literal["added", "removed", "changed", "stale"]
WHATS: tuple[What, ...] = ("changed", "added", "removed", "stale")


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a fact: the old and the new fact, and the keys that differ."""

    what: What
    id: str
    old: Fact | None
    new: Fact | None
    keys: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """The subject of the fact, in the words of the later revision."""
        fact = self.new or self.old
        return fact.subject if fact else self.id


def changes(old: Revision, new: Revision) -> tuple[Change, ...]:
    """Return the changes of facts, grouped by kind of change, in the order of the ledgers."""
    all_changes = [*_changes(old, new)]
    return tuple(each for what in WHATS for each in all_changes if each.what == what)


def _changes(old: Revision, new: Revision) -> Iterator[Change]:
    before = {fact.id: fact for fact in reversed(old.ledger.facts)}
    after = {fact.id: fact for fact in reversed(new.ledger.facts)}
    for fact in new.ledger.facts:
        if fact is not after[fact.id]:
            continue  # of two facts with one id the first counts
        was = before.get(fact.id)
        if was is None:
            yield Change("added", fact.id, None, fact)
        elif keys := _changed_keys(was, fact):
            yield Change("changed", fact.id, was, fact, keys)
        if is_stale(fact, new.today, new.days) and not (was and is_stale(was, old.today, old.days)):
            yield Change("stale", fact.id, was, fact)
    for fact in old.ledger.facts:
        if fact.id not in after:
            yield Change("removed", fact.id, fact, None)


def _changed_keys(old: Fact, new: Fact) -> tuple[str, ...]:
    """Return the reported keys whose values differ."""
    one, other = (fact.model_dump(mode="json", by_alias=True) for fact in (old, new))
    return tuple(key for key in _REPORTED_KEYS if one.get(key) != other.get(key))


def value_text(fact: Fact | None, lang: str) -> str:
    """Return a fact's value with its date and sources: `$409.6 million (1955–1963; state-1997)`."""
    if fact is None:
        return ""
    date_text = part_text(fact, "date", lang) if isinstance(fact, Amount | OfficeHolder) else None
    place, whole = part_text(fact, "place", lang), part_text(fact, "of", lang)
    as_of = f"as of {fact.as_of}" if fact.as_of else None
    status = fact.status if fact.status != "confirmed" else None
    basis = fact.value.basis if isinstance(fact, Money) else None
    refs = ", ".join(
        f"{source.ref} {source.locator}" if source.locator else source.ref for source in fact.sources
    )
    parts = (f"of {whole}" if whole else None, place, date_text, basis, as_of, status, refs or "no source")
    rest = "; ".join(filter(None, parts))
    return f"{fact_text(fact, lang)} ({rest})"


def text(changes: tuple[Change, ...], old: Revision, new: Revision) -> str:
    """Return changes as lines of text."""
    if not changes:
        return f"no fact changed between {old.name} and {new.name}\n"
    lines = []
    for each in changes:
        keys = f" [{', '.join(each.keys)}]" if each.keys else ""
        lines.append(f"{each.what} {each.id}{keys}: {each.subject}")
        if each.what == "stale" and each.new is not None:
            lines.append(f"  last known to hold on {each.new.as_of}, article as of {new.today}")
            continue
        lines += [f"  - {value_text(each.old, old.lang)}"] if each.old else []
        lines += [f"  + {value_text(each.new, new.lang)}"] if each.new else []
    return "\n".join(lines) + "\n"


_HEADINGS: Mapping[What, str] = {
    "changed": "Changed",
    "added": "Added",
    "removed": "Removed",
    "stale": "Gone stale",
}


def markdown(changes: tuple[Change, ...], old: Revision, new: Revision) -> str:
    """Return changes as the errata of a release, in Markdown."""
    parts = [f"## Facts from {old.name} to {new.name}\n"]
    if not changes:
        parts.append("No fact changed.\n")
    for what in WHATS:
        lines = [_item(each, old, new) for each in changes if each.what == what]
        if lines:
            parts.append(f"### {_HEADINGS[what]}\n\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)


def _item(each: Change, old: Revision, new: Revision) -> str:
    head = f"- **{_plain(each.subject)}** (`{each.id}`)"
    if each.what == "stale" and each.new is not None:
        return f"{head}: last known to hold on {each.new.as_of}"
    if each.what == "changed":
        return (
            f"{head}: {_plain(value_text(each.new, new.lang))}; was {_plain(value_text(each.old, old.lang))}"
        )
    return f"{head}: {_plain(value_text(each.new or each.old, new.lang))}"


def _plain(words: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>$" else c for c in words)


def data(changes: tuple[Change, ...], old: Revision, new: Revision) -> str:
    """Return changes as JSON."""

    def whole(fact: Fact | None) -> Any:
        return fact and fact.model_dump(mode="json", by_alias=True, exclude_none=True)

    items = [
        {"what": e.what, "id": e.id, "keys": list(e.keys), "old": whole(e.old), "new": whole(e.new)}
        for e in changes
    ]
    return (
        json.dumps({"old": old.name, "new": new.name, "changes": items}, ensure_ascii=False, indent=2) + "\n"
    )


VIEWS: Mapping[str, Callable[[tuple[Change, ...], Revision, Revision], str]] = {
    "text": text,
    "json": data,
    "markdown": markdown,
}
