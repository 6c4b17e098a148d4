"""What is disputed: facts of which the ledger says so, each account beside the other, with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.editions.deck_setting import Setting
from pipeline.editions.deck_words import part_of, without_links
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.facts import Fact, Ledger
from pipeline.model.slides import Slide
from pipeline.resolve.typography import typeset_text
from pipeline.slides.table_pieces import pieces
from pipeline.slides.tables import to_slide_table
from pipeline.wording.facts import fact_text
from pipeline.wording.terms import term


def dispute_slides(facts: Iterable[Fact], setting: Setting) -> Iterator[Slide]:
    """Yield the slides of what is disputed among facts that an article states; none where nothing is."""
    names = {fact.id for fact in facts if fact.status == "disputed"}
    groups = [group for group in groups_of(setting.ledger) if any(fact.id in names for fact in group)]
    if not groups:
        return
    title = words(term(setting.lang, "disputed"))
    table = to_slide_table(_table(groups, setting), setting.canvas)
    size, parts = pieces(table, title, (), setting.sentences, setting.canvas)
    if len(parts) > 1:
        first_title = part_of(title, 1, len(parts), setting.lang)
        size, parts = pieces(table, first_title, (), setting.sentences, setting.canvas)
    for position, part in enumerate(parts, 1):
        name = "disputed" if position == 1 else f"disputed-{position}"
        part_title = part_of(title, position, len(parts), setting.lang)
        yield Slide(name, "table", part_title, content=(part.table,), size=size)


def groups_of(ledger: Ledger) -> list[tuple[Fact, ...]]:
    """Return facts that speak of one thing: of one subject while disputed, or one contradicts the other."""
    leaders: dict[str, str] = {}

    def leader(name: str) -> str:
        while leaders.get(name, name) != name:
            name = leaders[name]
        return name

    subjects: dict[str, str] = {}
    for fact in ledger.facts:
        others = [fact.contradicts] if fact.contradicts and ledger.get(fact.contradicts) else []
        if fact.status == "disputed":
            others.append(subjects.setdefault(_fold(fact.subject), fact.id))
        for other in others:
            leaders[leader(fact.id)] = leader(other)
    result: dict[str, list[Fact]] = {}
    for fact in ledger.facts:
        result.setdefault(leader(fact.id), []).append(fact)
    return [tuple(group) for group in result.values()]


def _table(groups: Sequence[Sequence[Fact]], setting: Setting) -> n.Table:
    lang = setting.lang
    heads = (term(lang, "disputed-point"), term(lang, "disputed-account"), term(lang, "source"))
    rows = [
        n.Row(n.Attr(), (*_point(subject, len(facts), place, lang), *_account(fact, setting)))
        for group in groups
        for subject, facts in _by_subject(group, setting.ledger)
        for place, fact in enumerate(facts)
    ]
    return n.Table(
        n.Attr("", ("disputed",)),
        n.Caption(None, ()),
        tuple(n.ColSpec("AlignDefault", None) for _ in heads),
        n.TableEnd(n.Attr(), (n.Row(n.Attr(), tuple(_cell(words(head)) for head in heads)),)),
        (n.TableBody(n.Attr(), 1, (), tuple(rows)),),
        n.TableEnd(n.Attr(), ()),
    )


def _by_subject(group: Sequence[Fact], ledger: Ledger) -> Iterable[tuple[str, Sequence[Fact]]]:
    """Return the facts of a group by what they are about, each with its name."""
    result: dict[str, tuple[str, list[Fact]]] = {}
    for fact in group:
        subject = _subject(fact, ledger)
        result.setdefault(_fold(subject), (subject, []))[1].append(fact)
    return result.values()


def _subject(fact: Fact, ledger: Ledger) -> str:
    """Return what a fact is about: as that fact says which it contradicts, or which this one contradicts.

    Two that contradict each other are about what the first one says; in a longer circle, where none is the
    first, each is about what it says itself.
    """
    chain = [fact]
    while chain[-1].contradicts and (other := ledger.get(chain[-1].contradicts)):
        if other in chain:
            circle = chain[chain.index(other) :]
            return min(circle, key=ledger.facts.index).subject if len(circle) <= 2 else fact.subject
        chain.append(other)
    return chain[-1].subject


def _fold(subject: str) -> str:
    return " ".join(subject.casefold().split())


def _point(subject: str, count: int, place: int, lang: str) -> tuple[n.Cell, ...]:
    """Return the cell that names what facts are about, in the first row, beside so many rows."""
    return () if place else (_cell(words(typeset_text(subject, lang)), down=count),)


def _account(fact: Fact, setting: Setting) -> tuple[n.Cell, n.Cell]:
    text = n.Span(
        n.Attr("", ("fact",), (("fact", fact.id),)),
        words(typeset_text(fact_text(fact, setting.lang), setting.lang)),
    )
    # Office programs do not break links between their words: in a narrow column they are words alone.
    labels = setting.sources.labels_of(source.ref for source in fact.sources)
    return _cell((text,)), _cell(without_links(labels))


def _cell(inlines: n.Inlines, down: int = 1) -> n.Cell:
    return n.Cell(n.Attr(), "AlignDefault", down, 1, (n.Plain(inlines),))
