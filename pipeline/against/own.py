"""What an article states: its ledger, its prose in every edition, and its figures, as units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.against.cells import context_of_cell
from pipeline.against.units import SHORT, Own, Unit, reference_heading, statements
from pipeline.discourse.sentences import Sentence, sentences
from pipeline.editions import EDITIONS
from pipeline.inspection.grid import grid
from pipeline.load import ledger as ledgers
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.dates import PartialDate
from pipeline.model.diagnostics import Place
from pipeline.model.facts import Fact, OfficeHolder
from pipeline.model.stages import Document, Manuscript
from pipeline.wording.dates import date_text
from pipeline.wording.facts import PARTS, fact_text, part_text

# Editions that say something in words of their own: the document's facts, its tables of holders and disputes.
_EDITIONS = ("briefing", "deck", "web")


@dataclass(frozen=True)
class OwnText:
    """The units of an article: `prose_count` of its prose in order, then what is said in other ways.

    Those are its front matter, its tables, the words of its editions, its figures and its ledger.
    """

    lang: str
    owns: tuple[Own, ...] = field(repr=False)
    units: tuple[Unit, ...] = field(repr=False)
    holders: tuple[tuple[OfficeHolder, Place], ...] = field(repr=False)
    words: str = field(repr=False)
    prose_count: int
    citations: tuple[str, ...] = field(repr=False)
    dates: tuple[PartialDate, ...]
    years_of_sources: frozenset[tuple[str, str]] = field(repr=False)

    places: Mapping[Unit, Place] = field(default_factory=dict, repr=False)

    @cached_property
    def of_unit(self) -> dict[Unit, tuple[Own, ...]]:
        """What each unit states."""
        result: dict[Unit, list[Own]] = {unit: [] for unit in self.units}
        for each in self.owns:
            result[each.unit].append(each)
        return {unit: tuple(owns) for unit, owns in result.items()}


def read(manuscript: Manuscript, document: Document) -> OwnText:
    """Return what an article states."""
    lang = manuscript.front.lang
    reader = _Reader(manuscript, lang)
    reader.prose(document.blocks)
    prose_count = len(reader.units)
    reader.tables(document.blocks)
    reader.front()
    for name in _EDITIONS:
        blocks = EDITIONS[name].edit(document).blocks
        reader.prose(blocks)
        reader.tables(blocks)
    reader.figures(document)
    reader.ledger()
    sources = " ".join(walk.text_of(each.blocks) for each in document.bibliography)
    words = " ".join([*(f"{each.text} {each.context}" for each in reader.units), sources])
    dates = tuple(each for each in (manuscript.front.date, manuscript.front.as_of) if each)
    holders = tuple(
        (fact, reader.fact_place(fact)) for fact in manuscript.ledger.facts if isinstance(fact, OfficeHolder)
    )
    return OwnText(
        lang=lang,
        owns=tuple(reader.owns),
        units=tuple(reader.units),
        holders=holders,
        words=words,
        prose_count=prose_count,
        citations=_citations(document),
        dates=dates,
        years_of_sources=_years(manuscript),
        places=reader.places,
    )


def _citations(document: Document) -> tuple[str, ...]:
    """Return the citations of an article by author and year as they are printed, the longest first."""
    labels = {
        part.strip()
        for each in walk.walk(document.blocks)
        if isinstance(each, n.Cite)
        for part in walk.text_of(each.inlines).strip("()[] ").split(";")
    }
    words = [each for each in labels if re.search(r"[^\W\d_]{2}", each)]
    return tuple(sorted(words, key=lambda each: (-len(each), each)))


def _years(manuscript: Manuscript) -> frozenset[tuple[str, str]]:
    """Return the last words of the authors and titles of the sources, each with the year of its source."""
    result = set()
    for each in manuscript.references:
        parts = (each.fields.get("issued") or {}).get("date-parts") or [[None]]
        year = str(parts[0][0]) if parts and parts[0] else ""
        lists = [each.fields.get(role) for role in ("author", "editor")]
        people = [name for each_list in lists if isinstance(each_list, list) for name in each_list]
        names = [str(name.get(key) or "") for name in people for key in ("family", "literal", "name")]
        keys = ("title", "title-short", "container-title", "publisher")
        titles = [str(each.fields.get(key) or "") for key in keys]
        for text in (*names, *titles):
            if text.split():
                result.add((text.split()[-1].strip(" .,:;”“\"'()").casefold(), year))
    return frozenset(result)


class _Reader:
    def __init__(self, manuscript: Manuscript, lang: str) -> None:
        self.manuscript, self.lang = manuscript, lang
        self.units: list[Unit] = []
        self.places: dict[Unit, Place] = {}
        self.owns: list[Own] = []
        self.texts_before: set[tuple[str, str]] = set()
        self.facts = {fact.id: fact for fact in reversed(manuscript.ledger.facts)}

    def add(
        self,
        text: str,
        kind: str,
        context: str,
        heading: str,
        facts: Sequence[tuple[int, int, str]],
        place: Place,
        sentence: Sentence | None = None,
    ) -> None:
        """Add a unit; the same words in the same surroundings are one."""
        # Behind the sign of a way back stand the numbers of the places that lead here.
        text, context = (each.partition("↩")[0].rstrip() for each in (text, context))
        if (text, context) in self.texts_before or not text.strip():
            return
        self.texts_before.add((text, context))
        statements_here = statements(text, self.lang)
        unit = Unit(text, statements_here, kind, self.lang, len(self.units), context, heading)
        self.units.append(unit)
        self.places[unit] = place
        for each in statements_here:
            name = next((name for first, last, name in facts if first < each.end and each.start < last), "")
            fact = self.facts.get(name)
            where = place
            if sentence is not None and (offset := sentence.at(each.start, each.end)) is not None:
                where = self.manuscript.source.place(offset, each.end - each.start)
            elif fact is not None:
                where = self.fact_place(fact)
            self.owns.append(Own(unit, each, fact, where))

    def prose(self, blocks: n.Blocks) -> None:
        """Add the sentences of a text."""
        is_heading = reference_heading(self.lang)
        all_sentences = sentences(blocks, self.lang)
        for index, each in enumerate(all_sentences):
            if each.kind == "cell":
                continue  # in its table
            if each.section and is_heading.fullmatch(each.section[-1]):
                continue
            near = [
                other.text
                for other in all_sentences[max(0, index - 1) : index + 2]
                if other is not each and other.section == each.section
            ]
            context = " ".join(near) if len(each.text) < SHORT else ""
            facts = [(b.start, b.end, b.fact) for b in each.bindings]
            heading = each.section[-1] if each.section else self.manuscript.front.title
            self.add(
                each.text, each.kind, context, heading, facts, self.manuscript.source.place(each.at()), each
            )

    def tables(self, blocks: n.Blocks) -> None:
        """Add the cells of tables, each with the heads of its row and column."""
        for table in walk.walk(blocks):
            if not isinstance(table, n.Table):
                continue
            rows = grid(
                [
                    [(sentences(cell.blocks, self.lang), cell.row_span, cell.col_span) for cell in row.cells]
                    for row in walk.rows(table)
                ],
                (),
            )
            texts = [[" ".join(each.text for each in cell) for cell in row] for row in rows]
            for index, row in enumerate(rows):
                for column, cell in enumerate(row):
                    context = context_of_cell(texts, index, column)
                    for each in cell:
                        facts = [(b.start, b.end, b.fact) for b in each.bindings]
                        place = self.manuscript.source.place(each.at())
                        self.add(each.text, "cell", context, "", facts, place, each)

    def front(self) -> None:
        """Add the titles and the dates of the front matter."""
        front, file = self.manuscript.front, self.manuscript.source.file
        for text in (front.title, front.subtitle, front.kicker, front.id, front.rights):
            if text:
                self.add(str(text), "heading", "", "", (), Place(file))
        for date in (front.date, front.as_of):
            if date:
                self.add(date_text(date, self.lang), "date", front.title, "", (), Place(file))

    def figures(self, document: Document) -> None:
        """Add the values of figures and the words of their titles."""
        for drawing in document.drawings.values():
            for text in (drawing.title, drawing.alt):
                self.add(text, "caption", "", drawing.title, (), Place(self.manuscript.source.file))
            for datum in drawing.data:
                fact = self.facts.get(datum.fact)
                place = self.fact_place(fact) if fact else Place(self.manuscript.source.file)
                heads = f"{datum.label} {datum.series}"
                for context in (heads, f"{heads} {fact.subject if fact else drawing.title}"):
                    facts = [(0, len(datum.text), datum.fact)]
                    self.add(datum.text, "chart", context, f"{drawing.title} {drawing.unit}", facts, place)

    def ledger(self) -> None:
        """Add the facts of the ledger: each with its subject, and its dates."""
        for fact in self.manuscript.ledger.facts:
            place = self.fact_place(fact)
            parts = (part_text(fact, part, self.lang) for part in ("of", "place", "unit"))
            about = " ".join(filter(None, (fact.subject, fact.label, *parts)))
            texts = dict.fromkeys(_texts(fact, self.lang))
            own_date = part_text(fact, "date", self.lang) or ""
            for text in texts:
                context = about if text == own_date else f"{about} {own_date}"
                self.add(text, "fact", context, "", [(0, len(text), fact.id)], place)

    def fact_place(self, fact: Fact) -> Place:
        """Return the place of a fact in the ledger."""
        index = next(i for i, each in enumerate(self.manuscript.ledger.facts) if each.id == fact.id)
        return self.manuscript.places.of(ledgers.FILE, "facts", index)


def _texts(fact: Fact, lang: str) -> Iterator[str]:
    yield fact_text(fact, lang)
    for part in PARTS:
        if part in ("date", "from", "to", "as-of", "min", "max", "subject", "label") and (
            text := part_text(fact, part, lang)
        ):
            yield text
