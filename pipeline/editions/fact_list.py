"""The list of facts: each fact that an edition states, with its value, sources, as-of date and places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.editions.backlinks import to_sections
from pipeline.editions.fact_links import ENTRY, Places
from pipeline.editions.place_links import CitationPlace
from pipeline.editions.prose import back_heading, words
from pipeline.model import nodes as n
from pipeline.model.facts import Fact, Source, when_of
from pipeline.model.faults import fault
from pipeline.resolve.typography import typeset_text
from pipeline.wording.dates import date_text
from pipeline.wording.facts import fact_text
from pipeline.wording.terms import term

LIST_ID = "ledger"


def fact_list(facts: Iterable[Fact], places: Places, links: Mapping[str, n.Inlines], lang: str) -> n.Blocks:
    """Return the heading and the list; empty if there is no fact. `links` are those to sources, by key."""
    fact_tuple = tuple(facts)
    if not fact_tuple:
        return ()
    by_id = {fact.id: fact for fact in fact_tuple}
    items = tuple((_entry(fact, places.get(fact.id, ()), links, by_id, lang),) for fact in fact_tuple)
    return (
        back_heading(LIST_ID, term(lang, "facts")),
        n.Div(n.Attr("", ("ledger",)), (n.BulletList(items),)),
    )


def _entry(
    fact: Fact,
    places: tuple[CitationPlace, ...],
    links: Mapping[str, n.Inlines],
    by_id: Mapping[str, Fact],
    lang: str,
) -> n.Div:
    returns = to_sections(places, lang, "stated-in") if places else ()
    subject = words(typeset_text(fact.subject, lang))
    value = n.Strong(words(typeset_text(fact_text(fact, lang), lang)))
    lines = (
        _line(
            "fact-subject",
            (*subject, n.Space(), n.Span(n.Attr("", ("returns",)), returns)) if returns else subject,
        ),
        _line("fact-value", (value, *_time(fact, lang))),
        _line("fact-state", tuple(_state(fact, by_id, lang))),
        _line("fact-sources", _sources(fact.sources, links, lang)),
    )
    attr = n.Attr(ENTRY + fact.id, ("fact-entry", f"is-{fact.status}"))
    return n.Div(attr, lines)


def _line(name: str, inlines: n.Inlines) -> n.Div:
    return n.Div(n.Attr("", (name,)), (n.Para(inlines),))


def _time(fact: Fact, lang: str) -> n.Inlines:
    """Return the time that a number, or a term of office, is of, if it is not the value itself."""
    when = when_of(fact)
    text = date_text(when, lang) if when else ""
    return (n.Space(), *words(f"({text})")) if text and text != fact_text(fact, lang) else ()


def _state(fact: Fact, by_id: Mapping[str, Fact], lang: str) -> Iterator[n.Inline]:
    """Yield the status, the as-of date, and the other account where there is one."""
    yield from words(term(lang, f"status-{fact.status}"))
    if fact.as_of:
        yield n.Str(",")
        yield n.Space()
        yield from words(term(lang, "as-of-short", date=date_text(fact.as_of, lang)))
    if other := by_id.get(fact.contradicts or ""):
        yield n.Str(".")
        yield n.Space()
        yield from words(term(lang, "fact-contradicts"))
        yield n.Space()
        yield n.Link(n.Attr(), words(typeset_text(fact_text(other, lang), lang)), f"#{ENTRY}{other.id}")


def _sources(sources: tuple[Source, ...], links: Mapping[str, n.Inlines], lang: str) -> n.Inlines:
    """Return the sources with the places in them, as one citation."""
    if not sources:
        return words(term(lang, "fact-unsourced"))
    parts: list[n.Inline] = []
    for source in sources:
        parts += [n.Str(";"), n.Space()] if parts else []
        parts += links.get(source.ref) or (fault((n.Str(source.ref),)),)
        if source.locator:
            parts += [n.Str(","), n.Space(), *words(typeset_text(source.locator, lang))]
    name = term(lang, "source-line" if len(sources) == 1 else "sources-line")
    keys = dict.fromkeys(source.ref for source in sources)
    return (*words(name), n.Space(), n.Cite(tuple(n.Citation(key) for key in keys), tuple(parts)))
