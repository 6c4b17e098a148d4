"""Citations and references: every key has an entry, every entry is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from pipeline.checks.check import Finding, check
from pipeline.checks.suggestion import Names
from pipeline.checks.survey import Survey, is_cross_reference
from pipeline.model import nodes as n
from pipeline.model.consequence import Consequence
from pipeline.model.diagnostics import Place
from pipeline.model.references import nocite_keys

# Prefixes of keys that Manubot turns into references before pandoc reads a manuscript.
_RAW = re.compile(
    r"(?:doi|pmid|pmcid|arxiv|isbn|url|wikidata|tag|clinicaltrials|https?|raw):.", re.IGNORECASE
)
# More unused references than this are reported in one diagnostic.
MOST_UNUSED = 3


@check(Consequence.MARKED)
def citation_undefined(survey: Survey) -> Iterator[Finding]:
    """A citation names a key that no reference has.

    Why: the reader who wants to look the source up finds nothing, and the label shows a bare key.

    Bad:
        The price was paid in gold [@tretay-1867].

    Good:
        The price was paid in gold [@treaty-1867].
    """
    if not survey.manuscript.has_whole_bibliography:
        return  # the file that cannot be read may have it
    raw = [each for each in survey.citations if _RAW.match(each.id) and each.id not in survey.references]
    if raw:
        more = len({each.id for each in raw}) - 1
        others = f" and {more} more are keys" if more else " is a key"
        yield Finding(
            f"`{raw[0].id}`{others} that Manubot looks up, and no reference has",
            survey.place(raw[0].at, raw[0].id),
            "run `manubot process`, and build the manuscript.md that it writes",
        )
    reference_names = Names(survey.references)
    known_keys = {each.id for each in raw} | survey.manuscript.broken_references
    for citation in survey.citations:
        if citation.id not in survey.references and citation.id not in known_keys:
            hint = reference_names.hint(citation.id, otherwise="add the entry to the bibliography")
            place = survey.place(citation.at, citation.id)
            yield Finding(f"undefined reference `{citation.id}`", place, hint)
    for key in nocite_keys(survey.manuscript.front.nocite, survey.manuscript.references):
        if key not in survey.references and key not in known_keys:
            hint = reference_names.hint(key, otherwise="add the entry to the bibliography")
            yield Finding(f"undefined reference `{key}`", _place_of_nocite(survey), hint)


def _place_of_nocite(survey: Survey) -> Place:
    file = PurePath(survey.manuscript.source.file).name
    return survey.manuscript.places.of(file, "nocite")


@check(Consequence.MARKED)
def citation_mixed(survey: Survey) -> Iterator[Finding]:
    """A citation and a cross-reference stand in one pair of brackets.

    Why: one becomes a label that leads to the list of sources, the other a number; brackets hold one kind.

    Bad:
        The steps took a year [@fig-steps; @treaty-1867].

    Good:
        The steps took a year (@fig-steps) [@treaty-1867].
    """
    for node in survey.nodes:
        if isinstance(node, n.Cite) and len({is_cross_reference(each.id) for each in node.citations}) > 1:
            name = next(each for each in node.citations if is_cross_reference(each.id))
            message = f"cross-reference `{name.id}` among citations"
            yield Finding(
                message, survey.place(name.at, name.id), f"write it outside the brackets: @{name.id}"
            )


@check(Consequence.JUDGEMENT)
def reference_unused(survey: Survey) -> Iterator[Finding]:
    """A reference is neither cited nor the source of a fact in use.

    Why: the list of sources shows only what the article rests on; an entry that nothing uses is either
    left over or the citation of it was forgotten.

    Bad:
        [{"id": "old-atlas", "type": "book", "title": "An atlas nobody cites"}]

    Good:
        The map is the one of 1867 [@old-atlas].
    """
    used_ids = survey.used_references
    unused_references = [
        reference for reference in survey.manuscript.references if reference.id not in used_ids
    ]
    if survey.manuscript.plain and len(unused_references) > MOST_UNUSED:
        # A paper is often written beside the bibliography of all that its author has read.
        names = ", ".join(f"`{reference.id}`" for reference in unused_references[:MOST_UNUSED])
        what = f"{len(unused_references)} unused references: {names} …"
        place = Place(unused_references[0].place.file)
        yield Finding(what, place, "nothing of them is printed; `nocite: '@*'` lists them all")
        return
    for reference in unused_references:
        yield Finding(
            f"unused reference `{reference.id}`",
            reference.place,
            f"cite it as [@{reference.id}], or remove it from the bibliography",
        )


@check(Consequence.WRONG)
def source_undefined(survey: Survey) -> Iterator[Finding]:
    """A fact of the ledger names a source that the bibliography lacks.

    Why: a fact whose source cannot be looked up is a fact without a source.

    Bad:
        sources:
          - ref: tretay-1867

    Good:
        sources:
          - ref: treaty-1867
    """
    if not survey.manuscript.has_whole_bibliography:
        return
    reference_names = Names(survey.references)
    for index, fact in enumerate(survey.manuscript.ledger.facts):
        for position, source in enumerate(fact.sources):
            if source.ref not in survey.references and source.ref not in survey.manuscript.broken_references:
                hint = reference_names.hint(source.ref, otherwise="add the entry to the bibliography")
                place = survey.place_of_fact(index, "sources", position, "ref")
                yield Finding(
                    f"the source `{source.ref}` of `{fact.id}` is not in the bibliography", place, hint
                )
