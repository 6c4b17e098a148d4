"""The ledger of an article as the preview shows it, read after each build."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from itertools import islice

from pipeline.checking import desk_options
from pipeline.facts import coverage_page
from pipeline.facts.coverage import Coverage, coverage
from pipeline.load.article import Location, load
from pipeline.model.facts import Source
from pipeline.model.references import Reference
from pipeline.model.settings import CheckSettings
from pipeline.preview.events import FactRow, LedgerRead, SourceRow, UnboundRow
from pipeline.wording.facts import fact_text

LEDGER = "facts.yaml"
MOST_UNBOUND = 2_000


def read(location: Location) -> LedgerRead:
    """Return the ledger of an article with its coverage. Raises DossierError if it cannot be loaded."""
    manuscript = load(location).manuscript
    desk = CheckSettings() if location.is_untrusted else CheckSettings(days=desk_options()[0].days)
    shares = coverage(manuscript, manuscript.front.checks.over(desk).days)
    references = {each.id: each for each in manuscript.references}
    states = {mark.fact.id: mark.state for row in shares.rows for mark in row.marks if mark.fact}
    facts = []
    for index, fact in enumerate(manuscript.ledger.facts):
        place = manuscript.places.of(LEDGER, "facts", index)
        facts.append(
            FactRow(
                fact.id,
                fact.kind,
                fact.subject,
                fact_text(fact, manuscript.front.lang),
                str(fact.as_of or ""),
                fact.status,
                states.get(fact.id, ""),
                tuple(_source(each, references) for each in fact.sources),
                place.file,
                os.path.abspath(place.file),
                place.line,
            )
        )
    front, gaps = manuscript.front, tuple(islice(_gaps(shares), MOST_UNBOUND))
    return LedgerRead(front.title, front.lang, tuple(facts), gaps, coverage_page.page(shares))


def _gaps(shares: Coverage) -> Iterator[UnboundRow]:
    for row in shares.rows:
        text = row.sentence.text
        for mark in row.marks:
            if mark.fact is None:
                yield UnboundRow(text[: mark.start], text[mark.start : mark.end], text[mark.end :])


def _source(source: Source, references: Mapping[str, Reference]) -> SourceRow:
    fields = references[source.ref].fields if source.ref in references else {}
    url = str(fields.get("URL") or "")
    is_web = url.lower().startswith(("https://", "http://"))
    return SourceRow(str(fields.get("title") or source.ref), source.locator or "", url if is_web else "")
