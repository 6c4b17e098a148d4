"""A manuscript for a draft: errors are marked, and figures that cannot be drawn are left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipeline.checks.registry import explanations
from pipeline.load.ledger import FILE as LEDGER
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.consequence import Consequence
from pipeline.model.diagnostics import Diagnostic, DossierError, Severity
from pipeline.model.faults import fault
from pipeline.model.figures import facts_of
from pipeline.model.stages import Manuscript
from pipeline.resolve.drawings import drawing

# Inlines that are marked as a whole if a finding begins at them.
_WHOLE = (n.Span, n.Cite, n.Link, n.Image)
_LEAVES = (n.Str, n.Code, n.Math)


def mark_errors(manuscript: Manuscript, diagnostics: Iterable[Diagnostic]) -> Manuscript:
    """Return a manuscript with its errors marked in the text, and without figures that cannot be drawn.

    A fault of the ledger is marked where its fact is bound. A fault that is visible already, such as an
    undefined citation, is not marked a second time.
    """
    errors = [each for each in diagnostics if each.severity is Severity.ERROR]
    undrawable = frozenset(_undrawable(manuscript, errors))
    codes = dict(_offsets(manuscript, [each for each in errors if not _shows(each)]))
    blocks = _Marker(_codes_by_node(manuscript.blocks, codes)).blocks(manuscript.blocks)
    return _without_figures(replace(manuscript, blocks=blocks), undrawable)


def leave_out_unaccepted(manuscript: Manuscript) -> Manuscript:
    """Return a manuscript without figures that proposed facts prevent from being drawn.

    Such a fault is a note, so the build goes on. A fact that somebody stands for is an error before this.
    """
    return _without_figures(manuscript, frozenset(_undrawable_proposals(manuscript)))


def _undrawable_proposals(manuscript: Manuscript) -> Iterator[str]:
    """Yield the figures that draw a fact that nobody has accepted, and cannot be drawn."""
    ledger, lang = manuscript.ledger, manuscript.front.lang
    accepted_ids = {fact.id for fact in ledger.facts if fact.status != "proposed"}
    for url, spec in manuscript.figures.items():
        if accepted_ids.issuperset(facts_of(spec)):
            continue
        try:
            drawing("", spec, ledger, lang)
        except DossierError:
            yield url


def _without_figures(manuscript: Manuscript, urls: frozenset[str]) -> Manuscript:
    if not urls:
        return manuscript
    figures = {url: spec for url, spec in manuscript.figures.items() if url not in urls}
    return replace(manuscript, figures=figures, broken_files=manuscript.broken_files | urls)


def _shows(diagnostic: Diagnostic) -> bool:
    explanation = explanations().get(diagnostic.code)
    return explanation is not None and explanation.consequence is Consequence.MARKED


def _undrawable(manuscript: Manuscript, errors: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield the figures that have an error, or that draw a fact missing in the ledger."""
    files = {each.place.file for each in errors}
    for url, spec in manuscript.figures.items():
        lacks_fact = any(manuscript.ledger.get(name) is None for name in facts_of(spec))
        if lacks_fact or manuscript.places.of(url).file in files:
            yield url


def _offsets(manuscript: Manuscript, errors: Iterable[Diagnostic]) -> Iterator[tuple[int, str]]:
    """Yield the offset of each fault in the text, with its code."""
    source = manuscript.source
    ledger = manuscript.places.of(LEDGER).file
    for each in errors:
        if each.place.file in {file.file for file in source.files} and each.place.line:
            yield source.offset(each.place), each.code
        elif each.place.file == ledger:
            name = _fact_at(manuscript, each.place.line)
            for node in walk.walk(manuscript.blocks):
                if (
                    isinstance(node, n.Span)
                    and node.at is not None
                    and name
                    and node.attr.get("fact") == name
                ):
                    yield node.at, each.code


def _fact_at(manuscript: Manuscript, line: int) -> str:
    """Return the id of the fact at a line of the ledger, or the empty text."""
    name = ""
    for index, fact in enumerate(manuscript.ledger.facts):
        if manuscript.places.of(LEDGER, "facts", index).line <= line:
            name = fact.id
    return name


def _codes_by_node(blocks: n.Blocks, codes: Mapping[int, str]) -> Mapping[int, str]:
    """Return the code by the identity of each node to be marked: the one at or before an offset."""
    first_at: dict[int, walk.AnyNode] = {}
    for node in walk.walk(blocks):
        if isinstance(node, (*_WHOLE, *_LEAVES)) and node.at is not None:
            first_at.setdefault(node.at, node)
    offsets = sorted(first_at)
    result: dict[int, str] = {}
    for offset, code in codes.items():
        position = bisect_right(offsets, offset)
        if position:
            result[id(first_at[offsets[position - 1]])] = code
    return result


class _Marker(walk.Rebuild):
    """Rebuilds blocks with the chosen inlines marked; nodes are known by their identity before the change."""

    def __init__(self, codes: Mapping[int, str]) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.codes = codes

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Rebuild inlines, each chosen one with its code after it."""
        return tuple(self._one(item) for item in items)

    def _one(self, item: n.Inline) -> n.Inline:
        code = self.codes.get(id(item))
        inner = self.descend_inline(item)
        return inner if code is None else fault((inner, n.Space(), n.Str(f"[{code}]")), item.at)
